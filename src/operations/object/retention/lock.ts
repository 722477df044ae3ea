import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord, ObjectState, Retention } from '../../../store/store.ts';
import type { Headers } from '../../../wire/headers.ts';
import { argument } from '../../argument.ts';
import { initialRetention, OBJECT_WORM, objectWormOf, readMode } from '../../bucket/object-worm/configuration.ts';
import type { Call } from '../../operation.ts';

export const MODE = 'x-oss-object-worm-mode';
export const UNTIL = 'x-oss-object-worm-retain-until-date';
export const HOLD = 'x-oss-object-worm-legal-hold';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** Milliseconds of `2030-01-31T12:00:00.000Z`; undefined for anything else. */
export function readUntil(text: string | undefined): number | undefined {
  const at = text !== undefined && INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** `ON` or `OFF`; undefined for anything else. */
export function readHold(text: string | undefined): boolean | undefined {
  return text === 'ON' ? true : text === 'OFF' ? false : undefined;
}

/** @throws OssError `object-worm-off` in buckets that do not retain single objects. */
export function checkObjectWorm(bucket: BucketRecord): void {
  if (objectWormOf(bucket) === undefined) throw refuse('object-worm-off');
}

/**
 * What keeps a new object from being deleted: what its request says, else what the bucket gives new objects. Hot.
 * @throws OssError what `askedLock` throws.
 */
export function requestedLock(call: Call, headers: Headers): ObjectState | undefined {
  return lockOfNew(call, askedLock(call, headers));
}

/**
 * What a request itself says of retention and legal hold.
 * @throws OssError `object-worm-off`, `retention-header-invalid`, `retention-date-past`.
 */
export function askedLock({ bucket, runtime }: Call, headers: Headers): ObjectState | undefined {
  if (!asksForLock(headers)) return undefined;
  checkObjectWorm(bucket);
  return { retention: requestedRetention(headers, runtime.clock.now()), legalHold: requestedHold(headers) };
}

/** Adds the retention that the bucket gives objects made now, where none was asked for. */
export function lockOfNew({ bucket, runtime }: Call, asked: ObjectState | undefined): ObjectState | undefined {
  if (asked?.retention !== undefined || bucket.documents[OBJECT_WORM] === undefined) return asked;
  const worm = objectWormOf(bucket);
  const retention = worm && initialRetention(worm, runtime.clock.now());
  return retention === undefined ? asked : { ...asked, retention };
}

function asksForLock(headers: Headers): boolean {
  return headers.has(MODE) || headers.has(UNTIL) || headers.has(HOLD);
}

function requestedRetention(headers: Headers, now: number): Retention | undefined {
  const named = headers.get(MODE);
  const date = headers.get(UNTIL);
  if (named === undefined && date === undefined) return undefined;
  const mode = readMode(named);
  if (mode === undefined) throw refuse('retention-header-invalid', argument(MODE, named ?? ''));
  const until = readUntil(date);
  if (until === undefined) throw refuse('retention-header-invalid', argument(UNTIL, date ?? ''));
  if (until <= now) throw refuse('retention-date-past', argument(UNTIL, date ?? ''));
  return { mode, until };
}

function requestedHold(headers: Headers): boolean | undefined {
  const value = headers.get(HOLD);
  if (value === undefined) return undefined;
  const hold = readHold(value);
  if (hold === undefined) throw refuse('retention-header-invalid', argument(HOLD, value));
  return hold;
}
