import { connect } from 'node:net';
import type { WireRequest } from './request.ts';

/** An answer in bytes, and what its head says. */
export interface WireAnswer {
  /** Status line to the last byte of the body, as they came. */
  readonly bytes: Buffer;
  /** 0 when there is no whole head. */
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** False when the connection ended before the announced body was whole. */
  readonly whole: boolean;
}

/** What happens when so many bytes of the body are on their way and no answer is there yet. */
export interface Interlude {
  readonly after: number;
  /** @param over whether the connection has ended. @returns true when the client ends it now. */
  act(over: () => boolean): Promise<boolean>;
}

/** Milliseconds of real time without a byte after which nothing will come any more: the scenario moves no clock for it. */
const QUIET_MS = 20_000;

/** Sends a request to a port of this machine and collects what comes back until the connection ends. */
export function send(port: number, { head, body }: WireRequest, interlude?: Interlude): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect({ host: '127.0.0.1', port, timeout: QUIET_MS });
    const acted = async (): Promise<void> => {
      if (await interlude?.act(() => socket.destroyed)) socket.destroy();
    };
    socket.on('data', (chunk) => received.push(chunk));
    // A connection that is reset ends like any other: with what came before.
    socket.on('error', () => {});
    socket.on('close', () => resolve(readAnswer(Buffer.concat(received), head.subarray(0, 5).toString() === 'HEAD ')));
    socket.on('end', () => socket.end());
    socket.on('timeout', () => socket.destroy());
    const sent = interlude === undefined ? body : body.subarray(0, interlude.after);
    socket.write(Buffer.concat([head, sent]), () => void acted().catch(reject));
  });
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

function readAnswer(bytes: Buffer, bodiless: boolean): WireAnswer {
  const text = bytes.toString('latin1');
  const start = text.startsWith(CONTINUE) ? CONTINUE.length : 0;
  const end = text.indexOf('\r\n\r\n', start);
  if (end === -1) return { bytes, status: 0, headers: [], body: Buffer.alloc(0), whole: false };
  const [statusLine = '', ...lines] = text.slice(start, end).split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1] ?? 0);
  const body = bytes.subarray(end + 4);
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  const whole = bodiless || status === 304 || length === undefined || body.length >= Number(length);
  return { bytes, status, headers, body, whole };
}

/** The first header of a name, whatever its case. */
export function headerOf({ headers }: WireAnswer, name: string): string | undefined {
  return headers.find(([sent]) => sent.toLowerCase() === name.toLowerCase())?.[1];
}

/** The error document: in the body, or in `x-oss-err` where there can be none. */
export function documentOf(answer: WireAnswer): string {
  const hidden = headerOf(answer, 'x-oss-err');
  return hidden === undefined ? answer.body.toString('utf8') : Buffer.from(hidden, 'base64').toString('utf8');
}

/** The text of the first element of a name in a document. */
export function elementOf(document: string, name: string): string | undefined {
  const inside = new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1];
  return inside
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
