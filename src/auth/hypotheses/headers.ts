import { decodePercent, encodePercentBytes } from '../../wire/percent.ts';
import { headerLines, isOssHeader } from '../canonical/headers.ts';
import { SAME_HEADERS } from './contents.ts';
import type { Draft } from './draft.ts';
import { type Hypothesis, REQUESTS, withEdit, withHeader, withoutHeaders, withoutParameters } from './hypothesis.ts';

const UNHURT = new Set(['x-oss-security-token', 'x-oss-date', 'x-oss-content-sha256']);

/** x-oss-* headers that were not the same when they were signed. */
export const HEADERS: readonly Hypothesis[] = [
  {
    name: 'security-token-not-signed',
    of: REQUESTS,
    paired: 1,
    remedy:
      'Add the security token before signing: as header x-oss-security-token, which is signed like every x-oss-* header, or as parameter security-token of a V1 URL and x-oss-security-token of a V4 URL.',
    *variants(draft) {
      const { headers, query } = draft.request;
      if (headers.has('x-oss-security-token')) {
        const says = 'The header x-oss-security-token was sent but not signed.';
        yield { says, draft: withHeader(draft, 'x-oss-security-token', undefined) };
      }
      for (const name of ['security-token', 'x-oss-security-token']) {
        if (!query.has(name)) continue;
        const says = `The parameter ${name} was sent but not signed.`;
        yield { says, draft: withoutParameters(draft, (parameter) => parameter.name !== name) };
      }
    },
  },
  {
    name: 'oss-header-not-signed',
    of: REQUESTS,
    paired: 4,
    remedy: `${SAME_HEADERS} If your code does not set the header, look for a proxy, a gateway or an interceptor that does.`,
    *variants(draft) {
      const names = [...draft.request.headers.entries()].map(([name]) => name).filter(isOssHeader);
      const own = names.filter((name) => !UNHURT.has(name));
      for (const name of [
        ...own,
        ...names.filter((name) => name === 'x-oss-content-sha256' || name === 'x-oss-date'),
      ]) {
        yield { says: `The header ${name} was sent but not signed.`, draft: withHeader(draft, name, undefined) };
      }
      if (own.length > 1) {
        const says = `None of the headers ${own.join(', ')} was signed.`;
        yield { says, draft: withoutHeaders(draft, (name) => !own.includes(name)) };
      }
    },
  },
  {
    name: 'header-value-encoding',
    of: REQUESTS,
    paired: 0,
    remedy: 'Sign the values of headers byte for byte as they are sent.',
    *variants(draft) {
      for (const [name, value] of draft.request.headers.entries()) {
        if (!isOssHeader(name)) continue;
        const decoded = decodePercent(value);
        const encoded = encodePercentBytes(value);
        if (decoded !== undefined && decoded !== value) {
          const says = `The value of ${name} was signed decoded and sent percent-encoded.`;
          yield { says, draft: withHeader(draft, name, decoded) };
        }
        if (encoded !== value) {
          const says = `The value of ${name} was signed percent-encoded and sent as it is.`;
          yield { says, draft: withHeader(draft, name, encoded) };
        }
      }
    },
  },
  {
    name: 'header-lines',
    of: REQUESTS,
    paired: 0,
    remedy:
      'Write each header as name:value and a line feed, names in lower case, without a blank after the colon, sorted by name.',
    *variants(draft) {
      for (const [says, write] of LINES) {
        yield {
          says,
          draft: withEdit(draft, (text, now) => text.replace(linesOf(now), () => write(linesOf(now), now))),
        };
      }
    },
  },
];

const LINES: readonly (readonly [says: string, write: (lines: string, draft: Draft) => string])[] = [
  ['There was a blank after each colon of the header lines.', (lines) => lines.replace(/^([^:\n]+):/gm, '$1: ')],
  ['The header lines were not sorted by name.', (_, draft) => unsorted(draft)],
  ['The names of the headers were signed as sent, not in lower case.', (lines, draft) => asSent(lines, draft)],
  ['The header lines were not ended with a line feed each, but only kept apart by one.', (lines) => lines.slice(0, -1)],
  ['An empty line stood behind the header lines.', (lines) => `${lines}\n`],
];

/** The header lines as this draft's text has them; the empty text where there are none. */
function linesOf({ request, text, additional }: Draft): string {
  if (text === 'v1') return headerLines(request.headers, isOssHeader);
  if (text === 'v2') return headerLines(request.headers, (name) => isOssHeader(name) || additional.includes(name));
  const always = (name: string) => name === 'content-type' || name === 'content-md5' || isOssHeader(name);
  return headerLines(request.headers, (name) => always(name) || additional.includes(name));
}

function unsorted(draft: Draft): string {
  const known = new Map(
    linesOf(draft)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line] as const),
  );
  const names = [...draft.request.headers.entries()].map(([name]) => name).filter((name) => known.has(name));
  return names.map((name) => `${known.get(name)}\n`).join('');
}

function asSent(lines: string, { request }: Draft): string {
  const { raw } = request.headers;
  const written = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) written.set((raw[i] as string).toLowerCase(), raw[i] as string);
  return lines.replace(/^[^:\n]+(?=:)/gm, (name) => written.get(name) ?? name);
}
