/** Signature V4 in the browser, for requests of this page to the storage service (access.md §6). */

export interface Signer {
  readonly id: string;
  readonly secret: string;
}

export interface Unsigned {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  /** Sent too; `Content-Type` and what begins with `x-oss-` is signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly region: string;
  /** The server's time. */
  readonly at: Date;
}

/** The path of an object, in path style, on the page's own origin. */
export function objectPath(bucket: string, key: string): string {
  return `/${bucket}/${encoded(key, true)}`;
}

/** The headers of a request, signed. @throws where the browser has no Web Crypto: neither https nor a loopback address. */
export async function signedHeaders(request: Unsigned, { id, secret }: Signer): Promise<Record<string, string>> {
  const stamp = request.at.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = stamp.slice(0, 8);
  const scope = `${day}/${request.region}/oss/aliyun_v4_request`;
  const headers: Record<string, string> = {
    ...request.headers,
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-oss-date': stamp,
  };
  const signed = Object.entries(headers)
    .map(([name, value]) => `${name.toLowerCase()}:${value.trim()}\n`)
    .sort()
    .join('');
  const path = objectPath(request.bucket, request.key);
  const canonical = [request.method, path, '', signed, '', 'UNSIGNED-PAYLOAD'].join('\n');
  const text = ['OSS4-HMAC-SHA256', stamp, scope, hex(await sha256(canonical))].join('\n');
  let key: BufferSource = bytes(`aliyun_v4${secret}`);
  for (const part of [day, request.region, 'oss', 'aliyun_v4_request', text]) key = await hmac(key, part);
  headers.Authorization = `OSS4-HMAC-SHA256 Credential=${id}/${scope},Signature=${hex(key as ArrayBuffer)}`;
  return headers;
}

/** As RFC 3986 has it. */
function encoded(text: string, slashes: boolean): string {
  const all = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return slashes ? all.replaceAll('%2F', '/') : all;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function sha256(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', bytes(text));
}

async function hmac(key: BufferSource, text: string): Promise<ArrayBuffer> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return crypto.subtle.sign('HMAC', imported, bytes(text));
}

function hex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
