// npm install testcontainers ali-oss
import OSS from 'ali-oss';
import { GenericContainer, Wait } from 'testcontainers';

const container = await new GenericContainer('ossmock')
  .withEnvironment({ OSSMOCK_BUCKETS: 'photos', OSSMOCK_ACCESS_KEY_ID: 'ci', OSSMOCK_ACCESS_KEY_SECRET: 'ci-secret' })
  .withExposedPorts(9000)
  .withWaitStrategy(Wait.forHealthCheck())
  .start();

const client = new OSS({
  // An address, not localhost: SDKs put the bucket before a name, and photos.localhost resolves on few machines.
  endpoint: `http://127.0.0.1:${container.getMappedPort(9000)}`,
  region: 'oss-cn-hangzhou',
  accessKeyId: 'ci',
  accessKeySecret: 'ci-secret',
  bucket: 'photos',
});
await client.put('hello.txt', Buffer.from('hello'));
console.log((await client.get('hello.txt')).content.toString());

await container.stop();
