import type { FormClaim } from '../../forms/form-claim.ts';
import type { FirstDifference, SignatureProof, SigningTexts } from '../../journal/signature-proof.ts';
import type { Claim } from '../claim.ts';
import type { SignedRequest } from '../request.ts';
import { shown } from '../text.ts';
import { ALGORITHMS } from './algorithms.ts';
import { BUCKETS } from './buckets.ts';
import { CONTENTS } from './contents.ts';
import { DATES } from './dates.ts';
import { type Around, type Draft, signatureOf, type Texts, textsOf } from './draft.ts';
import { HEADERS } from './headers.ts';
import type { Hypothesis, Variant } from './hypothesis.ts';
import { KEYS } from './keys.ts';
import { QUERIES } from './queries.ts';
import { QUERY_LINES } from './query-lines.ts';
import { SCOPES } from './scopes.ts';
import { SECRETS } from './secrets.ts';
import { firstDraft } from './start.ts';
import { TEXTS } from './texts.ts';

/** Every mistake that is looked for, in this order: the first that fits is stated. */
const HYPOTHESES: readonly Hypothesis[] = [
  ...SECRETS,
  ...CONTENTS,
  ...HEADERS,
  ...BUCKETS,
  ...KEYS,
  ...QUERIES,
  ...QUERY_LINES,
  ...DATES,
  ...SCOPES,
  ...ALGORITHMS,
  ...TEXTS,
];

/** How many pairs of mistakes are computed. */
const PAIRS = 2000;

/** How much text is signed: enough for every hypothesis about a usual request, and some tens of milliseconds for any. */
const CHARACTERS = 8_000_000;

/** A request whose signature was refused, with the secret that it should have been signed with. */
export interface RefusedSignature {
  readonly request: SignedRequest;
  readonly claim: Claim | FormClaim;
  readonly secret: string;
  readonly around: Around;
}

/**
 * Finds the mistake in a refused signature: signs again with each known mistake, then with pairs of them, until the
 * result is the signature that was sent. What is stated is therefore proven; without such a result nothing is stated.
 */
export function proveSignature(refused: RefusedSignature): SignatureProof {
  const start = firstDraft(refused);
  const search = new Search(refused.claim.signature);
  const found = search.one(start) ?? search.two(start);
  const server = textsOf(start);
  const { tried, recomputations } = search;
  if (found === undefined) return { tried: [...tried], recomputations, server: display(server) };
  const client = textsOf((found.at(-1) as Found).variant.draft);
  const difference = differenceOf(server, client);
  return {
    proven: {
      hypotheses: found.map(({ hypothesis }) => hypothesis.name),
      statement: found.map(({ variant }) => variant.says).join(' '),
      remedy: [...new Set(found.map(({ hypothesis }) => hypothesis.remedy))].join(' '),
    },
    tried: [...tried],
    recomputations,
    server: display(server),
    client: display(client),
    ...(difference === undefined ? {} : { firstDifference: difference }),
  };
}

interface Found {
  readonly hypothesis: Hypothesis;
  readonly variant: Variant;
}

class Search {
  readonly tried = new Set<string>();
  recomputations = 0;
  private characters = 0;
  private readonly wanted: string;

  constructor(wanted: string) {
    this.wanted = wanted;
  }

  one(start: Draft): readonly Found[] | undefined {
    for (const hypothesis of applying(start)) {
      for (const variant of hypothesis.variants(start)) {
        this.tried.add(hypothesis.name);
        if (this.fits(variant.draft)) return [{ hypothesis, variant }];
        if (this.exhausted) return undefined;
      }
    }
    return undefined;
  }

  /** Each likely mistake with each wrong secret, then with each likely one that stands no earlier in the list. */
  two(start: Draft): readonly Found[] | undefined {
    const last = this.recomputations + PAIRS;
    const others = applying(start).filter((hypothesis) => !SECRETS.includes(hypothesis));
    const mistakes = [...likely(start, others)];
    const secrets = [...likely(start, SECRETS)];
    for (const { hypothesis, variant } of mistakes) {
      if (this.exhausted) return undefined;
      // The text does not depend on the secret: it is made once for all of them.
      const texts = textsOf(variant.draft);
      for (const wrong of secrets) {
        const draft = { ...variant.draft, secret: wrong.variant.draft.secret };
        if (this.fits(draft, texts)) return [wrong, { hypothesis, variant: { says: variant.says, draft } }];
      }
    }
    for (const one of mistakes) {
      for (const other of likely(one.variant.draft, others.slice(others.indexOf(one.hypothesis)))) {
        if (this.recomputations >= last || this.exhausted) return undefined;
        if (this.fits(other.variant.draft)) return [one, other];
      }
    }
    return undefined;
  }

  private get exhausted(): boolean {
    return this.characters > CHARACTERS;
  }

  private fits(draft: Draft, texts = textsOf(draft)): boolean {
    this.recomputations++;
    this.characters += texts.stringToSign.length + (texts.canonicalRequest?.length ?? 0);
    return signatureOf(draft, texts) === this.wanted;
  }
}

function applying({ claimed }: Draft): Hypothesis[] {
  return HYPOTHESES.filter(({ of }) => of.includes(claimed));
}

function* likely(draft: Draft, hypotheses: readonly Hypothesis[]): Generator<Found> {
  for (const hypothesis of hypotheses) {
    let left = hypothesis.paired;
    if (left === 0) continue;
    for (const variant of hypothesis.variants(draft)) {
      yield { hypothesis, variant };
      if (--left === 0) break;
    }
  }
}

function display({ stringToSign, canonicalRequest }: Texts): SigningTexts {
  const text = shown(stringToSign);
  return canonicalRequest === undefined
    ? { stringToSign: text }
    : { stringToSign: text, canonicalRequest: shown(canonicalRequest) };
}

/** In V4 the canonical request tells more: its hash is in the other text. */
function differenceOf(server: Texts, client: Texts): FirstDifference | undefined {
  const { canonicalRequest } = server;
  if (
    canonicalRequest !== undefined &&
    client.canonicalRequest !== undefined &&
    canonicalRequest !== client.canonicalRequest
  ) {
    return firstDifference('canonicalRequest', canonicalRequest, client.canonicalRequest);
  }
  if (server.stringToSign === client.stringToSign) return undefined;
  return firstDifference('stringToSign', server.stringToSign, client.stringToSign);
}

function firstDifference(where: FirstDifference['in'], server: string, client: string): FirstDifference {
  let offset = 0;
  while (offset < server.length && server[offset] === client[offset]) offset++;
  const line = server.slice(0, offset).split('\n').length;
  const rest = (text: string): string => shown(text.slice(offset).split('\n', 1)[0] as string);
  return { in: where, offset, line, server: rest(server), client: rest(client) };
}
