import type { Summary } from './types.ts';

export type Outcome = 'all' | 'refused' | 'passed' | 'fault';

/** Fields that a word may name before a colon. */
const FIELDS: Readonly<Record<string, (request: Summary) => string | undefined>> = {
  status: ({ status }) => `${status}`,
  method: ({ method }) => method,
  op: ({ operation }) => operation,
  code: ({ code }) => code,
  cause: ({ cause }) => cause,
  bucket: ({ bucket }) => bucket,
  key: ({ key }) => key,
  as: ({ accessKeyId }) => accessKeyId,
  host: ({ host }) => host,
  id: ({ requestId }) => requestId,
  fault: ({ fault }) => fault,
};

/**
 * The requests that hold every word, somewhere or in the field it names: `put status:403 key:cat`. A word with `-` before it
 * must not fit.
 */
export function filtered(requests: readonly Summary[], search: string, outcome: Outcome): readonly Summary[] {
  const tests = search.toLowerCase().split(/\s+/).filter(Boolean).map(wordTest);
  if (tests.length === 0 && outcome === 'all') return requests;
  return requests.filter((request) => hasOutcome(request, outcome) && tests.every((test) => test(request)));
}

function wordTest(word: string): (request: Summary) => boolean {
  if (word.startsWith('-') && word.length > 1) {
    const test = wordTest(word.slice(1));
    return (request) => !test(request);
  }
  const colon = word.indexOf(':');
  const field = colon === -1 ? undefined : FIELDS[word.slice(0, colon)];
  if (field === undefined) return (request) => textOf(request).includes(word);
  const wanted = word.slice(colon + 1);
  return (request) => field(request)?.toLowerCase().includes(wanted) === true;
}

function textOf(request: Summary): string {
  const { method, status, host, target, operation, code, cause, accessKeyId, requestId, key, fault } = request;
  return [method, status, host, target, operation, code, cause, accessKeyId, requestId, key, fault]
    .join(' ')
    .toLowerCase();
}

function hasOutcome({ status, code, fault }: Summary, outcome: Outcome): boolean {
  const refused = status === 0 || status >= 400 || code !== undefined;
  if (outcome === 'refused') return refused;
  if (outcome === 'passed') return !refused;
  return outcome === 'all' || fault !== undefined;
}
