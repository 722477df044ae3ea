import { replicationCases } from './cases/replication.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(replicationCases);
