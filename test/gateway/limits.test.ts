import { afterEach, describe, expect, it } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../src/index.ts';
import { KEYS, type SignedCall, signed } from '../support/signed.ts';

const NOON = Date.UTC(2026, 0, 31, 12);
const BUCKET = 'examplebucket';
const STRANGER = { accessKeyId: 'stranger', accessKeySecret: 'stranger-secret' };

let server: RunningServer;
afterEach(() => server.close());

async function limited(limits: ServerOptions['limits'] = {}): Promise<void> {
  server = await startServer({
    clock: NOON,
    seed: 1,
    host: '127.0.0.1',
    limits,
    accounts: [
      { id: '1234567890123456', keys: [{ id: KEYS.accessKeyId, secret: KEYS.accessKeySecret, status: 'active' }] },
      { id: '6543210987654321', keys: [{ id: 'stranger', secret: 'stranger-secret', status: 'active' }] },
    ],
    buckets: [
      { name: BUCKET, acl: 'public-read-write' },
      { name: 'other', acl: 'public-read-write' },
    ],
  });
}

/** Status and code of an answer. */
async function ask(call: Partial<SignedCall>): Promise<string> {
  const { status, body } = await signed(server.port, { method: 'GET', at: server.clock.state().now, ...call });
  return `${status} ${/<Code>(.*)<\/Code>/.exec(body)?.[1] ?? ''}`.trim();
}

const list = () => ask({ bucket: BUCKET });
const info = () => ask({ bucket: BUCKET, query: 'bucketInfo' });
const put = (bytes: number) => ask({ bucket: BUCKET, key: 'k', method: 'PUT', body: Buffer.alloc(bytes) });
const get = () => ask({ bucket: BUCKET, key: 'k' });
const setQos = (elements: string) =>
  ask({
    bucket: BUCKET,
    method: 'PUT',
    query: 'qosInfo',
    body: `<QoSConfiguration>${elements}</QoSConfiguration>`,
  });

describe('the limits of an account', () => {
  it('are unused again when the server is reset', async () => {
    await limited({ account: { requestsPerSecond: 1 } });
    expect([await list(), await list()]).toEqual(['200', '503 TotalQpsLimitExceeded']);
    await server.reset();
    expect(await list()).toBe('200');
  });

  it('refuse requests beyond those of a second, until the clock has moved', async () => {
    await limited({ account: { requestsPerSecond: 2 } });
    expect([await list(), await info(), await list()]).toEqual(['200', '200', '503 TotalQpsLimitExceeded']);
    await server.clock.advance(499);
    expect(await list()).toBe('503 TotalQpsLimitExceeded');
    await server.clock.advance(1);
    expect([await list(), await list()]).toEqual(['200', '503 TotalQpsLimitExceeded']);
  });

  it('count all its buckets together, whoever asks, and no other account', async () => {
    await limited({ account: { requestsPerSecond: 1 } });
    expect(await ask({ bucket: BUCKET, keys: STRANGER, key: 'none' })).toBe('404 NoSuchKey');
    expect(await ask({ bucket: 'other' })).toBe('503 TotalQpsLimitExceeded');
    expect(await ask({ keys: STRANGER })).toBe('200');
  });

  it('refuse management in the service’s words, and leave objects and lists alone', async () => {
    await limited({ account: { managementPerSecond: 1 } });
    expect([await info(), await info()]).toEqual(['200', '503 MetaOperationQpsLimitExceeded']);
    expect(await ask({})).toBe('503 MetaOperationQpsLimitExceeded');
    expect([await list(), await put(1), await get()]).toEqual(['200', '200', '200']);
  });

  it('refuse uploads until what went through is paid, and say how long that takes', async () => {
    await limited({ account: { uploadBandwidth: 8_000 } });
    expect(await put(5_000)).toBe('200');
    const { status, body, header } = await signed(server.port, {
      method: 'PUT',
      bucket: BUCKET,
      key: 'k',
      body: 'x',
      at: NOON,
    });
    expect([status, header('x-oss-qos-delay-time')]).toEqual([503, '4001']);
    expect(body).toContain('<Code>UploadTrafficRateLimitExceeded</Code>');
    expect([await get(), await list()]).toEqual(['200', '200']);
    await server.clock.advance(4001);
    expect(await put(1)).toBe('200');
  });

  it('refuse downloads likewise', async () => {
    await limited({ account: { downloadBandwidth: 8_000 } });
    expect([await put(3_000), await get()]).toEqual(['200', '200']);
    expect(await get()).toBe('503 DownloadTrafficRateLimitExceeded');
    expect(await put(1)).toBe('200');
    await server.clock.advance(2_001);
    expect(await get()).toBe('200');
  });

  it('refuse what is open beyond the number of open requests', async () => {
    await limited({ account: { openRequests: 1 } });
    server.faults.add({ match: { operation: 'GetObject' }, effect: { delay: '1h' }, times: 1 });
    await put(1);
    const slow = get();
    await expect.poll(() => server.clock.state().waiting.length, { interval: 1 }).toBe(1);
    expect(await list()).toBe('503 ActiveRequestLimitExceeded');
    await server.clock.advance(3_600_000);
    expect(await slow).toBe('200');
    expect(await list()).toBe('200');
  });

  it('leave in the record which of them it was', async () => {
    await limited({ account: { requestsPerSecond: 1 } });
    await list();
    const answer = await signed(server.port, { method: 'GET', bucket: BUCKET, at: NOON });
    const record = server.request(answer.header('x-oss-request-id') as string) as { rungs: object[] };
    expect(record.rungs.at(-1)).toEqual({
      name: 'limits',
      outcome: 'refused',
      facts: { limit: 'account 1234567890123456: requests a second', rate: 1, wait: 1000 },
    });
  });
});

