import { afterEach, describe, expect, it } from 'vitest';
import { signV1Url } from '../../src/auth/index.ts';
import { type Cause, refuse } from '../../src/errors/refuse.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../src/index.ts';
import { operations } from '../../src/operations/index.ts';
import { raw, wire } from '../support/raw.ts';
import { KEYS, type SignedCall, signed } from '../support/signed.ts';

/** Content-Lengths printed in the manuals and in public captures, each reproduced from its request (wire.md (a)). */

let server: RunningServer;
afterEach(() => server.close());

async function start(options: ServerOptions): Promise<number> {
  server = await startServer({ clock: NOW, ...options });
  return server.port;
}

const NOW = Date.UTC(2016, 7, 11, 1, 44, 54);
const bucket = (name: string, region: string) => ({ name, region, acl: 'private', storageClass: 'Standard' }) as const;

describe('published lengths of refusals', () => {
  it.each([
    ['oss-cn-hangzhou.aliyuncs.com', 253],
    ['47.110.23.45', 237],
  ])('an anonymous list of buckets on %s is %i bytes', async (host, length) => {
    const answer = await raw(await start({ wire: '2022' }), wire('GET', '/', { Host: host }));
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.header('Content-Length')).toBe(`${length}`);
    expect(answer.body).toHaveLength(length);
  });

  it('If-Modified-Since on PutObject is 322 bytes', async () => {
    const port = await start({ wire: '2022', buckets: [bucket('bucketname', 'cn-shanghai')] });
    const answer = await signed(port, {
      method: 'PUT',
      bucket: 'bucketname',
      key: '1.txt',
      host: 'bucketname.oss-cn-shanghai.aliyuncs.com',
      headers: { 'If-Modified-Since': 'Thu, 11 Aug 2016 01:44:50 GMT' },
      at: NOW,
    });
    expect(answer.header('Content-Length')).toBe('322');
    expect(answer.body).toContain('<Header>If-Modified-Since</Header>');
  });

  it('the method ABC is 338 bytes', async () => {
    const port = await start({ wire: '2022', buckets: [bucket('bucketname', 'cn-shanghai')] });
    const answer = await raw(port, 'ABC /1.txt HTTP/1.1\r\nHost: bucketname.oss-cn-shanghai.aliyuncs.com\r\n\r\n');
    expect(answer.statusLine).toBe('HTTP/1.1 405 Method Not Allowed');
    expect(answer.names().slice(0, 4)).toEqual(['Server', 'Date', 'Content-Type', 'Content-Length']);
    expect(answer.header('Allow')).toBe('GET DELETE HEAD PUT POST OPTIONS');
    expect(answer.header('Content-Length')).toBe('338');
  });

  it('HEAD of a missing key announces 287 bytes for a bucket of 14 and a key of 24 characters', async () => {
    const port = await start({ wire: '2022', buckets: [bucket('ming-oss-share', 'cn-hangzhou')] });
    const answer = await signed(port, {
      method: 'HEAD',
      bucket: 'ming-oss-share',
      key: 'k'.repeat(24),
      host: 'ming-oss-share.oss-cn-hangzhou.aliyuncs.com',
      at: NOW,
    });
    expect(answer.header('Content-Length')).toBe('287');
    expect(answer.body).toBe('');
  });

  it('a skewed clock is 465 bytes for a bucket of 6 characters', async () => {
    const port = await start({
      wire: '2019',
      clock: Date.UTC(2019, 2, 30, 13, 18, 53),
      buckets: [bucket('bucket', 'cn-hangzhou')],
    });
    const answer = await signed(port, {
      method: 'PUT',
      bucket: 'bucket',
      key: 'key',
      host: 'bucket.oss-cn-hangzhou.aliyuncs.com',
      at: Date.UTC(1970, 0, 1, 12, 52, 35),
    });
    expect(answer.header('Content-Length')).toBe('465');
    expect(answer.body).toContain('<ServerTime>2019-03-30T13:18:53.000Z</ServerTime>');
  });

  it('an expired URL is 330 bytes', async () => {
    const host = 'bj29.cn-beijing.data.alicloudccp.com';
    const expires = Date.UTC(2022, 0, 22, 15, 49, 20) / 1000;
    const port = await start({
      wire: '2022',
      clock: Date.UTC(2022, 0, 22, 15, 49, 27),
      cnames: { [host]: 'examplebucket' },
    });
    const query = signV1Url(
      { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'key' },
      KEYS,
      expires,
    );
    const answer = await raw(port, wire('GET', `/key?${query}`, { Host: host }));
    expect(answer.header('Content-Length')).toBe('330');
    expect(answer.body).toContain('<Expires>2022-01-22T15:49:20.000Z</Expires>');
  });

  it('a missing key is 342 bytes for a bucket of 18 characters', async () => {
    const port = await start({ wire: '2022', buckets: [bucket('examplebucket-data', 'cn-beijing')] });
    const answer = await signed(port, {
      method: 'GET',
      bucket: 'examplebucket-data',
      key: 'tn71gyrdg/_res/54ca0610-5e6b-4bf0-b1ae-a6f656f67ecc/_t/meta_v1.json',
      host: 'examplebucket-data.oss-cn-beijing-internal.aliyuncs.com',
      headers: { Range: 'bytes=0-99' },
      at: NOW,
    });
    expect(answer.header('Content-Length')).toBe('342');
  });

  /** Two were captured from features of other products; an operation that refuses so stands in for them. */
  it.each([
    ['download-denied-by-callback', 'current', 'dl-uf-zb.pds.uc.cn', 379],
    ['access-denied', '2022', 'b123.oss.aliyuncs.com', 209],
  ] as const)('%s is written as %s wire on %s in %s bytes', async (cause, profile, host, length) => {
    const refusing = operations.map((operation) => ({
      ...operation,
      public: true as const,
      createsBucket: true as const,
      run: () => {
        throw refuse(cause as Cause, { Reason: 'Cdn auth fail: ucidMd5 invalid.' } as never);
      },
    }));
    const port = await start({
      wire: profile,
      cnames: { 'dl-uf-zb.pds.uc.cn': 'examplebucket' },
      operations: refusing,
    });
    const answer = await raw(port, wire('GET', '/key', { Host: host }));
    expect(answer.header('Content-Length')).toBe(`${length}`);
  });
});

