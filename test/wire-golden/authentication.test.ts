import { authenticationCases } from './cases/authentication.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(authenticationCases);
