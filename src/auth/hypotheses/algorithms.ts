import { createHash, createHmac } from 'node:crypto';
import { encodePercentBytes } from '../../wire/percent.ts';
import { V4_ALGORITHM, v4Timestamp } from '../canonical/v4.ts';
import type { Scope } from '../claim.ts';
import { v4Key } from '../hmac.ts';
import type { Draft } from './draft.ts';
import { ALL, type Hypothesis, type Variant, withEdit, withLastEdit } from './hypothesis.ts';

export const plainKey = (secret: string): string => secret;
export const base64 = (mac: Buffer): string => mac.toString('base64');
export const hex = (mac: Buffer): string => mac.toString('hex');

type Encoding = readonly [what: string, encode: (mac: Buffer) => string];

/** Nearest first; what the version itself uses is left out. */
const ENCODINGS: readonly Encoding[] = [
  ['hexadecimal digits', hex],
  ['Base64', base64],
  ['the Base64 of its hexadecimal digits', (mac) => Buffer.from(hex(mac)).toString('base64')],
  ['upper-case hexadecimal digits', (mac) => hex(mac).toUpperCase()],
  ['URL-safe Base64', (mac) => base64(mac).replaceAll('+', '-').replaceAll('/', '_')],
  ['URL-safe Base64 without padding', (mac) => mac.toString('base64url')],
  ['Base64 without padding', (mac) => base64(mac).replace(/=+$/, '')],
  ['Base64 with a line feed behind it', (mac) => `${base64(mac)}\n`],
  ['Base64 of which each + became a blank on the way', (mac) => base64(mac).replaceAll('+', ' ')],
  ['Base64 that was percent-encoded once too often', (mac) => encodePercentBytes(base64(mac))],
  ['Base64 of Base64', (mac) => Buffer.from(base64(mac)).toString('base64')],
];

/** Its Base64 has `+`, `/` and `=`. */
const PROBE = Buffer.from('fbefbeffffff01', 'hex');

const HASHES = ['sha1', 'sha256', 'md5'] as const;

/** A right text, turned into a signature in a wrong way. */
export const ALGORITHMS: readonly Hypothesis[] = [
  {
    name: 'signature-encoding',
    of: ALL,
    paired: 2,
    remedy:
      'V1 and V2 sign in Base64 of the raw digest, V4 in lower-case hexadecimal digits; only a URL has it percent-encoded, once.',
    *variants(draft) {
      const right = draft.encode(PROBE);
      for (const [what, encode] of ENCODINGS) {
        if (encode(PROBE) === right) continue;
        yield { says: `The right digest was sent as ${what}.`, draft: { ...draft, encode } };
      }
    },
  },
  {
    name: 'hash',
    of: ALL,
    paired: 1,
    remedy: 'V1 takes HMAC-SHA1, V2 and V4 take HMAC-SHA256.',
    *variants(draft) {
      for (const hash of HASHES) {
        if (hash === draft.hash) continue;
        const says = `The right text was signed with HMAC-${hash.toUpperCase()} instead of HMAC-${draft.hash.toUpperCase()}.`;
        yield { says, draft: { ...draft, hash } };
      }
    },
  },
  {
    name: 'key-derivation',
    of: ['v4', 'policy'],
    paired: 0,
    remedy:
      'The key of V4 is HMAC-SHA256 from aliyun_v4 + secret over date, region, product and aliyun_v4_request, each with the raw bytes before it.',
    *variants(draft) {
      if (draft.hash !== 'sha256' || draft.encode !== hex) return;
      for (const [what, key] of DERIVATIONS)
        yield { says: `The signing key was derived ${what}.`, draft: { ...draft, key } };
    },
  },
  {
    name: 'version-mixed-up',
    of: ALL,
    paired: 0,
    remedy: 'Let one version make all of it: the text, the key, the hash, and where the signature goes.',
    *variants(draft) {
      const [v1, v4] = [olderDraft(draft), v4Draft(draft)];
      const said = draft.claimed === 'policy' ? 'this form' : draft.claimed.toUpperCase();
      if (draft.claimed === 'policy') yield* keyings(draft, 'the policy', said);
      else {
        if (draft.claimed !== 'v1') yield* keyings(v1, 'the V1 string to sign', said);
        if (draft.claimed === 'v1') yield* keyings({ ...draft, text: 'v2' }, 'the V2 string to sign', said);
        yield* keyings(v4, 'the V4 string to sign', said);
        if (draft.claimed === 'v1') yield* keyings(draft, 'the V1 string to sign', said);
      }
    },
  },
  {
    name: 'amazon-names',
    of: ['v4'],
    paired: 0,
    remedy: `OSS has ${V4_ALGORITHM}, aliyun_v4 and aliyun_v4_request where Amazon S3 has AWS4-HMAC-SHA256, AWS4 and aws4_request.`,
    *variants(draft) {
      const first = withLastEdit(draft, (text) => text.replace(V4_ALGORITHM, 'AWS4-HMAC-SHA256'));
      const last = (from: Draft) => withLastEdit(from, (text) => text.replace('/aliyun_v4_request', '/aws4_request'));
      const says = 'The string to sign has names of Amazon S3 in it.';
      for (const key of [draft.key, chain('AWS4', ['aws4_request'])]) {
        for (const edited of [first, last(draft), last(first)]) yield { says, draft: { ...edited, key } };
      }
    },
  },
  {
    name: 'canonical-request-hash',
    of: ['v4'],
    paired: 0,
    remedy:
      'The last line of the V4 string to sign is the SHA-256 of the canonical request in lower-case hexadecimal digits.',
    *variants(draft) {
      const lastLine = (make: (canonical: string) => string): Draft => {
        let canonical = '';
        const noted = withEdit(draft, (text) => (canonical = text));
        return withLastEdit(noted, (text) => text.slice(0, text.lastIndexOf('\n') + 1) + make(canonical));
      };
      const digest = (text: string) => createHash('sha256').update(text, 'latin1');
      yield {
        says: 'The string to sign ends in the canonical request itself, not in its hash.',
        draft: lastLine((c) => c),
      };
      const says = 'The hash of the canonical request is in another form than lower-case hexadecimal digits.';
      yield { says, draft: lastLine((c) => digest(c).digest('hex').toUpperCase()) };
      yield { says, draft: lastLine((c) => digest(c).digest('base64')) };
    },
  },
];

