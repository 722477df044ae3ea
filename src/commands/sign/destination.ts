import { isIP } from 'node:net';
import { ConfigError } from '../../config/config.ts';
import { OssError } from '../../errors/oss-error.ts';
import { readHost, readPath } from '../../gateway/address.ts';
import { readTarget, withoutPort } from '../../gateway/target.ts';
import { bytesFromUtf8, encodePercent, encodePercentBytes } from '../../wire/percent.ts';

/** Where a request goes. */
export interface Destination {
  readonly scheme: 'http' | 'https';
  /** With the port, when the URL names one. */
  readonly host: string;
  /** Encoded. */
  readonly path: string;
  /** Encoded, without `?`. */
  readonly query: string;
  readonly bucket: string | undefined;
  /** Decoded. */
  readonly key: string | undefined;
  /** When the host names one. */
  readonly region: string | undefined;
}

/** What the command line says about it. */
export interface Wanted {
  readonly target: string | undefined;
  readonly endpoint: string;
  readonly bucket: string | undefined;
  readonly object: string | undefined;
  readonly query: string;
}

/** @throws ConfigError when the target cannot be read. */
export function destinationOf(wanted: Wanted): Destination {
  const { target, endpoint, bucket, object } = wanted;
  const query = escaped(wanted.query);
  if (target === undefined) return located(endpoint, bucket, object, query);
  const named = /^oss:\/\/(?:([^/]+)(?:\/(.*))?)?$/s.exec(target);
  if (named) return located(endpoint, named[1], named[2], query);
  const { scheme, authority, path, query: own } = split(target);
  // A custom domain says nothing of its bucket: --bucket does.
  const cnames = new Map(bucket === undefined ? [] : [[nameOf(authority), bucket] as const]);
  const reading = readHost(nameOf(authority), { baseHosts: [], cnames, region: '' });
  return {
    scheme,
    host: authority,
    path,
    query: [own, query].filter((part) => part !== '').join('&'),
    ...placed(path, reading),
    region: reading.region,
  };
}

/** The resource of a bucket and a key as they are, at an endpoint: in path style where there are no subdomains. */
function located(endpoint: string, bucket: string | undefined, key: string | undefined, query: string): Destination {
  const { scheme, authority, path } = split(/^https?:\/\//i.test(endpoint) ? endpoint : `http://${endpoint}`);
  if (path !== '/') throw new ConfigError(`--endpoint ${endpoint}: expected a host without a path`);
  const name = nameOf(authority);
  const { region } = readHost(name, { baseHosts: [], cnames: new Map(), region: '' });
  const object = key === '' ? undefined : key;
  const encoded = encodePercent(object ?? '', true);
  const bare = name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  const host = bucket === undefined || bare ? authority : `${bucket}.${authority}`;
  const inPath = bucket !== undefined && bare ? `/${bucket}/${encoded}` : `/${encoded}`;
  return { scheme, host, path: inPath, query, bucket, key: object, region };
}

function placed(path: string, reading: ReturnType<typeof readHost>) {
  try {
    const { bucket, key } = readPath(path, reading).address;
    return { bucket, key };
  } catch (error) {
    if (error instanceof OssError) throw new ConfigError(`the path ${path}: ${error.row.reason}`);
    throw error;
  }
}

function split(text: string) {
  if (text.includes('#')) throw new ConfigError(`${text}: what follows # is never sent; write it as %23`);
  const target = readTarget(escaped(text));
  if (target?.authority === undefined || target.authority === '') {
    throw new ConfigError(`${text}: expected http://host/path, https://host/path or oss://bucket/key`);
  }
  const scheme = /^https:/i.test(text) ? 'https' : 'http';
  return { scheme, authority: target.authority, path: target.path, query: target.query } as const;
}

/** Encodes what no client sends as it is: blanks and all that is not ASCII. */
function escaped(text: string): string {
  return bytesFromUtf8(text).replace(/[^\x21-\x7e]/g, (byte) => encodePercentBytes(byte));
}

function nameOf(authority: string): string {
  return withoutPort(authority).toLowerCase();
}
