import type { ObjectRecord } from '../../store/store.ts';
import { objectHeaders } from '../metadata.ts';
import { type Answer, answer, type Call } from '../operation.ts';

/** A 304: the object's headers without Content-Type, Accept-Ranges and body (operations.md §6.2). */
export function notModified(call: Call, object: ObjectRecord): Answer {
  return answer(304, objectHeaders(call, object));
}
