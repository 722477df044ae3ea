import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as auth from '../../src/auth/index.ts';
import { checkScope, checkTime, findCredential, readClaim, type SigningKeys, verify } from '../../src/auth/index.ts';
import type { HeaderList } from '../../src/wire/headers.ts';
import { acceptAnyToken, credentialOf, request } from './requests.ts';

interface Vector {
  readonly kind: string;
  readonly name: string;
  readonly access_key_id: string;
  readonly access_key_secret: string;
  readonly security_token: string | null;
  readonly region?: string;
  readonly product?: string;
  readonly method: string;
  readonly bucket?: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly now: string;
  readonly form_fields?: Readonly<Record<string, string>>;
  readonly expires?: number;
  readonly expires_seconds?: number;
  readonly string_to_sign: string;
  readonly canonical_request: string | null;
  readonly signature: string;
}

const FILE = new URL('../fixtures/signature-vectors.jsonl', import.meta.url);
const vectors = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);
const requests = vectors.filter((v) => /^v[124]-(header|url)$/.test(v.kind));

describe('every published vector', () => {
  test.each(requests.map((v) => [`${v.kind} ${v.name}`, v] as const))('%s is accepted', (_, v) => {
    const received = request(v.method, v.uri, Object.entries(v.headers), v.bucket);
    const claim = readClaim(received);
    if (claim === undefined) throw new Error('taken for an anonymous request');
    checkScope(claim, v.region);
    checkTime(claim, Date.parse(v.now));
    const credential = credentialOf(v.access_key_id, v.access_key_secret);
    const found = findCredential(claim, () => credential, acceptAnyToken(credential));
    const { facts } = verify(received, claim, found);
    expect(facts).toMatchObject({
      mode: v.kind,
      stringToSign: v.string_to_sign,
      ...(v.canonical_request === null ? {} : { canonicalRequest: v.canonical_request }),
      signature: v.signature,
    });
    expect(facts).not.toHaveProperty('form');
  });

  test.each(requests.map((v) => [`${v.kind} ${v.name}`, v] as const))('%s is what the signer makes', (_, v) => {
    const { unsigned, additionalHeaders } = strip(v);
    const keys: SigningKeys = {
      accessKeyId: v.access_key_id,
      accessKeySecret: v.access_key_secret,
      securityToken: v.security_token ?? undefined,
    };
    const at = Date.parse(v.now);
    const v4 = { region: v.region ?? '', product: v.product, additionalHeaders };
    const signed = {
      'v1-header': () => authorization(auth.signV1Header(unsigned, keys, at)),
      'v4-header': () => authorization(auth.signV4Header(unsigned, keys, at, v4)),
      'v1-url': () => signatureIn(auth.signV1Url(unsigned, keys, v.expires as number), 'Signature'),
      'v4-url': () =>
        signatureIn(auth.signV4Url(unsigned, keys, at, v.expires_seconds as number, v4), 'x-oss-signature'),
    }[v.kind] as () => string;
    const wanted = v.kind.endsWith('header') ? (v.headers.Authorization as string) : v.signature;
    expect(signed()).toBe(wanted);
  });

  test.each(vectors.filter((v) => v.kind === 'v1-string').map((v) => [v.name, v] as const))(
    '%s is the HMAC of its string',
    (_, v) => {
      expect(auth.v1Signature(v.access_key_secret, v.string_to_sign)).toBe(v.signature);
    },
  );

  test.each(vectors.filter((v) => v.kind === 'post-policy-v1').map((v) => [v.name, v] as const))(
    'the V1 signature of the form %s is that of its policy field',
    (_, v) => {
      expect(auth.v1Signature(v.access_key_secret, v.string_to_sign)).toBe(v.signature);
    },
  );

  test.each(vectors.filter((v) => v.kind === 'post-policy-v4').map((v) => [v.name, v] as const))(
    'the V4 signature of the form %s is that of its policy field under its scope',
    (_, v) => {
      const [, date = '', region = '', product = ''] = v.form_fields?.['x-oss-credential']?.split('/') ?? [];
      expect(auth.v4Signature(v.access_key_secret, { date, region, product }, v.string_to_sign)).toBe(v.signature);
    },
  );
});

/** The request as it was before it was signed. */
function strip(v: Vector) {
  const [path = '', query = ''] = splitOnce(v.uri, '?');
  const signing =
    /^(OSSAccessKeyId|Expires|Signature|security-token|x-oss-(signature|credential|date|expires|additional|security).*)=/;
  const names =
    /additional-headers=([^&]*)/i.exec(v.uri)?.[1] ??
    /AdditionalHeaders=([^,]*)/.exec(v.headers.Authorization ?? '')?.[1];
  return {
    unsigned: {
      method: v.method,
      headers: Object.entries(v.headers).filter(([name]) => name !== 'Authorization'),
      query: query
        .split('&')
        .filter((part) => part !== '' && !signing.test(part))
        .join('&'),
      bucket: v.bucket,
      key: decodeURIComponent(path.slice(1)),
    },
    additionalHeaders: names === undefined ? [] : decodeURIComponent(names).split(';'),
  };
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function authorization(headers: HeaderList): string {
  return headers.find(([name]) => name === 'Authorization')?.[1] as string;
}

function signatureIn(query: string, name: string): string {
  return new URLSearchParams(query.replaceAll('+', '%2B')).get(name) as string;
}
