import { refuse } from '../../errors/refuse.ts';
import type { BucketRecord } from '../../store/store.ts';
import { xmlDate } from '../../wire/dates.ts';
import { utf8FromBytes } from '../../wire/percent.ts';
import { type XmlElement, xmlDocument } from '../../xml/write.ts';
import { argument } from '../argument.ts';
import { resourceGroupOf } from '../bucket/settings/resource-group.ts';
import { tagsOf } from '../bucket/settings/tags.ts';
import { callerAccount } from '../caller.ts';
import { endpointsOf } from '../endpoints.ts';
import { maxKeys, ownerElement } from '../list-arguments.ts';
import { type Call, operation, xmlAnswer } from '../operation.ts';

/** What a bucket name can begin with. */
const NAME_PART = /^(?:[a-z0-9][a-z0-9-]{0,62})?$/;

/** ListBuckets, alias GetService (operations.md §3.1): the caller's own buckets of every region, by name. */
export const listBuckets = operation({
  name: 'ListBuckets',
  method: 'GET',
  resource: 'service',
  alsoSubResource: 'tagging',
  action: 'oss:ListBuckets',
  access: 'manage',
  support: 'works',
  run(call) {
    const { query } = call.request;
    const limit = maxKeys(call, 'max-keys-out-of-range-buckets');
    const prefix = query.get('prefix') ?? '';
    if (!NAME_PART.test(prefix)) {
      throw refuse('bucket-prefix-invalid', argument('prefix', prefix));
    }
    const marker = query.get('marker') ?? '';
    if (!NAME_PART.test(marker)) {
      throw refuse('bucket-marker-invalid', argument('marker', marker));
    }

    const account = callerAccount(call);
    const found = selected(call).filter(
      ({ owner, name }) => owner === account && name.startsWith(prefix) && name > marker,
    );
    const page = found.slice(0, limit);
    const truncated = found.length > limit;
    // The paging elements are there only when this is not simply every bucket.
    const paging: (XmlElement | false)[] =
      truncated || marker !== ''
        ? [
            ['Prefix', prefix],
            ['Marker', marker],
            ['MaxKeys', limit],
            ['IsTruncated', truncated],
            truncated && ['NextMarker', (page.at(-1) as BucketRecord).name],
          ]
        : [];
    return xmlAnswer(
      xmlDocument([
        'ListAllMyBucketsResult',
        [...paging, ownerElement(account), ['Buckets', page.map((bucket) => bucketElement(call, bucket))]],
      ]),
    );
  },
});

/** The buckets left by the filters on tags and on the resource group. */
function selected(call: Call): readonly BucketRecord[] {
  const group = call.request.headers.get('x-oss-resource-group-id');
  const wanted = wantedTags(call);
  let buckets = call.store.buckets();
  if (group) buckets = buckets.filter((bucket) => resourceGroupOf(bucket) === group);
  for (const { key, value } of wanted) buckets = buckets.filter((bucket) => hasTag(bucket, key, value));
  return buckets;
}

/** Without a value, any will do. */
function hasTag(bucket: BucketRecord, key: string, value: string | undefined): boolean {
  const tag = tagsOf(bucket).get(key);
  return tag !== undefined && (value === undefined || tag === value);
}

interface WantedTag {
  readonly key: string;
  readonly value: string | undefined;
}

/** All of tag-key with tag-value, and of `tagging="key":"value",…`. @throws OssError `bucket-tag-filter-invalid`. */
function wantedTags({ request: { query } }: Call): WantedTag[] {
  const wanted: WantedTag[] = [];
  const key = query.get('tag-key');
  if (key)
    wanted.push({ key: text(key), value: query.has('tag-value') ? text(query.get('tag-value') ?? '') : undefined });
  const tagging = query.get('tagging');
  if (!tagging) return wanted;
  const invalid = () => refuse('bucket-tag-filter-invalid', argument('tagging', tagging));
  try {
    const pairs: Record<string, unknown> = JSON.parse(`{${text(tagging)}}`);
    for (const [name, value] of Object.entries(pairs)) {
      if (typeof value !== 'string') throw invalid();
      wanted.push({ key: name, value });
    }
  } catch {
    throw invalid();
  }
  return wanted;
}

function text(bytes: string): string {
  return utf8FromBytes(bytes) ?? bytes;
}

function bucketElement(call: Call, bucket: BucketRecord): XmlElement {
  const { extranet, intranet } = endpointsOf(call, bucket.region);
  return [
    'Bucket',
    [
      ['CreationDate', xmlDate(bucket.createdAt)],
      ['ExtranetEndpoint', extranet],
      ['IntranetEndpoint', intranet],
      ['Location', `oss-${bucket.region}`],
      ['Name', bucket.name],
      ['Region', bucket.region],
      ['ResourceGroupId', resourceGroupOf(bucket)],
      ['StorageClass', bucket.storageClass],
    ],
  ];
}
