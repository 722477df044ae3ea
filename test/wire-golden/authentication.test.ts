import { authenticationCases } from './cases/authentication.ts';
import { authenticationUrlCases } from './cases/authentication-url.ts';
import { holdGoldens } from './support/run.ts';

for (const cases of [authenticationCases, authenticationUrlCases]) holdGoldens(cases);
