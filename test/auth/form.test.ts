import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verifyFormClaim } from '../../src/auth/form.ts';
import { type TokenChecker, v1Signature, v2Signature, v4Signature } from '../../src/auth/index.ts';
import type { Credential } from '../../src/auth/request.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import { readFormClaim } from '../../src/forms/form-claim.ts';
import { acceptAnyToken, CREDENTIAL, credentialOf, KEYS, NOW, NOW_ISO, REGION, refusal } from './requests.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/** What makes its way from the page to the service; undefined fields are not sent. Names as a page writes them. */
function claimOf(fields: Fields) {
  const sent = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  return readFormClaim(new Map(sent.map(([name, value]) => [name.toLowerCase(), value])));
}

interface Surroundings {
  readonly now?: number;
  readonly region?: string | undefined;
  readonly lookup?: (accessKeyId: string) => Credential | undefined;
  readonly tokens?: TokenChecker;
}

function authenticate(fields: Fields, around: Surroundings = {}) {
  const claim = claimOf(fields);
  if (claim === undefined) return undefined;
  const lookup = around.lookup ?? ((id) => (id === KEYS.accessKeyId ? CREDENTIAL : undefined));
  return verifyFormClaim(claim, around.now ?? NOW, 'region' in around ? around.region : REGION, lookup, around.tokens);
}

const POLICY = Buffer.from('{"expiration":"2030-01-01T12:00:00.000Z","conditions":[["eq","$key","k"]]}').toString(
  'base64',
);
const SCOPE = { date: '20240601', region: REGION, product: 'oss' };
const secret = KEYS.accessKeySecret;

const V1: Fields = {
  key: 'k',
  OSSAccessKeyId: KEYS.accessKeyId,
  policy: POLICY,
  Signature: v1Signature(secret, POLICY),
};
const V2: Fields = {
  'x-oss-signature-version': 'OSS2',
  'x-oss-access-key-id': KEYS.accessKeyId,
  policy: POLICY,
  'x-oss-signature': v2Signature(secret, POLICY),
};
const V4: Fields = {
  'x-oss-signature-version': 'OSS4-HMAC-SHA256',
  'x-oss-credential': `${KEYS.accessKeyId}/20240601/${REGION}/oss/aliyun_v4_request`,
  'x-oss-date': NOW_ISO,
  policy: POLICY,
  'x-oss-signature': v4Signature(secret, SCOPE, POLICY),
};
const FORMS = { V1, V2, V4 };

interface Vector {
  readonly kind: string;
  readonly name: string;
  readonly access_key_id: string;
  readonly access_key_secret: string;
  readonly now: string | null;
  readonly region?: string;
  readonly policy_base64: string;
  readonly form_fields?: Fields;
  readonly signature: string;
}

