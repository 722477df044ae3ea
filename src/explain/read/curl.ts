import type { SeenRequest } from '../evidence.ts';

/** One request of a `curl -v` dump, with what came back. */
export interface CurlExchange {
  /** Places in the text. */
  readonly start: number;
  readonly end: number;
  readonly request: SeenRequest;
  /** Of the last answer; undefined where none came. */
  readonly status: number | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** What stands behind the head: the body, and remarks of curl. */
  readonly rest: string;
}

const REQUEST_LINE = /^> ([A-Z]+) (\S+) HTTP\/[\d.]+\r?$/;
/** Lines that curl adds: remarks, and those of TLS and of its progress meter. */
const REMARK = /^(?:[*{}] |[*{}]$)/;
/** `[1016 bytes data]` and numbers of the progress meter can stand before a mark on the same line. */
const METER = /^.*?\d+:\d\d:\d\d +\S+(?=[*<>{}] )|^ *[\d .kMG]+(?:--:--:-- ?)+ *\d+(?=[*<>{}])/;

/** The exchanges in a dump; none for a text that is no dump. */
export function curlExchanges(text: string): CurlExchange[] {
  const lines = linesOf(text);
  const starts = lines.flatMap(({ line }, index) => (REQUEST_LINE.test(line) ? [index] : []));
  return starts.map((first, index) => exchange(lines.slice(first, starts[index + 1]), text));
}

interface Line {
  readonly line: string;
  readonly at: number;
  readonly end: number;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/.*(?:\n|$)/g)) {
    if (match[0] === '') continue;
    const line = match[0].replace(/\r?\n$/, '').replace(METER, '');
    lines.push({ line, at: match.index, end: match.index + match[0].length });
  }
  return lines;
}

function exchange(lines: readonly Line[], text: string): CurlExchange {
  const [, method = '', target = ''] = REQUEST_LINE.exec(lines[0]?.line ?? '') ?? [];
  const headers: string[] = [];
  const answer: [string, string][] = [];
  let status: number | undefined;
  let head = lines[0]?.end ?? 0;
  for (const { line, end } of lines.slice(1)) {
    const [mark, rest] = [line.slice(0, 2), line.slice(2)];
    if (mark === '> ' || mark === '>') pushHeader(headers, rest);
    else if (mark === '< ' || mark === '<') {
      head = end;
      const started = /^HTTP\/[\d.]+ (\d{3})/.exec(rest)?.[1];
      if (started !== undefined) {
        status = Number(started);
        answer.length = 0;
        continue;
      }
      const pair: string[] = [];
      pushHeader(pair, rest);
      if (pair.length === 2) answer.push([pair[0] as string, pair[1] as string]);
    }
  }
  const last = lines.at(-1)?.end ?? head;
  const rest = lines
    .filter(({ at, line }) => at >= head && !REMARK.test(line))
    .map(({ line }) => line)
    .join('\n');
  return {
    start: lines[0]?.at ?? 0,
    end: last,
    request: { method, target, host: headerOf(headers, 'host'), headers, body: undefined },
    status: status === 100 ? undefined : status,
    headers: answer,
    rest: status === undefined ? text.slice(head, last) : rest,
  };
}

function pushHeader(headers: string[], line: string): void {
  const colon = line.indexOf(':');
  if (colon > 0) headers.push(line.slice(0, colon), line.slice(colon + 1).trim());
}

/** @param headers name, value, name, value … */
export function headerOf(headers: readonly string[], name: string): string | undefined {
  for (let i = 0; i + 1 < headers.length; i += 2) if (headers[i]?.toLowerCase() === name) return headers[i + 1];
  return undefined;
}
