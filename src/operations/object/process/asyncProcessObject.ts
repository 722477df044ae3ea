import { refuse } from '../../../errors/refuse.ts';
import { operation } from '../../operation.ts';
import { sourceImage } from './process-image.ts';

const MAX_BYTES = 16 * 1024;
const FIELD = 'x-oss-async-process';

/**
 * Documents, videos and archives are processed by a project of Intelligent Media Management that is attached to the bucket.
 * There is none here, so the answer is that of a bucket without one (operations.md §11.1).
 */
export const asyncProcessObject = operation({
  name: 'AsyncProcessObject',
  method: 'POST',
  resource: 'object',
  subResource: FIELD,
  action: 'oss:PostProcessTask',
  access: 'write',
  support: 'NotImplemented',
  takesBody: true,
  async run(call) {
    const missing = () => refuse('async-process-missing');
    const body = await call.body.readAll(MAX_BYTES, missing);
    if (!body.toString('latin1').startsWith(`${FIELD}=`)) throw missing();
    await sourceImage(call, undefined);
    throw refuse('media-project-missing');
  },
});
