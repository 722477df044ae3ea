import { authenticationCases } from './cases/authentication.ts';
import { authenticationCallerCases } from './cases/authentication-caller.ts';
import { authenticationUrlCases } from './cases/authentication-url.ts';
import { holdGoldens } from './support/run.ts';

for (const cases of [authenticationCases, authenticationCallerCases, authenticationUrlCases]) holdGoldens(cases);
