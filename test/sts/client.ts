import { createHash, createHmac } from 'node:crypto';
import type { WireProfile } from '../../src/errors/cause.ts';
import { Tokens } from '../../src/identity/tokens.ts';
import { Sts, type StsAnswer, type StsParts, type StsRequest } from '../../src/sts/index.ts';
import { Headers } from '../../src/wire/headers.ts';
import { ACCOUNTS, directory, HERE, NOW, runtimeAt, settings } from '../identity/people.ts';

export type Fields = Readonly<Record<string, string | undefined>>;

export const ROLE_ARN = `acs:ram::${HERE}:role/osswriter`;
export const ISO_NOW = '2024-06-01T12:00:00Z';

/** A token service over the accounts of the tests. */
export function service({
  profile = 'current' as WireProfile,
  accounts = ACCOUNTS,
  runtime = runtimeAt(NOW),
  ...more
}: Partial<Omit<StsParts, 'runtime'>> & { accounts?: typeof ACCOUNTS; runtime?: ReturnType<typeof runtimeAt> } = {}) {
  const kept = settings();
  const people = directory(accounts, kept);
  const tokens = new Tokens({ directory: people, settings: kept, runtime, profile });
  const sts = new Sts({ directory: people, tokens, runtime, profile, ...more });
  return { sts, tokens, directory: people, runtime };
}

export const SECRETS: Record<string, string> = {
  rootkey: 'root-secret',
  alicekey: 'alice-secret',
  aliceold: 'alice-old',
  bobkey: 'bob-secret',
  mallorykey: 'mallory-secret',
};

/** `encodeURIComponent` and the five characters that it leaves. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function query(fields: Fields): string {
  return Object.entries(fields)
    .filter((field): field is [string, string] => field[1] !== undefined)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

/** The string to sign as the documentation tells it, apart from the server's own. */
export function toSign(method: string, fields: Fields): string {
  const sorted = Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${method}&%2F&${encode(query(sorted))}`;
}

let nonces = 0;

export const COMMON: Fields = {
  Action: 'GetCallerIdentity',
  Version: '2015-04-01',
  AccessKeyId: 'alicekey',
  SignatureMethod: 'HMAC-SHA1',
  SignatureVersion: '1.0',
  Timestamp: ISO_NOW,
};

/** A call signed with V1. A field given as undefined is left out. */
export function v1(fields: Fields = {}, method = 'GET', secret?: string): StsRequest {
  const all: Fields = { ...COMMON, SignatureNonce: `n${nonces++}`, ...fields };
  const key = `${secret ?? SECRETS[all.AccessKeyId ?? ''] ?? 'secret'}&`;
  const Signature = createHmac('sha1', key).update(toSign(method, all)).digest('base64');
  const text = query('Signature' in fields ? all : { ...all, Signature });
  return method === 'POST' ? form(text) : request({ method, query: text });
}

export const ASSUME: Fields = { Action: 'AssumeRole', RoleArn: ROLE_ARN, RoleSessionName: 'session' };

export function request(parts: Partial<Omit<StsRequest, 'headers'>> & { headers?: Fields } = {}): StsRequest {
  const { headers = {}, host = 'sts.aliyuncs.com', ...rest } = parts;
  const sent = Object.entries(headers).filter((field): field is [string, string] => field[1] !== undefined);
  return {
    method: 'GET',
    host,
    path: '/',
    query: '',
    headers: new Headers([['host', host], ...sent].flat()),
    body: Buffer.alloc(0),
    address: '127.0.0.1',
    secure: false,
    ...rest,
  };
}

export function form(text: string): StsRequest {
  return request({
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(text),
  });
}

export interface V3Options {
  readonly method?: string;
  readonly query?: Fields;
  readonly headers?: Fields;
  readonly body?: string;
  readonly accessKeyId?: string;
  readonly secret?: string;
  readonly signed?: readonly string[];
}

/** A call signed with ACS3-HMAC-SHA256. */
export function v3({ method = 'POST', headers = {}, body = '', accessKeyId = 'alicekey', ...more }: V3Options = {}) {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const all: Fields = {
    host: 'sts.aliyuncs.com',
    'x-acs-action': 'GetCallerIdentity',
    'x-acs-version': '2015-04-01',
    'x-acs-date': ISO_NOW,
    'x-acs-signature-nonce': `n${nonces++}`,
    'x-acs-content-sha256': digest(body),
    ...headers,
  };
  const names = (more.signed ?? Object.keys(all).sort()).filter((name) => all[name] !== undefined);
  const sorted = query(Object.fromEntries(Object.entries(more.query ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))));
  const lines = names.map((name) => `${name}:${all[name]?.trim()}\n`).join('');
  const canonical = [method, '/', sorted, lines, names.join(';'), digest(body)].join('\n');
  const string = `ACS3-HMAC-SHA256\n${digest(canonical)}`;
  const key = more.secret ?? SECRETS[accessKeyId] ?? 'secret';
  const signature = createHmac('sha256', key).update(string).digest('hex');
  const Authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return request({
    method,
    query: query(more.query ?? {}),
    headers: { Authorization, ...all, host: undefined },
    body: Buffer.from(body),
  });
}

/** A request with the fields of the head changed after it was signed. */
export function json(answer: StsAnswer): Record<string, never> & { Code?: string; Message?: string } {
  return JSON.parse(answer.body);
}
