import { accessCases } from './cases/access.ts';
import { policyCases } from './cases/policies.ts';
import { holdGoldens } from './support/run.ts';

for (const cases of [accessCases, policyCases]) holdGoldens(cases);
