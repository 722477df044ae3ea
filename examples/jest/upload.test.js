import OSS from 'ali-oss';
import { startServer } from 'ossmock';

let server;
let oss;
beforeAll(async () => {
  server = await startServer({ host: '127.0.0.1', buckets: [{ name: 'pictures' }] });
  oss = new OSS({
    endpoint: server.url,
    accessKeyId: 'ossmock',
    accessKeySecret: 'ossmock-secret',
    bucket: 'pictures',
    region: 'oss-cn-hangzhou',
  });
});
afterEach(() => server.reset());
afterAll(() => server.close());

test('what is put is read back', async () => {
  await oss.put('hello.txt', Buffer.from('hello'));
  expect(String((await oss.get('hello.txt')).content)).toBe('hello');
  expect(server.requests.find({ operation: 'PutObject' })).toMatchObject({ status: 200, key: 'hello.txt' });
});

test('a refusal says why', async () => {
  await expect(oss.get('missing.txt')).rejects.toMatchObject({ code: 'NoSuchKey' });
  const { requestId } = server.requests.find({ code: 'NoSuchKey' });
  expect(server.request(requestId)).toMatchObject({ cause: 'no-such-key', remedy: expect.any(String) });
});
