import { BUCKET, type Cases, ENDPOINT, type RawAsk, type SignedAsk } from '../support/case.ts';

const missing: SignedAsk = { method: 'GET', key: 'missing.txt' };
const pathStyle = (host: string): SignedAsk => ({ ...missing, bucket: BUCKET, host });
const target = (path: string, host = `${BUCKET}.${ENDPOINT}`): RawAsk => ({
  bytes: `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
});

/** Hosts, paths and names (addressing.md, access.md §2, wire.md (a)6). */
export const addressingCases: Cases = {
  Addressing: [
    { name: 'virtual-host', rule: 'HostId is the bucket’s own host', cause: 'no-such-key', ask: missing },
    {
      name: 'virtual-host-as-sent',
      rule: 'HostId is the host in the case it was sent in',
      cause: 'no-such-key',
      ask: { bytes: `GET /missing.txt HTTP/1.1\r\nHost: ExampleBucket.OSS-cn-hangzhou.aliyuncs.com\r\n\r\n` },
      server: { buckets: [{ name: BUCKET, acl: 'public-read', storageClass: 'Standard' }] },
    },
    {
      name: 'internal-endpoint',
      rule: 'an internal endpoint stays one',
      cause: 'no-such-key',
      ask: { ...missing, host: `${BUCKET}.oss-cn-hangzhou-internal.aliyuncs.com` },
    },
    {
      name: 'below-localhost',
      rule: 'a bucket may be the first label of localhost; the port is not part of HostId',
      cause: 'no-such-key',
      ask: { ...missing, host: `${BUCKET}.localhost:9000` },
    },
    {
      name: 'path-style-address',
      rule: 'in path style HostId is the address, with the port that was sent',
      cause: 'no-such-key',
      ask: pathStyle('127.0.0.1:9000'),
    },
    {
      name: 'path-style-ipv6',
      rule: 'an IPv6 address keeps its brackets',
      cause: 'no-such-key',
      ask: pathStyle('[::1]:9000'),
    },
    {
      name: 'path-style-endpoint',
      rule: 'path style on an endpoint is taken unless strict',
      cause: 'no-such-key',
      ask: pathStyle(ENDPOINT),
    },
    {
      name: 'path-style-refused',
      rule: 'a strict server refuses it before it looks for the bucket',
      cause: 'path-style-refused',
      server: { strict: true },
      ask: { ...pathStyle(ENDPOINT), bucket: 'missingbucket' },
    },
    {
      name: 'custom-domain',
      rule: 'under a custom domain HostId is that domain',
      cause: 'no-such-key',
      server: {
        cnames: { 'img.example.com': BUCKET },
        buckets: [{ name: BUCKET, acl: 'public-read', storageClass: 'Standard' }],
      },
      ask: target('/missing.txt', 'img.example.com'),
    },
    {
      name: 'no-such-bucket',
      rule: 'a missing bucket is told to everyone',
      cause: 'no-such-bucket',
      ask: target('/a.txt', `missingbucket.${ENDPOINT}`),
    },
    {
      name: 'invalid-bucket-name-in-host',
      rule: 'labels before the endpoint are a bucket name, dots and all',
      cause: 'invalid-bucket-name',
      ask: target('/a.txt', `www.${BUCKET}.${ENDPOINT}`),
    },
    {
      name: 'invalid-bucket-name-in-path',
      rule: 'a file name in the place of the bucket is no bucket name',
      cause: 'invalid-bucket-name',
      ask: target('/favicon.ico', '127.0.0.1:9000'),
    },
    {
      name: 'object-name-too-long',
      rule: 'a key has at most 1023 bytes',
      cause: 'object-name-too-long',
      ask: target(`/${'a'.repeat(1024)}`),
    },
    {
      name: 'object-name-not-utf8',
      rule: 'a key is UTF-8',
      cause: 'object-name-not-utf8',
      ask: target('/%D6%D0%CE%C4.txt'),
    },
    {
      name: 'object-name-leading-slash',
      rule: 'a key does not begin with a slash',
      cause: 'object-name-leading-slash',
      ask: target('//a.txt'),
    },
    {
      name: 'object-name-leading-backslash',
      rule: 'nor with a backslash',
      cause: 'object-name-leading-slash',
      ask: target('/%5Ca.txt'),
    },
  ],
};
