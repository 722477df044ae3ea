import { createHmac, randomBytes } from 'node:crypto';
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
 * @param {'PUT' | 'GET' | 'POST'} method POST sends a form
 * @param {number} size of each object, in bytes; part of its key, so that a server without storage knows it too
 * @param {number} count of different keys
 * @param {typeof KEYS} [signer]
 * @returns {Buffer[][]}
 */
export function objectRequests(method, size, count, signer) {
  const body = randomBytes(size);
  if (method === 'POST') return formRequests(body, count);
  return Array.from({ length: count }, (_, i) => {
    const key = `${size}/${String(i).padStart(6, '0')}`;
    if (method === 'GET') return [head('GET', key, { signer })];
    const start = head('PUT', key, { length: size, signer });
    return size > 65_536 ? [start, body] : [Buffer.concat([start, body])];
  });
}

const BOUNDARY = '----WebKitFormBoundaryAbCdEfGhIjKlMnOp';

/**
 * A form as a browser sends it with a policy of its application server, in the parts around the file; it asks for a 200.
 * @param {string} key
 * @param {number} size of the file, in bytes
 * @returns {[before: Buffer, behind: Buffer]}
 */
export function form(key, size) {
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  const conditions = [{ bucket: BUCKET }, ['starts-with', '$key', ''], ['content-length-range', 0, 2 ** 32]];
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
  const Signature = createHmac('sha1', KEYS.accessKeySecret).update(policy).digest('base64');
  const fields = { key, OSSAccessKeyId: KEYS.accessKeyId, policy, Signature, success_action_status: '200' };
  const part = (name, more = '') => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n`;
  const parts = Object.entries(fields).map(([name, value]) => `${part(name)}\r\n${value}\r\n`);
  const file = `${part('file', '; filename="bench.bin"')}Content-Type: application/octet-stream\r\n\r\n`;
  const begin = `${parts.join('')}${file}`;
  const end = `\r\n--${BOUNDARY}--\r\n`;
  const headers = [
    ['Host', `${BUCKET}.${ENDPOINT}`],
    ['User-Agent', 'ossmock-bench'],
    ['Content-Type', `multipart/form-data; boundary=${BOUNDARY}`],
    ['Content-Length', `${begin.length + size + end.length}`],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return [Buffer.from(`POST / HTTP/1.1\r\n${lines}\r\n${begin}`, 'latin1'), Buffer.from(end, 'latin1')];
}

function formRequests(body, count) {
  return Array.from({ length: count }, (_, i) => {
    const [before, behind] = form(`${body.length}/${String(i).padStart(6, '0')}`, body.length);
    return body.length > 65_536 ? [before, body, behind] : [Buffer.concat([before, body, behind])];
  });
}
