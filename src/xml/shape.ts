import type { XmlNode } from './read.ts';
import type { XmlElement } from './write.ts';

/** An element by name: with text when it stands alone, else with the children it may have, in the order they are printed. */
export type Shape = string | readonly [name: string, children: readonly Shape[]];

/**
 * What was sent as the service prints it: known elements in its own order, repeated ones in theirs, texts without the
 * white space around them. What the shape does not know is left out.
 */
export function shaped(node: XmlNode, shape: Shape): XmlElement {
  if (typeof shape === 'string') return [node.name, node.text.trim()];
  const elements: XmlElement[] = [];
  for (const part of shape[1]) {
    const name = typeof part === 'string' ? part : part[0];
    for (const child of node.children) if (child.name === name) elements.push(shaped(child, part));
  }
  return [node.name, elements];
}
