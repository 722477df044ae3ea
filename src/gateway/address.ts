import { isIP } from 'node:net';
import { refuse } from '../errors/refuse.ts';
import { argument } from '../operations/argument.ts';
import { isBucketName } from '../operations/bucket-name.ts';
import { decodePercent, utf8FromBytes } from '../wire/percent.ts';

/** Which hosts are this service's, and which are a bucket's own. All names in lower case, without port. */
export interface AddressBook {
  /** Hosts under which buckets are labels, beside the well-known ones. */
  readonly baseHosts: readonly string[];
  /** Custom domain to bucket. */
  readonly cnames: ReadonlyMap<string, string>;
  /** The region assumed for hosts that do not name one. */
  readonly region: string;
}

/** What a Host header says. */
export interface HostReading {
  readonly kind: 'service' | 'bucket' | 'cname';
  /** The label before the base host, or the CNAME's bucket, as sent. */
  readonly bucket: string | undefined;
  /** The service's own host: Host less the bucket label. */
  readonly base: string;
  /** Named by the host, for example `cn-hangzhou`. */
  readonly region: string | undefined;
  /** True for a real endpoint name (`oss-….aliyuncs.com`), where the service refuses path style. */
  readonly standard: boolean;
  /** True for a name that nothing here knows, taken as the service unless a bucket has it bound. */
  readonly unknown?: true;
}

/** Where a request points, whatever its URL style. */
export interface Address {
  readonly style: 'service' | 'path' | 'virtual' | 'cname';
  readonly bucket: string | undefined;
  /** Undefined for service and bucket operations. */
  readonly key: string | undefined;
  readonly bareBucket: boolean;
}

const STANDARD = /^(?:.*\.)?(?:aliyuncs\.com|aliyun-inc\.com|aliyun\.com)$/;
const REGION_LABEL = /^oss-(?:accelerate(?:-overseas)?|[a-z]{2}-[a-z0-9-]+?)(?:-internal)?$/;

/**
 * Reads a host name (access.md §2.2, addressing.md). A name that is neither a base host nor below one is taken as the
 * service itself, so that the first path segment is the bucket (ADR-4).
 * @param host lower case, without port.
 */
export function readHost(host: string, book: AddressBook): HostReading {
  const cname = book.cnames.get(host);
  if (cname !== undefined) return boundHost(host, cname);
  const plain = { kind: 'service', bucket: undefined, base: host, region: undefined, standard: false } as const;
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) return plain;
  for (const base of book.baseHosts) {
    if (host === base) return plain;
    if (host.endsWith(`.${base}`)) return below(host.slice(0, -base.length - 1), base, false, undefined);
  }
  if (STANDARD.test(host)) return standardHost(host);
  if (host === 'localhost') return plain;
  if (host.endsWith('.localhost')) return regional(host.slice(0, -'.localhost'.length), 'localhost', false);
  return host.includes('.') ? { ...plain, unknown: true } : plain;
}

/** What the host of a domain that was bound to a bucket says. */
export function boundHost(host: string, bucket: string): HostReading {
  return { kind: 'cname', bucket, base: host, region: undefined, standard: false };
}

/** `oss-<region>[-internal].aliyuncs.com`, `<region>.oss.aliyuncs.com`, `oss.aliyuncs.com`. */
function standardHost(host: string): HostReading {
  const [, left = '', domain = ''] = /^(?:(.*)\.)?((?:aliyuncs|aliyun-inc|aliyun)\.com)$/.exec(host) ?? [];
  const regionFirst = /^(?:(.*)\.)?(([a-z]{2}-[a-z0-9-]+)\.oss(?:-internal)?)$/.exec(left);
  if (regionFirst) return below(regionFirst[1], `${regionFirst[2]}.${domain}`, true, regionFirst[3]);
  const regionless = /^(?:(.*)\.)?(oss(?:-internal)?)$/.exec(left);
  if (regionless) return below(regionless[1], `${regionless[2]}.${domain}`, true, undefined);
  return regional(left, domain, true);
}

/** Labels before `domain`: the last may be a region's endpoint label, the rest is the bucket. */
function regional(left: string, domain: string, standard: boolean): HostReading {
  const dot = left.lastIndexOf('.');
  const last = left.slice(dot + 1);
  if (!REGION_LABEL.test(last)) return below(left, domain, standard, undefined);
  const region = last.startsWith('oss-accelerate') ? undefined : last.slice('oss-'.length).replace(/-internal$/, '');
  return below(dot === -1 ? undefined : left.slice(0, dot), `${last}.${domain}`, standard, region);
}

/** An empty label is what ali-oss sends for ListBuckets on an IP endpoint: the service. */
function below(label: string | undefined, base: string, standard: boolean, region: string | undefined): HostReading {
  return label === undefined || label === ''
    ? { kind: 'service', bucket: undefined, base, region, standard }
    : { kind: 'bucket', bucket: label, base, region, standard };
}

/** What a path names. `sld` is the other reading of a bucket host's path, as ali-oss with `sldEnable` means it. */
export interface PathReading {
  readonly address: Address;
  readonly sld: Address | undefined;
}

/**
 * Splits a path into bucket and key. `%2F` separates them as `/` does (the C SDK).
 * @param path raw, still encoded.
 * @throws `bad-percent-encoding`, `object-name-not-utf8`.
 */
export function readPath(path: string, host: HostReading): PathReading {
  const bytes = decodePercent(path);
  if (bytes === undefined) throw refuse('bad-percent-encoding', argument('path', path));
  const text = utf8FromBytes(bytes);
  if (text === undefined) throw refuse('object-name-not-utf8');
  if (host.kind === 'service') return { address: pathStyle(text.slice(1)), sld: undefined };
  const key = text.slice(1);
  const style = host.kind === 'cname' ? 'cname' : 'virtual';
  const address: Address = { style, bucket: host.bucket, key: key === '' ? undefined : key, bareBucket: false };
  const named = host.standard && (key === host.bucket || key.startsWith(`${host.bucket}/`));
  return { address, sld: named ? pathStyle(key) : undefined };
}

function pathStyle(rest: string): Address {
  if (rest === '') return { style: 'service', bucket: undefined, key: undefined, bareBucket: false };
  const slash = rest.indexOf('/');
  const bucket = slash === -1 ? rest : rest.slice(0, slash);
  const key = slash === -1 ? '' : rest.slice(slash + 1);
  return { style: 'path', bucket, key: key === '' ? undefined : key, bareBucket: slash === -1 };
}

/** @throws `invalid-bucket-name` (operations.md §2.12). */
export function checkBucketName(name: string): void {
  if (!isBucketName(name)) throw refuse('invalid-bucket-name', { BucketName: name });
}
