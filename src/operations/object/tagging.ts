import type { OssError } from '../../errors/oss-error.ts';
import { refuse } from '../../errors/refuse.ts';
import type { Headers } from '../../wire/headers.ts';
import { decodePercent, encodePercent, utf8FromBytes } from '../../wire/percent.ts';
import { child, childText, type XmlNode } from '../../xml/read.ts';
import type { XmlElement } from '../../xml/write.ts';
import { argument } from '../argument.ts';

const NAME = 'x-oss-tagging';
const MAX_TAGS = 10;
const MAX_KEY = 128;
const MAX_VALUE = 256;
/** Letters of any script, digits, space and `+ - = . _ : /` (operations.md §6.13). */
export const TAG_CHARACTERS = /^[\p{L}\p{M}\p{N} +\-=._:/]*$/u;

/**
 * The tags of `x-oss-tagging: k=v&k=v`, URL-encoded (operations.md §2.13, §6.1), in the form they are stored in:
 * pairs joined with `&`, both sides percent-encoded.
 * @throws OssError `tagging-header-malformed`, `tag-…`, `too-many-tags`.
 */
export function requestedTagging(headers: Headers): string | undefined {
  const header = headers.get(NAME);
  if (header === undefined || header === '') return undefined;
  const malformed = () => refuse('tagging-header-malformed', argument(NAME, header));
  const pairs: string[] = [];
  const keys = new Set<string>();
  for (const [key, value] of decodeTags(header, malformed)) {
    checkTag(key, value);
    if (keys.has(key)) throw malformed();
    keys.add(key);
    pairs.push(storedTag(key, value));
  }
  return joined(pairs);
}

/**
 * The tags of `k=v&k=v`, URL-encoded.
 * @throws OssError what `malformed` makes, `tag-value-not-utf8`.
 */
export function* decodeTags(header: string, malformed: () => OssError): Generator<[key: string, value: string]> {
  for (const pair of header.split('&')) {
    const sides = pair.split('=');
    if (sides.length > 2) throw malformed();
    const keyBytes = decode(sides[0] as string);
    const valueBytes = decode(sides[1] ?? '');
    if (keyBytes === undefined || valueBytes === undefined) throw malformed();
    const key = utf8FromBytes(keyBytes);
    if (key === undefined) throw malformed();
    const value = utf8FromBytes(valueBytes);
    if (value === undefined) throw refuse('tag-value-not-utf8');
    yield [key, value];
  }
}

/**
 * The tags of a document in the form they are stored in; undefined for none.
 * @throws OssError `tagging-malformed-xml`, `tag-…`, `tag-key-repeated`, `too-many-tags`.
 */
export function readTagging(root: XmlNode | undefined): string | undefined {
  const set = root?.name === 'Tagging' ? child(root, 'TagSet') : undefined;
  if (set === undefined) throw refuse('tagging-malformed-xml');
  const pairs: string[] = [];
  const keys = new Set<string>();
  for (const node of set.children) {
    if (node.name !== 'Tag') throw refuse('tagging-malformed-xml').because({ element: node.name });
    const key = childText(node, 'Key');
    if (key === undefined) throw refuse('tagging-malformed-xml').because({ without: 'Key' });
    const value = childText(node, 'Value') ?? '';
    checkTag(key, value);
    if (keys.has(key)) throw refuse('tag-key-repeated').because({ key });
    keys.add(key);
    pairs.push(storedTag(key, value));
  }
  return pairs.length === 0 ? undefined : joined(pairs);
}

/** The document of stored tags, in the order they were given. */
export function taggingDocument(tagging: string | undefined): XmlElement {
  return ['Tagging', [['TagSet', tagging === undefined ? [] : tagging.split('&').map(tagElement)]]];
}

function tagElement(pair: string): XmlElement {
  const [key = '', value = ''] = pair.split('=').map((side) => decodeURIComponent(side));
  return [
    'Tag',
    [
      ['Key', key],
      ['Value', value],
    ],
  ];
}

function storedTag(key: string, value: string): string {
  return `${encodePercent(key)}=${encodePercent(value)}`;
}

/** @throws OssError `too-many-tags`. */
function joined(pairs: readonly string[]): string {
  if (pairs.length > MAX_TAGS) throw refuse('too-many-tags').because({ tags: pairs.length });
  return pairs.join('&');
}

function checkTag(key: string, value: string): void {
  if (key === '' || key.length > MAX_KEY) throw refuse('tag-key-length').because({ key });
  if (!TAG_CHARACTERS.test(key)) throw refuse('tag-key-characters').because({ key });
  if (value.length > MAX_VALUE) throw refuse('tag-value-length').because({ value });
  if (!TAG_CHARACTERS.test(value)) throw refuse('tag-value-characters').because({ value });
}

/** URL decoding as in a form: a plus is a space. */
function decode(text: string): string | undefined {
  return decodePercent(text.replaceAll('+', ' '));
}

/** How many tags a stored text holds. */
export function tagCount(tagging: string): number {
  return tagging.split('&').length;
}
