import { bucketOperations } from './bucket/index.ts';
import { multipartOperations } from './multipart/index.ts';
import { notImplementedOperations } from './not-implemented.ts';
import { objectOperations } from './object/index.ts';
import type { Operation } from './operation.ts';
import { serviceOperations } from './service/index.ts';

/** Every operation of the service, supported or not. The README's compatibility table is printed from this list. */
export const operations: readonly Operation[] = [
  ...serviceOperations,
  ...bucketOperations,
  ...objectOperations,
  ...multipartOperations,
  ...notImplementedOperations,
];
