import { postObjectCases } from './cases/post-object.ts';
import { postObjectPolicyCases } from './cases/post-object-policy.ts';
import { postObjectSignatureCases } from './cases/post-object-signature.ts';
import { holdGoldens } from './support/run.ts';

for (const cases of [postObjectCases, postObjectSignatureCases, postObjectPolicyCases]) holdGoldens(cases);
