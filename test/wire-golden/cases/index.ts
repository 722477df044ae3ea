import type { Cases } from '../support/case.ts';
import { addressingCases } from './addressing.ts';
import { authenticationCases } from './authentication.ts';
import { bucketCases } from './bucket.ts';
import { deleteMultipleCases } from './delete-multiple.ts';
import { everyOperationCases } from './every-operation.ts';
import { listingCases } from './listing.ts';
import { multipartCases } from './multipart.ts';
import { objectCases } from './object.ts';
import { profileCases } from './profiles.ts';
import { protocolCases } from './protocol.ts';
import { serviceCases } from './service.ts';
import { settingsCases } from './settings.ts';

/** Every table of cases; one operation may stand in several. */
export const tables: readonly Cases[] = [
  serviceCases,
  bucketCases,
  settingsCases,
  listingCases,
  objectCases,
  multipartCases,
  deleteMultipleCases,
  everyOperationCases,
  authenticationCases,
  protocolCases,
  addressingCases,
  profileCases,
];
