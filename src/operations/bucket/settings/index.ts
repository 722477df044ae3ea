import type { Operation } from '../../operation.ts';
import { accessMonitor } from './access-monitor.ts';
import { archiveDirectRead } from './archive-direct-read.ts';
import { callbackPolicy } from './callback-policy.ts';
import { bucketEncryption } from './encryption.ts';
import { httpsConfig } from './https-config.ts';
import { overwriteConfig } from './overwrite.ts';
import { processConfiguration } from './process-configuration.ts';
import { resourceGroup } from './resource-group.ts';
import { responseHeader } from './response-header.ts';
import { bucketTags } from './tags.ts';
import { transferAcceleration } from './transfer-acceleration.ts';

/** Settings that are one document each. */
export const settingOperations: readonly Operation[] = [
  ...bucketTags,
  ...bucketEncryption.operations,
  ...transferAcceleration.operations,
  ...accessMonitor.operations,
  ...httpsConfig.operations,
  ...archiveDirectRead.operations,
  ...resourceGroup.operations,
  ...overwriteConfig.operations,
  ...callbackPolicy.operations,
  ...processConfiguration.operations,
  ...responseHeader.operations,
];
