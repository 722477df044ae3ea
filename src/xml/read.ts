import { createRequire } from 'node:module';
import { decodeEntities } from './entities.ts';

/** An element of a request document. Namespaces and attributes are dropped, as the service does. */
export interface XmlNode {
  readonly name: string;
  /** The text directly inside, entities decoded, white space kept. */
  readonly text: string;
  readonly children: readonly XmlNode[];
}

const MAX_DEPTH = 64;

const OPTIONS = {
  preserveOrder: true,
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  // The parser's own decoder drops references to control characters. A DOCTYPE, which could declare more, is refused.
  entityDecoder: {
    decode: decodeEntities,
    reset: () => {},
    addInputEntities: () => {},
    setExternalEntities: () => {},
    setXmlVersion: () => {},
  },
  ignoreDeclaration: true,
  ignorePiTags: true,
};

let loaded: ReturnType<typeof load> | undefined;

/** The parser is loaded with the first document: it would be a tenth of the start time. */
function load() {
  const { XMLParser, XMLValidator }: typeof import('fast-xml-parser') = createRequire(import.meta.url)(
    'fast-xml-parser',
  );
  return { parser: new XMLParser(OPTIONS), validator: XMLValidator };
}

/**
 * Reads a request document.
 * @returns the root, or undefined when the text is not one well-formed document, has a DOCTYPE, or nests too deep.
 */
export function readXml(text: string): XmlNode | undefined {
  if (/<!DOCTYPE/i.test(text)) return undefined;
  loaded ??= load();
  try {
    if (loaded.validator.validate(text) !== true) return undefined;
    const roots = children(loaded.parser.parse(text), 0);
    return roots.length === 1 ? roots[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The first child of this name. */
export function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((c) => c.name === name);
}

/** The text of the first child of this name. */
export function childText(node: XmlNode, name: string): string | undefined {
  return child(node, name)?.text;
}

type Parsed = { readonly [name: string]: unknown };

function children(parsed: unknown, depth: number): XmlNode[] {
  if (!Array.isArray(parsed)) throw new TypeError('not an element list');
  if (depth > MAX_DEPTH) throw new RangeError('nested too deep');
  const found: XmlNode[] = [];
  for (const entry of parsed as Parsed[]) {
    const name = Object.keys(entry)[0];
    if (name === undefined || name === '#text') continue;
    const inside = entry[name];
    found.push({ name, text: text(inside), children: children(inside, depth + 1) });
  }
  return found;
}

function text(parsed: unknown): string {
  let all = '';
  for (const entry of parsed as Parsed[]) if ('#text' in entry) all += String(entry['#text']);
  return all;
}
