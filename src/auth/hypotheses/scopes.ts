import { REGIONS } from '../../operations/service/regions.ts';
import { isoBasicDate, parseIsoBasicDate } from '../../wire/dates.ts';
import { encodePercentBytes } from '../../wire/percent.ts';
import { scopeText, UNSIGNED_PAYLOAD } from '../canonical/v4.ts';
import type { Scope } from '../claim.ts';
import type { Draft } from './draft.ts';
import { type Hypothesis, type Variant, withEdit, withHeader, withoutParameters, withQuery } from './hypothesis.ts';

const DAY = 86_400_000;
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const SAME_SCOPE =
  'Use one and the same date/region/product/aliyun_v4_request in the credential, in the string to sign and for the signing key.';

const ALWAYS_SIGNED = /^(?:x-oss-.*|content-type|content-md5|authorization)$/;

/** V4 alone: scope, additional headers, hash of the body. */
export const SCOPES: readonly Hypothesis[] = [
  {
    name: 'scope-region',
    of: ['v4', 'policy'],
    paired: 2,
    remedy: `${SAME_SCOPE} The region is written without oss- before it, for example cn-hangzhou.`,
    *variants(draft) {
      const { region } = draft.scope;
      const written = [
        `oss-${region}`,
        `oss-${region}-internal`,
        `oss-${region}.aliyuncs.com`,
        '',
        region.toUpperCase(),
      ];
      for (const other of [...written, draft.around.region, ...REGIONS]) {
        if (other !== region) yield* scoped(draft, { ...draft.scope, region: other }, `the region "${other}"`);
      }
    },
  },
  {
    name: 'scope-date',
    of: ['v4', 'policy'],
    paired: 0,
    remedy: `${SAME_SCOPE} Its date is the UTC day of x-oss-date.`,
    *variants(draft) {
      const day = parseIsoBasicDate(`${draft.scope.date}T000000Z`);
      if (day === undefined) return;
      for (const days of [-1, 1]) {
        const date = isoBasicDate(day + days * DAY).slice(0, 8);
        yield* scoped(draft, { ...draft.scope, date }, `the day ${date}`);
      }
      yield* scoped(draft, { ...draft.scope, date: isoDay(draft.scope.date) }, `the day ${isoDay(draft.scope.date)}`);
      yield* scoped(draft, { ...draft.scope, date: draft.timestamp }, 'the whole time instead of the day');
    },
  },
  {
    name: 'scope-product',
    of: ['v4', 'policy'],
    paired: 0,
    remedy: `${SAME_SCOPE} The product is oss.`,
    *variants(draft) {
      for (const product of ['oss', 's3', 'oss-cloudbox', 'OSS', '']) {
        if (product !== draft.scope.product)
          yield* scoped(draft, { ...draft.scope, product }, `the product "${product}"`);
      }
    },
  },
  {
    name: 'scope-order',
    of: ['v4', 'policy'],
    paired: 0,
    remedy: SAME_SCOPE,
    *variants(draft) {
      const { date, region, product } = draft.scope;
      yield* scoped(draft, { date, region: product, product: region }, 'product and region in each other’s place');
      yield* scoped(draft, { date: region, region: date, product }, 'date and region in each other’s place');
    },
  },
  {
    name: 'additional-headers',
    of: ['v2', 'v4'],
    paired: 2,
    remedy:
      'Name in AdditionalHeaders exactly the further headers that are signed, in lower case and sorted; host only if nothing on the way changes it.',
    *variants(draft) {
      const { additional, request } = draft;
      if (additional.length > 0) {
        yield { says: 'None of the additional headers was signed.', draft: { ...draft, additional: [] } };
        for (const name of additional) {
          const says = `The additional header ${name} was announced but not signed.`;
          yield { says, draft: { ...draft, additional: additional.filter((other) => other !== name) } };
        }
      }
      for (const [name] of request.headers.entries()) {
        if (additional.includes(name) || ALWAYS_SIGNED.test(name)) continue;
        const says = `The header ${name} was signed but is not named among the additional headers.`;
        const more = { ...draft, additional: [...additional, name].sort() };
        yield { says, draft: more };
        // Its line alone, with the list of names as announced.
        const list = `\n${additional.join(';')}\n`;
        yield {
          says,
          draft: withEdit(more, (text) => text.replace(`\n${more.additional.join(';')}\n`, () => list)),
        };
      }
    },
  },
  {
    name: 'host-changed',
    of: ['v2', 'v4'],
    paired: 2,
    remedy:
      'Something between client and service changes the Host header, for example a proxy or a port mapping: let it pass Host on, or do not sign it.',
    *variants(draft) {
      if (!draft.additional.includes('host')) return;
      const sent = draft.request.headers.get('host') ?? '';
      for (const host of hostsOf(draft)) {
        if (host === sent) continue;
        yield { says: `Host was signed as "${host}" and came as "${sent}".`, draft: withHeader(draft, 'host', host) };
      }
    },
  },
  {
    name: 'payload-hash',
    of: ['v4'],
    paired: 0,
    remedy:
      'The last line of the canonical request is the value of x-oss-content-sha256, and UNSIGNED-PAYLOAD where that header is not sent.',
    *variants(draft) {
      const sent = draft.request.headers.get('x-oss-content-sha256') ?? UNSIGNED_PAYLOAD;
      for (const payload of [UNSIGNED_PAYLOAD, EMPTY_SHA256, '']) {
        if (payload === sent) continue;
        const says = `The last line of the canonical request is "${payload}" instead of "${sent}".`;
        yield { says, draft: withEdit(draft, (text) => text.slice(0, text.lastIndexOf('\n') + 1) + payload) };
      }
    },
  },
];

