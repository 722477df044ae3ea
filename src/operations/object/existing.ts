import { refuse } from '../../errors/refuse.ts';
import type { ObjectRecord } from '../../store/store.ts';
import type { Call } from '../operation.ts';

/** The addressed object. @throws OssError `no-such-key`. */
export async function existingObject(call: Call): Promise<ObjectRecord> {
  const object = await call.store.object(call.bucketName, call.key);
  if (object === undefined) throw refuse('no-such-key', { Key: call.key });
  return object;
}
