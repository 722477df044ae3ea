import { manualExamples } from '../errors/manuals/examples.ts';
import { manualRows } from '../errors/manuals/index.ts';
import type { Edition, ManualRow } from '../errors/manuals/row.ts';
import type { Scenario } from './format.ts';
import type { Known } from './library.ts';
import type { Exchanged, Outcome } from './run.ts';
import { documentOf, elementOf } from './wire.ts';

/** A row or an example of the manuals, and the scenarios that show it. */
export interface Covered {
  readonly id: string;
  readonly editions: readonly Edition[];
  readonly row: ManualRow | undefined;
  /** What an example shows. */
  readonly shows: string;
  readonly elsewhere: string | undefined;
  readonly scenarios: readonly Known[];
}

/** Every row and every example of both manuals, in the order of `CHAPTERS`' rows, with the scenarios that name it. */
export function coverage(known: readonly Known[]): Covered[] {
  const shownBy = (id: string): Known[] => known.filter(({ scenario }) => scenario.manual?.includes(id));
  return [
    ...manualRows.map((row) => ({ ...row, row, shows: '', elsewhere: undefined, scenarios: shownBy(row.id) })),
    ...manualExamples.map((one) => ({
      ...one,
      row: undefined,
      elsewhere: one.elsewhere,
      scenarios: shownBy(one.id),
    })),
  ];
}

/** The editions in which a row or an example is shown by no scenario. */
export function missingEditions({ editions, elsewhere, scenarios }: Covered): Edition[] {
  if (elsewhere !== undefined) return [];
  return editions.filter((edition) => !scenarios.some(({ scenario }) => scenario.profiles?.includes(edition)));
}

/** The rows that a scenario names and whose error, as that edition prints it, did not come back. */
export function unprinted({ manual = [] }: Scenario, { profile, exchanges }: Outcome): string[] {
  return manualRows
    .filter(({ id, editions }) => manual.includes(id) && editions.some((edition) => edition === profile))
    .filter((row) => !exchanges.some((exchange) => prints(row, exchange)))
    .map(({ id }) => id);
}

function prints({ status, code, message, details = {} }: ManualRow, { answer }: Exchanged): boolean {
  const document = documentOf(answer);
  if (elementOf(document, 'Code') !== code || (status !== undefined && answer.status !== status)) return false;
  if (message === undefined) return true;
  // What the example of the manual fills in belongs to its request.
  const loose = Object.values(details).reduce((text, value) => text.replaceAll(literal(value), '.+'), literal(message));
  return new RegExp(`^${loose}$`).test(elementOf(document, 'Message') ?? '');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
