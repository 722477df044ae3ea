import type { Content, Pairs, Value } from './format.ts';

const LINE = Buffer.from('The quick brown fox jumps over the lazy dog 0123456789.\n');

/** The bytes that a body's description stands for. */
export function contentBytes(content: Content): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  if ('base64' in content) return Buffer.from(content.base64, 'base64');
  if ('json' in content) return Buffer.from(JSON.stringify(content.json));
  return Buffer.alloc(content.size, LINE);
}

/** Names and texts of pairs; null where one is to go. */
export function pairTexts(pairs: Pairs = {}): [name: string, text: string | null][] {
  return Object.entries(pairs).map(([name, value]) => [name, value === null ? null : valueText(value)]);
}

/** Names and texts of those pairs that are there. */
export function givenTexts(pairs: Pairs | undefined): [name: string, text: string][] {
  return pairTexts(pairs).filter((pair): pair is [string, string] => pair[1] !== null);
}

function valueText(value: Value): string {
  if (typeof value === 'string') return value;
  if ('size' in value) return 'x'.repeat(value.size);
  const { base64Of } = value;
  return Buffer.from(typeof base64Of === 'string' ? base64Of : JSON.stringify(base64Of)).toString('base64');
}
