import type { Cases, SignedAsk } from '../support/case.ts';
import { put } from '../support/requests.ts';
import { complete, copyPart, initiate, MIN_PART, part, partsList, source } from '../support/uploads.ts';

const PREFIX = 'x-oss-meta-client-side-encryption-';
const sealed = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [PREFIX + field, value]));

/** What it takes to decrypt an object. */
const ENVELOPE = {
  key: 'a2V5',
  start: 'c3RhcnQ=',
  'cek-alg': 'AES/CTR/NoPadding',
  'wrap-alg': 'RSA/NONE/PKCS1Padding',
};
/** A part of 100 KB and one of 5 bytes. */
const ALL = {
  ...ENVELOPE,
  'data-size': `${MIN_PART + 5}`,
  'part-size': `${MIN_PART}`,
};
const FIELDS = ['key', 'start', 'cek-alg', 'wrap-alg', 'data-size', 'part-size'] as const;
const begin = (fields: Readonly<Record<string, string>> = ALL): SignedAsk => ({ ...initiate, headers: sealed(fields) });
const without = (field: string) => Object.fromEntries(Object.entries(ALL).filter(([name]) => name !== field));
const WHOLE = Buffer.alloc(MIN_PART, 'x');

/** What the client encrypts (EC pages 0005-00000401 to 420). */
export const clientEncryptionCases = {
  PutObject: [
    {
      name: 'client-encrypted',
      rule: 'an object in one piece is not cut, and comes without sizes',
      ask: put(sealed(ENVELOPE)),
    },
    ...(['key', 'start', 'cek-alg', 'wrap-alg'] as const).map(
      (field) =>
        ({
          name: `client-encryption-${field}-missing`,
          rule: `without ${field} it could not be decrypted`,
          cause: `client-encryption-${field}-missing`,
          ask: put(sealed({ ...ENVELOPE, [field]: '' })),
        }) as const,
    ),
  ],
  InitiateMultipartUpload: [
    { name: 'client-encrypted', rule: 'metadata of client-side encryption is whole', ask: begin() },
    ...FIELDS.map(
      (field) =>
        ({
          name: `client-encryption-${field}-missing`,
          rule: `without ${field} metadata of client-side encryption is not whole`,
          cause: `client-encryption-${field}-missing`,
          ask: begin(without(field)),
        }) as const,
    ),
    ...(['data-size', 'part-size'] as const).map(
      (field) =>
        ({
          name: `client-encryption-${field}-invalid`,
          rule: `${field} is a whole number`,
          cause: `client-encryption-${field}-invalid`,
          ask: begin({ ...ALL, [field]: '9x5.2' }),
        }) as const,
    ),
    {
      name: 'client-encryption-too-many-parts',
      rule: 'the announced sizes make at most 10000 parts',
      cause: 'client-encryption-too-many-parts',
      ask: begin({ ...ALL, 'data-size': '200000', 'part-size': '10' }),
    },
  ],
  UploadPart: [
    {
      name: 'client-encrypted',
      rule: 'a part comes with the metadata of the initiation',
      before: [begin()],
      ask: (earlier) => ({ ...part(1, WHOLE)(earlier), headers: sealed(ALL) }),
    },
    {
      name: 'client-encrypted-last',
      rule: 'the last part is what remains, and may come without metadata',
      before: [begin()],
      ask: (earlier) => part(2, '12345')(earlier),
    },
    ...FIELDS.map(
      (field) =>
        ({
          name: `client-encryption-${field}-changed`,
          rule: `${field} is the same with all parts`,
          cause: `client-encryption-${field}-changed`,
          before: [begin()],
          ask: (earlier) => ({ ...part(2, '12345')(earlier), headers: sealed({ ...ALL, [field]: '102401' }) }),
        }) as Cases[string][number],
    ),
    {
      name: 'client-encryption-of-plain-upload',
      rule: 'an upload that was begun without encryption takes no encrypted part',
      cause: 'client-encryption-key-changed',
      before: [initiate],
      ask: (earlier) => ({ ...part(1)(earlier), headers: sealed(ALL) }),
    },
    {
      name: 'client-encryption-part-number-too-large',
      rule: 'no part has a number that the announced sizes do not make',
      cause: 'client-encryption-part-number-too-large',
      before: [begin()],
      ask: (earlier) => part(3)(earlier),
    },
    {
      name: 'client-encryption-part-size-wrong',
      rule: 'a part that is not the last has the announced size',
      cause: 'client-encryption-part-size-wrong',
      before: [begin()],
      ask: (earlier) => part(1, '12345')(earlier),
    },
    {
      name: 'client-encryption-last-part-wrong',
      rule: 'the last part is what remains of the announced size',
      cause: 'client-encryption-last-part-wrong',
      before: [begin()],
      ask: (earlier) => part(2, '1234')(earlier),
    },
  ],
  UploadPartCopy: [
    {
      name: 'client-encryption-part-copy',
      rule: 'nothing is copied into an upload that the client encrypts',
      cause: 'client-encryption-part-copy',
      before: [begin(), source],
      ask: (earlier) => copyPart(earlier),
    },
    {
      name: 'client-encryption-part-copy-source',
      rule: 'no piece is copied of an object that the client encrypted',
      cause: 'client-encryption-part-copy-source',
      before: [initiate, { ...source, headers: sealed(ALL) }],
      ask: (earlier) => copyPart(earlier),
    },
  ],
  CompleteMultipartUpload: [
    {
      name: 'client-encryption-part-list-wrong',
      rule: 'no more parts are completed than the announced sizes make',
      cause: 'client-encryption-part-list-wrong',
      before: [begin(), part(2, '12345')],
      ask: (earlier) => complete(earlier, partsList(earlier, [1, 2, 3])),
    },
  ],
} satisfies Cases;
