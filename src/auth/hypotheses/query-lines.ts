import { encodePercentBytes } from '../../wire/percent.ts';
import { encodedQuery } from '../canonical/query.ts';
import { canonicalizedResource, MAIN_V1 } from '../canonical/v1.ts';
import type { Draft } from './draft.ts';
import { type Hypothesis, REQUESTS, withEdit, withQuery } from './hypothesis.ts';
import { isAdded, pair } from './queries.ts';

/** The right parameters, in another writing or order. */
export const QUERY_LINES: readonly Hypothesis[] = [
  {
    name: 'query-encoding',
    of: REQUESTS,
    paired: 2,
    remedy:
      'V1 signs the values of parameters as they are, not encoded; V2 and V4 sign them percent-encoded once, a blank as %20.',
    *variants(draft) {
      const { parameters } = draft.request.query;
      const rewritten = (write: (value: string, raw: string) => string): Draft =>
        withQuery(draft, parameters.map((one) => pair(one, isAdded(draft, one) ? (_, raw) => raw : write)).join('&'));
      if (draft.text === 'v1') {
        yield {
          says: 'The values of the query were signed as the URL has them, percent-encoded.',
          draft: rewritten((_, raw) => encodePercentBytes(raw)),
        };
        yield {
          says: 'The values of the query were signed percent-encoded.',
          draft: rewritten((value) => twice(value)),
        };
        return;
      }
      yield {
        says: 'The values of the query were signed percent-encoded twice.',
        draft: rewritten((value) => twice(value)),
      };
      for (const [what, write] of WRITINGS) {
        yield { says: `The query was signed ${what}.`, draft: withQueryLine(draft, (line) => write(line, draft)) };
      }
    },
  },
  {
    name: 'query-order',
    of: REQUESTS,
    paired: 0,
    remedy: 'Sort the parameters by name, in the order of bytes: upper case before lower case, - before digits.',
    *variants(draft) {
      const says = 'The parameters were not signed in the order of their names, but as sent.';
      if (draft.text === 'v1') {
        yield { says, draft: withEdit(draft, (text, now) => unsortedResource(text, now)) };
        return;
      }
      const { parameters } = draft.request.query;
      const sent = parameters
        .filter(({ name }) => name !== 'x-oss-signature')
        .map((p) => encodedQuery({ parameters: [p] }, false));
      yield { says, draft: withQueryLine(draft, () => sent.join('&')) };
      const folded = [...sent].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
      yield {
        says: 'The parameters were sorted without regard to case.',
        draft: withQueryLine(draft, () => folded.join('&')),
      };
    },
  },
];

const WRITINGS: readonly (readonly [what: string, write: (line: string, draft: Draft) => string])[] = [
  ['without percent-encoding', (line) => decodeLine(line)],
  ['with + for a blank', (line) => line.replaceAll('%20', '+')],
  ['with lower-case digits in its percent-encoding', (line) => line.replace(/%../g, (code) => code.toLowerCase())],
  ["with ! ' ( ) * not encoded", (line) => line.replace(/%(?:21|27|28|29|2A)/g, (code) => decodeURIComponent(code))],
  ['with the slashes of its values not encoded', (line) => line.replaceAll('%2F', '/')],
  ['with = behind names without a value', (line) => line.replace(/(^|&)([^=&]+)(?=&|$)/g, '$1$2=')],
  ['as it stands in the URL', (_, draft) => draft.request.query.raw],
];

function twice(value: string): string {
  return encodePercentBytes(encodePercentBytes(value));
}

function decodeLine(line: string): string {
  return line.replace(/%([0-9A-F]{2})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function withQueryLine(draft: Draft, write: (line: string) => string): Draft {
  return withEdit(draft, (text, now) => {
    const line = encodedQuery(now.request.query, false);
    if (line === '') return text;
    const mark = now.text === 'v4' ? `\n${line}\n` : `?${line}`;
    return text.replace(mark, () => mark.replace(line, () => write(line)));
  });
}

function unsortedResource(text: string, { request, v1Form }: Draft): string {
  const own = canonicalizedResource(request, v1Form ?? MAIN_V1);
  const mark = own.indexOf('?');
  if (mark === -1 || !text.endsWith(own)) return text;
  const parts = new Map(
    own
      .slice(mark + 1)
      .split('&')
      .map((part) => [part.split('=')[0], part] as const),
  );
  const sent = request.query.parameters.map(({ name }) => parts.get(name)).filter((part) => part !== undefined);
  return text.slice(0, -own.length) + own.slice(0, mark + 1) + sent.join('&');
}
