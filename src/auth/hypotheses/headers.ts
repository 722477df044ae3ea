import { decodePercent, encodePercentBytes } from '../../wire/percent.ts';
import { headerLines, isOssHeader } from '../canonical/headers.ts';
import type { Draft } from './draft.ts';
import {
  type Hypothesis,
  quote,
  REQUESTS,
  type Variant,
  withEdit,
  withHeader,
  withoutHeaders,
  withoutParameters,
} from './hypothesis.ts';

const SAME_HEADERS =
  'Sign Content-Type, Content-MD5 and all x-oss-* headers exactly as they are sent, after everything else that adds headers has run.';

/** What libraries add on their own, and what tools take for granted. */
const TYPES = [
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/json',
  'application/json; charset=utf-8',
  'application/xml',
  'text/xml',
  'text/plain',
  'text/plain; charset=utf-8',
  'text/plain;charset=UTF-8',
  'text/html',
  'image/jpeg',
  'image/jpg',
  'image/png',
  'image/gif',
  'image/webp',
  'video/mp4',
  'audio/mpeg',
  'application/pdf',
  'application/zip',
  'multipart/form-data',
  'binary/octet-stream',
  'null',
  'undefined',
];

/** The MD5 of nothing, in Base64. */
const EMPTY_MD5 = '1B2M2Y8AsgTpgAmY7PhCfg==';

const UNHURT = new Set(['x-oss-security-token', 'x-oss-date', 'x-oss-content-sha256']);

/** Headers that were not the same when they were signed. */
export const HEADERS: readonly Hypothesis[] = [
  {
    name: 'content-type-changed',
    of: REQUESTS,
    paired: 3,
    remedy: `${SAME_HEADERS} Many HTTP libraries add a Content-Type or its charset: set the header yourself, and sign what you set.`,
    *variants(draft) {
      const sent = draft.request.headers.get('content-type');
      if (sent !== undefined) {
        const says = `The request was signed without a Content-Type and sent with ${quote(sent)}.`;
        yield { says, draft: withHeader(draft, 'content-type', undefined) };
        const bare = sent.replace(/\s*;.*$/s, '');
        if (bare !== sent) yield typed(draft, sent, bare);
        for (const charset of ['; charset=utf-8', ';charset=utf-8', '; charset=UTF-8', ';charset=UTF-8']) {
          yield typed(draft, sent, bare + charset);
        }
        if (sent !== sent.toLowerCase()) yield typed(draft, sent, sent.toLowerCase());
      }
      for (const type of TYPES) if (type !== sent) yield typed(draft, sent, type);
    },
  },
  {
    name: 'content-md5-changed',
    of: REQUESTS,
    paired: 1,
    remedy: `${SAME_HEADERS} Content-MD5 is the Base64 of the 16 raw bytes.`,
    *variants(draft) {
      const sent = draft.request.headers.get('content-md5');
      const signed = (says: string, value: string | undefined) => ({
        says,
        draft: withHeader(draft, 'content-md5', value),
      });
      if (sent === undefined) {
        yield signed('The request was signed with the Content-MD5 of an empty body and sent without one.', EMPTY_MD5);
        return;
      }
      yield signed('The request was signed without a Content-MD5 and sent with one.', undefined);
      const raw = Buffer.from(sent, 'base64');
      yield signed('The Content-MD5 was signed in hexadecimal digits and sent in Base64.', raw.toString('hex'));
      yield signed(
        'The Content-MD5 was signed in hexadecimal digits and sent in Base64.',
        raw.toString('hex').toUpperCase(),
      );
      const again = Buffer.from(raw.toString('hex')).toString('base64');
      yield signed('The Base64 of the MD5’s hexadecimal digits was signed, and that of its raw bytes was sent.', again);
      const binary = Buffer.from(sent, 'hex');
      if (binary.length === 16) {
        yield signed('The Content-MD5 was signed in Base64 and sent in hexadecimal digits.', binary.toString('base64'));
      }
      if (sent !== EMPTY_MD5) yield signed('The Content-MD5 that was signed is that of an empty body.', EMPTY_MD5);
    },
  },
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
    paired: 1,
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

function typed(draft: Draft, sent: string | undefined, type: string): Variant {
  const was = sent === undefined ? 'without one' : `with ${quote(sent)}`;
  const says = `The request was signed with Content-Type ${quote(type)} and sent ${was}.`;
  return { says, draft: withHeader(draft, 'content-type', type) };
}

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
