import OSS from 'ali-oss';
import { inject } from 'vitest';

/** A client in a namespace of its own: no other test file sees its buckets, whatever they are called. */
export async function clientIn(namespace) {
  const url = inject('ossmock');
  await fetch(`${url}/_ossmock/namespaces/${namespace}`, { method: 'PUT' });
  return new OSS({
    endpoint: url,
    accessKeyId: `ossmock.${namespace}`,
    accessKeySecret: 'ossmock-secret',
    bucket: 'pictures',
    region: 'oss-cn-hangzhou',
  });
}
