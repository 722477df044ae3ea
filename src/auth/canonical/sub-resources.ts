/** Response overrides: signed in V1, and refused on anonymous requests (access.md AUTH-6). */
export const RESPONSE_OVERRIDES: ReadonlySet<string> = new Set([
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
]);

/** Names that every SDK's list has, or that no SDK sends unsigned. */
const COMMON = `acl append bucketInfo cname comp continuation-token cors delete encryption endTime inventory inventoryId
  lifecycle live location logging objectMeta partNumber policy position qos referer replication replicationLocation
  replicationProgress requestPayment restore security-token startTime stat status style styleName symlink tagging
  uploadId uploads vod website worm wormExtend wormId x-oss-process x-oss-request-payer x-oss-traffic-limit`;

/** Names that at least one older SDK leaves unsigned (access.md V1H-14, "which SDK signs which"). */
const MISSING_IN_OLDER = `accessPoint accessPointConfigForObjectProcess accessPointForObjectProcess accessPointPolicy
  accessPointPolicyForObjectProcess asyncFetch bucketArchiveDirectRead callback callback-var cleanRestoredObject
  cloudboxes dataPipeline group httpsConfig img legalHold link metadataConfiguration metadataInventoryTable
  metadataJournalTable metaQuery objectInfo objectWorm overwriteConfig policyStatus processConfiguration
  publicAccessBlock qosInfo qosRequester quota redundancyTransition regionList regions
  requesterQosInfo resourceGroup resourcePool resourcePoolBuckets resourcePoolInfo responseHeader retention rtc seal
  sequential transferAcceleration udf udfApplication udfApplicationLog udfId udfImage udfImageDesc udfName
  userDefinedLogFieldsConfig versionId versioning versions vip vpcip withHashContext
  x-oss-ac-forward-allow x-oss-ac-source-ip x-oss-ac-subnet-mask x-oss-ac-vpc-id x-oss-access-point-name
  x-oss-async-process x-oss-delete x-oss-dir x-oss-enable-md5 x-oss-enable-sha1 x-oss-enable-sha256 x-oss-hash-ctx
  x-oss-md5-ctx x-oss-redundancy-transition-taskid x-oss-rename x-oss-security-token x-oss-sign-origin-only
  x-oss-target-redundancy-type x-oss-write-get-object-response`;

const names = (list: string): string[] => list.split(/\s+/);

/** What the older SDKs' lists hold too. */
export const SIGNED_BY_OLDER_SDKS: ReadonlySet<string> = new Set([...names(COMMON), ...RESPONSE_OVERRIDES]);

/** Every query parameter that a V1 signature covers: the union of the SDKs' lists (access.md V1H-14). */
export const SIGNED_SUB_RESOURCES: ReadonlySet<string> = new Set([...SIGNED_BY_OLDER_SDKS, ...names(MISSING_IN_OLDER)]);
