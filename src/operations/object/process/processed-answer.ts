import type { Pipeline } from '../../../image/step.ts';
import { checkConditions } from '../../conditions.ts';
import { objectHeaders } from '../../metadata.ts';
import type { Answer, Call } from '../../operation.ts';
import { requestedVersion } from '../../version-id.ts';
import { notModified } from '../not-modified.ts';
import { requestedOverrides } from '../response-overrides.ts';
import { processImage, sourceImage } from './process-image.ts';

/** What is said of the stored bytes and does not hold for the result. */
const OF_THE_BYTES: ReadonlySet<string> = new Set(['x-oss-hash-crc64ecma', 'Content-MD5', 'Content-Encoding']);

/**
 * The addressed object, processed. ETag and Last-Modified are those of the source, whatever has become of it
 * (services.md §3.2).
 */
export async function processedAnswer(call: Call, pipeline: Pipeline): Promise<Answer> {
  const overrides = requestedOverrides(call);
  const object = await sourceImage(call, requestedVersion(call));
  if (checkConditions(call.request.headers, object) === 'not-modified') return notModified(call, object);
  const image = await processImage(call, object, pipeline);
  const headers = objectHeaders(call, object).filter(([name]) => !OF_THE_BYTES.has(name));
  overrides?.apply(headers);
  return { status: 200, headers, contentType: overrides?.contentType ?? image.contentType, body: image.body };
}
