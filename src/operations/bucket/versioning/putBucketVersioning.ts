import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import type { XmlNode } from '../../../xml/read.ts';
import { receiveDocument } from '../../document.ts';
import { isHierarchical } from '../../object/directory/hierarchy.ts';
import { answer, type Call, operation } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { objectWormOf } from '../object-worm/configuration.ts';
import { isReplicated } from '../replication/rules.ts';
import { wormOf } from '../worm/policy.ts';

const MAX_BYTES = 16 * 1024;

/** PutBucketVersioning (operations.md §8). What was enabled once can be suspended, and never goes away. */
export const putBucketVersioning = operation({
  name: 'PutBucketVersioning',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'versioning',
  action: 'oss:PutBucketVersioning',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const malformed = () => refuse('versioning-malformed-xml');
    const versioning = readStatus(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    // Read afresh: others may have changed the record while the body arrived.
    const bucket = call.store.bucket(call.bucketName);
    if (bucket === undefined) throw refuse('no-such-bucket', { BucketName: call.bucketName });
    if (isHierarchical(bucket)) throw refuse('hierarchy-not-versioned');
    checkRetention(call, bucket, versioning);
    if (versioning !== bucket.versioning && isReplicated(call.store, bucket))
      throw refuse('versioning-while-replicated');
    await call.store.updateBucket({ ...bucket, versioning });
    return answer(200);
  },
});

/** @throws OssError `versioning-malformed-xml`, `versioning-status-invalid`. */
function readStatus(root: XmlNode | undefined): NonNullable<BucketRecord['versioning']> {
  if (root?.name !== 'VersioningConfiguration') throw refuse('versioning-malformed-xml');
  const [status] = texts(root, 'Status');
  if (status === 'Enabled' || status === 'Suspended') return status;
  throw refuse('versioning-status-invalid').because({ status });
}

/**
 * What retains objects by version needs versioning to stay on; until 2025 a retention policy and versions excluded each
 * other (see InitiateBucketWorm).
 * @throws OssError `versioning-with-retention`.
 */
function checkRetention(
  { runtime, service }: Call,
  bucket: BucketRecord,
  versioning: BucketRecord['versioning'],
): void {
  const policy = wormOf(bucket, runtime.clock.now());
  const excluded = policy !== undefined && service.wire !== 'current';
  const retained = policy !== undefined || objectWormOf(bucket) !== undefined;
  if (excluded || (retained && versioning === 'Suspended')) throw refuse('versioning-with-retention');
}
