import type { ListPage, ObjectRecord } from '../../store/store.ts';
import { xmlDate } from '../../wire/dates.ts';
import type { XmlElement } from '../../xml/write.ts';
import { type Encoding, ownerElement } from '../list-arguments.ts';
import { restoreInfo } from '../object/restore/state.ts';
import { transitionTime } from '../object/state-headers.ts';

/** What Contents and Version say of an object between its key and its owner, in the service's order. */
export function objectElements(object: ObjectRecord, now: number): XmlElement[] {
  const elements: XmlElement[] = [
    ['LastModified', xmlDate(object.lastModified)],
    ['ETag', `"${object.etag}"`],
    ['Type', object.type],
    ['Size', object.size],
    ['StorageClass', object.storageClass],
  ];
  const restore = object.state && restoreInfo(object, now);
  if (restore !== undefined) elements.push(['RestoreInfo', restore]);
  // The V2 SDKs read it; its place is inferred.
  const transitionedAt = object.state && transitionTime(object);
  if (transitionedAt !== undefined) elements.push(['TransitionTime', xmlDate(transitionedAt)]);
  return elements;
}

/** Contents of ListObjects and ListObjectsV2. @param owner left out when undefined. */
export function contentsElements(
  { objects }: ListPage,
  encoding: Encoding,
  owner: string | undefined,
  now: number,
): readonly XmlElement[] {
  const ownedBy = owner !== undefined && ownerElement(owner);
  return objects.map((object) => [
    'Contents',
    [['Key', encoding.print(object.key)], ...objectElements(object, now), ownedBy],
  ]);
}
