import { everyOperationCases } from '../wire-golden/cases/every-operation.ts';
import { tables } from '../wire-golden/cases/index.ts';
import type { Ask, Case, Earlier, SignedAsk } from '../wire-golden/support/case.ts';

type Asking = Pick<Case, 'before' | 'ask' | 'cause'>;

/** Names and values that requests of the corpus bear. */
export interface Vocabulary {
  /** As they stand in queries. */
  readonly parameters: readonly string[];
  readonly headers: readonly (readonly [string, string])[];
  readonly keys: readonly string[];
}

/** More would be slow, and only shows that there is a limit. */
const MOST_BEFORE = 12;

/** What the golden cases know of every operation and layer, where the server is as always. */
export const CORPUS: ReadonlyMap<string, readonly Asking[]> = byOperation();

function byOperation(): Map<string, Asking[]> {
  const found = new Map<string, Asking[]>();
  const own = tables.filter((table) => table !== everyOperationCases);
  for (const [operation, cases] of own.flatMap((table) => Object.entries(table))) {
    const short = cases.filter(({ before = [] }) => before.length <= MOST_BEFORE);
    if (short.length > 0) found.set(operation, [...(found.get(operation) ?? []), ...short]);
  }
  return found;
}

/** The request itself; undefined where what it needs of earlier answers is not there. */
export function resolved<T extends Ask | SignedAsk>(
  ask: T | ((earlier: readonly Earlier[]) => T),
  earlier: readonly Earlier[],
): T | undefined {
  if (typeof ask !== 'function') return ask;
  try {
    return ask(earlier);
  } catch {
    return undefined;
  }
}

export function vocabulary(): Vocabulary {
  const parameters = new Set<string>();
  const headers = new Map<string, readonly [string, string]>();
  const keys = new Set<string>();
  for (const { before = [], ask } of [...CORPUS.values()].flat()) {
    for (const one of [...before, ask]) {
      if (typeof one === 'function' || 'bytes' in one) continue;
      for (const parameter of (one.query ?? '').split('&')) if (parameter !== '') parameters.add(parameter);
      for (const header of Object.entries(one.headers ?? {})) headers.set(header.join(), header);
      if (one.key !== undefined) keys.add(one.key);
    }
  }
  return { parameters: [...parameters], headers: [...headers.values()], keys: [...keys] };
}
