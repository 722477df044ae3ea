import type { Socket } from 'node:net';
import type { Timers } from '../../runtime/index.ts';

/** Answers on a connection in one way, good or bad, and goes on until the other side has had enough. */
export interface Reply {
  /** What happens, for the help. */
  readonly explain: string;
  send(socket: Socket, timers: Timers): void;
}

const OK = '{"Status":"OK"}';
const MEBIBYTE = 1024 * 1024;
/** Milliseconds between two pieces of an answer that drips. */
const DRIP_MS = 500;

/** A complete answer. @param headers instead of Content-Type and Content-Length. */
export function httpAnswer(status: string, body: string | Buffer = '', headers?: string): Buffer {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body, 'utf8');
  const own = headers ?? `Content-Type: application/json\r\nContent-Length: ${bytes.length}\r\n`;
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${own}Connection: close\r\n\r\n`, 'latin1'), bytes]);
}

function answering(explain: string, answer: Buffer): Reply {
  return { explain, send: (socket) => socket.end(answer) };
}

/** Sends a beginning, then the same piece for ever, as fast as the other side takes it. */
function endless(explain: string, begin: string, piece: string): Reply {
  return {
    explain,
    send(socket) {
      const block = Buffer.from(piece, 'latin1');
      const flood = (): void => {
        while (!socket.destroyed && socket.write(block));
      };
      socket.on('drain', flood);
      socket.write(begin);
      flood();
    },
  };
}

/** Sends a beginning, then one piece of the rest after the other. */
function dripping(explain: string, begin: string, rest: string): Reply {
  return {
    explain,
    send(socket, timers) {
      socket.write(begin);
      let sent = 0;
      const drip = (): void => {
        if (socket.destroyed) return;
        socket.write(rest.charAt(sent++ % rest.length));
        timer.refresh();
      };
      const timer = timers.after(DRIP_MS, drip);
      socket.on('close', () => timer.cancel());
    },
  };
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

/** Every way to answer, by the name that `--reply` takes. */
export const REPLIES = {
  ok: answering('200 with {"Status":"OK"}', httpAnswer('200 OK', OK)),
  redirect: answering(
    '301 to another path',
    httpAnswer('301 Moved Permanently', '', 'Location: /elsewhere\r\nContent-Length: 0\r\n'),
  ),
  'not-json': answering('200 with OK, which is not JSON', httpAnswer('200 OK', 'OK')),
  bom: answering('200 with JSON behind a byte order mark', httpAnswer('200 OK', `\ufeff${OK}`)),
  'no-length': answering('200 without Content-Length', httpAnswer('200 OK', OK, 'Content-Type: application/json\r\n')),
  chunked: answering(
    '200 in chunks, so without Content-Length',
    httpAnswer('200 OK', `f\r\n${OK}\r\n0\r\n\r\n`, 'Transfer-Encoding: chunked\r\n'),
  ),
  'bad-length': answering(
    '200 with a Content-Length that is no number',
    httpAnswer('200 OK', OK, 'Content-Length: many\r\n'),
  ),
  'too-long': answering(
    '200 with JSON of one byte more than 1 MB',
    httpAnswer('200 OK', JSON.stringify('x'.repeat(MEBIBYTE - 1))),
  ),
  'short-body': answering(
    '200, closed before the announced body is whole',
    httpAnswer('200 OK', OK, 'Content-Length: 100\r\n'),
  ),
  silent: { explain: 'takes the request and never answers', send: () => {} },
  'slow-headers': dripping('one byte of headers every half second', HEAD, 'X-Slow: yes\r\n'),
  'slow-body': {
    explain: 'headers at once and no body',
    send: (socket) => socket.write(`${HEAD}Content-Length: 15\r\n\r\n`),
  },
  drip: dripping('one byte of body every half second', `${HEAD}Content-Length: 1000\r\n\r\n`, ' '),
  reset: { explain: 'resets the connection', send: (socket) => socket.resetAndDestroy() },
  close: { explain: 'closes the connection without an answer', send: (socket) => socket.end() },
  'endless-headers': endless('headers without end', HEAD, `X-More: ${'x'.repeat(8_000)}\r\n`),
  'endless-body': endless('1 GB of body', `${HEAD}Content-Length: ${1024 * MEBIBYTE}\r\n\r\n`, ' '.repeat(65_536)),
  'not-http': answering('something that is not HTTP', Buffer.from('220 smtp.example.com ESMTP\r\n')),
} as const satisfies Record<string, Reply>;

/**
 * The reply of a name: one of `REPLIES`, or a status such as `400`, which is sent with a short JSON body.
 * @returns undefined for any other name.
 */
export function replyNamed(name: string): Reply | undefined {
  if (/^[2-5]\d\d$/.test(name)) {
    const bodiless = name === '204' || name === '304';
    const answer = bodiless ? httpAnswer(name, '', '') : httpAnswer(`${name} Told So`, '{"Status":"Failed"}');
    return answering(`status ${name}`, answer);
  }
  return Object.hasOwn(REPLIES, name) ? REPLIES[name as keyof typeof REPLIES] : undefined;
}
