import type { XmlNode } from '../xml/read.ts';

/** A text without the white space that pretty-printing puts around it. */
function trimXml(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** `true` or `false` in any case, as the service normalises them (`True` becomes `true`); undefined for anything else. */
export function readBoolean(text: string): boolean | undefined {
  const value = trimXml(text).toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** The trimmed texts of all children of this name, in document order. */
export function texts(node: XmlNode, name: string): string[] {
  const found: string[] = [];
  for (const child of node.children) if (child.name === name) found.push(trimXml(child.text));
  return found;
}
