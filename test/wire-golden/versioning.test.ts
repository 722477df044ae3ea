import { versioningCases } from './cases/versioning.ts';
import { versioningWriteCases } from './cases/versioning-writes.ts';
import { holdGoldens } from './support/run.ts';

for (const cases of [versioningCases, versioningWriteCases]) holdGoldens(cases);
