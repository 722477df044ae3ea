import { createPublicKey, type KeyObject, sign } from 'node:crypto';

/** The text that is signed: the path decoded, the query as sent, a line feed, the body (access.md CB-3). */
export function stringToSign(path: string, body: Buffer): Buffer {
  const mark = path.indexOf('?');
  const resource = mark === -1 ? path : path.slice(0, mark);
  const query = mark === -1 ? '' : path.slice(mark);
  return Buffer.concat([Buffer.from(`${decodeUrl(resource)}${query}\n`, 'latin1'), body]);
}

/**
 * The value of the header `authorization`.
 * @param path path and query as sent, a byte string.
 */
export function signCallback(key: KeyObject, path: string, body: Buffer): string {
  return sign('RSA-MD5', stringToSign(path, body), key).toString('base64');
}

/** The public half of a key as receivers download it. */
export function publicKeyPem(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'pem', type: 'spki' }) as string;
}

/** Decodes every whole `%XX` of a byte string and leaves the rest, a plus too. */
function decodeUrl(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
