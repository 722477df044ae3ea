import { refuse } from '../../errors/refuse.ts';
import type { ObjectRecord, ObjectState } from '../../store/store.ts';
import { xmlDate } from '../../wire/dates.ts';
import type { HeaderList } from '../../wire/headers.ts';
import { xmlDocument } from '../../xml/write.ts';
import { argument } from '../argument.ts';
import { checkCapacity } from '../bucket/qos/user-qos.ts';
import { checkConditions } from '../conditions.ts';
import { type CopySource, copySourceOf, paced, sourceObject, sourceVersionHeader } from '../copy-source.ts';
import { describeObject, lastModifiedOf, type ObjectDescription, requestedStorageClass } from '../metadata.ts';
import { type Answer, answer, type Call, operation, xmlAnswer } from '../operation.ts';
import { checkOverwrite, overwriteGuard } from '../overwrite.ts';
import { limitTraffic } from '../traffic-limit.ts';
import { versionHeader } from '../version-id.ts';
import { makeWay } from './directory/hierarchy.ts';

const GB = 1024 ** 3;

/** operations.md §6.6. */
export const copyObject = operation({
  name: 'CopyObject',
  method: 'PUT',
  resource: 'object',
  whenHeader: 'x-oss-copy-source',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  async run(call) {
    const named = copySourceOf(call, (value) => refuse('copy-source-malformed', argument('x-oss-copy-source', value)));
    const directives = {
      metadata: requestedDirective(call, 'x-oss-metadata-directive'),
      tagging: requestedDirective(call, 'x-oss-tagging-directive'),
    };
    limitTraffic(call);
    const guard = overwriteGuard(call);
    const requested = describeObject(call);
    const lastModified = lastModifiedOf(call);

    const source = await sourceObject(call, named);
    const self = named.bucket === call.bucketName && named.key === call.key;
    // With versioning every copy is a new version, also one onto the object itself: that brings an older one back.
    const inPlace = self && call.bucket.versioning === undefined;
    const description = describeCopy(call, source, { self, inPlace }, requested, directives);
    checkKind(source, inPlace && algorithm(source) === algorithm(description));
    checkSize(call, named, source, description);
    if (checkConditions(call.request.headers, source, 'x-oss-copy-source-') === 'not-modified') return answer(304);
    await checkOverwrite(call, guard);
    if (!inPlace) await checkCapacity(call, source.size);

    let versionId: string | undefined;
    if (inPlace) {
      await call.passTraffic(source.size);
      await call.store.updateObject(call.bucketName, call.key, (existing) => ({
        ...description,
        state: stateOfCopy(existing, requested.state, inPlace, description.storageClass),
        lastModified,
      }));
    } else {
      const { type, etag } = source;
      const target = { ...description, bucket: call.bucketName, key: call.key, type, etag, lastModified };
      const content = await paced(call, await call.store.share(source));
      await makeWay(call, call.key, content);
      // Asked again: a retention policy may have begun while the copy took its time.
      versionId = await call.store.put(target, content, overwriteGuard(call));
    }
    const versions = [...sourceVersionHeader(call, source), ...versionHeader(versionId)];
    return copied(source, description, lastModified, versions);
  },
});

function copied(
  source: ObjectRecord,
  description: ObjectDescription,
  lastModified: number,
  versions: HeaderList,
): Answer {
  const etag = `"${source.etag}"`;
  return xmlAnswer(
    xmlDocument([
      'CopyObjectResult',
      [
        ['ETag', etag],
        ['LastModified', xmlDate(lastModified)],
      ],
    ]),
    [['ETag', etag], ['x-oss-hash-crc64ecma', source.crc64], ...description.encryption, ...versions],
  );
}

type Directive = 'COPY' | 'REPLACE';

/** The documentation writes COPY for metadata and Copy for tags, and SDKs mix them: case does not count. */
function requestedDirective(call: Call, name: string): Directive {
  const value = call.request.headers.get(name);
  const directive = value?.toUpperCase() ?? 'COPY';
  if (directive === 'COPY' || directive === 'REPLACE') return directive;
  throw refuse('copy-directive-invalid', argument(name, value ?? ''));
}

/**
 * What the copy will be. Metadata and tags come from the source unless replaced; a change in place always takes metadata
 * from the request. A copy onto itself keeps its storage class unless another is asked for. The ACL is never copied.
 */
function describeCopy(
  call: Call,
  source: ObjectRecord,
  { self, inPlace }: { readonly self: boolean; readonly inPlace: boolean },
  requested: ObjectDescription,
  directives: { readonly metadata: Directive; readonly tagging: Directive },
): ObjectDescription {
  const replace = inPlace || directives.metadata === 'REPLACE';
  const keepClass = self && requestedStorageClass(call.request.headers) === undefined;
  const storageClass = keepClass ? source.storageClass : requested.storageClass;
  return {
    acl: requested.acl,
    storageClass,
    contentType: replace ? requested.contentType : source.contentType,
    headers: replace ? requested.headers : source.headers,
    encryption: requested.encryption,
    tagging: directives.tagging === 'REPLACE' ? requested.tagging : source.tagging,
    state: stateOfCopy(source, requested.state, inPlace, storageClass),
  };
}

/**
 * A copied link points where it pointed. A change in place leaves what became of the object, but for what belonged to its
 * former storage class.
 */
function stateOfCopy(
  { type, state, storageClass: former }: ObjectRecord,
  requested: ObjectState | undefined,
  inPlace: boolean,
  storageClass: string,
): ObjectState | undefined {
  if (type === 'Symlink') return { ...requested, symlinkTarget: state?.symlinkTarget };
  if (!inPlace || state === undefined) return requested;
  return storageClass === former ? state : { ...state, restore: undefined, transitionedAt: undefined };
}

/** An appendable object is copied only onto itself, and only when it stays encrypted as it is. */
function checkKind(source: ObjectRecord, asItIs: boolean): void {
  if (source.type !== 'Appendable' || asItIs) return;
  throw refuse('copy-source-appendable', {
    Detail: 'CopyObject operation does not support this object type',
  }).because({ type: source.type });
}

/** operations.md §2.13: 1 GB when class or encryption change, else 5 GB across buckets and no limit inside one. */
function checkSize(call: Call, named: CopySource, source: ObjectRecord, description: ObjectDescription): void {
  const rewritten = source.storageClass !== description.storageClass || algorithm(source) !== algorithm(description);
  const limit = rewritten ? GB : named.bucket === call.bucketName ? undefined : 5 * GB;
  if (limit !== undefined && source.size > limit) {
    throw refuse('copy-source-too-large').because({ size: source.size, limit, rewritten });
  }
}

function algorithm({ encryption }: Pick<ObjectDescription, 'encryption'>): string | undefined {
  return encryption[0]?.[1];
}
