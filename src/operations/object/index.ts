import type { Operation } from '../operation.ts';
import { appendObject } from './appendObject.ts';
import { copyObject } from './copyObject.ts';
import { deleteMultipleObjects } from './deleteMultipleObjects.ts';
import { deleteObject } from './deleteObject.ts';
import { directoryOperations } from './directory/index.ts';
import { getObject } from './getObject.ts';
import { getObjectAcl } from './getObjectAcl.ts';
import { getObjectMeta } from './getObjectMeta.ts';
import { headObject } from './headObject.ts';
import { liveChannelOperations } from './live/index.ts';
import { postObject } from './postObject.ts';
import { processOperations } from './process/index.ts';
import { putObject } from './putObject.ts';
import { putObjectAcl } from './putObjectAcl.ts';
import { restoreOperations } from './restore/index.ts';
import { retentionOperations } from './retention/index.ts';
import { sealOperations } from './seal/index.ts';
import { selectOperations } from './select/index.ts';
import { symlinkOperations } from './symlink/index.ts';
import { tagOperations } from './tags/index.ts';

export const objectOperations: readonly Operation[] = [
  putObject,
  getObject,
  headObject,
  getObjectMeta,
  copyObject,
  appendObject,
  deleteObject,
  deleteMultipleObjects,
  postObject,
  putObjectAcl,
  getObjectAcl,
  ...processOperations,
  ...symlinkOperations,
  ...restoreOperations,
  ...tagOperations,
  ...sealOperations,
  ...retentionOperations,
  ...selectOperations,
  ...liveChannelOperations,
  ...directoryOperations,
];