/** Every other way in which the versions make a signature of a text. */
function* keyings(draft: Draft, text: string, said: string): Iterable<Variant> {
  const hashes = ['sha1', 'sha256'] as const;
  for (const [how, key] of [
    ['with the key of V4', v4Key],
    ['with the plain secret', plainKey],
  ] as const) {
    for (const hash of hashes) {
      for (const encode of [base64, hex]) {
        const says = `${text[0]?.toUpperCase()}${text.slice(1)} was signed with HMAC-${hash.toUpperCase()} ${how}, but the request says that it is signed as ${said}.`;
        yield { says, draft: { ...draft, key, hash, encode } };
      }
    }
  }
}

/** The V1 text of a request that claims V2 or V4. */
function olderDraft(draft: Draft): Draft {
  const { headers } = draft.request;
  const date = headers.get('x-oss-date') ?? headers.get('date') ?? draft.date;
  return { ...draft, text: 'v1', date };
}

/** The V4 text of a request that claims V1 or V2. */
function v4Draft(draft: Draft): Draft {
  if (draft.claimed === 'v4') return draft;
  const timestamp = v4Timestamp(draft.date);
  return { ...draft, text: 'v4', timestamp, scope: { ...draft.scope, date: timestamp.slice(0, 8) } };
}

type Derivation = readonly [what: string, key: (secret: string, scope: Scope) => string | Buffer];

const DERIVATIONS: readonly Derivation[] = [
  ['from AWS4 + secret', chain('AWS4', ['aliyun_v4_request'])],
  ['from AWS4 + secret and with aws4_request, as for Amazon S3', chain('AWS4', ['aws4_request'])],
  ['from the secret without aliyun_v4 before it', chain('', ['aliyun_v4_request'])],
  ['with aws4_request at its end', chain('aliyun_v4', ['aws4_request'])],
  ['without its last step, aliyun_v4_request', chain('aliyun_v4', [])],
  ['with hexadecimal digits between its steps', chain('aliyun_v4', ['aliyun_v4_request'], true)],
  ['not at all: it is the plain secret', plainKey],
  ['not at all: it is aliyun_v4 and the secret', (secret) => `aliyun_v4${secret}`],
];

function chain(prefix: string, ends: readonly string[], inHex = false): Derivation[1] {
  return (secret, { date, region, product }) => {
    let key: string | Buffer = prefix + secret;
    for (const step of [date, region, product, ...ends]) {
      const mac: Buffer = createHmac('sha256', key).update(step, 'latin1').digest();
      key = inHex ? mac.toString('hex') : mac;
    }
    return key;
  };
}
