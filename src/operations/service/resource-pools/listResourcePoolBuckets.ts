import { xmlDate } from '../../../wire/dates.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { page, requestedPool } from './pools.ts';

/** The buckets in a pool; they joined it when it was made, or when they were. */
export const listResourcePoolBuckets = operation({
  name: 'ListResourcePoolBuckets',
  method: 'GET',
  resource: 'service',
  subResource: 'resourcePoolBuckets',
  alsoSubResource: 'resourcePool',
  when: 'resourcePoolBuckets',
  action: 'oss:ListResourcePoolBuckets',
  access: 'manage',
  support: 'works',
  run(call) {
    const { name, pool } = requestedPool(call);
    const buckets = (pool.buckets ?? []).filter((bucket) => call.store.bucket(bucket) !== undefined);
    return xmlAnswer(
      xmlDocument([
        'ListResourcePoolBucketsResult',
        [
          ['ResourcePool', name],
          ...page(call, buckets, (bucket) => [
            'ResourcePoolBucket',
            [
              ['Name', bucket],
              ['JoinTime', xmlDate(Math.max(pool.createdAt, call.store.bucket(bucket)?.createdAt ?? 0))],
            ],
          ]),
        ],
      ]),
    );
  },
});
