import { operation } from '../../../src/operations/operation.ts';
import { BUCKET, type Cases, ENDPOINT, type RawAsk, type SignedAsk } from '../support/case.ts';
import { bytesOf } from '../support/exchange.ts';

const HOST = `${BUCKET}.${ENDPOINT}`;
const KEY = 'a.txt';

/** A request of these lines, without body. */
const lines = (...head: string[]): RawAsk => ({ bytes: `${head.join('\r\n')}\r\n\r\n` });

/** One that no parser reads to its end: the connection is over. */
const broken = (...head: string[]): RawAsk => ({ ...lines(...head), last: true });

/** A signed PutObject with its framing by hand: `framing` are header lines, `body` what follows the header section. */
function framed(framing: readonly string[], body = '', more: Partial<RawAsk> = {}): RawAsk {
  const head = bytesOf({ method: 'PUT', key: KEY, noLength: true }).toString('latin1');
  return { bytes: `${head.slice(0, -2)}${framing.join('\r\n')}\r\n\r\n${body}`, ...more };
}

const absent = { ask: { method: 'HEAD', key: KEY }, status: 404 } as const;
const stored = { ask: { method: 'HEAD', key: KEY }, status: 200 } as const;
const get = (query: string, method = 'GET'): SignedAsk => ({ method, bucket: BUCKET, query });

const faulty = operation({
  name: 'GetBucketLocation',
  method: 'GET',
  resource: 'bucket',
  subResource: 'location',
  action: 'oss:GetBucketLocation',
  access: 'manage',
  support: 'works',
  run() {
    throw new TypeError('a fault of ours');
  },
});

