import { settingsCases } from './cases/settings.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(settingsCases);
