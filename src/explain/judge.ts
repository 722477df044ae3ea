import type { CauseRow } from '../errors/cause.ts';
import { CAUSES, type FoundCause } from '../errors/find.ts';
import { messageDetails } from '../errors/message.ts';
import type { Evidence } from './evidence.ts';
import { type ReadRequest, readRequest } from './request.ts';
import { type Sign, signOf } from './signs.ts';

/** A cause that what was seen does not rule out. */
export interface Candidate {
  readonly cause: string;
  readonly row: CauseRow;
  /** Values of the row's placeholders and elements, as far as they were seen. */
  readonly details: Readonly<Record<string, string>>;
  /** What speaks against it, in words; empty for one that all that was seen fits. */
  readonly doubts: readonly string[];
}

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

/** Elements that every error document has, or may have. */
const COMMON = new Set(['Code', 'Message', 'RequestId', 'HostId', 'EC', 'RecommendDoc']);
/** Elements of a row that the service leaves out at times. */
const OPTIONAL = new Set(['AccessDeniedDetail']);
const ECS = new Set(CAUSES.map(([, { ec }]) => ec));

/** Which causes what was seen can come from. */
export function judge(evidence: Evidence): Verdict {
  const request = evidence.request && readRequest(evidence.request);
  const weighed = CAUSES.flatMap((found) => weigh(found, evidence, request)).sort(
    (a, b) => a.candidate.doubts.length - b.candidate.doubts.length || b.shown - a.shown,
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
  return { certainty: alone && told ? 'certain' : 'likely', candidates };
}

interface Weighed {
  readonly candidate: Candidate;
  /** How many signs of its own were seen. */
  readonly shown: number;
}

function ahead({ candidate, shown }: Weighed): number {
  return shown - 100 * candidate.doubts.length;
}

function weigh([cause, row]: FoundCause, evidence: Evidence, request: ReadRequest | undefined): Weighed[] {
  const { status, code, ec } = evidence;
  if (code === undefined && ec === undefined && evidence.message === undefined) return [];
  if (status !== undefined && status !== row.status) return [];
  const wording = wordingOf(row, code, evidence.message);
  if (wording === undefined) return [];
  const doubts = [...wording.doubts];
  const { elements } = evidence;
  if (ec !== undefined && ECS.has(ec) && row.ec !== ec) return [];
  if (ec !== undefined && !ECS.has(ec)) doubts.push(`the EC ${ec} is not in the catalogue`);
  if (ec === undefined && row.ec !== undefined) doubts.push(`an answer of today has EC ${row.ec}`);
  const details: Record<string, string> = { ...wording.details };
  if (elements !== undefined) {
    const own = elements.filter(([name]) => !COMMON.has(name));
    if (own.some(([name]) => !row.extras?.includes(name))) return [];
    const missing = row.extras?.filter((name) => !OPTIONAL.has(name) && !own.some(([known]) => known === name)) ?? [];
    if (missing.length > 0) doubts.push(`there is no ${missing.join(', ')}`);
    for (const [name, text] of own) details[name] = text;
  }
  const headers = headersSeen(row, evidence);
  if (headers === false) doubts.push(`there is no header ${row.headers?.join(', ')}`);
  const sign = signOf(cause);
  const seen = sign === undefined ? 0 : signSeen(sign, details, request, evidence);
  if (seen === false) doubts.push('another argument, method or sub-resource would be expected');
  return [{ candidate: { cause, row, details, doubts }, shown: Number(seen) + (headers === true ? 1 : 0) }];
}

/** Whether the headers of the answer that a row has were there; false where headers were shown, and these not. */
function headersSeen({ headers: own = [] }: CauseRow, { headers }: Evidence): boolean | undefined {
  if (own.length === 0 || headers === undefined) return undefined;
  return own.every((name) => headers.some(([known]) => known.toLowerCase() === name.toLowerCase()));
}

interface Wording {
  readonly details: Readonly<Record<string, string>>;
  readonly doubts: readonly string[];
}

/** How code and message fit a row, as of today or as of earlier; undefined where they do not. */
function wordingOf(row: CauseRow, code: string | undefined, message: string | undefined): Wording | undefined {
  const fits = (as: { readonly code?: string; readonly message?: string }): Record<string, string> | undefined => {
    if (code !== undefined && code !== (as.code ?? row.code)) return undefined;
    return message === undefined ? {} : messageDetails(as.message ?? row.message, message);
  };
  const today = fits(row);
  if (today !== undefined) return { details: today, doubts: [] };
  for (const [year, as] of Object.entries(row.earlier ?? {})) {
    const details = fits(as);
    if (details !== undefined) return { details, doubts: [`these are the words of ${year}`] };
  }
  return undefined;
}

/** How many parts of a sign were seen; false where one was seen to be otherwise. */
function signSeen(
  sign: Sign,
  details: Readonly<Record<string, string>>,
  request: ReadRequest | undefined,
  evidence: Evidence,
): number | false {
  const parts: (boolean | undefined)[] = [
    sign.argument && details.ArgumentName !== undefined ? sign.argument.test(details.ArgumentName) : undefined,
    sign.element && details[sign.element[0]] !== undefined
      ? sign.element[1].test(details[sign.element[0]] as string)
      : undefined,
    sign.query && request ? sign.query(request.query) : undefined,
    sign.method && request ? sign.method.includes(request.method) : undefined,
    sign.body && evidence.request?.body !== undefined ? sign.body.test(evidence.request.body) : undefined,
  ];
  return parts.includes(false) ? false : parts.filter((part) => part === true).length;
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
