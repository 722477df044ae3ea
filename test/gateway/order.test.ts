import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signV1Url } from '../../src/auth/index.ts';
import { ladder } from '../../src/gateway/ladder.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { raw, wire } from '../support/raw.ts';
import { KEYS, type SignedCall, signed, signedBytes } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const HOUR = 3_600_000;
const STRANGER = { accessKeyId: 'stranger', accessKeySecret: 'stranger-secret' };
const BANNED = { accessKeyId: 'banned', accessKeySecret: 'banned-secret' };
const REFERERS =
  '<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>https://ok.example.com</Referer></RefererList></RefererConfiguration>';
const REQUESTER_PAYS = '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>';
const NOBODY = { accessKeyId: 'nobody', accessKeySecret: 'x' };
const WRONG_SECRET = { ...KEYS, accessKeySecret: 'wrong' };

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    clock: NOW,
    strict: true,
    accounts: [
      { id: '1234567890123456', keys: [{ id: KEYS.accessKeyId, secret: KEYS.accessKeySecret, status: 'active' }] },
      { id: '6543210987654321', keys: [{ id: 'stranger', secret: 'stranger-secret', status: 'active' }] },
      { id: '1111111111111111', status: 'banned', keys: [{ id: 'banned', secret: 'banned-secret', status: 'active' }] },
    ],
    buckets: [
      { name: 'examplebucket', acl: 'private', storageClass: 'Standard' },
      { name: 'paid-bucket', acl: 'private', storageClass: 'Standard' },
      { name: 'paid-open-bucket', acl: 'public-read-write', storageClass: 'Standard' },
      { name: 'limited-bucket', acl: 'private', storageClass: 'Standard' },
    ],
    limits: { buckets: { 'limited-bucket': { downloadBandwidth: 0 } } },
  });
  for (const bucket of ['examplebucket', 'limited-bucket']) {
    const referer = await signed(server.port, call({ method: 'PUT', bucket, query: 'referer', body: REFERERS }));
    expect(referer.status, referer.body).toBe(200);
  }
  for (const bucket of ['paid-bucket', 'paid-open-bucket']) {
    const paid = await signed(
      server.port,
      call({ method: 'PUT', bucket, query: 'requestPayment', body: REQUESTER_PAYS }),
    );
    expect(paid.status, paid.body).toBe(200);
  }
});
afterAll(() => server.close());

const call = (parts: Partial<SignedCall>): SignedCall => ({
  method: 'GET',
  bucket: 'examplebucket',
  at: NOW,
  ...parts,
});

/** V4 with a scope of another region, written over a good signature. */
function inWrongRegion(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace('/cn-hangzhou/', '/cn-nowhere/'), 'latin1');
}

