import { OssError } from '../../../errors/oss-error.ts';
import { refuse } from '../../../errors/refuse.ts';
import type { ImageSource, ProcessedImage } from '../../../image/images.ts';
import type { Pipeline } from '../../../image/step.ts';
import type { ByteSource, ObjectRecord, Store } from '../../../store/store.ts';
import type { Call } from '../../operation.ts';
import { followed, readableObject } from '../existing.ts';
import { checkRestored } from '../restore/state.ts';

/**
 * The object to be processed, whose bytes are at hand.
 * @throws OssError `image-source-missing`, or what `readableObject` throws.
 */
export function sourceImage(call: Call, versionId: string | undefined): Promise<ObjectRecord> {
  return readableObject(call, versionId).catch((error) => {
    if (error instanceof OssError && error.cause === 'no-such-key') throw missing(call.key);
    throw error;
  });
}

/** Carries out a pipeline on an object of the addressed bucket. @throws OssError what refuses the object or a step. */
export function processImage(call: Call, object: ObjectRecord, pipeline: Pipeline): Promise<ProcessedImage> {
  return call.images.process({
    source: imageSource(call.store, object),
    pipeline,
    watermark: (key) => watermarkImage(call, key),
    signal: call.clientLeft,
  });
}

/** A watermark lies in the same bucket, and the caller has to be allowed to read it. */
async function watermarkImage(call: Call, key: string): Promise<ImageSource> {
  const { store, bucket } = call;
  await call.permit({ action: 'oss:GetObject', access: 'read', bucket, key });
  const found = await store.object(bucket.name, key);
  if (found === undefined) throw missing(key);
  const object = await followed(call, found);
  checkRestored(object, call.runtime.clock.now());
  return imageSource(store, object);
}

function missing(key: string): OssError {
  return refuse('image-source-missing', { Key: key });
}

function imageSource(store: Store, object: ObjectRecord): ImageSource {
  return { size: object.size, read: () => wholeOf(store.read(object)) };
}

async function wholeOf(source: ByteSource): Promise<Buffer> {
  if (source.inline !== undefined) return source.inline;
  const bytes = Buffer.allocUnsafe(source.size);
  let filled = 0;
  await source.pump(async (chunk) => {
    filled += chunk.copy(bytes, filled);
  });
  return bytes;
}
