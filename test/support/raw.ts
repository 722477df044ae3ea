import { connect } from 'node:net';

/** One answer off a raw socket: the bytes, and what they say. */
export interface RawAnswer {
  /** Everything received, as Latin-1. */
  readonly bytes: string;
  readonly statusLine: string;
  readonly status: number;
  /** Name and value in wire order and case. */
  readonly headers: readonly (readonly [string, string])[];
  /** As UTF-8. */
  readonly body: string;
  header(name: string): string | undefined;
  names(): string[];
}

/**
 * Sends bytes and collects what comes back until the connection ends. Requests that should end it must say
 * `Connection: close`; `halfClose` ends our side after sending.
 */
export function raw(port: number, bytes: string | Buffer, options: { halfClose?: boolean } = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const received: Buffer[] = [];
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', (error) => (received.length > 0 ? resolve(parse(received)) : reject(error)));
    socket.on('end', () => {
      socket.end();
      resolve(parse(received));
    });
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    if (options.halfClose) socket.end();
  });
}

/** A request in wire form, `Connection: close` added so that the answer ends. */
export function wire(
  method: string,
  target: string,
  headers: Record<string, string>,
  body: string | Buffer = '',
): Buffer {
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
  return Buffer.concat([head, typeof body === 'string' ? Buffer.from(body, 'utf8') : body]);
}

function parse(received: readonly Buffer[]): RawAnswer {
  const all = Buffer.concat(received);
  const bytes = all.toString('latin1');
  const end = bytes.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = bytes.slice(0, end).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return {
    bytes,
    statusLine,
    status: Number(statusLine.split(' ')[1]),
    headers,
    body: all.subarray(end + 4).toString('utf8'),
    header: (name) => headers.find(([n]) => n.toLowerCase() === name.toLowerCase())?.[1],
    names: () => headers.map(([name]) => name),
  };
}
