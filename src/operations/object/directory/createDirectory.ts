import { refuse } from '../../../errors/refuse.ts';
import { httpDate } from '../../../wire/dates.ts';
import { answer, operation } from '../../operation.ts';
import { directoryKey, makeDirectory, makeWay, requireHierarchy } from './hierarchy.ts';

/** operations.md §11.4: with the directories above it. One that is there already is left as it is. */
export const createDirectory = operation({
  name: 'CreateDirectory',
  method: 'POST',
  resource: 'object',
  subResource: 'x-oss-dir',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  async run(call) {
    requireHierarchy(call);
    const path = directoryKey(call.key);
    if (path.includes('//')) throw refuse('directory-name-invalid', { ObjectName: call.key });
    await makeWay(call, path);
    await makeDirectory(call, path);
    const directory = await call.store.object(call.bucketName, path);
    return answer(200, [['Last-Modified', httpDate(directory?.lastModified ?? call.runtime.clock.now())]]);
  },
});
