import type { OssError } from '../../errors/oss-error.ts';
import { refuse } from '../../errors/refuse.ts';
import type { Call } from '../operation.ts';

/** The length that the object must have (operations.md §6.7). @throws OssError `append-position-missing`, `append-position-invalid`. */
export function requestedPosition(call: Call): number {
  const value = call.request.query.get('position');
  if (value === undefined || value === '') throw refuse('append-position-missing');
  if (!/^\d+$/.test(value)) throw refuse('append-position-invalid').because({ position: value });
  return Number(value);
}

/** The refusal of another length, with the header that tells it. */
export function wrongPosition(position: number, length: number): OssError {
  return refuse('append-position-wrong', { 'x-oss-next-append-position': `${length}` }).because({ position, length });
}
