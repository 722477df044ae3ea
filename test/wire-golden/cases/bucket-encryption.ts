import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, type SignedAsk } from '../support/case.ts';

const get: SignedAsk = { method: 'GET', bucket: BUCKET, query: 'encryption' };
const put = (body: string): SignedAsk => ({ method: 'PUT', bucket: BUCKET, query: 'encryption', body });
const remove: SignedAsk = { method: 'DELETE', bucket: BUCKET, query: 'encryption' };
const object = (method: string, headers: Record<string, string> = {}): SignedAsk => ({
  method,
  key: 'a.txt',
  headers,
  ...(method === 'PUT' && { body: 'hello' }),
});

const rule = (algorithm: string, more = ''): string =>
  `<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm>${more}</ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>`;
const KMS = rule(
  'KMS',
  '<KMSMasterKeyID>9468da86-3509-4f8d-a61e-6eab1eac0000</KMSMasterKeyID><KMSDataEncryption>SM4</KMSDataEncryption>',
);

const refused = (cause: Cause, sentence: string, body: string, name: string = cause): Case => ({
  name,
  rule: sentence,
  cause,
  ask: put(body),
});

/** The encryption that objects get by default (operations.md §5.8). */
export const bucketEncryptionCases: Cases = {
  PutBucketEncryption: [
    { name: 'set', rule: 'a rule that is taken is answered without body', ask: put(rule('AES256')) },
    {
      name: 'with-empty-key',
      rule: 'an empty key id is none',
      ask: put(rule('AES256', '<KMSMasterKeyID></KMSMasterKeyID>')),
    },
    refused(
      'setting-malformed-xml',
      'the rule says what it applies by default',
      '<ServerSideEncryptionRule></ServerSideEncryptionRule>',
    ),
    refused('encryption-algorithm-unknown', 'the algorithm is one of three', rule('aes256')),
    refused('kms-key-without-kms', 'a key goes with KMS', rule('AES256', '<KMSMasterKeyID>my-key</KMSMasterKeyID>')),
    refused('kms-key-invalid', 'a key id is one', rule('KMS', '<KMSMasterKeyID>a&#10;b</KMSMasterKeyID>')),
    refused(
      'data-encryption-needs-kms',
      'a data algorithm goes with KMS',
      rule('AES256', '<KMSDataEncryption>SM4</KMSDataEncryption>'),
    ),
    refused(
      'data-encryption-needs-kms',
      'the data algorithm is SM4',
      rule('KMS', '<KMSDataEncryption>AES256</KMSDataEncryption>'),
      'data-encryption-unknown',
    ),
  ],
  GetBucketEncryption: [
    { name: 'set', rule: 'an algorithm alone comes back alone', before: [put(rule('AES256'))], ask: get },
    { name: 'kms', rule: 'KMS comes back with its key and data algorithm', before: [put(KMS)], ask: get },
    {
      name: 'never-set',
      rule: 'a bucket without default encryption has none to return',
      cause: 'no-encryption-configuration',
      ask: get,
    },
  ],
  DeleteBucketEncryption: [
    {
      name: 'set',
      rule: 'the rule goes with a 204',
      before: [put(KMS)],
      ask: remove,
      after: { ask: get, status: 404 },
    },
    { name: 'never-set', rule: 'also when there was none', ask: remove },
  ],
  PutObject: [
    {
      name: 'encrypted-by-default',
      rule: 'an object without headers of its own is encrypted as the bucket says',
      before: [put(KMS)],
      ask: object('PUT'),
    },
    {
      name: 'encrypted-by-request',
      rule: "an object's own headers come before the bucket's rule",
      before: [put(KMS)],
      ask: object('PUT', { 'x-oss-server-side-encryption': 'AES256' }),
    },
  ],
  HeadObject: [
    {
      name: 'encrypted-by-default',
      rule: 'how an object was encrypted by default is told with it',
      before: [put(rule('SM4')), object('PUT'), remove],
      ask: object('HEAD'),
    },
  ],
  InitiateMultipartUpload: [
    {
      name: 'encrypted-by-default',
      rule: 'an upload is encrypted as the bucket says',
      before: [put(rule('AES256'))],
      ask: { method: 'POST', key: 'a.txt', query: 'uploads' },
    },
  ],
  GetBucketInfo: [
    {
      name: 'encrypted',
      rule: 'the default encryption is told with the bucket',
      before: [put(KMS)],
      ask: { method: 'GET', bucket: BUCKET, query: 'bucketInfo' },
    },
  ],
};