/** Requests as HTTP (wire.md (b), operations.md §2.1, §2.18). */
export const protocolCases: Cases = {
  Protocol: [
    {
      name: 'unknown-method',
      rule: 'a method that is none is shown in lower case, with those that are allowed',
      cause: 'unknown-method',
      ask: broken('ABC /1.txt HTTP/1.1', `Host: ${HOST}`),
    },
    {
      name: 'method-of-another-protocol',
      rule: 'a method of HTTP that OSS does not have is no different',
      cause: 'unknown-method',
      ask: lines('PATCH /1.txt HTTP/1.1', `Host: ${HOST}`),
    },
    {
      name: 'connect',
      rule: 'CONNECT to what is no host and port, as only a proxy is asked, is a method that OSS does not have',
      cause: 'unknown-method',
      ask: broken('CONNECT examplebucket HTTP/1.1', `Host: ${HOST}`),
    },
    {
      name: 'no-such-operation',
      rule: 'a method that exists, on a resource that it does not exist on',
      cause: 'no-such-operation',
      ask: { method: 'POST', key: KEY, body: '' },
    },
    {
      name: 'no-such-operation-head',
      rule: 'the same of a HEAD is explained in x-oss-err',
      cause: 'no-such-operation',
      ask: { method: 'HEAD' },
    },
    {
      name: 'not-implemented',
      rule: 'an operation that is not supported is named, and nothing else answers in its place',
      cause: 'operation-not-implemented',
      ask: get('vip'),
    },
    {
      name: 'internal-error',
      rule: 'a fault of ours is a 500 in the voice of the service',
      cause: 'internal-error',
      server: { operations: [faulty] },
      ask: get('location'),
    },
    {
      name: 'bad-request-line',
      rule: 'a blank in the target breaks the request line',
      cause: 'bad-request-line',
      ask: broken('GET /a b.txt HTTP/1.1', `Host: ${HOST}`),
    },
    {
      name: 'not-http',
      rule: 'what is no HTTP at all has no host to name',
      cause: 'bad-request-line',
      ask: broken('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'),
    },
    {
      name: 'bad-header-section',
      rule: 'a header name without a colon breaks the header section',
      cause: 'bad-header-section',
      ask: broken('GET /a.txt HTTP/1.1', `Host: ${HOST}`, 'no colon here'),
    },
    {
      name: 'header-section-too-large',
      rule: 'request line and headers have at most 64 KiB',
      cause: 'header-section-too-large',
      ask: broken('GET /a.txt HTTP/1.1', `Host: ${HOST}`, `x-oss-meta-a: ${'a'.repeat(70_000)}`),
    },
    {
      name: 'content-length-invalid',
      rule: 'Content-Length is a number',
      cause: 'content-length-invalid',
      ask: broken('PUT /a.txt HTTP/1.1', `Host: ${HOST}`, 'Content-Length: abc'),
    },
    {
      name: 'content-length-twice',
      rule: 'two different lengths are none',
      cause: 'content-length-invalid',
      ask: broken('PUT /a.txt HTTP/1.1', `Host: ${HOST}`, 'Content-Length: 3', 'Content-Length: 4'),
    },
    {
      name: 'percent-encoding-path',
      rule: 'a percent sign in the path is followed by two digits',
      cause: 'bad-percent-encoding',
      ask: lines('GET /a%zz.txt HTTP/1.1', `Host: ${HOST}`),
    },
    {
      name: 'percent-encoding-query',
      rule: 'so is one in the query',
      cause: 'bad-percent-encoding',
      ask: lines('GET /a.txt?versionId=%4 HTTP/1.1', `Host: ${HOST}`),
    },
    {
      name: 'missing-content-length',
      rule: 'an upload has a length or comes in chunks',
      cause: 'missing-content-length',
      ask: { method: 'PUT', key: KEY, noLength: true },
    },
    {
      name: 'incomplete-body',
      rule: 'a body that ends early is refused and not stored',
      cause: 'incomplete-body',
      ask: framed(['Content-Length: 10', 'Connection: close'], 'abc', { halfClose: true }),
      after: absent,
    },
    {
      name: 'incomplete-chunks',
      rule: 'chunks that end early are refused and not stored',
      cause: 'incomplete-body',
      ask: framed(['Transfer-Encoding: chunked', 'Connection: close'], '5\r\nab', { halfClose: true }),
      after: absent,
    },
    {
      name: 'bad-chunk',
      rule: 'a body that goes on with what is no chunk is refused and not stored',
      cause: 'bad-chunk',
      ask: framed(['Transfer-Encoding: chunked', 'Expect: 100-continue', 'Connection: close'], '', {
        afterContinue: '3\r\nabc\r\nzz\r\n',
      }),
      after: absent,
    },
    {
      name: 'request-timeout',
      rule: 'a body that stalls is refused and not stored',
      cause: 'request-timeout',
      server: { idleTimeout: 50 },
      ask: framed(['Content-Length: 1000000', 'Connection: close'], 'abc'),
      after: absent,
    },
    {
      name: 'length-and-chunks',
      rule: 'a length beside chunks does not count, as one ali-oss upload sends it',
      ask: framed(['Content-Length: 3', 'Transfer-Encoding: chunked'], '3\r\nabc\r\n0\r\n\r\n'),
      after: stored,
    },
    {
      name: 'expect-continue',
      rule: 'a client that waits is told to go on once the body is wanted',
      ask: framed(['Content-Length: 3', 'Expect: 100-continue'], '', { afterContinue: 'abc' }),
      after: stored,
    },
    {
      name: 'expect-continue-refused',
      rule: 'a client that waits is refused before it sends, and the connection ends',
      cause: 'bucket-acl-refuses',
      ask: {
        bytes: `PUT /a.txt HTTP/1.1\r\nHost: ${HOST}\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n`,
        afterContinue: 'abc',
      },
      after: absent,
    },
    {
      name: 'early-refusal',
      rule: 'a client that is still sending 5 MB can read why it is refused, and go on',
      cause: 'access-key-unknown',
      ask: {
        method: 'PUT',
        key: KEY,
        body: Buffer.alloc(5 * 1024 * 1024),
        keys: { accessKeyId: 'nobody', accessKeySecret: 'x' },
      },
      after: absent,
    },
    {
      name: 'http-1-0',
      rule: 'an HTTP/1.0 client is answered in 1.1 and disconnected',
      cause: 'anonymous-service',
      ask: lines('GET / HTTP/1.0', `Host: ${ENDPOINT}`),
    },
    {
      name: 'http-1-0-keep-alive',
      rule: 'unless it asks to stay',
      cause: 'anonymous-service',
      ask: lines('GET / HTTP/1.0', `Host: ${ENDPOINT}`, 'Connection: keep-alive'),
    },
    {
      name: 'connection-close',
      rule: 'a client that says close is told close',
      cause: 'anonymous-service',
      ask: lines('GET / HTTP/1.1', `Host: ${ENDPOINT}`, 'Connection: close'),
    },
    {
      name: 'missing-host',
      rule: 'a request without Host is a service request with an empty HostId',
      cause: 'anonymous-service',
      ask: lines('GET / HTTP/1.1'),
    },
    {
      name: 'absolute-form',
      rule: 'the host of an absolute target outranks the header',
      cause: 'no-such-bucket',
      ask: lines(`GET http://missingbucket.${ENDPOINT}/a.txt HTTP/1.1`, 'Host: proxy.example.com'),
    },
    {
      name: 'asterisk-form',
      rule: 'OPTIONS * is about the service, which has no preflight',
      cause: 'no-such-operation',
      ask: lines('OPTIONS * HTTP/1.1', `Host: ${ENDPOINT}`),
    },
  ],
};
