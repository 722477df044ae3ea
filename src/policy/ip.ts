import { isIPv4, isIPv6 } from 'node:net';

/** An address as 16-bit groups: two for IPv4, eight for IPv6. */
type Groups = readonly number[];

/** A single address or a CIDR block. */
export interface IpBlock {
  readonly base: Groups;
  /** Bits that an address must share with `base`: at most 32 for IPv4, 128 for IPv6. */
  readonly prefix: number;
}

/** Reads an address or a block of IPv4 or IPv6. IPv4 written as `::ffff:…` counts as IPv4. */
export function ipBlock(text: string): IpBlock | undefined {
  const [address, length, ...more] = text.split('/') as [string, string?, ...string[]];
  const base = addressGroups(address);
  if (base === undefined || more.length > 0) return undefined;
  const bits = base.length * 16;
  const prefix = length === undefined ? bits : prefixLength(length, address, bits);
  return prefix === undefined || prefix < 0 || prefix > bits ? undefined : { base, prefix };
}

/**
 * Whether an address lies in `range`; the families never match each other.
 * @returns undefined when `range` is neither an address nor a block.
 */
export function ipRange(range: string): ((address: string) => boolean) | undefined {
  const block = ipBlock(range);
  if (block === undefined) return undefined;
  const { base, prefix } = block;
  return (given) => {
    const groups = addressAsked(given);
    return groups !== undefined && groups.length === base.length && samePrefix(groups, base, prefix);
  };
}

let asked = '';
let askedGroups: Groups | undefined;

/** The statements of a policy ask for one caller's address again and again, so the latest one is remembered. Hot. */
function addressAsked(text: string): Groups | undefined {
  if (text !== asked) {
    askedGroups = addressGroups(text);
    asked = text;
  }
  return askedGroups;
}

/** Bits of the prefix; a block written in IPv6 counts from the front of the whole address. */
function prefixLength(length: string, address: string, bits: number): number | undefined {
  if (!/^\d{1,3}$/.test(length)) return undefined;
  return address.includes(':') && bits === 32 ? Number(length) - 96 : Number(length);
}

function samePrefix(a: Groups, b: Groups, prefix: number): boolean {
  for (let i = 0, left = prefix; left > 0; i += 1, left -= 16) {
    const mask = left >= 16 ? 0xffff : (0xffff << (16 - left)) & 0xffff;
    if (((a[i] as number) & mask) !== ((b[i] as number) & mask)) return false;
  }
  return true;
}

function addressGroups(text: string): Groups | undefined {
  if (isIPv4(text)) return quad(text);
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const [head, tail] = text.split('::') as [string, string?];
  const before = hexGroups(head);
  const after = tail === undefined ? [] : hexGroups(tail);
  const groups = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  const isMapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  return isMapped ? groups.slice(6) : groups;
}

function hexGroups(text: string): Groups {
  if (text === '') return [];
  return text.split(':').flatMap((group) => (group.includes('.') ? quad(group) : [Number.parseInt(group, 16)]));
}

function quad(text: string): Groups {
  const [a, b, c, d] = text.split('.').map(Number) as [number, number, number, number];
  return [a * 256 + b, c * 256 + d];
}