const vectors = readFileSync(new URL('../fixtures/signature-vectors.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector)
  .filter(({ kind }) => kind.startsWith('post-policy-'));

describe('every published form', () => {
  test.each(vectors.map((v) => [`${v.kind} ${v.name}`, v] as const))('%s is accepted', (_, v) => {
    const fields = v.form_fields ?? {
      OSSAccessKeyId: v.access_key_id,
      policy: v.policy_base64,
      Signature: v.signature,
    };
    const credential = credentialOf(v.access_key_id, v.access_key_secret);
    const verified = authenticate(fields, {
      now: v.now === null ? NOW : Date.parse(v.now),
      region: v.region,
      lookup: () => credential,
      tokens: acceptAnyToken(credential),
    });
    expect(verified?.credential).toBe(credential);
    expect(verified?.facts).toMatchObject({
      mode: v.kind.replace('post-policy', 'form'),
      stringToSign: v.policy_base64,
      signature: v.signature,
    });
  });
});

describe('who posts', () => {
  test('nobody, when no signing field is there', () => {
    expect(claimOf({})).toBeUndefined();
    expect(claimOf({ key: 'k', 'x-oss-date': NOW_ISO, 'x-oss-security-token': 't' })).toBeUndefined();
  });

  test.each(Object.entries(FORMS))('the owner of the key, in a %s form', (_, form) => {
    expect(authenticate(form)?.credential).toBe(CREDENTIAL);
  });

  test('the owner of the key, however the page spells the names of fields', () => {
    const { OSSAccessKeyId, policy, Signature } = V1;
    expect(authenticate({ ossaccesskeyid: OSSAccessKeyId, Policy: policy, signature: Signature })).toBeDefined();
  });

  test('V1 is meant without a version, also when another version’s fields are there', () => {
    expect(authenticate({ ...V4, 'x-oss-signature-version': undefined, ...V1 })?.facts.mode).toBe('form-v1');
  });

  test('the record of a V4 form holds what was compared, and never the secret', () => {
    const facts = authenticate(V4)?.facts;
    expect(facts).toEqual({
      mode: 'form-v4',
      stringToSign: POLICY,
      signature: V4['x-oss-signature'],
      scope: SCOPE,
      requestTime: NOW,
      now: NOW,
    });
    expect(JSON.stringify([claimOf(V4), facts])).not.toContain(secret);
  });
});

describe('one signing field given, all are required', () => {
  const missing = (name: string) =>
    `The bucket POST must contain the specified '${name}'. If it is specified, please check the order of the fields`;

  test.each([
    [{ OSSAccessKeyId: 'i' }, 'policy', '0002-00000702'],
    [{ Signature: 's' }, 'policy', '0002-00000702'],
    [{ OSSAccessKeyId: 'i', Signature: 's' }, 'policy', '0002-00000702'],
    [{ policy: POLICY }, 'Signature', '0002-00000703'],
    [{ policy: POLICY, OSSAccessKeyId: 'i' }, 'Signature', '0002-00000703'],
    [{ policy: POLICY, Signature: 's' }, 'OSSAccessKeyId', '0002-00000706'],
    [{ 'x-oss-signature-version': 'OSS2' }, 'policy', '0002-00000702'],
    [{ ...V2, 'x-oss-signature': undefined }, 'x-oss-signature', '0002-00000703'],
    [{ ...V2, 'x-oss-access-key-id': undefined }, 'x-oss-access-key-id', '0002-00000706'],
    [{ ...V4, policy: undefined }, 'policy', '0002-00000702'],
    [{ ...V4, 'x-oss-signature': undefined }, 'x-oss-signature', '0002-00000703'],
    [{ ...V4, 'x-oss-credential': undefined }, 'x-oss-credential', undefined],
    [{ ...V4, 'x-oss-date': undefined }, 'x-oss-date', undefined],
    [{ ...V4, 'x-oss-signature-version': undefined }, 'x-oss-signature-version', undefined],
    [{ 'x-oss-credential': 'c' }, 'x-oss-signature-version', undefined],
  ] as [Fields, string, string | undefined][])('%j lacks %s', (fields, name, ec) => {
    const error = caught(fields);
    expect(error.row).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(error.row.ec).toBe(ec);
    expect(error.worded('current').message).toBe(missing(name));
    expect(error.details).toEqual({ ArgumentName: name, ArgumentValue: '' });
  });

  test.each([
    [{ ...V1, Signature: '' }, 'Post request signature is empty.', 'Signature', '0002-00000704'],
    [{ ...V4, 'x-oss-signature': '' }, 'Post request signature is empty.', 'x-oss-signature', '0002-00000704'],
    [{ ...V1, OSSAccessKeyId: '' }, 'Post request accessKeyId is empty.', 'OSSAccessKeyId', '0002-00000707'],
    [
      { ...V2, 'x-oss-access-key-id': '' },
      'Post request accessKeyId is empty.',
      'x-oss-access-key-id',
      '0002-00000707',
    ],
  ] as [Fields, string, string, string][])('%j: an empty one has its own message', (fields, message, name, ec) => {
    expect(refusal(() => authenticate(fields))).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
      message,
      ec,
      extras: { ArgumentName: name, ArgumentValue: '' },
    });
  });

  test('the refusal of a missing access key is the captured one, byte for byte', () => {
    const body = caught({ policy: POLICY, Signature: 's' }).document(
      '67684B970AF7903432D74FD8',
      'examplebucket.oss-cn-beijing.aliyuncs.com',
      'current',
    );
    expect(body).toBe(golden('access-key-missing'));
  });

  test.each(['2', '', 'OSS', 'OSS4', 'oss4-hmac-sha256', 'AWS4-HMAC-SHA256', 'constructor'])(
    'a version %j is unknown, whatever else is there',
    (version) => {
      for (const form of [V1, V4, {}]) {
        expect(refusal(() => authenticate({ ...form, 'x-oss-signature-version': version }))).toMatchObject({
          cause: 'form-signature-version-unknown',
          status: 400,
          code: 'InvalidArgument',
          ec: '0002-00000701',
          extras: { ArgumentName: 'x-oss-signature-version', ArgumentValue: version },
        });
      }
    },
  );
});

