import type { Known } from '../scenarios/library.ts';
import type { Evidence } from './evidence.ts';
import { type Certainty, judge, tellsApart } from './judge.ts';
import { KINDS, type KindName, type NetworkKind } from './network/kinds.ts';
import { recognise } from './network/recognise.ts';
import { notes } from './notes.ts';
import { readEvidence } from './read/index.ts';
import { faultScenario, networkScenario, type Scripted, stateScenario } from './scenario.ts';
import { type KnownKey, type SignatureFinding, signatureFinding } from './signature.ts';
import type { Candidate } from './weigh.ts';

/** A cause that may be meant, for people and for `--json`. */
export interface NamedCause {
  readonly cause: string;
  readonly status: number;
  readonly code: string;
  readonly ec: string | undefined;
  readonly reason: string;
  readonly remedy: string;
  /** What speaks against it. */
  readonly doubts: readonly string[];
  /** What would tell it from the others. */
  readonly tells: readonly string[];
}

/** One error, explained. */
export interface Explained {
  /** What it was found in, and in which line of the input. */
  readonly form: string;
  readonly line: number;
  readonly seen: Pick<Evidence, 'status' | 'code' | 'message' | 'ec' | 'requestId'>;
  readonly certainty: Certainty;
  /** The best first. */
  readonly causes: readonly NamedCause[];
  /** For failures without an answer of the service: what may have happened, and whose print it is. */
  readonly network:
    | { readonly client: string; readonly kinds: readonly (NetworkKind & { name: KindName })[] }
    | undefined;
  /** What its values say. */
  readonly notes: readonly string[];
  readonly signature: SignatureFinding | undefined;
  /** A scenario file that makes it happen. */
  readonly scenario: Scripted | undefined;
}

export interface ExplainOptions {
  readonly key?: KnownKey | undefined;
  /** The scenarios that come with ossmock. */
  readonly library: readonly Known[];
}

/** Explains every error in a text; none where nothing is recognised. */
export function explainText(text: string, options: ExplainOptions): Explained[] {
  return readEvidence(text).map((evidence) => explainEvidence(evidence, options));
}

function explainEvidence(evidence: Evidence, { key, library }: ExplainOptions): Explained {
  const { form, line, status, code, message, ec, requestId } = evidence;
  const base = { form, line, seen: { status, code, message, ec, requestId } };
  const recognised = evidence.network === undefined ? undefined : recognise(evidence.network);
  if (recognised !== undefined) {
    const kinds = recognised.kinds.map((name) => ({ name, ...KINDS[name] }));
    const [first] = recognised.kinds;
    return {
      ...base,
      certainty: kinds.length === 1 ? 'certain' : 'open',
      causes: [],
      network: { client: recognised.client, kinds },
      notes: [],
      signature: undefined,
      scenario: first && networkScenario(first, evidence),
    };
  }
  const { certainty, candidates } = judge(evidence);
  const leading = candidates.filter(({ doubts }) => doubts.length === (candidates[0] as Candidate).doubts.length);
  const [best] = candidates;
  const refusedSignature = best?.row.code === 'SignatureDoesNotMatch' && key !== undefined;
  return {
    ...base,
    certainty,
    causes: (certainty === 'open' ? leading : candidates).map((candidate) => named(candidate, candidates)),
    network: undefined,
    notes: notes(evidence),
    signature: refusedSignature ? signatureFinding(evidence, key) : undefined,
    scenario: best && (stateScenario(best, evidence, library) ?? faultScenario(best, evidence)),
  };
}

function named(candidate: Candidate, all: readonly Candidate[]): NamedCause {
  const { cause, row, doubts } = candidate;
  const { status, code, ec, reason, remedy } = row;
  const near = all.slice(0, NEAR);
  return { cause, status, code, ec, reason, remedy, doubts, tells: near.length > 1 ? tellsApart(candidate, near) : [] };
}

/** So many of the best are held against each other. */
const NEAR = 8;
