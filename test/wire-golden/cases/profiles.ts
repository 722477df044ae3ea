import type { WireProfile } from '../../../src/errors/cause.ts';
import { KEYS } from '../../support/signed.ts';
import { BUCKET, type Case, type Cases, DISABLED_KEYS, ENDPOINT, NOW, type SignedAsk } from '../support/case.ts';

const missing: SignedAsk = { method: 'GET', key: 'missing.txt' };
const list: SignedAsk = { method: 'GET', bucket: BUCKET, query: '' };

/** What changed over the years, and enough of what did not (wire.md (a)4, access.md §16). */
function casesOf(wire: Exclude<WireProfile, 'current'>): readonly Case[] {
  const server = { wire };
  return [
    {
      name: 'no-such-key',
      rule: 'neither EC nor RecommendDoc, and no x-oss-ec',
      cause: 'no-such-key',
      server,
      ask: missing,
    },
    {
      name: 'no-such-key-head',
      rule: 'a HEAD says nothing but the length of what is not there',
      cause: 'no-such-key',
      server,
      ask: { ...missing, method: 'HEAD' },
    },
    { name: 'success', rule: 'successes are as now', server, ask: { method: 'PUT', key: 'a.txt', body: 'hello' } },
    {
      name: 'unknown-method',
      rule: 'the 405 of the manuals, 338 bytes with their host',
      cause: 'unknown-method',
      server,
      ask: { bytes: `ABC /1.txt HTTP/1.1\r\nHost: ${BUCKET}.${ENDPOINT}\r\n\r\n` },
    },
    {
      name: 'precondition-on-put',
      rule: 'the 400 of the manuals for an unsupported parameter',
      cause: 'precondition-on-put',
      server,
      ask: {
        method: 'PUT',
        key: 'a.txt',
        body: 'x',
        headers: { 'If-Modified-Since': 'Thu, 31 Oct 2024 08:00:00 GMT' },
      },
    },
    {
      name: 'signature-mismatch',
      rule: 'the string to sign was shown then too',
      cause: 'signature-mismatch-v1',
      server,
      ask: { ...missing, keys: { ...KEYS, accessKeySecret: 'not-the-secret' } },
    },
    {
      name: 'clock-skew',
      rule: 'both clocks were shown then too',
      cause: 'clock-skew',
      server,
      ask: { ...missing, at: NOW - 3_600_000 },
    },
    {
      name: 'access-key-disabled',
      rule: 'a disabled key was an unknown one',
      cause: 'access-key-disabled',
      server,
      ask: { ...missing, keys: DISABLED_KEYS },
    },
    {
      name: 'sts-key-without-token',
      rule: 'the hint at a lost token is newer than 2019',
      cause: 'sts-key-without-token',
      server,
      ask: { ...missing, keys: { accessKeyId: 'STS.NTunknown', accessKeySecret: 'x' } },
    },
    {
      name: 'anonymous-list-public',
      rule: 'the bucket that was visited is now accessed',
      cause: 'anonymous-list-public',
      server: { wire, buckets: [{ name: BUCKET, acl: 'public-read', storageClass: 'Standard' }] },
      ask: { ...list, keys: undefined },
    },
    {
      name: 'path-style-refused',
      rule: 'the third level domain is older than virtual hosted style',
      cause: 'path-style-refused',
      server: { wire, strict: true },
      ask: { ...missing, bucket: BUCKET, host: ENDPOINT },
    },
    {
      name: 'cors-refused',
      rule: 'every refused preflight had one text, which the manuals print without its misspellings',
      cause: 'cors-not-enabled',
      server,
      ask: {
        method: 'OPTIONS',
        key: 'a.txt',
        keys: undefined,
        headers: { Origin: 'http://www.example.com', 'Access-Control-Request-Method': 'PUT' },
      },
    },
    {
      name: 'encryption-unknown',
      rule: 'SM4 is newer than both',
      cause: 'encryption-algorithm-unknown',
      server,
      ask: { method: 'PUT', key: 'a.txt', body: 'x', headers: { 'x-oss-server-side-encryption': 'AES128' } },
    },
  ];
}

export const profileCases: Cases = { Profile2022: casesOf('2022'), Profile2019: casesOf('2019') };
