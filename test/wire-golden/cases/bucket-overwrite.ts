import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, type SignedAsk } from '../support/case.ts';

const get: SignedAsk = { method: 'GET', bucket: BUCKET, query: 'overwriteConfig' };
const put = (body: string): SignedAsk => ({ method: 'PUT', bucket: BUCKET, query: 'overwriteConfig', body });
const remove: SignedAsk = { method: 'DELETE', bucket: BUCKET, query: 'overwriteConfig' };
const object = (key: string): SignedAsk => ({ method: 'PUT', key, body: 'hello' });

const rules = (...inside: string[]): string =>
  `<OverwriteConfiguration>${inside.map((rule) => `<Rule>${rule}</Rule>`).join('')}</OverwriteConfiguration>`;
const FORBID = '<Action>forbid</Action>';
const LOGS = `<ID>logs</ID>${FORBID}<Prefix>logs/</Prefix><Suffix>.log</Suffix>`;
const BY_STRANGERS = `<ID>strangers</ID>${FORBID}<Principals><Principal>6543210987654321</Principal></Principals>`;
const TWO = rules(LOGS, BY_STRANGERS);

const refused = (cause: Cause, rule: string, body: string, name: string = cause): Case => ({
  name,
  rule,
  cause,
  ask: put(body),
});

/** What may not be overwritten (operations.md §11.7). */
export const bucketOverwriteCases: Cases = {
  PutBucketOverwriteConfig: [
    { name: 'set', rule: 'rules that are taken are answered without body', ask: put(TWO) },
    refused('overwrite-malformed-xml', 'there is at least one rule', '<OverwriteConfiguration/>'),
    refused('overwrite-malformed-xml', 'the only action is forbid', rules('<Action>allow</Action>'), 'action-unknown'),
    refused('overwrite-malformed-xml', 'an id stands once', rules(LOGS, LOGS), 'id-repeated'),
    {
      name: 'overwrite-bucket-missing',
      rule: 'a missing bucket makes the document a wrong one',
      cause: 'overwrite-bucket-missing',
      ask: { ...put(TWO), bucket: 'missingbucket' },
    },
  ],
  GetBucketOverwriteConfig: [
    { name: 'set', rule: 'rules come back in their order', before: [put(TWO)], ask: get },
    { name: 'id-made', rule: 'a rule without an id is given one', before: [put(rules(FORBID))], ask: get },
    {
      name: 'never-set',
      rule: 'a bucket without rules has none to return',
      cause: 'no-overwrite-configuration',
      ask: get,
    },
  ],
  DeleteBucketOverwriteConfig: [
    {
      name: 'set',
      rule: 'rules go with a 204',
      before: [put(TWO)],
      ask: remove,
      after: { ask: get, status: 404 },
    },
    { name: 'never-set', rule: 'also when there were none', ask: remove },
  ],
  PutObject: [
    {
      name: 'overwriting-forbidden',
      rule: 'an object that a rule covers is not overwritten',
      cause: 'object-exists',
      before: [put(TWO), object('logs/a.log')],
      ask: object('logs/a.log'),
    },
    {
      name: 'overwriting-not-covered',
      rule: 'prefix, suffix and principal of a rule all have to fit',
      before: [put(TWO), object('logs/a.txt')],
      ask: object('logs/a.txt'),
    },
  ],
  CopyObject: [
    {
      name: 'overwriting-forbidden',
      rule: 'nor is it by a copy',
      cause: 'object-exists',
      before: [put(rules(FORBID)), object('a'), object('b')],
      ask: { method: 'PUT', key: 'b', headers: { 'x-oss-copy-source': `/${BUCKET}/a` } },
    },
  ],
};