describe('the limits of a bucket', () => {
  it('from the configuration are its own', async () => {
    await limited({ buckets: { [BUCKET]: { requestsPerSecond: 1 } } });
    expect([await list(), await list()]).toEqual(['200', '503 TotalQpsLimitExceeded']);
    expect(await ask({ bucket: 'other' })).toBe('200');
  });

  it('from PutBucketQosInfo count requests', async () => {
    await limited();
    expect(await setQos('<TotalQps>2</TotalQps>')).toBe('200');
    expect([await list(), await list(), await list()]).toEqual(['200', '200', '503 TotalQpsLimitExceeded']);
    await server.clock.advance(1000);
    expect(await ask({ bucket: BUCKET, method: 'DELETE', query: 'qosInfo' })).toBe('204');
    expect([await list(), await list(), await list()]).toEqual(['200', '200', '200']);
  });

  it.each([
    ['<ExtranetUploadBandwidth>0</ExtranetUploadBandwidth>', '503 UploadTrafficRateLimitExceeded', '200'],
    ['<TotalDownloadBandwidth>0</TotalDownloadBandwidth>', '200', '503 DownloadTrafficRateLimitExceeded'],
    ['<IntranetUploadBandwidth>0</IntranetUploadBandwidth>', '200', '200'],
  ])('of 0 forbid: %s', async (elements, uploads, downloads) => {
    await limited();
    await put(1);
    expect(await setQos(elements)).toBe('200');
    expect([await put(1), await get()]).toEqual([uploads, downloads]);
  });

  it('of a requester are that requester’s', async () => {
    await limited();
    const body = '<QoSConfiguration><TotalQps>0</TotalQps></QoSConfiguration>';
    const query = 'requesterQosInfo&qosRequester=6543210987654321';
    expect(await ask({ bucket: BUCKET, method: 'PUT', query, body })).toBe('200');
    expect(await ask({ bucket: BUCKET, keys: STRANGER, key: 'none' })).toBe('503 TotalQpsLimitExceeded');
    expect(await ask({ bucket: BUCKET, key: 'none' })).toBe('404 NoSuchKey');
  });
});

describe('the capacity of a bucket', () => {
  const capacity = (gigabytes: number) =>
    ask({
      bucket: BUCKET,
      method: 'PUT',
      query: 'qos',
      body: `<BucketUserQos><StorageCapacity>${gigabytes}</StorageCapacity></BucketUserQos>`,
    });

  it('of 0 refuses everything that would be stored', async () => {
    await limited();
    await put(1);
    expect(await capacity(0)).toBe('200');
    expect(await put(1)).toBe('403 AccessDenied');
    expect(await ask({ bucket: BUCKET, key: 'a', method: 'POST', query: 'append&position=0', body: 'x' })).toBe(
      '403 AccessDenied',
    );
    const headers = { 'x-oss-copy-source': `/${BUCKET}/k` };
    expect(await ask({ bucket: BUCKET, key: 'copy', method: 'PUT', headers })).toBe('403 AccessDenied');
    expect(await get()).toBe('200');
    expect(await capacity(-1)).toBe('200');
    expect(await put(1)).toBe('200');
  });

  it('of 1 GB leaves room', async () => {
    await limited();
    expect([await capacity(1), await put(1000)]).toEqual(['200', '200']);
  });
});