describe('the scope of a V4 form', () => {
  const scoped = (credential: string, date: string = NOW_ISO): Fields => ({
    ...V4,
    'x-oss-credential': credential,
    'x-oss-date': date,
  });

  test.each([
    ['ossmock\t/20240601/cn-hangzhou/oss/aliyun_v4_request', 'form-credential-id-invalid', '0002-00000708'],
    ['', 'form-credential-id-invalid', '0002-00000708'],
    ['/20240601/cn-hangzhou/oss/aliyun_v4_request', 'form-credential-id-invalid', '0002-00000708'],
    ['ossmock', 'form-credential-suffix-invalid', '0002-00000710'],
    ['ossmock/20240601/cn-hangzhou/oss/aws4_request', 'form-credential-suffix-invalid', '0002-00000710'],
    ['ossmock/20240601/cn-hangzhou/oss/aliyun_v4_request/', 'form-credential-suffix-invalid', '0002-00000710'],
    ['ossmock/2024-06-01/cn-hangzhou/oss/aliyun_v4_request', 'form-credential-date-invalid', '0002-00000709'],
    ['ossmock/20241301/cn-hangzhou/oss/aliyun_v4_request', 'form-credential-date-invalid', '0002-00000709'],
    ['ossmock/20240602/cn-hangzhou/oss/aliyun_v4_request', 'form-credential-date-invalid', '0002-00000709'],
    ['ossmock/20240601/cn-hangzhou/oss-cloudbox/aliyun_v4_request', 'form-credential-product-invalid', undefined],
    ['ossmock/20240601/cn-beijing/oss/aliyun_v4_request', 'form-credential-region-invalid', undefined],
    ['ossmock/20240601/oss-cn-hangzhou/oss/aliyun_v4_request', 'form-credential-region-invalid', undefined],
  ])('%j: %s', (credential, cause, ec) => {
    expect(refusal(() => authenticate(scoped(credential)))).toMatchObject({
      cause,
      status: 400,
      code: 'InvalidArgument',
      ec,
      extras: { ArgumentName: 'x-oss-credential', ArgumentValue: credential },
    });
  });

  test('its region is not compared where the endpoint has none', () => {
    const scope = { ...SCOPE, region: 'cn-beijing' };
    const form = {
      ...scoped('ossmock/20240601/cn-beijing/oss/aliyun_v4_request'),
      'x-oss-signature': v4Signature(secret, scope, POLICY),
    };
    expect(authenticate(form, { region: undefined })?.credential).toBe(CREDENTIAL);
  });

  test.each(['', '20240601', '2024-06-01T12:00:00Z', 'Sat, 01 Jun 2024 12:00:00 GMT', '20240631T120000Z'])(
    'x-oss-date %j is no time',
    (date) => {
      expect(refusal(() => authenticate(scoped(V4['x-oss-credential'] as string, date)))).toMatchObject({
        cause: 'form-credential-date-invalid',
        ec: '0002-00000709',
        extras: { ArgumentName: 'x-oss-date', ArgumentValue: date },
      });
    },
  );

  test('x-oss-date may lie 15 minutes from the server time on either side, not more', () => {
    for (const skew of [-900_000, 900_000]) expect(authenticate(V4, { now: NOW + skew })).toBeDefined();
    for (const skew of [-900_001, 900_001]) {
      const error = caught(V4, { now: NOW + skew });
      expect(error.cause).toBe('form-credential-date-invalid');
      expect(error.facts).toMatchObject({ requestTime: NOW, now: NOW + skew, skew, allowed: 900_000 });
    }
  });

  test('is checked before the key is looked up', () => {
    const form = { ...scoped('unknown/20240601/cn-beijing/oss/aliyun_v4_request'), 'x-oss-signature': 's' };
    expect(refusal(() => authenticate(form)).cause).toBe('form-credential-region-invalid');
  });
});

