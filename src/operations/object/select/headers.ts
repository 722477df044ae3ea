import type { ObjectRecord } from '../../../store/store.ts';
import { objectHeaders } from '../../metadata.ts';
import type { Call } from '../../operation.ts';

/** What an answer says of the object it was made from: all but Content-MD5, which would be about the answer's body. */
export function headersOf(call: Call, object: ObjectRecord): [string, string][] {
  return objectHeaders(call, object).filter(([name]) => name !== 'Content-MD5');
}
