import { bucketEncryptionCases } from './cases/bucket-encryption.ts';
import { bucketSwitchCases } from './cases/bucket-switches.ts';
import { bucketTagsCases } from './cases/bucket-tags.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(bucketTagsCases);
holdGoldens(bucketEncryptionCases);
holdGoldens(bucketSwitchCases);
