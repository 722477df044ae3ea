import type { CauseRow } from '../errors/cause.ts';
import { CAUSES, type FoundCause } from '../errors/find.ts';
import { messageDetails } from '../errors/message.ts';
import { type Evidence, element } from './evidence.ts';
import { type ReadRequest, readRequest } from './request.ts';
import { timeOfRequest } from './request-id.ts';
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

export interface Weighed {
  readonly candidate: Candidate;
  /** How many signs of its own were seen. */
  readonly shown: number;
}

/** Elements that every error document has, or may have. */
const COMMON = new Set(['Code', 'Message', 'RequestId', 'HostId', 'EC', 'RecommendDoc']);
/** Elements of a row that the service leaves out at times. */
const OPTIONAL = new Set(['AccessDeniedDetail']);
/** Every EC of the catalogue. */
export const ECS: ReadonlySet<string | undefined> = new Set(CAUSES.map(([, { ec }]) => ec));
/** Since then every answer has its EC; the first ones had theirs in November 2022 (wire.md (a)4). */
const ECS_SINCE = Date.UTC(2023, 7);
/** Until when the words of a profile were the words of the day. */
const WORDS_UNTIL: Readonly<Record<string, number>> = { '2019': Date.UTC(2020, 0), '2022': Date.UTC(2023, 0) };

/**
 * Every cause that what was seen can come from. Where none prints all of it, those that print its EC, or its code and
 * its message: the service adds elements and mends texts.
 */
export function weighAll(evidence: Evidence): Weighed[] {
  const { code, ec, message } = evidence;
  if (code === undefined && message === undefined && !(ec !== undefined && ECS.has(ec))) return [];
  const request = evidence.request && readRequest(evidence.request);
  const exact = CAUSES.flatMap((found) => weigh(found, evidence, request, false));
  return exact.length > 0 ? exact : CAUSES.flatMap((found) => weigh(found, evidence, request, true));
}

function weigh(
  [cause, row]: FoundCause,
  evidence: Evidence,
  request: ReadRequest | undefined,
  loosely: boolean,
): Weighed[] {
  const { status, ec, elements } = evidence;
  if (ec !== undefined && ECS.has(ec) && row.ec !== ec) return [];
  const byEc = loosely && ec !== undefined && row.ec === ec;
  const wording = wordingOf(row, evidence) ?? (byEc ? { details: {}, doubts: otherWords(row, evidence) } : undefined);
  if (wording === undefined) return [];
  const doubts = [...wording.doubts];
  if (status !== undefined && status !== row.status) {
    if (!byEc) return [];
    doubts.push(`its status is ${row.status}`);
  }
  if (ec !== undefined && !ECS.has(ec)) doubts.push(`the EC ${ec} is not in the catalogue`);
  if (row.ec !== undefined && lacksEc(evidence)) doubts.push(`an answer of today has EC ${row.ec}`);
  const details: Record<string, string> = { ...wording.details };
  if (elements !== undefined) {
    const own = elements.filter(([name]) => !COMMON.has(name));
    const strange = own.filter(([name]) => !row.extras?.includes(name));
    if (strange.length > 0 && !loosely) return [];
    if (strange.length > 0) doubts.push(`it is not known to have ${strange.map(([name]) => name).join(', ')}`);
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

/** Whether an answer of today would have shown its EC in what was seen. */
function lacksEc({ ec, elements, headers, requestId }: Evidence): boolean {
  if (ec !== undefined || (elements === undefined && headers === undefined)) return false;
  const at = timeOfRequest(requestId);
  return at === undefined || at >= ECS_SINCE;
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
function wordingOf(row: CauseRow, { code, message, messageBegins, requestId }: Evidence): Wording | undefined {
  const fits = (as: { readonly code?: string; readonly message?: string }): Record<string, string> | undefined => {
    if (code !== undefined && code !== (as.code ?? row.code)) return undefined;
    if (messageBegins !== undefined && !(as.message ?? row.message).startsWith(messageBegins)) return undefined;
    return message === undefined ? {} : messageDetails(as.message ?? row.message, message);
  };
  const today = fits(row);
  if (today !== undefined) return { details: today, doubts: [] };
  const at = timeOfRequest(requestId) ?? Number.POSITIVE_INFINITY;
  for (const [year, as] of Object.entries(row.earlier ?? {})) {
    const details = fits(as);
    const then = at < (WORDS_UNTIL[year] ?? 0);
    if (details !== undefined) return { details, doubts: then ? [] : [`these are the words of ${year}`] };
  }
  return undefined;
}

/** In what code and message differ from those that are known. */
function otherWords(row: CauseRow, { code, message }: Evidence): string[] {
  const doubts: string[] = [];
  if (code !== undefined && code !== row.code) doubts.push(`its Code is known as ${row.code}`);
  if (message !== undefined && messageDetails(row.message, message) === undefined) {
    doubts.push(`its Message is known as "${row.message}"`);
  }
  return doubts;
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
    sign.values?.((name) => details[name] ?? element(evidence, name)),
    sign.query && request ? sign.query(request.query) : undefined,
    sign.method && request ? sign.method.includes(request.method) : undefined,
    sign.body && evidence.request?.body !== undefined ? sign.body.test(evidence.request.body) : undefined,
  ];
  return parts.includes(false) ? false : parts.filter((part) => part === true).length;
}
