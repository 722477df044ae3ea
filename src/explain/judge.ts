import type { CauseRow } from '../errors/cause.ts';
import type { Evidence } from './evidence.ts';
import { foreignTo } from './foreign.ts';
import { type Sign, signOf } from './signs.ts';
import { isUsual } from './usual.ts';
import { type Candidate, ECS, type Weighed, weighAll } from './weigh.ts';

/**
 * `certain`: nothing else in the catalogue prints this. `likely`: one fits best, others are not ruled out. `open`: several
 * fit equally well. `unknown`: none fits.
 */
export type Certainty = 'certain' | 'likely' | 'open' | 'unknown';

export interface Verdict {
  readonly certainty: Certainty;
  /** The best first. */
  readonly candidates: readonly Candidate[];
}

/** Which causes what was seen can come from. */
export function judge(evidence: Evidence): Verdict {
  const foreign = foreignTo(evidence);
  if (foreign?.sure) return { certainty: 'unknown', candidates: [] };
  const weighed = withRumours(weighAll(evidence), evidence).sort(
    ({ candidate: a, shown: ofA }, { candidate: b, shown: ofB }) =>
      a.doubts.length - b.doubts.length || ofB - ofA || Number(isUsual(b.cause)) - Number(isUsual(a.cause)),
  );
  const candidates = weighed.map(({ candidate }) => candidate);
  const [best, second] = weighed;
  if (best === undefined) return { certainty: 'unknown', candidates };
  const clear =
    best.candidate.doubts.length === 0 &&
    (second === undefined || second.candidate.doubts.length > 0 || best.shown > second.shown);
  if (!clear && second !== undefined && ahead(best) === ahead(second)) return { certainty: 'open', candidates };
  const alone = second === undefined && best.candidate.doubts.length === 0;
  const told = evidence.ec !== undefined ? ECS.has(evidence.ec) : evidence.message !== undefined;
  return { certainty: alone && told && foreign === undefined ? 'certain' : 'likely', candidates };
}

function ahead({ candidate, shown }: Weighed): number {
  return shown - 100 * candidate.doubts.length;
}

/**
 * Of causes that fit equally well, those that no answer and no EC page of the service shows, only a text of the
 * documentation or a guess of ours, are doubted for the sake of the others.
 */
function withRumours(weighed: readonly Weighed[], { ec }: Evidence): Weighed[] {
  const least = Math.min(...weighed.map(({ candidate }) => candidate.doubts.length));
  const best = weighed.filter(({ candidate }) => candidate.doubts.length === least);
  if (ec !== undefined || !best.some(({ candidate }) => isShown(candidate.row))) return [...weighed];
  return weighed.map((one) => {
    const { candidate } = one;
    if (!best.includes(one) || isShown(candidate.row)) return one;
    const doubts = [...candidate.doubts, 'no answer of the service is known in which this was the cause'];
    return { ...one, candidate: { ...candidate, doubts } };
  });
}

function isShown({ evidence, ec }: CauseRow): boolean {
  return evidence !== 'inferred' && (evidence !== 'doc' || ec !== undefined);
}
/** What would tell a candidate from the others that are left, in words. */
export function tellsApart({ cause, row }: Candidate, all: readonly Candidate[]): string[] {
  const others = all.filter((other) => other.cause !== cause).map((other) => other.row);
  const tells: string[] = [];
  if (row.ec !== undefined && others.some(({ ec }) => ec !== row.ec)) tells.push(`x-oss-ec (EC) is ${row.ec}`);
  if (row.ec === undefined && others.some(({ ec }) => ec !== undefined)) tells.push('there is no x-oss-ec (EC)');
  if (others.some(({ message }) => message !== row.message)) tells.push(`Message is "${row.message}"`);
  const own = row.extras?.filter((name) => others.some(({ extras }) => !extras?.includes(name))) ?? [];
  if (own.length > 0) tells.push(`the document has ${own.map((name) => `<${name}>`).join(', ')}`);
  const headers = row.headers?.filter((name) => others.some((other) => !other.headers?.includes(name))) ?? [];
  if (headers.length > 0) tells.push(`the answer has the header ${headers.join(', ')}`);
  const lacking = new Set(
    others.flatMap((other) => other.headers ?? []).filter((name) => !row.headers?.includes(name)),
  );
  if (lacking.size > 0) tells.push(`the answer lacks the header ${[...lacking].join(', ')}`);
  return [...tells, ...signWords(signOf(cause))];
}

function signWords(sign: Sign | undefined): string[] {
  if (sign === undefined) return [];
  return [
    ...(sign.argument ? [`ArgumentName matches ${sign.argument.source}`] : []),
    ...(sign.element ? [`${sign.element[0]} matches ${sign.element[1].source}`] : []),
    ...(sign.method ? [`the method is ${sign.method.join(' or ')}`] : []),
  ];
}
