import { refuse } from '../errors/refuse.ts';
import { argument } from './argument.ts';
import type { Call } from './operation.ts';

const NAME = 'x-oss-traffic-limit';
/** Bits per second. */
const MIN = 819_200;
const MAX = 838_860_800;

/**
 * Slows the transfer down to x-oss-traffic-limit, which may come as a header, in the query, or as a field of a form
 * (operations.md §2.17). The answer says in x-oss-qos-delay-time by how many milliseconds.
 * @throws OssError `traffic-limit-twice`, `traffic-limit-invalid`.
 */
export function limitTraffic(call: Call, field?: string): void {
  const header = field ?? call.request.headers.get(NAME);
  const parameter = call.request.query.get(NAME);
  const value = header ?? parameter;
  if (value === undefined) return;
  const refused = argument(NAME, value);
  if (header !== undefined && parameter !== undefined) throw refuse('traffic-limit-twice', refused);
  const limit = /^\d+$/.test(value) ? Number(value) : 0;
  if (limit < MIN || limit > MAX) throw refuse('traffic-limit-invalid', refused);
  call.limitTraffic(limit / 8);
}
