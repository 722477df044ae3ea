import { bucketCallbackPolicyCases } from './cases/bucket-callback-policy.ts';
import { bucketCnameCases } from './cases/bucket-cname.ts';
import { bucketEncryptionCases } from './cases/bucket-encryption.ts';
import { bucketInventoryCases } from './cases/bucket-inventory.ts';
import { bucketOverwriteCases } from './cases/bucket-overwrite.ts';
import { bucketSwitchCases } from './cases/bucket-switches.ts';
import { bucketTagsCases } from './cases/bucket-tags.ts';
import { redundancyTransitionCases } from './cases/redundancy-transition.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(bucketTagsCases);
holdGoldens(bucketEncryptionCases);
holdGoldens(bucketSwitchCases);
holdGoldens(bucketOverwriteCases);
holdGoldens(bucketInventoryCases);
holdGoldens(bucketCallbackPolicyCases);
holdGoldens(bucketCnameCases);
holdGoldens(redundancyTransitionCases);
