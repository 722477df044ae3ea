import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { agent, client, inBucket, refused, URL_WAYS, WAYS, type Way } from './clients.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** A request without any SDK. */
function fetchUrl(method: string, url: string, headers: Record<string, string> = {}, body = '') {
  return new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, async (answer) => {
      resolve({ status: answer.statusCode ?? 0, body: await text(answer), headers: answer.headers });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

async function presigned(
  { v4 }: Way,
  oss: ReturnType<typeof client>,
  method: 'GET' | 'PUT',
  key: string,
  { expires = 60, headers = {} as Record<string, string>, disposition = '' } = {},
): Promise<string> {
  if (v4) {
    const queries = disposition === '' ? {} : { 'response-content-disposition': disposition };
    return oss.signatureUrlV4(method, expires, { headers, queries }, key);
  }
  const response = disposition === '' ? {} : { response: { 'content-disposition': disposition } };
  return oss.signatureUrl(key, { method, expires, ...headers, ...response });
}

describe.each(URL_WAYS)('a URL presigned by ali-oss $name', (way) => {
  test('is fetched without the SDK, a response header overridden', async () => {
    const { oss } = await inBucket(server, way);
    await oss.put('a dir/key+1.txt', Buffer.from('body'));
    const disposition = 'attachment; filename="a b.txt"';
    const url = await presigned(way, oss, 'GET', 'a dir/key+1.txt', { disposition });
    const answer = await fetchUrl('GET', url);
    expect(answer).toMatchObject({ status: 200, body: 'body', headers: { 'content-disposition': disposition } });
    const changed = await fetchUrl('GET', url.replace('b.txt', 'c.txt'));
    expect(changed.status).toBe(403);
    expect(changed.body).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  test('takes an upload with the content type and metadata that were signed', async () => {
    const { oss } = await inBucket(server, way);
    const headers = { 'Content-Type': 'text/x-test', 'x-oss-meta-a': '1' };
    const url = await presigned(way, oss, 'PUT', 'key', { headers });
    expect((await fetchUrl('PUT', url, headers, 'body')).status).toBe(200);
    expect((await oss.get('key')).content.toString()).toBe('body');
    expect((await oss.head('key')).meta).toEqual({ a: '1' });
    const other = await fetchUrl('PUT', url, { ...headers, 'Content-Type': 'text/x-other' }, 'body');
    expect(other.status).toBe(403);
    expect(other.body).toContain('<Code>SignatureDoesNotMatch</Code>');
  });
});

test('a URL presigned with V1 is refused after its time', async () => {
  const way = { v4: false, style: 'host' } as const;
  const { oss } = await inBucket(server, way);
  await oss.put('key', Buffer.from('body'));
  const answer = await fetchUrl('GET', await presigned(way, oss, 'GET', 'key', { expires: -10 }));
  expect(answer.status).toBe(403);
  expect(answer.body).toContain('<Code>AccessDenied</Code>');
  expect(answer.body).toContain('<Message>Request has expired.</Message>');
});

describe.each(WAYS)('ali-oss $name', (way) => {
  test('maps a missing object to NoSuchKeyError', async () => {
    const { oss } = await inBucket(server, way);
    await refused(oss.get('missing'), 404, 'NoSuchKey', {
      message: 'The specified key does not exist.',
      ecCode: '0026-00000001',
      requestId: expect.stringMatching(/^[0-9A-F]{24}$/),
    });
    await refused(oss.head('missing'), 404, 'NoSuchKey', { message: 'Object not exists' });
    await refused(oss.getACL('missing'), 404, 'NoSuchKey');
  });

  test('maps a missing bucket to NoSuchBucketError', async () => {
    const oss = client(server, way, { bucket: 'no-such-bucket' });
    const message = 'The specified bucket does not exist.';
    await refused(oss.get('key'), 404, 'NoSuchBucket', { message });
    await refused(oss.put('key', Buffer.from('body')), 404, 'NoSuchBucket', { message });
    await refused(oss.list(), 404, 'NoSuchBucket', { message });
    await refused(oss.getBucketInfo('no-such-bucket'), 404, 'NoSuchBucket', { message });
  });

  test('maps a wrong secret to SignatureDoesNotMatchError', async () => {
    const oss = client(server, way, { accessKeySecret: 'wrong', bucket: 'examplebucket' });
    await refused(oss.put('key', Buffer.from('body')), 403, 'SignatureDoesNotMatch');
    await refused(oss.listBuckets(), 403, 'SignatureDoesNotMatch');
  });

  test('maps an unknown key id to InvalidAccessKeyIdError', async () => {
    const oss = client(server, way, { accessKeyId: 'LTAIunknown', bucket: 'examplebucket' });
    await refused(oss.list(), 403, 'InvalidAccessKeyId', {
      message: 'The OSS Access Key Id you provided does not exist in our records.',
    });
  });

  test('maps a wrong clock to RequestTimeTooSkewedError', async () => {
    const oss = client(server, way, { amendTimeSkewed: -20 * 60_000, bucket: 'examplebucket' });
    await refused(oss.list(), 403, 'RequestTimeTooSkewed');
    await client(server, way, { amendTimeSkewed: -10 * 60_000, bucket: 'examplebucket' }).list();
  });

  test('maps names that the server refuses', async () => {
    const { oss } = await inBucket(server, way);
    await refused(oss.put('\\key', Buffer.from('body')), 400, 'InvalidObjectName');
    await refused(
      client(server, way).request({ method: 'PUT', bucket: 'a_b', successStatuses: [200] }),
      400,
      'InvalidBucketName',
    );
  });
});

test('ali-oss signs no V1 URL for an IP endpoint', async () => {
  const { oss } = await inBucket(server, { v4: false, style: 'ip' });
  expect(() => oss.signatureUrl('key')).toThrow('can not get the object URL when endpoint is IP');
});
