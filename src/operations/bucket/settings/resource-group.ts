import { refuse } from '../../errors/refuse.ts';
import type { BucketRecord } from '../../store/store.ts';
import type { Headers } from '../../wire/headers.ts';
import { argument } from '../argument.ts';

/** The name under which a bucket keeps the id of its resource group, when it is not the default one. */
export const RESOURCE_GROUP = 'resourceGroup';

const DEFAULT_GROUP = 'rg-default-id';

export function resourceGroupOf(bucket: BucketRecord): string {
  return bucket.documents[RESOURCE_GROUP] ?? DEFAULT_GROUP;
}

/**
 * The resource group that PutBucket asks for, if any.
 * @throws OssError `resource-group-invalid`. Which groups exist is not known here; only the form of an id is.
 */
export function requestedResourceGroup(headers: Headers): string | undefined {
  const id = headers.get('x-oss-resource-group-id');
  if (id === undefined || /^rg-[A-Za-z0-9-]+$/.test(id)) return id;
  throw refuse('resource-group-invalid', argument('x-oss-resource-group-id', id));
}
