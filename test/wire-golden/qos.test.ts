import { qosCases } from './cases/qos.ts';
import { resourcePoolRequesterCases } from './cases/resource-pool-requester.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(qosCases);
holdGoldens(resourcePoolRequesterCases);
