import type { XmlNode } from './read.ts';
import type { XmlElement } from './write.ts';

/**
 * An element by name: with text when it stands alone, with `true` or `false` in lower case, or with the children it may
 * have, in the order they are printed.
 */
export type Shape = string | readonly [name: string, content: 'boolean' | readonly Shape[]];

/**
 * What was sent as the service prints it: known elements in its own order, repeated ones in theirs, texts without the
 * white space around them. What the shape does not know is left out.
 */
export function shaped(node: XmlNode, shape: Shape): XmlElement {
  if (typeof shape === 'string') return [node.name, node.text.trim()];
  const [, content] = shape;
  if (content === 'boolean') return [node.name, node.text.trim().toLowerCase()];
  const elements: XmlElement[] = [];
  for (const part of content) {
    const name = typeof part === 'string' ? part : part[0];
    for (const child of node.children) if (child.name === name) elements.push(shaped(child, part));
  }
  return [node.name, elements];
}
