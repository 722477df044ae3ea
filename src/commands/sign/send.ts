import { createReadStream, statSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { ConfigError } from '../../config/config.ts';
import type { HeaderList } from '../../wire/headers.ts';
import type { Signed } from './signed.ts';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderList;
  /** The beginning of the body. */
  readonly body: Buffer;
  /** How long the whole body is. */
  readonly bytes: number;
}

/** As the manual's tool has it. */
const TIMEOUT_MS = 10_000;
const BODY_SHOWN = 1024 * 1024;

/**
 * Sends a signed request, with the headers as they were signed and no others that matter.
 * @param file the body.
 * @param proxy URL of an HTTP proxy.
 * @throws ConfigError for a file that cannot be read, Error when there is no answer.
 */
export function send(signed: Signed, file: string | undefined, proxy: string | undefined): Promise<Answer> {
  const { method, scheme, target, host } = signed;
  const length = file === undefined ? 0 : sizeOf(file);
  const to = proxy === undefined || scheme === 'https' || isLocal(host) ? signed.url : proxy;
  const { hostname, port } = new URL(to);
  const framing: HeaderList =
    file !== undefined || method === 'PUT' || method === 'POST' ? [['Content-Length', `${length}`]] : [];
  const headers = [...signed.headers, ...framing, ['Connection', 'close']].flat();
  return new Promise((resolve, reject) => {
    const outgoing = (scheme === 'https' ? https : http).request({
      method,
      host: hostname.replace(/^\[|\]$/g, ''),
      port,
      // A proxy is told the whole URL.
      path: to === signed.url ? target : signed.url,
      headers,
      setHost: false,
      timeout: TIMEOUT_MS,
    });
    outgoing.on('response', (response) => collect(response).then(resolve, reject));
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    outgoing.on('error', reject);
    if (file === undefined) outgoing.end();
    else
      createReadStream(file)
        .on('error', (error) => outgoing.destroy(error))
        .pipe(outgoing);
  });
}

async function collect(response: http.IncomingMessage): Promise<Answer> {
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (bytes < BODY_SHOWN) kept.push(chunk.subarray(0, BODY_SHOWN - bytes));
    bytes += chunk.length;
  }
  const { rawHeaders: raw, statusCode: status = 0, statusMessage: reason = '' } = response;
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([raw[i] as string, raw[i + 1] as string]);
  return { status, reason, headers, body: Buffer.concat(kept), bytes };
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    throw new ConfigError(`--file ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isLocal(host: string): boolean {
  return /^(?:(?:.*\.)?localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i.test(host);
}
