import type { ObjectRecord } from '../../store/store.ts';
import { httpDate } from '../../wire/dates.ts';
import { restoreInfo } from './restore/state.ts';
import { HOLD, MODE, UNTIL } from './retention/lock.ts';

/** What GET and HEAD say of what became of an object since it was made (operations.md §6.4); their order is inferred. */
export function stateHeaders(object: ObjectRecord, now: number): [string, string][] {
  const { sealedAt, retention, legalHold, transitionedAt } = object.state ?? {};
  const headers: [string, string][] = [];
  const restore = restoreInfo(object, now);
  if (restore !== undefined) headers.push(['x-oss-restore', restore]);
  if (transitionedAt !== undefined) headers.push(['x-oss-transition-time', httpDate(transitionedAt)]);
  if (sealedAt !== undefined) headers.push(['x-oss-sealed-time', httpDate(sealedAt)]);
  if (retention !== undefined) headers.push([MODE, retention.mode], [UNTIL, new Date(retention.until).toISOString()]);
  if (legalHold) headers.push([HOLD, 'ON']);
  return headers;
}
