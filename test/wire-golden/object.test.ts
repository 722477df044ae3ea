import { copyObjectCases } from './cases/copy-object.ts';
import { getObjectCases } from './cases/get-object.ts';
import { objectCases } from './cases/object.ts';
import { putObjectCases } from './cases/put-object.ts';
import { putObjectHeaderCases } from './cases/put-object-headers.ts';
import { holdGoldens } from './support/run.ts';

for (const cases of [putObjectCases, putObjectHeaderCases, getObjectCases, copyObjectCases, objectCases])
  holdGoldens(cases);
