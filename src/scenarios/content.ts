import type { Content } from './format.ts';

const LINE = Buffer.from('The quick brown fox jumps over the lazy dog 0123456789.\n');

/** The bytes that a body's description stands for. */
export function contentBytes(content: Content): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  if ('base64' in content) return Buffer.from(content.base64, 'base64');
  if ('json' in content) return Buffer.from(JSON.stringify(content.json));
  return Buffer.alloc(content.size, LINE);
}
