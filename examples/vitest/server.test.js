import OSS from 'ali-oss';
import { startServer } from 'ossmock';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

let server;
let oss;
let clean;
beforeAll(async () => {
  server = await startServer({
    host: '127.0.0.1',
    buckets: [{ name: 'pictures', objects: [{ key: 'logo.svg', content: '<svg/>' }] }],
  });
  oss = new OSS({
    endpoint: server.url,
    accessKeyId: 'ossmock',
    accessKeySecret: 'ossmock-secret',
    bucket: 'pictures',
    region: 'oss-cn-hangzhou',
  });
  clean = await server.snapshot();
});
afterEach(() => clean.restore());
afterAll(() => server.close());

test('an upload is seen by the server', async () => {
  const seen = server.requests.waitFor({ operation: 'PutObject', key: 'cat.jpg' });
  await oss.put('cat.jpg', Buffer.from('meow'));
  expect(await seen).toMatchObject({ status: 200, bucket: 'pictures' });
});

test('every test begins with the same objects', async () => {
  expect((await oss.listV2({})).objects.map(({ name }) => name)).toEqual(['logo.svg']);
  server.requests.expectNone({ operation: 'DeleteObject' });
});

test('a fault makes the service fail once', async () => {
  const fault = server.faults.add({
    name: 'busy',
    match: { operation: 'GetObject' },
    effect: { error: 'internal-error' },
    times: 1,
  });
  await expect(oss.get('logo.svg')).rejects.toMatchObject({ status: 500, code: 'InternalError' });
  expect(String((await oss.get('logo.svg')).content)).toBe('<svg/>');
  server.faults.remove(fault.name);
});

test('a client whose clock is behind is refused', async () => {
  await server.clock.advance(20 * 60_000);
  await expect(oss.get('logo.svg')).rejects.toMatchObject({ status: 403, code: 'RequestTimeTooSkewed' });
  await server.clock.release();
});
