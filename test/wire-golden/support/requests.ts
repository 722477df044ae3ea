import { BUCKET, type SignedAsk } from './case.ts';

/** The object of most cases. */
export const KEY = 'dir/hello.txt';
export const MD5_OF_NOTHING = '1B2M2Y8AsgTpgAmY7PhCfg==';
/** The instant at which the objects of the cases are stored. */
export const STORED = 'Thu, 31 Oct 2024 08:00:00 GMT';
/** A second before. */
export const EARLIER = 'Thu, 31 Oct 2024 07:59:59 GMT';

export type Headers = Readonly<Record<string, string>>;

/** PutObject of eleven bytes. */
export const put = (headers: Headers = {}, more: Partial<SignedAsk> = {}): SignedAsk => ({
  method: 'PUT',
  key: KEY,
  body: 'hello world',
  headers,
  ...more,
});
/** GetObject. */
export const get = (headers: Headers = {}, query = ''): SignedAsk => ({ method: 'GET', key: KEY, headers, query });
/** HeadObject. */
export const head = (headers: Headers = {}, query = ''): SignedAsk => ({ method: 'HEAD', key: KEY, headers, query });
/** AppendObject; `position` is the rest of the query. */
export const append = (position: string, body = 'line\n', headers: Headers = {}): SignedAsk => ({
  method: 'POST',
  key: 'log.txt',
  query: `append${position}`,
  body,
  headers,
});
/** CopyObject from `KEY`. */
export const copy = (headers: Headers = {}): SignedAsk => ({
  method: 'PUT',
  key: 'dir/copy.txt',
  headers: { 'x-oss-copy-source': `/${BUCKET}/${KEY}`, ...headers },
});
/** Makes the bucket readable and writable for everyone. */
export const publicBucket: SignedAsk = {
  method: 'PUT',
  bucket: BUCKET,
  query: 'acl',
  headers: { 'x-oss-acl': 'public-read-write' },
};
/** Blocks public access to the bucket. */
export const publicAccessBlocked: SignedAsk = {
  method: 'PUT',
  bucket: BUCKET,
  query: 'publicAccessBlock',
  body: '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>',
};
/** Makes those pay who ask something of the bucket. */
export const requesterPays: SignedAsk = {
  method: 'PUT',
  bucket: BUCKET,
  query: 'requestPayment',
  body: '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>',
};
/** That nothing was stored. */
export const absent = { ask: head(), status: 404 } as const;

/** Everything that can be stored with an object. */
export const FULL: Headers = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-cache',
  'Content-Disposition': 'attachment; filename="hello.txt"',
  'Content-Language': 'en',
  Expires: 'Fri, 01 Nov 2024 08:00:00 GMT',
  'x-oss-meta-author': 'Li Lei',
  'x-oss-tagging': 'a=1&b=2',
  'x-oss-server-side-encryption': 'AES256',
  'x-oss-storage-class': 'IA',
};
