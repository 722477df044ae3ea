import type { Cases } from '../support/case.ts';
import { accessCases } from './access.ts';
import { accessPointCases } from './access-point.ts';
import { addressingCases } from './addressing.ts';
import { asyncFetchCases } from './async-fetch.ts';
import { authenticationCases } from './authentication.ts';
import { authenticationCallerCases } from './authentication-caller.ts';
import { authenticationUrlCases } from './authentication-url.ts';
import { bucketCases } from './bucket.ts';
import { bucketCallbackPolicyCases } from './bucket-callback-policy.ts';
import { bucketCnameCases } from './bucket-cname.ts';
import { bucketEncryptionCases } from './bucket-encryption.ts';
import { bucketInventoryCases } from './bucket-inventory.ts';
import { bucketOverwriteCases } from './bucket-overwrite.ts';
import { bucketSwitchCases } from './bucket-switches.ts';
import { bucketTagsCases } from './bucket-tags.ts';
import { completeUploadCases } from './complete-upload.ts';
import { copyObjectCases } from './copy-object.ts';
import { deleteMultipleCases } from './delete-multiple.ts';
import { directoryCases } from './directory.ts';
import { everyOperationCases } from './every-operation.ts';
import { getObjectCases } from './get-object.ts';
import { imageCases } from './image.ts';
import { leftoverCases } from './leftovers.ts';
import { lifecycleCases } from './lifecycle.ts';
import { listingCases } from './listing.ts';
import { liveChannelCases } from './live-channel.ts';
import { loggingCases } from './logging.ts';
import { metaQueryCases } from './meta-query.ts';
import { objectCases } from './object.ts';
import { objectProcessCases } from './object-process.ts';
import { objectWormCases } from './object-worm.ts';
import { policyCases } from './policies.ts';
import { postObjectCases } from './post-object.ts';
import { postObjectPolicyCases } from './post-object-policy.ts';
import { postObjectSignatureCases } from './post-object-signature.ts';
import { profileCases } from './profiles.ts';
import { protocolCases } from './protocol.ts';
import { putBucketCases } from './put-bucket.ts';
import { putObjectCases } from './put-object.ts';
import { putObjectHeaderCases } from './put-object-headers.ts';
import { qosCases } from './qos.ts';
import { redundancyTransitionCases } from './redundancy-transition.ts';
import { replicationCases } from './replication.ts';
import { resourcePoolRequesterCases } from './resource-pool-requester.ts';
import { restoreCases } from './restore.ts';
import { sealCases } from './seal.ts';
import { selectCases } from './select.ts';
import { serviceCases } from './service.ts';
import { settingsCases } from './settings.ts';
import { strictCases } from './strict.ts';
import { symlinkCases } from './symlink.ts';
import { objectTagCases } from './tags.ts';
import { uploadPartCases } from './upload-part.ts';
import { versioningCases } from './versioning.ts';
import { versioningWriteCases } from './versioning-writes.ts';
import { websiteCases } from './website.ts';
import { wormCases } from './worm.ts';

/** Every table of cases; one operation may stand in several. */
export const tables: readonly Cases[] = [
  serviceCases,
  putBucketCases,
  bucketCases,
  settingsCases,
  bucketTagsCases,
  bucketEncryptionCases,
  bucketSwitchCases,
  bucketOverwriteCases,
  bucketCallbackPolicyCases,
  bucketCnameCases,
  redundancyTransitionCases,
  metaQueryCases,
  qosCases,
  resourcePoolRequesterCases,
  accessPointCases,
  objectProcessCases,
  bucketInventoryCases,
  lifecycleCases,
  liveChannelCases,
  leftoverCases,
  asyncFetchCases,
  directoryCases,
  loggingCases,
  listingCases,
  putObjectCases,
  putObjectHeaderCases,
  getObjectCases,
  imageCases,
  copyObjectCases,
  objectCases,
  postObjectCases,
  postObjectSignatureCases,
  postObjectPolicyCases,
  uploadPartCases,
  completeUploadCases,
  deleteMultipleCases,
  versioningCases,
  versioningWriteCases,
  everyOperationCases,
  accessCases,
  policyCases,
  authenticationCases,
  authenticationCallerCases,
  authenticationUrlCases,
  protocolCases,
  addressingCases,
  profileCases,
  symlinkCases,
  restoreCases,
  objectTagCases,
  sealCases,
  strictCases,
  websiteCases,
  replicationCases,
  wormCases,
  objectWormCases,
  selectCases,
];
