import { refuse } from '../../errors/refuse.ts';
import { argument } from '../argument.ts';
import type { Call } from '../operation.ts';

const MAX_ENTRIES = 1000;

/**
 * How many entries a list may have: 1 to 1000, and 1000 when nothing is asked (operations.md §7.6, §7.7).
 * @throws OssError `list-limit-invalid`.
 */
export function listLimit(call: Call, parameter: 'max-parts' | 'max-uploads'): number {
  const text = call.request.query.get(parameter) ?? '';
  if (text === '') return MAX_ENTRIES;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_ENTRIES) return limit;
  throw refuse('list-limit-invalid', argument(parameter, text));
}
