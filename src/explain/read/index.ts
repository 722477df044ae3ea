import type { Evidence, Hit } from '../evidence.ts';
import { networkHits } from '../network/recognise.ts';
import { curlExchanges } from './curl.ts';
import { documentHits, unescaped } from './document.ts';
import { exceptionHits } from './exceptions.ts';
import { harEntries } from './har.ts';
import { rawAnswers } from './raw.ts';
import { wordHits } from './words.ts';

/**
 * Finds every error in a text: a HAR, dumps of `curl -v`, error documents, what SDKs print, logs with any of these in
 * them, and failures without an answer.
 * @returns them in the order of the text; none where nothing is recognised.
 */
export function readEvidence(input: string): Evidence[] {
  const entries = harEntries(input);
  if (entries !== undefined) return entries.flatMap(ofHarEntry);
  const text = unescaped(input.replaceAll('\r\n', '\n'));
  const dumps = curlExchanges(text);
  const found = dumps.flatMap((dump) => {
    const evidence = ofAnswer('curl', dump, dump.rest);
    return evidence === undefined ? [] : [{ ...evidence, line: lineOf(text, dump.start) }];
  });
  if (dumps.length > 0) return found;
  return merged(hitsIn(text)).map(({ start, found: evidence }) => ({ ...evidence, line: lineOf(text, start) }));
}

function ofHarEntry(entry: ReturnType<typeof harEntries> extends (infer E)[] | undefined ? E : never): Evidence[] {
  const { request, status, error } = entry;
  if (status === 0) return [{ form: 'HAR', line: 1, request, network: error ?? 'no answer' }];
  const evidence = ofAnswer('HAR', entry, entry.body);
  return evidence === undefined ? [] : [evidence];
}

/** What an answer with its request says; undefined where it is no error. */
function ofAnswer(
  form: string,
  seen: {
    readonly request: Evidence['request'];
    readonly status: number | undefined;
    readonly headers: readonly (readonly [string, string])[];
  },
  body: string,
): Evidence | undefined {
  const { request, status, headers } = seen;
  const header = (name: string): string | undefined => headers.find(([known]) => known.toLowerCase() === name)?.[1];
  const hidden = header('x-oss-err');
  const [first] = merged(documentHits(hidden ?? body));
  const network = merged(networkHits(body))[0]?.found.network;
  const base = {
    form,
    line: 1,
    request,
    headers,
    status,
    requestId: header('x-oss-request-id'),
    ec: header('x-oss-ec'),
  };
  if (first !== undefined) {
    const { found } = first;
    return { ...base, ...found, form, ec: found.ec ?? base.ec, requestId: found.requestId ?? base.requestId };
  }
  if (network !== undefined) return { ...base, network };
  if (status === undefined) return { ...base, network: body.trim() };
  if (status < 400 && status !== 203) return undefined;
  return /<html/i.test(body) ? { ...base, network: body } : base;
}

function hitsIn(text: string): Hit[] {
  const told = [...answerHits(text), ...documentHits(text), ...exceptionHits(text)];
  const rest = networkHits(text).filter((hit) => !told.some((other) => overlap(hit, other)));
  const all = [...told, ...rest];
  return all.length > 0 ? all : wordHits(text);
}

/** Refusals in answers that were pasted as they came. */
function answerHits(text: string): Hit[] {
  return rawAnswers(text).flatMap(({ start, end, rest, ...seen }) => {
    const evidence = ofAnswer('HTTP answer', { ...seen, request: undefined }, rest);
    return evidence === undefined ? [] : [{ start, end, found: evidence }];
  });
}

/** Hits at the same place, or with one request id, are one error; documents tell more than what is printed around them. */
function merged(hits: readonly Hit[]): Hit[] {
  const ordered = [...hits].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Hit[] = [];
  for (const hit of ordered) {
    const index = kept.findIndex((other) => overlap(hit, other) || sameRequest(hit, other));
    const other = kept[index];
    if (other === undefined) kept.push(hit);
    else kept[index] = joined(other, hit);
  }
  return kept;
}

function overlap(one: Hit, other: Hit): boolean {
  return one.start < other.end && other.start < one.end;
}

function sameRequest({ found: one }: Hit, { found: other }: Hit): boolean {
  return one.requestId !== undefined && one.requestId === other.requestId;
}

function joined(one: Hit, other: Hit): Hit {
  const [more, less] =
    other.found.elements !== undefined && one.found.elements === undefined ? [other, one] : [one, other];
  const found: Record<string, unknown> = { ...less.found };
  for (const [name, value] of Object.entries(more.found)) if (value !== undefined) found[name] = value;
  return {
    start: Math.min(one.start, other.start),
    end: Math.max(one.end, other.end),
    found: { ...(found as unknown as Hit['found']), form: one.found.form },
  };
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
