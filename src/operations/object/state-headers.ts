import type { ObjectRecord } from '../../store/store.ts';
import { httpDate } from '../../wire/dates.ts';
import { restoreInfo } from './restore/state.ts';
import { HOLD, MODE, UNTIL } from './retention/lock.ts';

/** What GET and HEAD say of what became of an object since it was made (operations.md §6.4); their order is inferred. */
export function stateHeaders(object: ObjectRecord, now: number): [string, string][] {
  const { sealedAt, retention, legalHold } = object.state ?? {};
  const headers: [string, string][] = [];
  const restore = restoreInfo(object, now);
  if (restore !== undefined) headers.push(['x-oss-restore', restore]);
  const transitionedAt = transitionTime(object);
  if (transitionedAt !== undefined) headers.push(['x-oss-transition-time', httpDate(transitionedAt)]);
  if (sealedAt !== undefined) headers.push(['x-oss-sealed-time', httpDate(sealedAt)]);
  if (retention !== undefined) headers.push([MODE, retention.mode], [UNTIL, new Date(retention.until).toISOString()]);
  if (legalHold) headers.push([HOLD, 'ON']);
  return headers;
}

const TOLD_OF: ReadonlySet<string> = new Set(['ColdArchive', 'DeepColdArchive']);

/** When a lifecycle rule made the object a cold one; of warmer classes the service does not tell (API reference of GetObjectMeta). */
export function transitionTime({ state, storageClass }: ObjectRecord): number | undefined {
  return TOLD_OF.has(storageClass) ? state?.transitionedAt : undefined;
}
