import { createHash } from 'node:crypto';
import type { SigningKeys, Unsigned } from '../auth/index.ts';
import { signV1Header, signV1Url, signV2Header, signV2Url, signV4Header, signV4Url } from '../auth/index.ts';
import { readDistance, readDuration, readInstant } from '../runtime/index.ts';
import type { HeaderList } from '../wire/headers.ts';
import { bytesFromUtf8, encodePercent } from '../wire/percent.ts';
import { contentBytes, givenTexts, pairTexts } from './content.ts';
import { formBody } from './form.ts';
import type { Ask, Pairs, Signing } from './format.ts';
import { stsQuery } from './sts.ts';

/** What a request is made in. */
export interface World {
  /** Milliseconds: the scenario's clock. */
  readonly now: number;
  readonly region: string;
  /** Signs where nobody else is named. */
  readonly keys: SigningKeys;
  /** The secret of a configured key. */
  secretOf(accessKeyId: string): string | undefined;
}

/** A request in bytes: the head and the body apart, so that sending can stop between. */
export interface WireRequest {
  readonly head: Buffer;
  readonly body: Buffer;
}

const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

/** Builds what an ask describes: signed as it says, then changed as `sent` says. Every connection ends with its answer. */
export function wireRequest(ask: Ask, world: World): WireRequest {
  if (ask.raw !== undefined) return rawRequest(ask.raw);
  const form = ask.form && formBody(ask.form, world);
  const body = form?.body ?? (ask.body === undefined ? Buffer.alloc(0) : contentBytes(ask.body));
  const method = ask.method ?? (form || ask.sts ? 'POST' : 'GET');
  const headers = headerList({
    ...(form && { 'Content-Type': form.contentType }),
    ...(ask.contentMd5 && { 'Content-MD5': createHash('md5').update(body).digest('base64') }),
    ...ask.headers,
  });
  const query = ask.sts ? stsQuery(ask.sts, method, world) : queryText(ask.query);
  const unsigned = { method, headers, query, bucket: ask.bucket, key: ask.key };
  const signed = ask.sts || form ? { headers, query } : sign(unsigned, signingOf(ask.sign), world);

  const sent = ask.sent ?? {};
  const sentBody = sent.body === undefined ? body : contentBytes(sent.body);
  const host = sent.host ?? ask.host ?? hostOf(ask, world);
  const key = sent.key ?? ask.key;
  const path = host.startsWith(`${ask.bucket}.`) ? `/${encodePercent(key ?? '', true)}` : pathOf(ask.bucket, key);
  const sentQuery = joined(signed.query, queryText(sent.query));
  const target = sent.target ?? `${path}${sentQuery === '' ? '' : `?${sentQuery}`}`;
  const all = merged([['Host', host], ...signed.headers, ...framing(ask, method, sentBody)], sent.headers);
  const lines = [...all, ['Connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`);
  return {
    head: Buffer.from(`${sent.method ?? method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    body: ask.framing === 'chunked' ? chunked(sentBody) : sentBody,
  };
}

/** The lines of a text as a request: its head with CRLF, behind an empty line the body as it is. */
function rawRequest(text: string): WireRequest {
  const end = text.indexOf('\n\n');
  const head = end === -1 ? text.trimEnd() : text.slice(0, end);
  const body = end === -1 ? '' : text.slice(end + 2);
  return { head: Buffer.from(`${head.replaceAll('\n', '\r\n')}\r\n\r\n`), body: Buffer.from(body) };
}

function signingOf(given: Ask['sign']): Signing {
  return typeof given === 'object' ? given : { with: given };
}

function sign(request: Unsigned, signing: Signing, world: World): { headers: HeaderList; query: string } {
  const { headers, query } = request;
  const keys = keysOf(signing, world);
  const at = instant(signing.at, world.now);
  const { expires = 3600, region = world.region, product, additionalHeaders } = signing;
  const expiresAt = Math.floor(at / 1000) + expires;
  const v4 = { region, product, additionalHeaders };
  switch (signing.with) {
    case 'none':
      return { headers, query };
    case 'v1-url':
      return { headers, query: signV1Url(request, keys, expiresAt) };
    case 'v2':
      return { headers: signV2Header(request, keys, at, additionalHeaders), query };
    case 'v2-url':
      return { headers, query: signV2Url(request, keys, expiresAt, additionalHeaders) };
    case 'v4':
      return { headers: signV4Header(request, keys, at, v4), query };
    case 'v4-url':
      return { headers, query: signV4Url(request, keys, at, expires, v4) };
    default:
      return { headers: signV1Header(request, keys, at), query };
  }
}

/** Who signs: the key that is named with its own secret, unless another one is given. */
export function keysOf({ as, secret, token }: Pick<Signing, 'as' | 'secret' | 'token'>, world: World): SigningKeys {
  const accessKeyId = as ?? world.keys.accessKeyId;
  const own = as === undefined ? world.keys.accessKeySecret : (world.secretOf(as) ?? 'unknown-secret');
  return { accessKeyId, accessKeySecret: secret ?? own, securityToken: token };
}

/** `90s`, `-20m`, `1h30m` in milliseconds. @throws RangeError */
export function distance(text: string): number {
  const ms = readDuration(text) ?? readDistance(text);
  if (ms === undefined) throw new RangeError(`expected a distance such as 90s or -20m, got "${text}"`);
  return ms;
}

/** An instant: a distance from `now`, or an ISO text. @throws RangeError */
export function instant(text: string | undefined, now: number): number {
  if (text === undefined) return now;
  return readInstant(text) ?? now + distance(text);
}

function hostOf({ bucket, sts }: Ask, { region }: World): string {
  if (sts) return 'sts.aliyuncs.com';
  const endpoint = `oss-${region}.aliyuncs.com`;
  return bucket === undefined ? endpoint : `${bucket}.${endpoint}`;
}

function pathOf(bucket: string | undefined, key: string | undefined): string {
  if (bucket === undefined) return '/';
  return `/${bucket}${key === undefined ? '' : `/${encodePercent(key, true)}`}`;
}

function queryText(query: Pairs | undefined): string {
  return pairTexts(query)
    .map(([name, value]) => (value === null ? encodePercent(name) : `${encodePercent(name)}=${encodePercent(value)}`))
    .join('&');
}

function joined(one: string, other: string): string {
  return one === '' || other === '' ? one + other : `${one}&${other}`;
}

function headerList(headers: Pairs): [string, string][] {
  return givenTexts(headers).map(([name, value]) => [name, bytesFromUtf8(value)]);
}

/** Headers with others put over them; null takes one away. */
function merged(headers: HeaderList, over: Pairs | undefined): HeaderList {
  const left = new Map(pairTexts(over).map(([name, value]) => [name.toLowerCase(), [name, value] as const]));
  const kept: [string, string][] = [];
  for (const [name, value] of headers) {
    const instead = left.get(name.toLowerCase());
    left.delete(name.toLowerCase());
    if (instead === undefined) kept.push([name, value]);
    else if (instead[1] !== null) kept.push([instead[0], bytesFromUtf8(instead[1])]);
  }
  for (const [name, value] of left.values()) if (value !== null) kept.push([name, bytesFromUtf8(value)]);
  return kept;
}

function framing(ask: Ask, method: string, body: Buffer): HeaderList {
  if (ask.framing === 'chunked') return [['Transfer-Encoding', 'chunked']];
  if (ask.framing === 'none' || (body.length === 0 && BODILESS.has(method))) return [];
  return [['Content-Length', `${body.length}`]];
}

function chunked(body: Buffer): Buffer {
  const last = Buffer.from('0\r\n\r\n');
  if (body.length === 0) return last;
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n'), last]);
}
