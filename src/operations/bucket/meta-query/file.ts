import type { ObjectRecord } from '../../../store/store.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { crc64, fieldOf, tagsOf, userMetaOf } from './fields.ts';
import { metaDate } from './state.ts';

/** Told only of objects that have them. */
const OPTIONAL = [
  'ContentType',
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ServerSideEncryption',
  'ServerSideDataEncryption',
  'ServerSideEncryptionKeyId',
];

/** An object that was found (sample of the DoMetaQuery page). */
export function fileElement(object: ObjectRecord): XmlElement {
  const tags = tagsOf(object);
  const meta = userMetaOf(object);
  return [
    'File',
    [
      ['Filename', object.key],
      ['Size', object.size],
      ['FileModifiedTime', metaDate(object.lastModified)],
      ['OSSObjectType', object.type],
      ['OSSStorageClass', object.storageClass],
      ['ObjectACL', object.acl],
      ['ETag', `"${object.etag}"`],
      ['OSSCRC64', crc64(object)],
      ...OPTIONAL.map((name) => optional(object, name)),
      tags.length > 0 && ['OSSTaggingCount', tags.length],
      tags.length > 0 && ['OSSTagging', tags.map((tag) => pair('Tagging', tag))],
      meta.length > 0 && ['OSSUserMeta', meta.map((one) => pair('UserMeta', one))],
    ],
  ];
}

function optional(object: ObjectRecord, name: string): XmlElement | false {
  const value = fieldOf(name)?.of(object);
  return value !== undefined && [name, value];
}

function pair(name: string, [key, value]: readonly [string, string]): XmlElement {
  return [
    name,
    [
      ['Key', key],
      ['Value', value],
    ],
  ];
}
