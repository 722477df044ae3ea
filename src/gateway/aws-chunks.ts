import type { WireProfile } from '../errors/cause.ts';
import { refuse } from '../errors/refuse.ts';
import type { Headers } from '../wire/headers.ts';

const AWS_CHUNKED = /(?:^|,)\s*aws-chunked\s*(?:,|$)/i;
/** The only form of them that OSS takes nowadays. */
const TAKEN = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';

/**
 * Refuses the chunks in which S3 clients send bodies (operations.md §2.1): they are no content, and would be stored as such.
 * @throws OssError `aws-chunked-payload`, `aws-chunked`.
 */
export function refuseAwsChunks(headers: Headers, wire: WireProfile): void {
  const encoding = headers.get('content-encoding');
  if (encoding === undefined || !AWS_CHUNKED.test(encoding)) return;
  if (wire !== 'current' || headers.get('x-amz-content-sha256') === TAKEN) throw refuse('aws-chunked');
  throw refuse('aws-chunked-payload', { ArgumentName: 'Content-Encoding', ArgumentValue: 'aws-chunked' });
}
