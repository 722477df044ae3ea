import { decodeEntities } from '../../xml/entities.ts';
import type { Element, Hit } from '../evidence.ts';

const DOCUMENT = /(?:<\?xml[^>]*\?>\s*)?<Error(?:\s[^>]*)?>((?:(?!<Error[\s>])[\s\S])*?)<\/Error>/g;
/** Base64 of `<?xml version=` and of `<Error>`: what the header x-oss-err holds. */
const HIDDEN = /\b(?:PD94bWwgdmVyc2lvbj|PEVycm9yPg)[A-Za-z0-9+/]+={0,2}/g;
/** A document that a log or an HTTP client has cut off, or that was pasted without its root: its code, and what follows. */
const PART =
  /<Code>[A-Za-z.]+<\/Code>(?:\s*<([A-Za-z][\w-]*)>(?:(?!<\/?\1>)[\s\S]){0,4000}?<\/\1>)*(?:\s*<Message>(?<begun>[^<]*?) ?\(truncated\.\.\.\))?/g;
/** The JSON of the token service, of the newer interfaces of OSS and of programs that hand a document on. */
const JSON_ERROR = /\{[^{}]*"Code"\s*:\s*"[^{}]*\}/g;

/** Of a chain of Python exceptions all but the last, which tells what the others came to. */
const EARLIER_IN_CHAIN =
  /Traceback \(most recent call last\):(?:(?!\n\n\n)[\s\S])*?\n(?:During handling of the above exception|The above exception was the direct cause)[^\n]*\n/g;

/** The error documents in a text: as XML, whole or in part, as the Base64 of XML, or as JSON. */
export function documentHits(text: string): Hit[] {
  const whole = plainDocuments(text);
  const parts = partsOfDocuments(text).filter(
    (part) => !whole.some((one) => (part.start < one.end && one.start < part.end) || isBegun(part, one)),
  );
  return [...whole, ...parts, ...hiddenDocuments(text), ...jsonErrors(text)];
}

/** Whether a part is of a document that stands after it in full: clients of Guzzle print both. */
function isBegun({ end, found: part }: Hit, { start, found: whole }: Hit): boolean {
  const { code, messageBegins } = part;
  const follows = start >= end && start - end < 400;
  return follows && whole.code === code && messageBegins !== undefined && !!whole.message?.startsWith(messageBegins);
}

/** A text with error documents as they were before they were escaped for JSON or HTML, and with only the last of chained exceptions. */
export function unescaped(text: string): string {
  let plain = text;
  if (/&lt;Error&gt;/.test(plain)) plain = plain.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => decoded(entity));
  if (/<Error>\\+n/.test(plain)) {
    plain = plain.replace(/(?:<\?xml.*?)?<Error>.*?<\/Error>(?:\\+n)?/g, (document) =>
      document
        .replace(/\\+r?\\*n/g, '\n')
        .replace(/\\+"/g, '"')
        .replace(/\\+\//g, '/'),
    );
  }
  return plain.replace(EARLIER_IN_CHAIN, (chain) => chain.replace(/[^\n]+/g, ''));
}

function plainDocuments(text: string): Hit[] {
  return [...text.matchAll(DOCUMENT)].map((match) => hit(match.index, match[0].length, match[1] as string));
}

function hiddenDocuments(text: string): Hit[] {
  return [...text.matchAll(HIDDEN)].flatMap((match) => {
    const inside = plainDocuments(Buffer.from(match[0], 'base64').toString('utf8'))[0];
    return inside === undefined ? [] : [{ ...inside, start: match.index, end: match.index + match[0].length }];
  });
}

/** What is missing was not shown, so that no elements are given of which some would be missed. */
function partsOfDocuments(text: string): Hit[] {
  return [...text.matchAll(PART)].map((match) => {
    const { found, ...place } = hit(match.index, match[0].length, match[0]);
    const messageBegins = match.groups?.begun;
    return { ...place, found: { ...found, form: 'part of an error document', messageBegins, elements: undefined } };
  });
}

function hit(start: number, length: number, inside: string): Hit {
  const elements = elementsOf(inside);
  const of = (name: string): string | undefined => elements.find(([known]) => known === name)?.[1];
  return {
    start,
    end: start + length,
    found: {
      form: 'error document',
      code: of('Code'),
      message: of('Message'),
      ec: of('EC'),
      requestId: of('RequestId'),
      elements,
    },
  };
}

function elementsOf(inside: string): Element[] {
  return [...inside.matchAll(/<([A-Za-z][\w-]*)>([\s\S]*?)<\/\1>|<([A-Za-z][\w-]*)\s*\/>/g)].map(
    ([, name, text, empty]) => [(name ?? empty) as string, decoded(text ?? '')],
  );
}

/** The elements of a nested element, from its text. */
export function nested(text: string): Element[] {
  return elementsOf(text);
}

function decoded(text: string): string {
  if (/<\w+>/.test(text)) return text.trim();
  try {
    return decodeEntities(text);
  } catch {
    return text;
  }
}

function jsonErrors(text: string): Hit[] {
  return [...text.matchAll(JSON_ERROR)].flatMap((match) => {
    const fields = parsed(match[0]);
    const { Code, Message, RequestId, EC } = fields;
    if (typeof Code !== 'string' || typeof Message !== 'string') return [];
    const place = { start: match.index, end: match.index + match[0].length };
    const told = { code: Code, message: Message, requestId: textOf(RequestId), ec: textOf(EC) };
    if (EC === undefined) return [{ ...place, found: { form: 'error of the token service', ...told } }];
    const elements = Object.entries(fields).map(([name, value]): Element => [name, String(value)]);
    return [{ ...place, found: { form: 'error document in JSON', ...told, elements } }];
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
