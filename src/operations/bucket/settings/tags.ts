import type { OssError } from '../../../errors/oss-error.ts';
import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { decodeTags } from '../../object/tagging.ts';
import { answer, type Call, type Operation, operation } from '../../operation.ts';
import { setting } from '../../setting.ts';
import { putBucketDocument } from '../bucket-record.ts';

/** Key to value, in the order in which they were put. */
export type Tags = ReadonlyMap<string, string>;

const HEADER = 'x-oss-bucket-tagging';
/** The name under which a bucket keeps its tags. */
export const BUCKET_TAGS = 'tagging';
const MAX_TAGS = 20;
const MAX_KEY_BYTES = 64;
const MAX_VALUE_BYTES = 128;
const RESERVED = /^(?:http:\/\/|https:\/\/|aliyun)/i;

/** Tags of a bucket (operations.md §5.6). Other than those of objects, they take any character. */
const tags = setting<Tags>({
  title: 'BucketTags',
  subResource: BUCKET_TAGS,
  action: 'BucketTagging',
  support: 'works',
  deletable: false,
  malformed: () => refuse('tagging-malformed-xml'),
  read(root) {
    const set = root?.name === 'Tagging' ? child(root, 'TagSet') : undefined;
    if (set === undefined) throw refuse('tagging-malformed-xml');
    return readTags(set);
  },
  print: document,
  unset: () => document(new Map()),
});

/** DeleteBucketTags: all of them, or those that `?tagging=k1,k2` names; 204 also when there were none. */
const deleteBucketTags = operation({
  name: 'DeleteBucketTags',
  method: 'DELETE',
  resource: 'bucket',
  subResource: 'tagging',
  action: 'oss:DeleteBucketTagging',
  access: 'manage',
  support: 'works',
  async run(call) {
    const named = call.request.query.get('tagging') ?? '';
    const gone = new Set(named === '' ? [] : named.split(',').map((key) => utf8FromBytes(key) ?? key));
    const left = named === '' ? [] : [...tagsOf(call.bucket)].filter(([key]) => !gone.has(key));
    await putBucketDocument(call, BUCKET_TAGS, left.length === 0 ? undefined : xmlDocument(document(new Map(left))));
    return answer(204);
  },
});

/** Put, get and delete. */
export const bucketTags: readonly Operation[] = [...tags.operations, deleteBucketTags];

export function tagsOf(bucket: BucketRecord): Tags {
  return tags.of(bucket) ?? new Map();
}

function readTags(set: XmlNode): Tags {
  const found: [string, string][] = [];
  for (const node of set.children) {
    if (node.name !== 'Tag') continue;
    const key = child(node, 'Key')?.text;
    if (key === undefined) throw refuse('tagging-malformed-xml');
    found.push([key, child(node, 'Value')?.text ?? '']);
  }
  return checked(found, (key) => refuse('tag-key-repeated').because({ key }));
}

/**
 * The tags of a bucket in the making, as the document it keeps: `x-oss-bucket-tagging: k=v&k=v`, URL-encoded (API reference
 * of PutBucket).
 * @throws OssError `bucket-tagging-header-malformed`, and what the document of tags is refused with.
 */
export function requestedBucketTags({ request }: Call): string | undefined {
  const header = request.headers.get(HEADER);
  if (header === undefined || header === '') return undefined;
  const malformed = () => refuse('bucket-tagging-header-malformed', argument(HEADER, header));
  return xmlDocument(document(checked(decodeTags(header, malformed), malformed)));
}

function checked(pairs: Iterable<[key: string, value: string]>, repeated: (key: string) => OssError): Tags {
  const found = new Map<string, string>();
  for (const [key, value] of pairs) {
    checkTag(key, value);
    if (found.has(key)) throw repeated(key);
    found.set(key, value);
  }
  if (found.size > MAX_TAGS) throw refuse('too-many-tags').because({ tags: found.size });
  return found;
}

function checkTag(key: string, value: string): void {
  if (/^acs:/i.test(key)) throw refuse('tag-key-acs').because({ key });
  if (RESERVED.test(key)) throw refuse('tag-key-reserved', { Key: key });
  const bytes = Buffer.byteLength(key);
  if (bytes === 0 || bytes > MAX_KEY_BYTES) throw refuse('tagging-key-invalid').because({ key, bytes });
  if (Buffer.byteLength(value) > MAX_VALUE_BYTES) throw refuse('tag-value-length').because({ value });
}

function document(all: Tags): XmlElement {
  return ['Tagging', [['TagSet', [...all].map(tagElement)]]];
}

function tagElement([key, value]: readonly [string, string]): XmlElement {
  return [
    'Tag',
    [
      ['Key', key],
      ['Value', value],
    ],
  ];
}
