import type { RungResult } from '../journal/record.ts';
import type { SignatureProof } from '../journal/signature-proof.ts';
import type { Exchanged } from './run.ts';

/** What of a record says why it came to an answer. */
export interface Why {
  readonly operation: string | undefined;
  readonly cause: string | undefined;
  readonly ec: string | undefined;
  readonly fault: string | undefined;
  readonly reason: string | undefined;
  readonly remedy: string | undefined;
  readonly rungs: readonly RungResult[];
  readonly signature: SignatureProof | undefined;
}

/** The part of an explanation that is the same in every run: no ports, and nothing that the exchange itself shows. */
export function why({ explanation }: Exchanged): Why | undefined {
  if (explanation === undefined) return undefined;
  const { operation, cause, ec, fault, reason, remedy, rungs, signature } = explanation as unknown as Why;
  return { operation, cause, ec, fault, reason, remedy, rungs, signature };
}

const LABEL = 8;
const WIDTH = 110;

/** Why a request was refused, or that a fault was in play: every check up to there. Nothing for one that just worked. */
export function whyLines(exchange: Exchanged): string[] {
  const known = why(exchange);
  if (known === undefined) return [];
  const { cause, fault, reason, remedy, rungs, signature } = known;
  if (cause === undefined && fault === undefined) return [];
  return [
    '',
    ...(cause === undefined ? [] : [`${'cause'.padEnd(LABEL)}${cause}`]),
    ...(fault === undefined ? [] : [`${'fault'.padEnd(LABEL)}${fault}`]),
    ...rungs.flatMap((rung, at) => rungLines(rung, at === 0 ? 'checks' : '')),
    ...(signature === undefined ? [] : wrapped(proof(signature), ' '.repeat(LABEL), 'proof   ')),
    ...(reason === undefined ? [] : wrapped(reason, ' '.repeat(LABEL), 'why     ')),
    ...(remedy === undefined ? [] : wrapped(remedy, ' '.repeat(LABEL), 'remedy  ')),
  ];
}

/** A check that passed in one line; what was compared where it did not, line by line. */
function rungLines({ name, outcome, facts = {} }: RungResult, label: string): string[] {
  const head = `${label.padEnd(LABEL)}${outcome.padEnd(LABEL)} ${name}`;
  if (outcome !== 'passed') return [head, ...factLines(facts, ' '.repeat(2 * LABEL + 1))];
  const shown = Object.entries(facts).map(([fact, value]) => `${fact}: ${factText(value)}`);
  const line = shown.length === 0 ? head : `${head.padEnd(40)} ${shown.join(', ')}`;
  return [line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line];
}

/** A value in one line where it fits, else what it holds, line by line. */
function factLines(facts: object, indent: string): string[] {
  return Object.entries(facts).flatMap(([fact, value]) => {
    const text = factText(value);
    const fits = typeof value !== 'object' || value === null || indent.length + fact.length + text.length < WIDTH;
    return fits ? [`${indent}${fact}: ${text}`.trimEnd()] : [`${indent}${fact}:`, ...factLines(value, `${indent}  `)];
  });
}

function factText(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll('\n', '\\n');
}

function proof({ proven, recomputations }: SignatureProof): string {
  if (proven !== undefined) return `${proven.statement} ${proven.remedy}`;
  return `none of ${recomputations} recomputations with the usual mistakes gives the signature that was sent`;
}

/** Words in lines of at most 110 characters. */
export function wrapped(text: string, indent: string, first = indent): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