describe('published lengths of successes', () => {
  const host = 'ming-oss-share.oss-cn-hangzhou.aliyuncs.com';
  const to = (call: Partial<SignedCall>): SignedCall => ({
    method: 'POST',
    bucket: 'ming-oss-share',
    key: 'k'.repeat(24),
    host,
    at: NOW,
    ...call,
  });

  it('are 232 for Initiate, 180 for a copied part, 327 for Complete, 184 for a copy, 96 for a location', async () => {
    const port = await start({ buckets: [bucket('ming-oss-share', 'cn-hangzhou')] });
    const lengthOf = async (call: Partial<SignedCall>) => {
      const answer = await signed(port, to(call));
      expect(answer.status, answer.body).toBe(200);
      expect(answer.header('Content-Length')).toBe(`${answer.body.length}`);
      return [answer.body.length, answer.body] as const;
    };
    await signed(port, to({ method: 'PUT', key: 'source', body: Buffer.alloc(200_000, 'a') }));
    const copy = { 'x-oss-copy-source': '/ming-oss-share/source' };
    const [initiate, body] = await lengthOf({ query: 'uploads', body: '' });
    expect(initiate).toBe(232);
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(body)?.[1];
    const etags: string[] = [];
    for (const partNumber of [1, 2]) {
      const [part, xml] = await lengthOf({
        method: 'PUT',
        query: `partNumber=${partNumber}&uploadId=${uploadId}`,
        headers: copy,
      });
      expect(part).toBe(180);
      etags.push(/<ETag>(.*)<\/ETag>/.exec(xml)?.[1] ?? '');
    }
    const parts = etags.map((etag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${etag}</ETag></Part>`).join('');
    const document = `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`;
    expect((await lengthOf({ query: `uploadId=${uploadId}`, body: document }))[0]).toBe(327);
    expect((await lengthOf({ method: 'PUT', key: 'copy', headers: copy }))[0]).toBe(184);
    expect((await lengthOf({ method: 'GET', key: undefined, query: 'location' }))[0]).toBe(96);
  });
});
