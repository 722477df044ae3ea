import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import OSS from 'ali-oss';
import { describe, expect, test } from 'vitest';
import { runSign } from '../../../src/commands/sign.ts';
import { isoBasicDate } from '../../../src/wire/dates.ts';
import { encodePercent } from '../../../src/wire/percent.ts';
import { Query } from '../../../src/wire/query.ts';
import { type Plain, plainRequest, seeded } from './plain.ts';

/** What ali-oss signs with, in this process. */
interface AliOssSigning {
  buildCanonicalString(method: string, resource: string, request: object, expires?: string): string;
  authorization(id: string, secret: string, canonical: string, encoding: string): string;
  authorizationV4(...args: unknown[]): string;
  computeSignature(secret: string, canonical: string): string;
}

const aliOss: AliOssSigning = createRequire(import.meta.url)('ali-oss/lib/common/signUtils.js');
const KEYS = { id: 'LTAI', secret: 'a-secret' };
const REGION = 'cn-hangzhou';

interface Report {
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly stringToSign: string;
  readonly canonicalRequest?: string;
  readonly signature: string;
}

async function sign(args: readonly string[], now = 0): Promise<Report> {
  const { out } = await runSign([...args, '--json'], {}, now);
  return JSON.parse(out);
}

const headerOf = ({ headers }: Report, wanted: string): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1];

/** The command line for a request. */
function argsFor({ method, bucket, key, query, headers }: Plain, ...more: string[]): string[] {
  const host = `http://${bucket}.oss-${REGION}.aliyuncs.com`;
  const search = Object.entries(query).map(([name, value]) =>
    value === null ? name : `${name}=${encodePercent(value)}`,
  );
  const lines = Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  const url = `${host}/${encodePercent(key, true)}${search.length === 0 ? '' : `?${search.join('&')}`}`;
  return [method, url, '-i', KEYS.id, '-k', KEYS.secret, ...lines, ...more];
}

describe('ossmock sign agrees with ali-oss', () => {
  const random = seeded(7);
  const ROUNDS = 250;

  test('on 250 random requests signed in the header with V1', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const plain = plainRequest(random);
      const { method, bucket, key, query, headers } = plain;
      const resource = `/${bucket}/${key}`;
      const canonical = aliOss.buildCanonicalString(method, resource, { headers, parameters: query }, headers.Date);
      const report = await sign(argsFor(plain, '--signature', 'v1'));
      expect(report.stringToSign).toBe(canonical);
      expect(headerOf(report, 'authorization')).toBe(aliOss.authorization(KEYS.id, KEYS.secret, canonical, 'utf-8'));
    }
  });

  test('on 250 random requests signed in the URL with V1', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { headers, ...rest } = plainRequest(random);
      const { Date: date, ...signed } = headers;
      const plain = { ...rest, headers: signed };
      const expires = Date.parse(date as string) / 1000 + 600;
      const resource = `/${plain.bucket}/${plain.key}`;
      const request = { headers: signed, parameters: plain.query };
      const canonical = aliOss.buildCanonicalString(plain.method, resource, request, `${expires}`);
      const args = argsFor(plain, '--signature', 'v1', '--url', '--expires', '600', '--date', date as string);
      const report = await sign(args);
      expect(report.stringToSign).toBe(canonical);
      expect(report.signature).toBe(aliOss.computeSignature(KEYS.secret, canonical));
      const query = new Query(report.url.split('?')[1] as string);
      expect([query.get('OSSAccessKeyId'), query.get('Expires'), query.literal('Signature')]).toEqual([
        KEYS.id,
        `${expires}`,
        report.signature,
      ]);
    }
  });

  test('on 250 random requests signed in the header with V4', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const plain = plainRequest(random);
      const { Date: date, ...headers } = plain.headers;
      const additional = round % 2 === 0 ? [] : ['cache-control'];
      const at = isoBasicDate(Date.parse(date as string));
      const own = additional.length === 0 ? headers : { ...headers, 'Cache-Control': 'no-cache' };
      const sent = { ...own, 'x-oss-date': at, 'x-oss-content-sha256': 'UNSIGNED-PAYLOAD' };
      const { method, query: queries, bucket, key } = plain;
      const request = { headers: sent, queries };
      const args = [KEYS.id, KEYS.secret, REGION, method, request, bucket, key, additional];
      const flags = additional.flatMap((name) => ['--sign-header', name]);
      const report = await sign(argsFor({ ...plain, headers: own }, '--date', date as string, ...flags));
      expect(headerOf(report, 'authorization')).toBe(aliOss.authorizationV4(...args));
    }
  });

  test('on 250 random requests signed in the URL with V4', async () => {
    const endpoint = `http://oss-${REGION}.aliyuncs.com`;
    const settings = { region: `oss-${REGION}`, endpoint, accessKeyId: KEYS.id, accessKeySecret: KEYS.secret };
    for (let round = 0; round < ROUNDS; round++) {
      const plain = plainRequest(random);
      const { Date: _, ...headers } = plain.headers;
      const { method, bucket, key } = plain;
      // Its types know no parameter without a value; its code does.
      const queries = plain.query as Record<string, string>;
      const client = new OSS({ ...settings, bucket, authorizationV4: true });
      const theirs = new URL(await client.signatureUrlV4(method, 900, { headers, queries }, key));
      const at = theirs.searchParams.get('x-oss-date') as string;
      const report = await sign(argsFor({ ...plain, headers }, '--url', '--expires', '900', '--date', at));
      expect(report.signature).toBe(theirs.searchParams.get('x-oss-signature'));
    }
  });
});