/** For each rung but the last: a request that fails it and the next one, and the code of the first. */
const PAIRS: Record<string, { next: string; code: string; cause: string; bytes: () => Buffer }> = {
  method: {
    next: 'path',
    code: 'MethodNotAllowed',
    cause: 'unknown-method',
    bytes: () => Buffer.from('PATCH /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n'),
  },
  path: {
    next: 'path-style',
    code: 'InvalidArgument',
    cause: 'bad-percent-encoding',
    bytes: () =>
      Buffer.from('GET /examplebucket/%zz HTTP/1.1\r\nHost: oss-cn-hangzhou.aliyuncs.com\r\nConnection: close\r\n\r\n'),
  },
  'path-style': {
    next: 'bucket-name',
    code: 'SecondLevelDomainForbidden',
    cause: 'path-style-refused',
    bytes: () => signedBytes(call({ bucket: 'Bad_Name', host: 'oss-cn-hangzhou.aliyuncs.com' })),
  },
  'bucket-name': {
    next: 'object-name',
    code: 'InvalidBucketName',
    cause: 'invalid-bucket-name',
    bytes: () => signedBytes(call({ bucket: 'Bad_Name', key: '/leading' })),
  },
  'object-name': {
    next: 'operation',
    code: 'InvalidObjectName',
    cause: 'object-name-leading-slash',
    bytes: () => signedBytes(call({ method: 'POST', key: '/leading' })),
  },
  operation: {
    next: 'bucket',
    code: 'MethodNotAllowed',
    cause: 'no-such-operation',
    bytes: () => signedBytes(call({ method: 'POST', bucket: 'no-such-bucket', key: 'key' })),
  },
  endpoint: {
    next: 'body-encoding',
    code: 'AccessDenied',
    cause: 'wrong-endpoint',
    bytes: () =>
      Buffer.from(
        'PUT /key HTTP/1.1\r\nHost: examplebucket.oss-cn-beijing.aliyuncs.com\r\nContent-Encoding: aws-chunked\r\nConnection: close\r\n\r\n',
      ),
  },
  'body-encoding': {
    next: 'authorization-form',
    code: 'InvalidArgument',
    cause: 'aws-chunked-payload',
    bytes: () =>
      Buffer.from(
        'PUT /examplebucket/key HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Encoding: aws-chunked\r\nAuthorization: OSS\r\nConnection: close\r\n\r\n',
      ),
  },
  bucket: {
    next: 'endpoint',
    code: 'NoSuchBucket',
    cause: 'no-such-bucket',
    bytes: () =>
      Buffer.from('GET /no-such-bucket HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: OSS\r\nConnection: close\r\n\r\n'),
  },
  'authorization-form': {
    next: 'scope',
    code: 'InvalidArgument',
    cause: 'v4-authorization-items',
    bytes: () => inWrongRegion(withoutSignature(signedBytes(call({ version: 'v4' })))),
  },
  scope: {
    next: 'date',
    code: 'InvalidArgument',
    cause: 'v4-scope-region',
    bytes: () => inWrongRegion(signedBytes(call({ version: 'v4', at: NOW - HOUR }))),
  },
  date: {
    next: 'access-key',
    code: 'RequestTimeTooSkewed',
    cause: 'clock-skew',
    bytes: () => signedBytes(call({ keys: NOBODY, at: NOW - HOUR })),
  },
  'access-key': {
    next: 'signature',
    code: 'InvalidAccessKeyId',
    cause: 'access-key-unknown',
    bytes: () => signedBytes(call({ keys: NOBODY })),
  },
  signature: {
    next: 'account',
    code: 'SignatureDoesNotMatch',
    cause: 'signature-mismatch-v1',
    bytes: () => signedBytes(call({ keys: { ...BANNED, accessKeySecret: 'wrong' } })),
  },
  account: {
    next: 'limits',
    code: 'UserDisable',
    cause: 'user-disabled',
    bytes: () => signedBytes(call({ bucket: 'limited-bucket', key: 'key', keys: BANNED })),
  },
  limits: {
    next: 'referer',
    code: 'DownloadTrafficRateLimitExceeded',
    cause: 'download-traffic-exceeded',
    bytes: () => {
      const request = { method: 'GET', headers: [], query: '', bucket: 'limited-bucket', key: 'key' };
      const query = signV1Url(request, KEYS, NOW / 1000 + 60);
      return wire('GET', `/limited-bucket/key?${query}`, { Host: '127.0.0.1', Referer: 'https://evil.example.com' });
    },
  },
  referer: {
    next: 'authorization',
    code: 'AccessDenied',
    cause: 'referer-not-in-whitelist',
    bytes: () => wire('GET', '/examplebucket/key', { Host: '127.0.0.1', Referer: 'https://evil.example.com' }),
  },
  authorization: {
    next: 'requester-pays',
    code: 'AccessDenied',
    cause: 'bucket-acl-refuses',
    bytes: () => signedBytes(call({ bucket: 'paid-bucket', key: 'key', keys: STRANGER })),
  },
  'requester-pays': {
    next: 'content-length',
    code: 'AccessDenied',
    cause: 'requester-must-pay',
    bytes: () =>
      signedBytes(call({ method: 'PUT', bucket: 'paid-open-bucket', key: 'key', keys: STRANGER, noLength: true })),
  },
};

function withoutSignature(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/,Signature=[0-9a-f]+/, ''), 'latin1');
}

describe('the order of checks', () => {
  const names = ladder.map(({ name }) => name);

  it('has a proof for every pair of neighbouring rungs', () => {
    const proven = names.slice(0, -1).map((name) => [name, PAIRS[name]?.next]);
    expect(proven).toEqual(names.slice(0, -1).map((name, i) => [name, names[i + 1]]));
  });

  it.each(Object.entries(PAIRS))('%s comes before what follows it', async (name, { code, cause, bytes }) => {
    const answer = await raw(server.port, bytes());
    expect(answer.body).toContain(`<Code>${code}</Code>`);
    const record = server.request(answer.header('x-oss-request-id') ?? '') as {
      cause: string;
      rungs: { name: string }[];
    };
    expect(record.cause).toBe(cause);
    expect(record.rungs.at(-1)?.name).toBe(name);
  });

  it('comes before the operation itself: a missing length is named before a bad argument', async () => {
    const answer = await signed(
      server.port,
      call({ method: 'PUT', key: 'key', noLength: true, headers: { 'x-oss-object-acl': 'x' } }),
    );
    expect(answer.body).toContain('<Code>MissingContentLength</Code>');
  });

  it('lets a wrong secret be found only after the key is', async () => {
    const answer = await signed(server.port, call({ keys: WRONG_SECRET }));
    expect(answer.body).toContain('<Code>SignatureDoesNotMatch</Code>');
  });
});
