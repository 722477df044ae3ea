/**
 * The service's XML, to the byte: declaration, LF line ends, two-space indent, no namespace, one trailing LF, an empty
 * value as an open and a close tag (wire.md (a), operations.md §2.4).
 */

/** An element with text or with children. Children that are undefined or false are left out. */
export type XmlElement = readonly [name: string, content: XmlContent];
export type XmlContent = string | number | boolean | bigint | XmlChildren;
export type XmlChildren = readonly (XmlElement | undefined | false)[];

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The whole document under `root`, trailing LF included. */
export function xmlDocument(root: XmlElement): string {
  return DECLARATION + element(root, '');
}

function element([name, content]: XmlElement, indent: string): string {
  if (typeof content !== 'object') return `${indent}<${name}>${escapeXml(String(content))}</${name}>\n`;
  let children = '';
  for (const child of content) if (child) children += element(child, `${indent}  `);
  return children === '' ? `${indent}<${name}></${name}>\n` : `${indent}<${name}>\n${children}${indent}</${name}>\n`;
}

const SPECIAL = /[&<>\0-\x08\x0b-\x1f]/;
const SPECIALS = /[&<>\0-\x08\x0b-\x1f]/g;

/** Quotes and line feeds stay raw, as captured; control characters become numeric references. */
export function escapeXml(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(SPECIALS, (char) => {
    if (char === '&') return '&amp;';
    if (char === '<') return '&lt;';
    if (char === '>') return '&gt;';
    return `&#${char.charCodeAt(0)};`;
  });
}
