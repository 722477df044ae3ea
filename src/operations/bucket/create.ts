import { refuse } from '../../errors/refuse.ts';
import type { BucketRecord } from '../../store/store.ts';
import { childText } from '../../xml/read.ts';
import { argument } from '../argument.ts';
import { callerAccount } from '../caller.ts';
import { receiveDocument } from '../document.ts';
import { requestedRegion } from '../endpoints.ts';
import { HIERARCHY } from '../object/directory/hierarchy.ts';
import { type Answer, answer, type Call } from '../operation.ts';
import { PUBLIC_ACCESS_BLOCK, publicAccessBlocked } from '../public-access.ts';
import { publicAccessBlockDocument } from '../public-access-block.ts';
import { redundancyOf } from './redundancy-transition/task.ts';
import { BUCKET_ENCRYPTION, requestedDefaultEncryption } from './settings/encryption.ts';
import { RESOURCE_GROUP, requestedResourceGroup, resourceGroupDocument } from './settings/resource-group.ts';
import { BUCKET_TAGS, requestedBucketTags } from './settings/tags.ts';

type BucketAcl = BucketRecord['acl'];

const ACLS: readonly string[] = ['private', 'public-read', 'public-read-write'] satisfies BucketAcl[];
const STORAGE_CLASSES: readonly string[] = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive'];
const REDUNDANCIES: readonly string[] = ['LRS', 'ZRS'];
const MAX_BODY_BYTES = 64 * 1024;

/** What CreateBucketConfiguration asks for; undefined where it is silent. */
interface Configuration {
  readonly storageClass: string | undefined;
  readonly redundancy: string | undefined;
}

/**
 * PutBucket, and PutBucketAcl, which the service treats alike (operations.md §4.1, §4.6): makes the bucket, or changes
 * the ACL of the caller's own one.
 * @throws OssError one of the causes of errors/catalogue/bucket.ts.
 */
export async function createBucket(call: Call): Promise<Answer> {
  const { bucketName } = call;
  const account = callerAccount(call);
  ownBucket(call, account);
  const acl = requestedAcl(call);
  const documents = requestedDocuments(call);
  const configuration = await receiveConfiguration(call);

  // Asked again: the body may have taken its time.
  const existing = ownBucket(call, account);
  if (existing) checkUnchanged(call, existing, configuration);
  const bucket = existing
    ? { ...existing, acl: acl ?? existing.acl }
    : newBucket(call, { ...configuration, owner: account, acl: acl ?? 'private', documents });
  if (acl !== undefined && acl !== 'private' && publicAccessBlocked(call.store, bucket)) {
    throw refuse('public-bucket-acl-blocked', { BucketName: bucketName });
  }
  if (existing) await call.store.updateBucket(bucket);
  else await make(call, bucket);
  // ali-oss reads the bucket's name from here and fails without it.
  return answer(200, [['Location', `/${bucketName}`]]);
}

/** The caller's bucket of this name, if any. @throws OssError `bucket-name-taken`. */
function ownBucket({ store, bucketName }: Call, account: string): BucketRecord | undefined {
  const bucket = store.bucket(bucketName);
  if (bucket === undefined || bucket.owner === account) return bucket;
  throw refuse('bucket-name-taken', { BucketName: bucketName }).because({ owner: bucket.owner, account });
}

function requestedAcl({ request }: Call): BucketAcl | undefined {
  const value = request.headers.get('x-oss-acl');
  if (value === undefined || ACLS.includes(value)) return value as BucketAcl | undefined;
  throw refuse('bucket-acl-unknown', argument('x-oss-acl', value));
}

/** The optional body. Elements that are not known are ignored. */
async function receiveConfiguration(call: Call): Promise<Configuration> {
  const malformed = () => refuse('bucket-configuration-malformed');
  const root = await receiveDocument(call, { limit: MAX_BODY_BYTES, malformed });
  if (root === undefined) return { storageClass: undefined, redundancy: undefined };
  if (root.name !== 'CreateBucketConfiguration') throw malformed();

  const location = childText(root, 'LocationConstraint')?.trim();
  const region = requestedRegion(call);
  if (location !== undefined && location !== `oss-${region}`) {
    throw refuse('bucket-location-invalid', { BucketName: call.bucketName }).because({ location, region });
  }
  const storageClass = childText(root, 'StorageClass')?.trim();
  if (storageClass !== undefined && !STORAGE_CLASSES.includes(storageClass)) {
    throw refuse('bucket-storage-class-unknown').because({ storageClass });
  }
  const redundancy = childText(root, 'DataRedundancyType')?.trim();
  if (redundancy !== undefined && !REDUNDANCIES.includes(redundancy)) {
    throw refuse('bucket-redundancy-unknown').because({ redundancy });
  }
  return { storageClass, redundancy };
}

function checkUnchanged({ runtime }: Call, bucket: BucketRecord, { storageClass, redundancy }: Configuration): void {
  if (storageClass !== undefined && storageClass !== bucket.storageClass) {
    throw refuse('bucket-storage-class-fixed', { BucketName: bucket.name }).because({
      is: bucket.storageClass,
      asked: storageClass,
    });
  }
  const is = redundancyOf(bucket, runtime.clock.now());
  if (redundancy !== undefined && redundancy !== is) {
    throw refuse('bucket-redundancy-fixed', { BucketName: bucket.name }).because({ is, asked: redundancy });
  }
}

interface NewBucket extends Configuration {
  readonly owner: string;
  readonly acl: BucketAcl;
  readonly documents: BucketRecord['documents'];
}

/** The settings that headers ask for. They count for a new bucket only. */
function requestedDocuments(call: Call): BucketRecord['documents'] {
  const group = requestedResourceGroup(call);
  const tags = requestedBucketTags(call);
  const encryption = requestedDefaultEncryption(call);
  return {
    ...(call.service.blockPublicAccessOnNewBuckets && { [PUBLIC_ACCESS_BLOCK]: publicAccessBlockDocument(true) }),
    ...(call.request.headers.get('x-oss-hns-status') === 'enabled' && { [HIERARCHY]: 'Enabled' }),
    ...(group !== undefined && { [RESOURCE_GROUP]: resourceGroupDocument(group) }),
    ...(tags !== undefined && { [BUCKET_TAGS]: tags }),
    ...(encryption !== undefined && { [BUCKET_ENCRYPTION]: encryption }),
  };
}

function newBucket(call: Call, { owner, acl, documents, storageClass, redundancy }: NewBucket): BucketRecord {
  return {
    name: call.bucketName,
    owner,
    createdAt: call.request.receivedAt,
    region: requestedRegion(call),
    storageClass: storageClass ?? 'Standard',
    redundancy: redundancy ?? 'LRS',
    acl,
    documents,
  };
}

async function make(call: Call, bucket: BucketRecord): Promise<void> {
  const { store, service } = call;
  const owned = store.buckets().filter(({ owner, region }) => owner === bucket.owner && region === bucket.region);
  if (owned.length >= service.maxBuckets) {
    throw refuse('too-many-buckets').because({ owned: owned.length, allowed: service.maxBuckets });
  }
  // Two requests at once: that one was faster is no difference when both are the owner's.
  if (!(await store.createBucket(bucket))) ownBucket(call, bucket.owner);
}
