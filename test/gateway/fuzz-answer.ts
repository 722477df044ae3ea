import { readXml } from '../../src/xml/read.ts';

interface Section {
  readonly status: number;
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  /** Where the body begins. */
  readonly at: number;
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const STATUS_LINE = /^HTTP\/1\.1 ([2-5]\d\d) [A-Z][A-Za-z -]+$/;
const LINE = /^([A-Za-z0-9-]+): ([^\0-\x08\x0a-\x1f\x7f]*)$/;
const REFUSAL =
  /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error>\n {2}<Code>[A-Za-z0-9 ]+<\/Code>\n[^\0-\x08\x0b-\x1f]*\n<\/Error>\n$/;
/** The common headers in wire order (wire.md (b)). */
const FIRST = [
  'Server',
  'Date',
  'Content-Type',
  'Content-Length',
  'Transfer-Encoding',
  'Connection',
  'x-oss-request-id',
];

/**
 * Reads one answer off what a connection received and holds it to the service's form.
 * @param head true for the answer to HEAD, which has no body.
 * @returns the bytes it takes, and whether it is the connection's last; undefined while it is not complete.
 * @throws Error saying what is wrong with it.
 */
export function readAnswer(bytes: Buffer, head: boolean): { length: number; last: boolean } | undefined {
  const text = bytes.toString('latin1');
  const section = readSection(text, text.startsWith(CONTINUE) ? CONTINUE.length : 0);
  if (section === undefined) return undefined;
  checkHeaders(section);
  const { status, values, at } = section;
  const last = values.get('Connection') === 'close';
  // Where the parser failed before the method was known, HEAD is answered with a body and the connection ends.
  // The page of a website that stands for an error is an object.
  const page = values.has('ETag');
  const bodiless =
    status === 204 || status === 304 || (head && (status < 400 || page || values.has('x-oss-err') || !last));
  const length = bodiless ? 0 : bodyLength(section, text);
  if (length === undefined || bytes.length < at + length) return undefined;
  const body = bytes.subarray(at, at + length);
  if (status >= 400 && !page) checkRefusal(section, bodiless ? errorHeader(section) : body);
  else if (values.get('Content-Type') === 'application/xml' && length > 0) {
    check(readXml(body.toString()) !== undefined, 'the body is not XML');
  }
  return { length: at + length, last };
}

function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

function readSection(text: string, start: number): Section | undefined {
  const end = text.indexOf('\r\n\r\n', start);
  if (end === -1) return undefined;
  const [statusLine = '', ...lines] = text.slice(start, end).split('\r\n');
  const status = Number(STATUS_LINE.exec(statusLine)?.[1]);
  check(status > 0, `status line ${JSON.stringify(statusLine)}`);
  const names: string[] = [];
  const values = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = LINE.exec(line) ?? [];
    check(name !== undefined && value !== undefined, `header line ${JSON.stringify(line)}`);
    check(!values.has(name), `${name} comes twice`);
    names.push(name);
    values.set(name, value);
  }
  return { status, names, values, at: end + 4 };
}

function checkHeaders({ status, names, values }: Section): void {
  const expected = FIRST.filter((name) => values.has(name));
  check(names.slice(0, expected.length).join() === expected.join(), `header order ${names}`);
  check(values.get('Server') === 'AliyunOSS', 'Server');
  check(Number.isFinite(Date.parse(values.get('Date') ?? '')), 'Date');
  check(/^(close|keep-alive)$/.test(values.get('Connection') ?? ''), 'Connection');
  check(/^[0-9A-F]{24}$/.test(values.get('x-oss-request-id') ?? ''), 'x-oss-request-id');
  check(status !== 500, 'the server failed');
}

function bodyLength({ values, at }: Section, text: string): number | undefined {
  if (values.get('Transfer-Encoding') === 'chunked') {
    const end = text.indexOf('\r\n0\r\n\r\n', at - 2);
    return end === -1 ? undefined : end + 7 - at;
  }
  const length = values.get('Content-Length') ?? '';
  check(/^\d+$/.test(length), `Content-Length ${length}`);
  return Number(length);
}

/** On HEAD a header carries the document, and Content-Length announces it (operations.md §2.6). */
function errorHeader({ values }: Section): Buffer {
  const document = Buffer.from(values.get('x-oss-err') ?? '', 'base64');
  check(values.get('Content-Length') === `${document.length}`, 'Content-Length is not that of x-oss-err');
  return document;
}

function checkRefusal({ values }: Section, body: Buffer): void {
  check(values.get('Content-Type') === 'application/xml', 'Content-Type');
  const document = body.toString('utf8');
  check(REFUSAL.test(document), `the body is no error document: ${JSON.stringify(document)}`);
  const root = readXml(document);
  const elements = new Map(root?.children.map(({ name, text }) => [name, text]));
  check(
    [...elements.keys()].slice(0, 4).join() === 'Code,Message,RequestId,HostId',
    `elements ${[...elements.keys()]}`,
  );
  check(elements.get('Code') !== 'InternalError', 'InternalError');
  check(elements.get('Message') !== '', 'no Message');
  check(elements.get('RequestId') === values.get('x-oss-request-id'), 'RequestId');
  check(elements.get('EC') === values.get('x-oss-ec'), 'EC');
}
