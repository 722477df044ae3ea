import { refuse } from '../../errors/refuse.ts';
import type { BucketRecord } from '../../store/store.ts';
import { xmlDate } from '../../wire/dates.ts';
import { type XmlElement, xmlDocument } from '../../xml/write.ts';
import { argument } from '../argument.ts';
import { resourceGroupOf } from '../bucket/resource-group.ts';
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

/** The buckets left by the filters on tags and on the resource group. No bucket has tags yet, so a tag selects none. */
function selected({ request, store }: Call): readonly BucketRecord[] {
  if (request.query.get('tag-key') || request.query.get('tagging')) return [];
  const group = request.headers.get('x-oss-resource-group-id');
  const buckets = store.buckets();
  return group ? buckets.filter((bucket) => resourceGroupOf(bucket) === group) : buckets;
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
