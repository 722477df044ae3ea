import OSS from 'ali-oss';

const client = new OSS({
  endpoint: 'http://127.0.0.1:9000',
  region: 'oss-cn-hangzhou',
  accessKeyId: 'ossmock',
  accessKeySecret: 'ossmock-secret',
  bucket: 'examplebucket',
});
await client.put('hello.txt', Buffer.from('hello'));
console.log((await client.get('hello.txt')).content.toString());
await client.get('missing').catch(({ code, requestId }) => console.log(code, requestId));
