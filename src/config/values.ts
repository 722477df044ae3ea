import { type ClockStart, readDistance, readInstant } from '../runtime/index.ts';
import { type BucketConfig, ConfigError } from './config.ts';

/** What an admin token may be: it travels in a header and in an address. */
export const ADMIN_TOKEN = /^[A-Za-z0-9._~-]{8,256}$/;
export const ADMIN_TOKEN_WANTED = '8 to 256 letters, digits and ._~-';

/** The id of a region. SDKs want some of their settings with `oss-` before it, and signatures and answers go wrong then. */
export const REGION = /^(?!oss-)[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const REGION_WANTED = 'a region such as cn-hangzhou, without oss- before it';

/** All below: the value of a flag or a variable as what it means. @throws ConfigError saying what was expected. */
export function filled(text: string): string {
  if (text === '') throw new ConfigError('expected a value, got nothing');
  return text;
}

export function whole(text: string, min: number, max: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < min || number > max) {
    throw new ConfigError(`expected a whole number from ${min} to ${max}, got "${text}"`);
  }
  return number;
}

export function port(text: string): number {
  return whole(text, 0, 65535);
}

export function oneOf<T extends string>(text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new ConfigError(`expected ${values.join(', ')}, got "${text}"`);
  return found;
}

export function matching(text: string, form: RegExp, wanted: string): string {
  if (!form.test(text)) throw new ConfigError(`expected ${wanted}`);
  return text;
}

/** Separated by commas. */
export function list(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new ConfigError(`expected names separated by commas, got "${text}"`);
  return items;
}

const BUCKET = /^([a-z0-9][a-z0-9-]{1,61}[a-z0-9])(?::(private|public-read|public-read-write))?$/;

/** `photos,site:public-read`; none for an empty text. */
export function buckets(text: string): BucketConfig[] {
  if (text === '') return [];
  return list(text).map((item) => {
    const [, name, acl] = BUCKET.exec(item) ?? [];
    if (name === undefined) {
      throw new ConfigError(
        `expected buckets such as photos,site:public-read (3 to 63 lower-case letters, digits and hyphens), got "${item}"`,
      );
    }
    return acl === undefined ? { name } : { name, acl: acl as NonNullable<BucketConfig['acl']> };
  });
}

/** `static.example.com=site,img.example.com=photos`. */
export function cnames(text: string): Record<string, string> {
  const pairs = list(text).map((item) => {
    const [, domain, bucket] = /^([^=]+)=([^=]+)$/.exec(item) ?? [];
    if (domain === undefined || bucket === undefined) {
      throw new ConfigError(`expected domains with their buckets such as static.example.com=site, got "${item}"`);
    }
    return [domain, bucket] as const;
  });
  return Object.fromEntries(pairs);
}

/** Where a clock begins: an instant to stand still at, or a distance from the machine's clock. */
export function clockStart(text: string): NonNullable<ClockStart> {
  const offset = readDistance(text);
  const start = offset === undefined ? readInstant(text) : { offset };
  if (start !== undefined && (typeof start !== 'number' || start >= 0)) return start;
  throw new ConfigError(
    `expected an ISO 8601 instant such as 2026-01-31T12:00:00Z, or a distance such as +2h or -15m, got "${text}"`,
  );
}

export function truth(text: string): boolean {
  if (['true', '1', 'yes', 'on'].includes(text)) return true;
  if (['false', '0', 'no', 'off', ''].includes(text)) return false;
  throw new ConfigError(`expected true or false, got "${text}"`);
}
