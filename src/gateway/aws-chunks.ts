import type { WireProfile } from '../errors/cause.ts';
import { refuse } from '../errors/refuse.ts';
import type { Headers } from '../wire/headers.ts';

const AWS_CHUNKED = /(?:^|,)\s*aws-chunked\s*(?:,|$)/i;
/** The only form of them that OSS takes nowadays. */
const TAKEN = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
const WITH_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

/**
 * Refuses the chunks in which S3 clients send bodies (operations.md §2.1): they are no content, and would be stored as such.
 * @throws OssError `aws-chunked-payload`, `aws-chunked`, `s3-chunks-with-trailer`.
 */
export function refuseAwsChunks(headers: Headers, wire: WireProfile): void {
  const encoding = headers.get('content-encoding');
  if (encoding === undefined || !AWS_CHUNKED.test(encoding)) return;
  const form = headers.get('x-amz-content-sha256');
  if (wire !== 'current' || form === TAKEN) throw refuse('aws-chunked');
  if (form === WITH_TRAILER) throw refuse('s3-chunks-with-trailer');
  throw refuse('aws-chunked-payload', { ArgumentName: 'Content-Encoding', ArgumentValue: 'aws-chunked' });
}
