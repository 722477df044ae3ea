import type { Operation } from '../operation.ts';
import { dataPipelineOperations } from './data-pipelines/index.ts';
import { deletePublicAccessBlock } from './deletePublicAccessBlock.ts';
import { describeRegions } from './describeRegions.ts';
import { getPublicAccessBlock } from './getPublicAccessBlock.ts';
import { getUserQosInfo } from './getUserQosInfo.ts';
import { listBuckets } from './listBuckets.ts';
import { listCloudBoxes } from './listCloudBoxes.ts';
import { putPublicAccessBlock } from './putPublicAccessBlock.ts';
import { resourcePoolOperations } from './resource-pools/index.ts';

export const serviceOperations: readonly Operation[] = [
  listBuckets,
  describeRegions,
  putPublicAccessBlock,
  getPublicAccessBlock,
  deletePublicAccessBlock,
  getUserQosInfo,
  listCloudBoxes,
  ...resourcePoolOperations,
  ...dataPipelineOperations,
];
