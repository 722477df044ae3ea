import type { CompiledStatement } from './compile.ts';

/**
 * The statements that cover an action, found by how their resources begin: a policy with many directories is asked only
 * about the few that a resource can lie in.
 */
export interface Covering {
  /** Lengths of the prefixes, ascending. */
  readonly lengths: readonly number[];
  /** By the text before the first wildcard of a resource's last part; empty where a statement may cover any. */
  readonly byPrefix: ReadonlyMap<string, readonly CompiledStatement[]>;
}

/** @param action in lower case. */
export function coveringOf(statements: readonly CompiledStatement[], action: string): Covering {
  const byPrefix = new Map<string, CompiledStatement[]>();
  for (const each of statements) {
    if (!each.coversAction(action)) continue;
    for (const prefix of each.prefixes) byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), each]);
  }
  const lengths = [...new Set([...byPrefix.keys()].map((prefix) => prefix.length))].sort((a, b) => a - b);
  return { lengths, byPrefix };
}
