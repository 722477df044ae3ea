import { objectWormCases } from './cases/object-worm.ts';
import { restoreCases } from './cases/restore.ts';
import { sealCases } from './cases/seal.ts';
import { symlinkCases } from './cases/symlink.ts';
import { objectTagCases } from './cases/tags.ts';
import { wormCases } from './cases/worm.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(symlinkCases);
holdGoldens(restoreCases);
holdGoldens(objectTagCases);
holdGoldens(sealCases);
holdGoldens(wormCases);
holdGoldens(objectWormCases);
