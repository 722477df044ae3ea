import type { Facts } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { transferAcceleration } from '../operations/bucket/settings/transfer-acceleration.ts';
import type { BucketRecord } from '../store/store.ts';

/** What the check needs of the host reading. */
export interface EndpointReading {
  readonly kind: 'service' | 'bucket' | 'cname';
  /** The service's own host, lower case: Host less the bucket label. */
  readonly base: string;
  /** Named by the host, for example `cn-hangzhou`. */
  readonly region: string | undefined;
}

const ACCELERATE = /^oss-accelerate(?:-overseas)?\./;

/**
 * A bucket answers at the endpoints of its region only, public or internal, and at acceleration hosts when that is
 * enabled (access.md §2.3). Hosts that name no region, and domains bound to the bucket, are not checked.
 * @throws OssError `wrong-endpoint`, `acceleration-disabled`.
 */
export function checkEndpoint(bucket: BucketRecord | undefined, host: EndpointReading): Facts | undefined {
  if (bucket === undefined || host.kind === 'cname') return undefined;
  if (ACCELERATE.test(host.base)) {
    if (transferAcceleration.of(bucket)) return { endpoint: host.base, accelerated: true };
    throw refuse('acceleration-disabled').because({ endpoint: host.base });
  }
  if (host.region === undefined) return undefined;
  const facts = { endpoint: host.base, bucketRegion: bucket.region };
  if (host.region === bucket.region) return facts;
  throw refuse('wrong-endpoint', { Bucket: bucket.name, Endpoint: endpointBeside(host.base, bucket.region) }).because(
    facts,
  );
}

/** The public endpoint of a region, under `localhost` for a client that came that way: it must not be led elsewhere. */
function endpointBeside(base: string, region: string): string {
  return `oss-${region}.${base.endsWith('.localhost') ? 'localhost' : 'aliyuncs.com'}`;
}
