import { strictCases } from './cases/strict.ts';
import { websiteCases } from './cases/website.ts';
import { holdGoldens } from './support/run.ts';

for (const cases of [websiteCases, strictCases]) holdGoldens(cases);
