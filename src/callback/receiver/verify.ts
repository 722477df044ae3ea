import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Timers } from '../../runtime/index.ts';
import { decodeBase64 } from '../decode.ts';
import { stringToSign } from '../sign.ts';

const MAX_KEY_BYTES = 64 * 1024;
const FETCH_MS = 5_000;

/** How a receiver finds the key that a callback should be signed with. */
export interface KeySource {
  /** PEM: this key counts, wherever the callback says its key is. */
  readonly pem?: string | undefined;
  /** The URL of the key has to begin with one of these; none allows any. */
  readonly prefixes: readonly string[];
}

/** Keys by URL, so that each is downloaded once, as the service recommends. */
export class KeyRing {
  private readonly source: KeySource;
  private readonly timers: Timers;
  private readonly keys = new Map<string, KeyObject>();

  constructor(source: KeySource, timers: Timers) {
    this.source = source;
    this.timers = timers;
  }

  /**
   * Checks the signature of a callback (access.md CB-3, CB-4).
   * @param path path and query as received.
   * @returns what is wrong with it, or undefined.
   */
  async check(path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<string | undefined> {
    const { authorization, 'x-oss-pub-key-url': encodedUrl } = headers;
    if (authorization === undefined) return 'there is no authorization header';
    if (typeof encodedUrl !== 'string') return 'there is no x-oss-pub-key-url header';
    const signature = decodeBase64(authorization);
    if (signature === undefined) return 'authorization is not Base64';
    const url = decodeBase64(encodedUrl)?.toString('latin1');
    if (url === undefined) return 'x-oss-pub-key-url is not Base64';
    if (this.source.prefixes.length > 0 && !this.source.prefixes.some((prefix) => url.startsWith(prefix))) {
      return `the key is at ${url}, which begins with none of ${this.source.prefixes.join(', ')}`;
    }
    try {
      const key = await this.key(url);
      return verify('RSA-MD5', stringToSign(path, body), key, signature) ? undefined : 'the signature does not match';
    } catch (error) {
      return `the key at ${url} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  private async key(url: string): Promise<KeyObject> {
    const known = this.keys.get(url);
    if (known !== undefined) return known;
    const key = createPublicKey(this.source.pem ?? (await this.download(url)));
    this.keys.set(url, key);
    return key;
  }

  private download(url: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      const request = send(url, { agent: false }, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        if (response.statusCode !== 200) request.destroy(new Error(`status ${response.statusCode}`));
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > MAX_KEY_BYTES) request.destroy(new Error('too long for a key'));
        });
        response.on('end', () => resolve(Buffer.concat(chunks).toString('latin1')));
        response.on('error', reject);
      });
      const timer = this.timers.after(FETCH_MS, () => request.destroy(new Error(`no answer in ${FETCH_MS} ms`)));
      request.on('error', reject);
      request.on('close', () => timer.cancel());
      request.end();
    });
  }
}