/** The three ways to get one scope wrong. */
function* scoped(draft: Draft, scope: Scope, what: string): Iterable<Variant> {
  const { key } = draft;
  if (draft.text === 'policy') {
    // Only the key of a form depends on its scope.
    if (draft.hash === 'sha256')
      yield { says: `The signing key was derived with ${what}.`, draft: { ...draft, scope } };
    return;
  }
  const all = `The signature was made for ${what}, and the request names another.`;
  yield { says: all, draft: { ...draft, scope } };
  if (draft.place === 'url') yield { says: all, draft: { ...withCredential(draft, scope), scope } };
  const says = `The signing key was derived with ${what}, and the string to sign has another.`;
  yield { says, draft: { ...draft, key: (secret) => key(secret, scope) } };
  const own = draft.scope;
  const text = `The string to sign has ${what}, and the signing key another.`;
  yield { says: text, draft: { ...draft, scope, key: (secret) => key(secret, own) } };
}

/** The parameter x-oss-credential is signed as well. */
function withCredential(draft: Draft, scope: Scope): Draft {
  const credential = encodePercentBytes(`${draft.around.accessKeyId}/${scopeText(scope)}`);
  const others = withoutParameters(draft, ({ name }) => name !== 'x-oss-credential').request.query.raw;
  return withQuery(draft, `${others}&x-oss-credential=${credential}`);
}

function isoDay(date: string): string {
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
}

function hostsOf({ around, request }: Draft): Set<string> {
  const { bucket } = request.resource;
  const { headers } = request;
  const port = /:\d+$/.exec(around.host)?.[0] ?? '';
  const cloud = [`oss-${around.region}.aliyuncs.com`, `oss-${around.region}-internal.aliyuncs.com`];
  const bases = [around.base, ...cloud];
  const names = bucket === undefined ? bases : [...bases.map((base) => `${bucket}.${base}`), ...bases];
  const forwarded = headers.get('x-forwarded-host') ?? headers.get('x-original-host');
  return new Set([
    ...(forwarded === undefined ? [] : [forwarded]),
    around.host.replace(/:\d+$/, ''),
    ...names,
    ...names.map((name) => name + port),
    ...[':80', ':443', ':9000'].map((common) => around.host.replace(/:\d+$/, '') + common),
    'localhost',
    `localhost${port}`,
    `127.0.0.1${port}`,
  ]);
}