describe('the key of a form', () => {
  test('that nobody has is refused before the signature is looked at', () => {
    expect(refusal(() => authenticate({ ...V1, OSSAccessKeyId: 'nobody', Signature: 's' }))).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
      message: 'The OSS Access Key Id you provided does not exist in our records.',
      ec: '0002-00000902',
      extras: { OSSAccessKeyId: 'nobody' },
    });
  });

  test('that is disabled is told apart', () => {
    const lookup = () => ({ ...CREDENTIAL, status: 'disabled' as const });
    expect(refusal(() => authenticate(V1, { lookup })).ec).toBe('0002-00000903');
  });

  test('of a temporary credential wants its token in x-oss-security-token; an empty one is none', () => {
    for (const token of [undefined, '']) {
      const form = { ...V1, OSSAccessKeyId: 'STS.a', 'x-oss-security-token': token };
      expect(refusal(() => authenticate(form)).cause).toBe('sts-key-without-token');
    }
  });

  test.each([
    ['unknown-id', 'token-of-unknown-key'],
    ['other-id', 'token-of-another-key'],
    ['undecodable', 'token-undecodable'],
    ['expired', 'token-expired'],
  ] as const)('whose token is judged %s is refused', (verdict, cause) => {
    const tokens = { check: () => verdict };
    expect(refusal(() => authenticate({ ...V1, 'x-oss-security-token': 't' }, { tokens })).cause).toBe(cause);
  });

  test('of a session signs with the session’s secret', () => {
    const session = credentialOf('STS.a', 'session-secret');
    const form = {
      OSSAccessKeyId: 'STS.a',
      policy: POLICY,
      Signature: v1Signature('session-secret', POLICY),
      'x-oss-security-token': 't',
    };
    expect(authenticate(form, { tokens: acceptAnyToken(session) })?.credential).toBe(session);
  });
});

describe('a signature that does not fit', () => {
  test.each(Object.entries(FORMS))('is refused when any character of a %s form’s policy is another', (_, form) => {
    for (let i = 0; i < POLICY.length; i++) {
      const other = POLICY[i] === 'A' ? 'B' : 'A';
      const changed = { ...form, policy: POLICY.slice(0, i) + other + POLICY.slice(i + 1) };
      expect(refusal(() => authenticate(changed)).cause).toBe('form-signature-mismatch');
    }
  });

  test.each([
    ['of another version', { ...V1, Signature: V2['x-oss-signature'] }],
    ['in upper case', { ...V4, 'x-oss-signature': V4['x-oss-signature']?.toUpperCase() }],
    [
      'of the decoded policy',
      { ...V1, Signature: v1Signature(secret, Buffer.from(POLICY, 'base64').toString('latin1')) },
    ],
    ['with a blank behind', { ...V1, Signature: `${V1.Signature} ` }],
  ])('is one %s', (_, form) => {
    expect(refusal(() => authenticate(form)).cause).toBe('form-signature-mismatch');
  });

  test('is answered with the policy field as the text to sign (row 4 of the manuals’ table)', () => {
    const error = caught({ ...V1, Signature: 'c2lnbmF0dXJl' });
    const body = (profile: 'current' | '2022' | '2019') =>
      error.document('665B0C40A1B2C33330343132', 'examplebucket.oss-cn-hangzhou.aliyuncs.com', profile);
    expect(body('current')).toBe(golden('row-4-signature-mismatch'));
    expect(body('2022')).toBe(golden('row-4-signature-mismatch-2022'));
    expect(body('2019')).toBe(golden('row-4-signature-mismatch-2022'));
    expect(error.facts).toMatchObject({ mode: 'form-v1', stringToSign: POLICY, signature: V1.Signature });
  });
});

function caught(fields: Fields, around?: Surroundings): OssError {
  try {
    authenticate(fields, around);
  } catch (error) {
    if (error instanceof OssError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function golden(name: string): string {
  return readFileSync(new URL(`../golden/forms/${name}.xml`, import.meta.url), 'utf8');
}
