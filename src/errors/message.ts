const PATTERNS = new Map<string, RegExp>();

/**
 * What stands in the places of a message, by name; undefined where it is another message. The full stop at the end does
 * not count: documentation and clients add it and take it away (wire.md (d)).
 */
export function messageDetails(template: string, message: string): Record<string, string> | undefined {
  let pattern = PATTERNS.get(template);
  if (pattern === undefined) {
    const seen = new Set<string>();
    const source = template
      .replace(/\.$/, '')
      .split(/(\{\w+\})/)
      .map((part) => {
        const name = /^\{(\w+)\}$/.exec(part)?.[1];
        if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
        if (seen.has(name)) return `\\k<${name}>`;
        seen.add(name);
        return `(?<${name}>${name === 'Status' ? '\\d+' : '[\\s\\S]*'})`;
      });
    pattern = new RegExp(`^\\s*${source.join('')}\\.?\\s*$`);
    PATTERNS.set(template, pattern);
  }
  const match = pattern.exec(message);
  return match === null ? undefined : { ...match.groups };
}
