import { bytesFromUtf8, decodePercent, encodePercentBytes } from '../../wire/percent.ts';
import type { Draft } from './draft.ts';
import { ALL, type Hypothesis, REQUESTS, type Variant, withEdit, withLastEdit } from './hypothesis.ts';

/** How the text was put together. */
export const TEXTS: readonly Hypothesis[] = [
  {
    name: 'line-ends',
    of: REQUESTS,
    paired: 1,
    remedy: 'End every line but the last with a line feed (0A), and the last with nothing.',
    *variants(draft) {
      const whole = (change: (text: string) => string): Draft[] =>
        draft.text === 'v4' ? [withLastEdit(draft, change), withEdit(draft, change)] : [withEdit(draft, change)];
      for (const [says, change] of LINE_ENDS) for (const edited of whole(change)) yield { says, draft: edited };
    },
  },
  {
    name: 'line-missing',
    of: ['v1', 'v2'],
    paired: 0,
    remedy: 'Content-MD5, Content-Type and the date have a line each, which stays empty where there is no value.',
    *variants(draft) {
      for (const [line, what] of ['the method', 'Content-MD5', 'Content-Type', 'the date'].entries()) {
        const says = `The line of ${what} is missing.`;
        yield {
          says,
          draft: withEdit(draft, (text) =>
            text
              .split('\n')
              .filter((_, at) => at !== line)
              .join('\n'),
          ),
        };
      }
      const says = 'The lines of Content-MD5 and Content-Type are missing.';
      yield {
        says,
        draft: withEdit(draft, (text) =>
          text
            .split('\n')
            .filter((_, at) => at !== 1 && at !== 2)
            .join('\n'),
        ),
      };
      const swapped = 'The lines of Content-MD5 and Content-Type are in each other’s place.';
      yield { says: swapped, draft: withEdit(draft, (text) => text.replace(/^(.*\n)(.*\n)(.*\n)/, '$1$3$2')) };
    },
  },
  {
    name: 'utf8-twice',
    of: ALL,
    paired: 0,
    remedy: 'Give the HMAC the UTF-8 bytes of the text, encoded once.',
    *variants(draft) {
      const says = 'The text was encoded in UTF-8 twice before it was signed.';
      const change = (text: string) => bytesFromUtf8(text);
      yield {
        says,
        draft: draft.text === 'v4' ? withLastEdit(withEdit(draft, change), change) : withEdit(draft, change),
      };
    },
  },
  {
    name: 'policy-text',
    of: ['policy'],
    paired: 3,
    remedy:
      'Encode the policy in Base64 once, without line breaks, and use that one text both for the field policy and for the signature.',
    *variants(draft) {
      for (const [says, change] of POLICIES) yield policy(draft, says, change);
    },
  },
];

const LINE_ENDS: readonly (readonly [says: string, change: (text: string) => string])[] = [
  ['The text that was signed ends in a line feed.', (text) => `${text}\n`],
  ['Its lines were ended with carriage return and line feed.', (text) => text.replaceAll('\n', '\r\n')],
  [
    'Its lines were kept apart by the two characters \\n instead of a line feed.',
    (text) => text.replaceAll('\n', '\\n'),
  ],
  ['The text that was signed has blanks or line feeds around it.', (text) => `${text} `],
  ['The text that was signed begins with a line feed.', (text) => `\n${text}`],
];

const decoded = (text: string): string => Buffer.from(text, 'base64').toString('latin1');
const encoded = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const broken = (text: string, width: number, end: string): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end);

/** Byte strings in, byte strings out; one that cannot be done leaves the text alone. */
const POLICIES: readonly (readonly [says: string, change: (text: string) => string])[] = [
  ['The policy was signed as JSON, not as the Base64 text of the field.', decoded],
  ['The policy was signed in Base64 of Base64.', encoded],
  ['The policy was signed with a line feed behind it.', (text) => `${text}\n`],
  ['The policy was signed without the blanks and line feeds that the field has.', (text) => text.replace(/\s+/g, '')],
  ['The policy was signed with line feeds in its Base64 text.', (text) => broken(text, 76, '\n')],
  ['The policy was signed with line feeds in its Base64 text.', (text) => `${broken(text, 76, '\n')}\n`],
  ['The policy was signed with line feeds in its Base64 text.', (text) => broken(text, 76, '\r\n')],
  ['The policy was signed with line feeds in its Base64 text.', (text) => broken(text, 64, '\n')],
  ['The policy was signed with line feeds in its Base64 text.', (text) => `${broken(text, 60, '\n')}\n`],
  ['The policy was signed in URL-safe Base64.', (text) => text.replaceAll('+', '-').replaceAll('/', '_')],
  ['The policy was signed without the padding of its Base64 text.', (text) => text.replace(/=+$/, '')],
  ['The policy was signed percent-encoded.', (text) => encodePercentBytes(text)],
  ['The field policy was sent percent-encoded, and signed as it was before.', (text) => decodePercent(text) ?? text],
  ['The policy was signed with blanks where the field has a plus.', (text) => text.replaceAll('+', ' ')],
  ['The policy was signed with a plus where the field has a blank.', (text) => text.replaceAll(' ', '+')],
  [
    'Another writing of the same policy was signed: without blanks.',
    (text) => rewritten(text, (value) => JSON.stringify(value)),
  ],
  [
    'Another writing of the same policy was signed: with blanks as Python writes them.',
    (text) => rewritten(text, spaced),
  ],
  [
    'Another writing of the same policy was signed: with indented lines.',
    (text) => rewritten(text, (value) => JSON.stringify(value, undefined, 2)),
  ],
  [
    'The policy was signed as JSON without blanks, not as the Base64 text of the field.',
    (text) => decoded(rewritten(text, (value) => JSON.stringify(value))),
  ],
];

function policy(draft: Draft, says: string, change: (text: string) => string): Variant {
  return { says, draft: withEdit(draft, change) };
}

function rewritten(text: string, write: (value: unknown) => string): string {
  try {
    return encoded(bytesFromUtf8(write(JSON.parse(Buffer.from(text, 'base64').toString('utf8')))));
  } catch {
    return text;
  }
}

/** As json.dumps of Python writes: a blank behind each comma and colon. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, one]) => `${JSON.stringify(name)}: ${spaced(one)}`)
    .join(', ')}}`;
}
