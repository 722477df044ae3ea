import { randomBytes } from 'node:crypto';
import { signV1Header } from '../build/auth/index.js';

export const BUCKET = 'examplebucket';
const ENDPOINT = 'oss-cn-hangzhou.aliyuncs.com';
/** The account's own keys. */
export const KEYS = { accessKeyId: 'ossmock', accessKeySecret: 'ossmock-secret' };

/**
 * The head of a request as an SDK sends it: virtual-hosted, with a V1 signature that stays valid for 15 minutes.
 * @param {string} method
 * @param {string} key empty for requests to the bucket
 * @param {{ query?: string, length?: number, signer?: typeof KEYS }} [more] `length` of the body, in bytes
 * @returns {Buffer}
 */
export function head(method, key, { query = '', length, signer = KEYS } = {}) {
  const headers = [
    ['Host', `${BUCKET}.${ENDPOINT}`],
    ['User-Agent', 'ossmock-bench'],
  ];
  if (length !== undefined) headers.push(['Content-Type', 'application/octet-stream'], ['Content-Length', `${length}`]);
  const signed = signV1Header({ method, headers, query, bucket: BUCKET, key }, signer, Date.now());
  const target = `/${key}${query === '' ? '' : `?${query}`}`;
  const lines = signed.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`, 'latin1');
}

/**
 * What one load sends, again and again: each element is a request in one or two buffers.
 * @param {'PUT' | 'GET'} method
 * @param {number} size of each object, in bytes; part of its key, so that a server without storage knows it too
 * @param {number} count of different keys
 * @param {typeof KEYS} [signer]
 * @returns {Buffer[][]}
 */
export function objectRequests(method, size, count, signer) {
  const body = randomBytes(size);
  return Array.from({ length: count }, (_, i) => {
    const key = `${size}/${String(i).padStart(6, '0')}`;
    if (method === 'GET') return [head('GET', key, { signer })];
    const start = head('PUT', key, { length: size, signer });
    return size > 65_536 ? [start, body] : [Buffer.concat([start, body])];
  });
}