interface Vector {
  readonly kind: string;
  readonly name: string;
  readonly access_key_id: string;
  readonly access_key_secret: string;
  readonly security_token: string | null;
  readonly region?: string;
  readonly product?: string;
  readonly method: string;
  readonly bucket: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly now: string;
  readonly expires?: number;
  readonly expires_seconds?: number;
  readonly string_to_sign: string;
  readonly canonical_request: string | null;
  readonly signature: string;
}

const vectors = readFileSync(new URL('../../fixtures/signature-vectors.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);
const requests = vectors.filter(({ kind }) => /^v[124]-(?:header|url)$/.test(kind));

const SIGNING =
  /^(?:OSSAccessKeyId|Expires|Signature|security-token|x-oss-(?:signature|credential|date|expires|additional|security).*)=/;

/** The command line that a published vector stands for. */
function vectorArgs(v: Vector): string[] {
  const mark = v.uri.indexOf('?');
  const path = mark === -1 ? v.uri : v.uri.slice(0, mark);
  const search =
    mark === -1
      ? []
      : v.uri
          .slice(mark + 1)
          .split('&')
          .filter((part) => !SIGNING.test(part));
  const names =
    /additional-headers=([^&]*)/i.exec(v.uri)?.[1] ??
    /AdditionalHeaders=([^,]*)/.exec(v.headers.Authorization ?? '')?.[1];
  const headers = Object.entries(v.headers).filter(([name]) => name !== 'Authorization');
  const at = Date.parse(v.now);
  const lifetime = v.expires === undefined ? v.expires_seconds : v.expires - Math.floor(at / 1000);
  return [
    v.method,
    `http://vector.test${path}${search.length === 0 ? '' : `?${search.join('&')}`}`,
    ...['-b', v.bucket, '-i', v.access_key_id, '-k', v.access_key_secret, '--date', v.now],
    ...['--signature', v.kind.slice(0, 2)],
    ...(v.security_token === null ? [] : ['--token', v.security_token]),
    ...(v.region === undefined ? [] : ['--region', v.region]),
    ...(v.product === undefined ? [] : ['--product', v.product]),
    ...(v.kind.endsWith('url') ? ['--url', '--expires', `${lifetime}`] : []),
    ...headers.flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ...(names === undefined ? [] : decodeURIComponent(names).split(';')).flatMap((name) => ['--sign-header', name]),
  ];
}

describe('every published vector', () => {
  test.each(requests.map((v) => [`${v.kind} ${v.name}`, v] as const))('%s is what the command prints', async (_, v) => {
    const report = await sign(vectorArgs(v));
    expect(report).toMatchObject({
      stringToSign: v.string_to_sign,
      ...(v.canonical_request === null ? {} : { canonicalRequest: v.canonical_request }),
      signature: v.signature,
    });
  });

  test('of the manual’s tool is what its options give (services.md §5)', async () => {
    const manual = ['-i', 'B0g3mdt', '-k', 'lNCA4L0P43Ax', '-e', 'oss-cn-shanghai.aliyuncs.com', '-b', 'yourbucket'];
    const report = await sign(
      [
        'PUT',
        ...manual,
        '-o',
        'aliyun.txt',
        '--signature',
        'v1',
        '--content-type',
        'application/x-www-form-urlencoded',
      ],
      Date.UTC(2026, 10, 20, 10, 4, 8),
    );
    expect(headerOf(report, 'authorization')).toBe('OSS B0g3mdt:CmMgHhAZWKjNiB9fJ6hYH/IKHP0=');
  });
});
