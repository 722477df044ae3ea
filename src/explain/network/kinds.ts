import type { EffectSpec } from '../../faults/spec.ts';

/** A way in which a request fails without an answer of the service. */
export interface NetworkKind {
  readonly title: string;
  readonly reason: string;
  readonly remedy: string;
  /** What would tell it from the others that look the same to a client. */
  readonly sign: string;
  /** The fault rule that makes it happen; what no rule can do has a hint instead. */
  readonly effect?: EffectSpec;
  readonly hint?: string;
  /** What it happens to. */
  readonly method: 'PUT' | 'GET';
}

/** services.md §4.2 and §4.3. */
export const KINDS = {
  'connect-timeout': {
    title: 'The connection never came about',
    reason: 'Packets to the endpoint get no answer at all: a firewall, a route or a security group swallows them.',
    remedy:
      'Connect to the endpoint from the same machine with curl -v. Check security groups, proxies, and that an internal endpoint is only used inside its region.',
    sign: 'curl -v stops at "Trying …" and never says "Connected".',
    hint: 'ossmock serve --blackhole-port 9001 has a port where connecting never succeeds and never fails.',
    method: 'PUT',
  },
  'connection-refused': {
    title: 'Nothing listens there',
    reason: 'The machine answered that nothing takes connections at this address and port.',
    remedy: 'Check host and port of the endpoint, and that the server or proxy is running. OSS listens on 80 and 443.',
    sign: 'The text says ECONNREFUSED or "connection refused".',
    hint: 'Send the request to a port where nothing listens.',
    method: 'PUT',
  },
  'name-not-found': {
    title: 'The host name has no address',
    reason: 'The resolver knows no such host: a typing mistake in endpoint or bucket, or no DNS.',
    remedy:
      'Look the name up with the resolver of that machine. The SDK puts the bucket before the endpoint: give it an endpoint without bucket and path.',
    sign: 'The text says ENOTFOUND, "no such host" or "Failed to resolve".',
    hint: 'Send the request to a host under .invalid.',
    method: 'PUT',
  },
  'no-answer': {
    title: 'The request was sent and no answer came in time',
    reason:
      'The connection stood, the request went out, and the client gave up waiting: the answer is late, lost, or the network is slow.',
    remedy:
      'Raise the timeout, make parts smaller, use resumable upload with retries. Whether the request was carried out is not known: look before sending it again.',
    sign: 'A capture shows the whole request acknowledged and no byte of an answer.',
    effect: { noAnswer: true },
    method: 'PUT',
  },
  'upload-not-read': {
    title: 'The body was not taken in time',
    reason: 'The timer ran out while the body was still on its way: a slow uplink, or the other side stopped reading.',
    remedy: 'Use smaller parts and a longer timeout, fewer parts at a time, and resume from the checkpoint.',
    sign: 'A capture shows a part of the body unacknowledged.',
    effect: { noRead: true },
    method: 'PUT',
  },
  'stalled-download': {
    title: 'The answer began and then stood still',
    reason: 'Status and headers came, and the rest of the body did not come in time.',
    remedy: 'Read with a longer timeout, and go on from the last byte with a Range request.',
    sign: 'Some bytes of the body are there; an answer with a status was seen.',
    effect: { stallDownload: 10 },
    method: 'GET',
  },
  reset: {
    title: 'The connection was reset',
    reason: 'A device on the way or the other side ended the connection with RST while the request was on it.',
    remedy:
      'Retry; where it repeats at the same size or time, look for proxies, NAT timeouts and keep-alive connections that are older than the other side keeps them.',
    sign: 'The text says ECONNRESET or "connection reset by peer"; a capture shows RST.',
    effect: { resetUpload: 0 },
    method: 'PUT',
  },
  'closed-without-answer': {
    title: 'The connection was closed without an answer',
    reason: 'The other side ended the connection in order, with FIN, before any answer.',
    remedy: 'Retry. On kept-alive connections it is the usual end of one that was idle too long.',
    sign: 'A capture shows FIN and no RST.',
    effect: { closeUpload: 0 },
    method: 'PUT',
  },
  truncated: {
    title: 'The answer is shorter than announced',
    reason: 'The connection ended before Content-Length bytes of the body had come.',
    remedy: 'Compare length and CRC-64 of what came with the headers, and get the rest with a Range request.',
    sign: 'Content-Length is larger than the body that came.',
    effect: { truncate: 10 },
    method: 'GET',
  },
  'not-http': {
    title: 'What came back is no HTTP',
    reason: 'Another protocol answers at this port, often TLS where plain HTTP was spoken or the other way round.',
    remedy: 'Check scheme and port: http with 80, https with 443, and any proxy between.',
    sign: 'The first bytes that came are not HTTP/1.',
    effect: { garbage: true },
    method: 'PUT',
  },
  'certificate-not-trusted': {
    title: 'The certificate of the other side is not trusted',
    reason:
      'The client does not know who signed the certificate, or it is for another host: a proxy that breaks TLS open, a custom domain without its own certificate, a bucket with a dot in its name.',
    remedy:
      'Look at the certificate with openssl s_client, and trust its authority or use the host it is for. That of ossmock is at /_ossmock/ca.pem.',
    sign: 'The text names a certificate.',
    hint: 'ossmock serve --tls, with a client that does not trust /_ossmock/ca.pem.',
    method: 'PUT',
  },
  'bad-gateway': {
    title: 'Something between client and service answered',
    reason:
      'The answer is HTML, or has no error document and no request id: a proxy, gateway or CDN wrote it, not OSS.',
    remedy: 'Look for the proxy in its headers (Server, Via) and in its own log; OSS has no record of this answer.',
    sign: 'There is no x-oss-request-id.',
    effect: { badGateway: true },
    method: 'PUT',
  },
  'blocked-by-browser': {
    title: 'The browser kept the answer from the page, or there was none',
    reason:
      'A page is told only that the request failed. Either CORS does not allow its origin, method or headers, or the network failed.',
    remedy:
      'Open the network tab: an answer with a status there means CORS, which is a rule on the bucket; "(failed)" without a status means the network.',
    sign: 'The console has a line about CORS policy, or the network tab shows a status.',
    effect: { resetUpload: 0 },
    method: 'PUT',
  },
} as const satisfies Readonly<Record<string, NetworkKind>>;

export type KindName = keyof typeof KINDS;
