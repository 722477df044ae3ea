import type { WireProfile } from '../../src/errors/cause.ts';
import type { Cause } from '../../src/errors/refuse.ts';
import type { ServerOptions } from '../../src/index.ts';
import { ANY_SIZE, EXPIRATION, type Fields, FORM_TIME, policyText, type TestForm, v1Fields } from './forms.ts';
import { KEYS } from './signed.ts';

/** A mistake that the manuals' table of PostObject errors lists, as a form makes it. */
export interface TableRow {
  /** In the table of both manuals. */
  readonly row: number;
  /** The golden file's name after the row. */
  readonly name: string;
  readonly mistake: string;
  readonly cause: Cause;
  readonly form: TestForm;
  /** What the client wrongly says in headers. */
  readonly headers?: Fields;
  /** Where this is a mistake; everywhere unless given. */
  readonly profiles?: readonly WireProfile[];
}

const ALICE = { accessKeyId: 'alicekey', accessKeySecret: 'alice-secret' };
const DISABLED = { accessKeyId: 'disabled', accessKeySecret: 'disabled-secret' };

/** A server on which every mistake of the table can be made; alice is a RAM user without a policy. */
export const TABLE_SERVER = {
  host: '127.0.0.1',
  clock: FORM_TIME,
  seed: 20241031,
  accounts: [
    {
      id: '1234567890123456',
      keys: [
        { id: KEYS.accessKeyId, secret: KEYS.accessKeySecret, status: 'active' },
        { id: DISABLED.accessKeyId, secret: DISABLED.accessKeySecret, status: 'disabled' },
      ],
      users: [
        {
          name: 'alice',
          id: '200000000000000001',
          keys: [{ id: ALICE.accessKeyId, secret: ALICE.accessKeySecret, status: 'active' }],
        },
      ],
    },
  ],
  buckets: [{ name: 'examplebucket', acl: 'private', storageClass: 'Standard' }],
} as const satisfies ServerOptions;

const KEY = { key: 'user/eric/1.png' };
const signed = (fields: Fields = {}, keys = KEYS): TestForm => ({
  fields: { ...KEY, ...fields, ...v1Fields(undefined, keys) },
});
const under = (policy: string, fields: Fields = KEY): TestForm => ({ fields: { ...fields, ...v1Fields(policy) } });
const conditions = (...list: readonly unknown[]): string => policyText(list);

const temporary = { accessKeyId: 'STS.NTgone', accessKeySecret: 'gone' };
const wrong = { ...KEYS, accessKeySecret: 'not-the-secret' };

/** Every row of the table, some of them with several of the mistakes that the manual counts under it. */
export const TABLE: readonly TableRow[] = [
  {
    row: 1,
    name: 'another-boundary',
    mistake: 'the header announces another boundary than the body has',
    cause: 'form-malformed',
    form: signed(),
    headers: { 'Content-Type': 'multipart/form-data; boundary=----WebKitFormBoundary' },
  },
  {
    row: 1,
    name: 'another-case',
    mistake: 'a field is written in another case',
    cause: 'form-field-name-invalid',
    form: { fields: { Key: KEY.key, ...v1Fields() } },
    profiles: ['2022', '2019'],
  },
  {
    row: 2,
    name: 'no-such-key-id',
    mistake: 'the AccessKeyId does not exist',
    cause: 'access-key-unknown',
    form: signed({}, { ...KEYS, accessKeyId: 'nobody' }),
  },
  {
    row: 2,
    name: 'disabled-key-id',
    mistake: 'the AccessKeyId is disabled',
    cause: 'access-key-disabled',
    form: signed({}, DISABLED),
  },
  {
    row: 2,
    name: 'temporary-without-token',
    mistake: 'a temporary user sends no token',
    cause: 'sts-key-without-token',
    form: signed({}, temporary),
  },
  {
    row: 3,
    name: 'expired',
    mistake: 'the expiration of the policy is over',
    cause: 'policy-expired',
    form: under(policyText([ANY_SIZE], '2024-10-31T07:59:59.999Z')),
  },
  {
    row: 4,
    name: 'signature',
    mistake: 'the form is signed with another secret',
    cause: 'form-signature-mismatch',
    form: signed({}, wrong),
  },
  {
    row: 5,
    name: 'two-properties',
    mistake: 'a condition names two fields',
    cause: 'policy-simple-condition-malformed',
    form: under(conditions({ bucket: 'examplebucket', key: KEY.key })),
  },
  {
    row: 5,
    name: 'no-condition',
    mistake: 'the policy has no condition',
    cause: 'policy-conditions-empty',
    form: under(conditions()),
  },
  {
    row: 6,
    name: 'quotation-mark',
    mistake: 'a quotation mark is missing in the policy',
    cause: 'policy-not-json',
    form: under(`{expiration":"${EXPIRATION}","conditions":[["content-length-range",0,104857600]]}`),
  },
  {
    row: 7,
    name: 'bracket',
    mistake: 'a bracket is missing in the policy',
    cause: 'policy-not-json',
    form: under(`{"expiration":"${EXPIRATION}","conditions":[["content-length-range",0,104857600}`),
  },
  {
    row: 8,
    name: 'key',
    mistake: 'the key is in another folder than the policy says',
    cause: 'policy-condition-failed',
    form: under(conditions(['starts-with', '$key', 'user/eric/']), { key: 'user/erica/1.png' }),
  },
  {
    row: 9,
    name: 'bucket',
    mistake: 'the policy is for another bucket',
    cause: 'policy-condition-failed',
    form: under(conditions({ bucket: 'mingdi-bjx' })),
  },
  {
    row: 10,
    name: 'metadata',
    mistake: 'metadata does not begin as the policy says',
    cause: 'policy-condition-failed',
    form: under(conditions(['starts-with', '$x-oss-meta-prop', 'prop-']), { ...KEY, 'x-oss-meta-prop': 'top-1' }),
  },
  {
    row: 11,
    name: 'field',
    mistake: 'a field has another value than the policy says',
    cause: 'policy-condition-failed',
    form: under(conditions(['eq', '$success_action_status', '200']), { ...KEY, success_action_status: '201' }),
  },
  {
    row: 11,
    name: 'field-missing',
    mistake: 'a field of the policy is not in the form',
    cause: 'policy-field-missing',
    form: under(conditions(['eq', '$success_action_status', '200'])),
  },
  {
    row: 12,
    name: 'permission',
    mistake: 'the user has no permission',
    cause: 'bucket-acl-refuses',
    form: signed({}, ALICE),
  },
  {
    row: 13,
    name: 'no-key',
    mistake: 'the form has no key',
    cause: 'form-without-key',
    form: { fields: v1Fields() },
  },
  {
    row: 13,
    name: 'key-behind-file',
    mistake: 'the key stands behind the file',
    cause: 'form-without-key',
    form: { fields: v1Fields(), after: KEY },
  },
];
