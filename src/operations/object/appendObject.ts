import { refuse } from '../../errors/refuse.ts';
import type { Acl, Guard, ObjectRecord } from '../../store/store.ts';
import { objectWormOf } from '../bucket/object-worm/configuration.ts';
import { protectionGuard } from '../immutable.ts';
import { describeObject, lastModifiedOf } from '../metadata.ts';
import { type Answer, answer, type Call, operation } from '../operation.ts';
import { MAX_UPLOAD_BYTES, receiveContent } from '../receive.ts';
import { limitTraffic } from '../traffic-limit.ts';
import { versionHeader, versionIdOf } from '../version-id.ts';
import { requestedPosition, wrongPosition } from './append-position.ts';
import { makeWay } from './directory/hierarchy.ts';

/**
 * operations.md §6.7. Metadata counts when the object is made; an ACL also later. With versioning the current version
 * grows, and keeps its id.
 */
export const appendObject = operation({
  name: 'AppendObject',
  method: 'POST',
  resource: 'object',
  subResource: 'append',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  takesBody: true,
  async run(call) {
    const position = requestedPosition(call);
    limitTraffic(call);
    if (objectWormOf(call.bucket) !== undefined) {
      throw refuse('retention-appendable', { Detail: 'AppendObject operation is not supported with object worm' });
    }
    const description = describeObject(call);
    const lastModified = lastModifiedOf(call);
    const existing = await call.store.object(call.bucketName, call.key);
    if (existing !== undefined) appendGuard(call)(existing);
    const length = existing?.size ?? 0;
    if (position !== length) throw wrongPosition(position, length);

    const limit = Math.max(0, MAX_UPLOAD_BYTES - position);
    const content = await receiveContent(call, { limit, total: MAX_UPLOAD_BYTES });
    const etag = call.runtime.ids.appendableETag(call.runtime.clock.now());
    const object = {
      ...description,
      bucket: call.bucketName,
      key: call.key,
      type: 'Appendable',
      etag,
      lastModified,
    } as const;
    await makeWay(call, call.key, content);
    // Asked again: a retention policy may have begun while the body came.
    const result = await call.store.append(object, position, content, appendGuard(call));
    if (result.outcome === 'not-appendable') throw refuse('object-not-appendable');
    if (result.outcome === 'wrong-position') throw wrongPosition(position, result.length);
    return appended(call, result.object, description.acl);
  },
});

/** What judges the object that is there. @throws OssError `object-immutable`, `object-not-appendable`, `object-sealed`. */
function appendGuard(call: Call): Guard {
  const protection = protectionGuard(call);
  return (existing) => {
    if (existing.type !== 'Appendable') throw refuse('object-not-appendable').because({ type: existing.type });
    if (existing.state?.sealedAt !== undefined)
      throw refuse('object-sealed').because({ sealed: existing.state.sealedAt });
    protection?.(existing);
  };
}

async function appended(call: Call, object: ObjectRecord, acl: Acl): Promise<Answer> {
  if (acl !== 'default' && object.acl !== acl) {
    await call.store.updateObject(call.bucketName, call.key, { acl }, object.versionId);
  }
  return answer(200, [
    ['ETag', `"${object.etag}"`],
    ['x-oss-next-append-position', `${object.size}`],
    ['x-oss-hash-crc64ecma', object.crc64],
    ...object.encryption,
    ...versionHeader(versionIdOf(call.bucket, object)),
  ]);
}
