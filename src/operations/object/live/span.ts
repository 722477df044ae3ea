import { refuse } from '../../../errors/refuse.ts';
import { argument } from '../../argument.ts';
import type { Call } from '../../operation.ts';

const DAY = 24 * 60 * 60;

/** Unix seconds, both inclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * startTime and endTime of the query: the end lies behind the start, by a day at most (PostVodPlaylist page).
 * @throws OssError `vod-time-invalid`, `vod-span-invalid`.
 */
export function requestedSpan(call: Call): Span {
  const start = requestedTime(call, 'startTime');
  const end = requestedTime(call, 'endTime');
  if (end <= start || end - start > DAY) {
    throw refuse('vod-span-invalid', argument('endTime', String(end))).because({ start, end });
  }
  return { start, end };
}

function requestedTime({ request }: Call, name: string): number {
  const text = request.query.get(name) ?? '';
  if (!/^\d{1,12}$/.test(text)) throw refuse('vod-time-invalid', argument(name, text));
  return Number(text);
}
