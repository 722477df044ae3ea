import { refuse } from '../../../errors/refuse.ts';
import { checkConditions } from '../../conditions.ts';
import { objectHeaders } from '../../metadata.ts';
import { type Answer, type Call, type Operation, operation } from '../../operation.ts';
import { limitTraffic } from '../../traffic-limit.ts';
import { requestedVersion } from '../../version-id.ts';
import { refuseEncryptionHeader } from '../encryption.ts';
import { notModified } from '../not-modified.ts';
import { requestedOverrides } from '../response-overrides.ts';
import { processImage, sourceImage } from './process-image.ts';
import { requestedPipeline } from './requested-process.ts';

/** What is said of the stored bytes and does not hold for the result. */
const OF_THE_BYTES: ReadonlySet<string> = new Set(['x-oss-hash-crc64ecma', 'Content-MD5', 'Content-Encoding']);

const COMMON = {
  resource: 'object',
  subResource: 'x-oss-process',
  action: 'oss:GetObject',
  access: 'read',
  support: 'works',
  run: processed,
} as const satisfies Partial<Operation>;

/** services.md §3.1, §3.2. */
export const getObjectWithProcess = operation({ ...COMMON, name: 'GetObjectWithProcess', method: 'GET' });

/** The headers of the same GET. */
export const headObjectWithProcess = operation({ ...COMMON, name: 'HeadObjectWithProcess', method: 'HEAD' });

/** ETag and Last-Modified are those of the source, whatever has become of it. */
async function processed(call: Call): Promise<Answer> {
  const versionId = requestedVersion(call);
  refuseEncryptionHeader(call);
  refuseBody(call);
  limitTraffic(call);
  const overrides = requestedOverrides(call);
  const pipeline = requestedPipeline(call);
  const object = await sourceImage(call, versionId);
  if (checkConditions(call.request.headers, object) === 'not-modified') return notModified(call, object);
  const image = await processImage(call, object, pipeline);
  const headers = objectHeaders(call, object).filter(([name]) => !OF_THE_BYTES.has(name));
  overrides?.apply(headers);
  return { status: 200, headers, contentType: overrides?.contentType ?? image.contentType, body: image.body };
}

function refuseBody({ body }: Call): void {
  if (!body.present || body.announced === 0) return;
  const { announced } = body;
  throw refuse('image-with-body', {
    Value: announced === undefined ? 'chunked' : `${announced}`,
    Parameter: 'Content-Length',
  });
}
