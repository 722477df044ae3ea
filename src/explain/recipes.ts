import type { Scenario } from '../scenarios/format.ts';
import type { Place } from './scenario.ts';

/** The state and the request that a cause follows from, with the error's own names in it. */
export type Recipe = (place: Place) => Pick<Scenario, 'config' | 'clock' | 'before' | 'requests'>;

const inBucket = (bucket: string, acl: 'private' | 'public-read' = 'private'): Pick<Scenario, 'config'> => ({
  config: { buckets: [{ name: bucket, acl }] },
});
/** A text to upload, for requests that have a body. */
const body = (method: string) => (method === 'PUT' ? { body: 'hello' } : {});

const signedWrongly =
  (version: 'v1' | 'v4'): Recipe =>
  ({ method, bucket, key }) => ({
    ...inBucket(bucket),
    requests: [{ method, bucket, key, ...body(method), sign: { with: version, secret: 'not-the-secret' } }],
  });

export const RECIPES: Readonly<Record<string, Recipe>> = {
  'no-such-key': ({ bucket, key }) => ({ ...inBucket(bucket), requests: [{ method: 'GET', bucket, key }] }),
  'no-such-bucket': ({ method, bucket, key }) => ({
    config: { buckets: [{ name: 'another-bucket' }] },
    requests: [{ method, bucket, key, ...body(method) }],
  }),
  'signature-mismatch-v1': signedWrongly('v1'),
  'signature-mismatch-v4': signedWrongly('v4'),
  'access-key-unknown': ({ method, bucket, key }) => ({
    ...inBucket(bucket),
    requests: [{ method, bucket, key, ...body(method), sign: { as: 'nobody', secret: 'a-secret' } }],
  }),
  'clock-skew': ({ method, bucket, key }) => ({
    ...inBucket(bucket),
    requests: [{ method, bucket, key, ...body(method), sign: { with: 'v1', at: '-20m' } }],
  }),
  'bucket-not-empty': ({ bucket, key }) => ({
    config: { buckets: [{ name: bucket, objects: [{ key, content: 'hello' }] }] },
    requests: [{ method: 'DELETE', bucket }],
  }),
  'missing-content-length': ({ bucket, key }) => ({
    ...inBucket(bucket),
    requests: [{ method: 'PUT', bucket, key, framing: 'none' }],
  }),
};
