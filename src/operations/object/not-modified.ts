import type { ObjectRecord } from '../../store/store.ts';
import { objectHeaders } from '../metadata.ts';
import { type Answer, answer } from '../operation.ts';

/** A 304: the object's headers without Content-Type, Accept-Ranges and body (operations.md §6.2). */
export function notModified(object: ObjectRecord): Answer {
  return answer(304, objectHeaders(object));
}
