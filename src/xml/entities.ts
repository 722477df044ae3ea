const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g;

/**
 * Resolves the references in a text. Control characters count too, though XML 1.0 forbids them: SDKs name keys that hold
 * them this way, and dropping one would name another object (operations.md §6.9). Unknown references stay as they are.
 * @throws RangeError for a number that is no character.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (_, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] as string;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    if (code >= 0xd800 && code <= 0xdfff) throw new RangeError('half of a surrogate pair');
    return String.fromCodePoint(code);
  });
}
