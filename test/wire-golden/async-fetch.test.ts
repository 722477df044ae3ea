import { asyncFetchCases } from './cases/async-fetch.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(asyncFetchCases);
