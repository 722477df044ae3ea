import { glob, hasWildcard } from './glob.ts';

/** A resource name taken apart: `acs:oss:cn-hangzhou:1234:bucket/key`. */
export interface ResourceName {
  readonly whole: string;
  /** What follows `acs`. */
  readonly service: string;
  /** Without the `oss-` in front; empty when the resource has none (`*`). */
  readonly region: string;
  /** Account id. */
  readonly owner: string;
  /** `bucket`, `bucket/key`, or `*` for the account's buckets as a whole. */
  readonly relative: string;
}

export type ResourceMatcher = (resource: ResourceName) => boolean;

/** Takes a request's resource apart. @throws TypeError for a name that is not one. */
export function resourceName(whole: string): ResourceName {
  const parts = split(whole);
  if (parts === undefined) throw new TypeError(`not a resource name: ${whole}`);
  const [service, region, owner, relative] = parts;
  return { whole, service, region: region === '*' ? '' : plainRegion(region), owner, relative };
}

/**
 * A Resource pattern. Each of the five parts is matched by itself, so that a colon in a key cannot move the borders;
 * in the last part `*` covers slashes too. `bucket/*` therefore covers objects and never the bucket, `bucket` the
 * bucket and never an object (access.md §10.3). Patterns with fewer parts (`*`, `acs:oss:*`) are held against the whole.
 */
export function resourcePattern(pattern: string): ResourceMatcher {
  const parts = split(pattern);
  if (parts === undefined) {
    const whole = glob(pattern);
    return (resource) => whole(resource.whole);
  }
  const [service, region, owner, relative] = parts;
  const isRelative = glob(relative);
  // What nearly every pattern is like: `acs:oss:*:*:…`.
  if (region === '*' && owner === '*' && !hasWildcard(service)) {
    return (resource) => isRelative(resource.relative) && resource.service === service;
  }
  const isService = glob(service);
  const isRegion = glob(plainRegion(region));
  const isOwner = glob(owner);
  return (resource) =>
    isRelative(resource.relative) &&
    isOwner(resource.owner) &&
    isRegion(resource.region) &&
    isService(resource.service);
}

/** What the last part of every covered resource begins with: the pattern's own up to its first wildcard. */
export function literalPrefix(pattern: string): string {
  const relative = split(pattern)?.[3] ?? '';
  const wildcard = relative.search(/[*?]/);
  return wildcard === -1 ? relative : relative.slice(0, wildcard);
}

/** The four parts after `acs`. */
function split(name: string): [string, string, string, string] | undefined {
  if (!name.startsWith('acs:')) return undefined;
  const region = name.indexOf(':', 4) + 1;
  const owner = name.indexOf(':', region) + 1;
  const relative = name.indexOf(':', owner) + 1;
  if (region === 0 || owner === 0 || relative === 0) return undefined;
  return [
    name.slice(4, region - 1),
    name.slice(region, owner - 1),
    name.slice(owner, relative - 1),
    name.slice(relative),
  ];
}

/** Policies write the region with and without the prefix of its endpoint. */
function plainRegion(region: string): string {
  return region.startsWith('oss-') ? region.slice(4) : region;
}
