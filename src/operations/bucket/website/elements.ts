import type { OssError } from '../../../errors/oss-error.ts';
import { refuse } from '../../../errors/refuse.ts';
import type { XmlNode } from '../../../xml/read.ts';
import { readBoolean, texts } from '../../setting-values.ts';

/** The refusal of a document that lacks what it must have. */
export function malformed(): OssError {
  return refuse('website-malformed-xml');
}

/** The refusal of a value. */
export function illegal(name: string, value: string): OssError {
  return refuse('website-argument-invalid', { ArgumentName: name, ArgumentValue: value });
}

/** The child of this name, if there is one. @throws OssError for two of them. */
export function only(node: XmlNode, name: string): XmlNode | undefined {
  const found = node.children.filter((child) => child.name === name);
  if (found.length > 1) throw malformed();
  return found[0];
}

/** The trimmed text of the child of this name, if there is one. @throws OssError for two of them. */
export function text(node: XmlNode, name: string): string | undefined {
  const found = texts(node, name);
  if (found.length > 1) throw malformed();
  return found[0];
}

/** As `text`, without the empty one. */
export function filled(node: XmlNode, name: string): string | undefined {
  const found = text(node, name);
  return found === '' ? undefined : found;
}

/** As `filled`, for what must be there. @throws OssError when it is not. */
export function needed(node: XmlNode, name: string): string {
  const found = filled(node, name);
  if (found === undefined) throw malformed();
  return found;
}

/** One of a few words, if there is any. @throws OssError for another word. */
export function oneOf<const Word extends string>(
  node: XmlNode,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const found = filled(node, name);
  if (found === undefined || words.includes(found as Word)) return found as Word | undefined;
  throw illegal(name, found);
}

/** `true` or `false`, if there is any. @throws OssError for another word. */
export function flag(node: XmlNode, name: string): boolean | undefined {
  const found = filled(node, name);
  const value = found === undefined ? undefined : readBoolean(found);
  if (found !== undefined && value === undefined) throw illegal(name, found);
  return value;
}
