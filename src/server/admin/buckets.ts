import type { FastifyInstance } from 'fastify';
import type { BucketRecord, ObjectRecord, Store } from '../../store/store.ts';

const LISTED_BY_DEFAULT = 200;
const LISTED_AT_MOST = 1000;

interface Listing {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly after?: string;
  readonly limit?: string;
}

/** What is stored, for looking only: it is changed through the storage service itself. */
export function bucketRoutes(app: FastifyInstance, store: Store): void {
  app.get('/_ossmock/buckets', async () => ({
    buckets: await Promise.all(store.buckets().map((bucket) => shownBucket(bucket, store))),
  }));

  app.get<{ Params: { bucket: string }; Querystring: Listing }>(
    '/_ossmock/buckets/:bucket/objects',
    async ({ params, query }, reply) => {
      if (store.bucket(params.bucket) === undefined) {
        return reply.code(404).send({ error: `there is no bucket ${params.bucket}` });
      }
      const asked = Number(query.limit ?? LISTED_BY_DEFAULT);
      const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, LISTED_AT_MOST) : LISTED_BY_DEFAULT;
      const { prefix = '', delimiter = '', after = '' } = query;
      const page = await store.list({ bucket: params.bucket, prefix, delimiter, after, limit });
      return { objects: page.objects.map(shownObject), prefixes: page.prefixes, next: page.next };
    },
  );
}

async function shownBucket(bucket: BucketRecord, store: Store): Promise<object> {
  const { objects, storage, uploads } = await store.bucketUsage(bucket.name);
  return {
    name: bucket.name,
    owner: bucket.owner,
    region: bucket.region,
    acl: bucket.acl,
    storageClass: bucket.storageClass,
    versioning: bucket.versioning,
    createdAt: new Date(bucket.createdAt).toISOString(),
    settings: Object.keys(bucket.documents).sort(),
    objects,
    bytes: storage,
    uploads,
  };
}

function shownObject(object: ObjectRecord): object {
  return {
    key: object.key,
    bytes: object.size,
    type: object.type,
    storageClass: object.storageClass,
    acl: object.acl,
    contentType: object.contentType,
    etag: object.etag,
    lastModified: new Date(object.lastModified).toISOString(),
  };
}
