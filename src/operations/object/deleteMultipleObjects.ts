import { refuse } from '../../errors/refuse.ts';
import type { BucketRecord, Guard } from '../../store/store.ts';
import { childText, type XmlNode } from '../../xml/read.ts';
import { type XmlElement, xmlDocument } from '../../xml/write.ts';
import { receiveDocument } from '../document.ts';
import { removalGuard } from '../immutable.ts';
import { type Encoding, encodingElement, encodingType } from '../list-arguments.ts';
import { MAX_KEY_BYTES } from '../object-name.ts';
import { answer, type Call, operation, xmlAnswer } from '../operation.ts';
import { checkVersionId } from '../version-id.ts';

const MAX_OBJECTS = 1000;
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** operations.md §6.9. The document is checked as a whole before anything is deleted. */
export const deleteMultipleObjects = operation({
  name: 'DeleteMultipleObjects',
  method: 'POST',
  resource: 'bucket',
  subResource: 'delete',
  action: 'oss:DeleteObject',
  access: 'write',
  support: 'works',
  takesBody: true,
  perObject: true,
  async run(call) {
    if (!call.request.headers.has('content-md5'))
      throw refuse('delete-without-digest', { ArgumentName: 'Content-MD5' });
    const encoding = encodingType(call);
    const root = await receiveDocument(call, {
      limit: MAX_BODY_BYTES,
      malformed: () => refuse('delete-malformed', { ErrorDetail: 'the request body is not well-formed XML.' }),
      tooLong: () => overLimit(`the request body is longer than ${MAX_BODY_BYTES} bytes.`),
    });
    const { quiet, objects } = readDelete(root, call.bucket);

    for (const { key, versionId } of objects) {
      const action = versionId === undefined ? 'oss:DeleteObject' : 'oss:DeleteObjectVersion';
      await call.permit({ action, access: 'write', bucket: call.bucket, key, versionId, amongMany: true });
    }
    const guard = await removalGuard(call);
    if (guard !== undefined) for (const object of objects) await checkRemoval(call, object, guard);
    const deleted: XmlElement[] = [];
    for (const object of objects) deleted.push(await deleteOne(call, object, encoding, guard));
    if (quiet) return answer(200);
    return xmlAnswer(xmlDocument(['DeleteResult', [encodingElement(encoding), ...deleted]]));
  },
});

/** Refuses for one protected object before any is deleted. @throws what the guard throws. */
async function checkRemoval({ store, bucket }: Call, { key, versionId }: NamedObject, guard: Guard): Promise<void> {
  // Without a version to delete, versioning leaves a marker and keeps what is there.
  if (versionId === undefined && bucket.versioning === 'Enabled') return;
  const existing = await store.version(bucket.name, key, versionId ?? 'null');
  if (existing !== undefined && existing.type !== 'DeleteMarker') guard(existing);
}

/** Deletes one object and says what that did (operations.md §8): which marker it left, or which one is gone. */
async function deleteOne(
  call: Call,
  { key, versionId }: NamedObject,
  encoding: Encoding,
  guard: Guard | undefined,
): Promise<XmlElement> {
  const { removed, marker } = await call.store.deleteObject(call.bucketName, key, versionId, guard);
  const markerId = marker?.versionId ?? (removed?.type === 'DeleteMarker' ? removed.versionId : undefined);
  return [
    'Deleted',
    [
      ['Key', encoding.print(key)],
      versionId !== undefined && ['VersionId', versionId],
      markerId !== undefined && ['DeleteMarker', true],
      markerId !== undefined && ['DeleteMarkerVersionId', markerId],
    ],
  ];
}

interface NamedObject {
  readonly key: string;
  readonly versionId: string | undefined;
}

interface DeleteRequest {
  /** True when successes are not to be reported: the answer has no body then. */
  readonly quiet: boolean;
  readonly objects: readonly NamedObject[];
}

/** Reads `Delete([Quiet], Object(Key, [VersionId])+)`. */
function readDelete(root: XmlNode | undefined, bucket: BucketRecord): DeleteRequest {
  if (root === undefined) throw refuse('delete-malformed', { ErrorDetail: 'the request body is empty.' });
  if (root.name !== 'Delete') throw refuse('delete-wrong-root', { ErrorDetail: 'the root node is not named Delete.' });
  const nodes = root.children.filter(({ name }) => name === 'Object');
  if (nodes.length === 0) {
    throw refuse('delete-without-objects', { ErrorDetail: 'the Delete node has no Object node.' });
  }
  if (nodes.length > MAX_OBJECTS) throw overLimit(`the number of objects is larger than ${MAX_OBJECTS}.`);
  return {
    quiet: childText(root, 'Quiet')?.trim().toLowerCase() === 'true',
    objects: nodes.map((node) => readObject(node, bucket)),
  };
}

function readObject(node: XmlNode, bucket: BucketRecord): NamedObject {
  const key = childText(node, 'Key');
  if (key === undefined) throw refuse('delete-without-key', { ErrorDetail: 'the Object node has no Key node.' });
  if (key === '' || /^[/\\]/.test(key) || Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw refuse('delete-key-invalid').because({ key });
  }
  const versionId = childText(node, 'VersionId');
  if (versionId === '') throw refuse('delete-version-empty', { ArgumentName: 'versionId', ArgumentValue: '' });
  if (versionId !== undefined) checkVersionId(versionId, bucket);
  return { key, versionId };
}

function overLimit(detail: string) {
  return refuse('delete-over-limit', { ErrorDetail: detail });
}
