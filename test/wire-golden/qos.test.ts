import { qosCases } from './cases/qos.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(qosCases);
