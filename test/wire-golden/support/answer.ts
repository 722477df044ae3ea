import { expect } from 'vitest';
import type { Ask, Earlier } from './case.ts';
import { bytesOf, CONTINUE, exchange } from './exchange.ts';

/** An answer whose framing has been held against what it says of itself. */
export interface WireAnswer extends Earlier {
  /** Status line to the last byte of the body. */
  readonly text: string;
  readonly requestId: string;
  /** The error document, from the body or from x-oss-err. */
  readonly document: string | undefined;
}

/** Sends a request and reads its answer. @throws when the answer's framing, document or headers contradict each other. */
export async function answerTo(port: number, ask: Ask): Promise<WireAnswer> {
  const { bytes, reusable } = await exchange(port, ask);
  const answer = readAnswer(bytes, bytesOf(ask).subarray(0, 5).toString('latin1') === 'HEAD ');
  const halfClosed = 'bytes' in ask && ask.halfClose === true;
  if (!halfClosed) expect(answer.header('Connection'), answer.text).toBe(reusable ? 'keep-alive' : 'close');
  return answer;
}

/** @param head true when the request was a HEAD: the header section announces a body that does not come. */
export function readAnswer(bytes: Buffer, head: boolean): WireAnswer {
  const text = shown(bytes);
  const start = text.startsWith(CONTINUE) ? CONTINUE.length : 0;
  const end = text.indexOf('\r\n\r\n', start);
  const section = text.slice(start, end);
  expect(section.replaceAll('\r\n', ''), 'header lines end in CRLF').not.toMatch(/[\r\n]/);
  const [statusLine = '', ...lines] = section.split('\r\n');
  const header = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
  const body = text.slice(end + 4);
  const length = header('Content-Length');
  const bodiless = head || status === 304;
  if (bodiless) expect(body).toBe('');
  else if (length !== undefined) expect(bytes.length - bytes.indexOf('\r\n\r\n', start) - 4).toBe(Number(length));
  // The error page of a website is an object like any other.
  const refused = status >= 400 && header('Content-Type') === 'application/xml';
  const document = !refused ? undefined : head ? decoded(header('x-oss-err')) : body;
  if (document !== undefined) {
    expect(Buffer.byteLength(document)).toBe(Number(length));
    expect(document).toContain(`<RequestId>${header('x-oss-request-id')}</RequestId>`);
    expect(/<EC>(.*)<\/EC>/.exec(document)?.[1]).toBe(header('x-oss-ec'));
  }
  return { status, body, text, document, header, requestId: header('x-oss-request-id') ?? '' };
}

/** The answer itself, which is UTF-8; or, when its body is not, its head and the bytes of the body in hexadecimal. */
function shown(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text;
  const end = bytes.indexOf('\r\n\r\n') + 4;
  const lines: string[] = [];
  for (let at = end; at < bytes.length; at += 16) {
    const line = bytes.subarray(at, at + 16);
    const pairs = line.toString('hex').replace(/../g, '$& ').padEnd(48);
    lines.push(`${pairs} ${line.toString('latin1').replace(/[^ -~]/g, '.')}\n`);
  }
  return bytes.toString('utf8', 0, end) + lines.join('');
}

function decoded(base64: string | undefined): string | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}
