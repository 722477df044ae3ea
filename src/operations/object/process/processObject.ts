import { refuse } from '../../../errors/refuse.ts';
import type { ProcessedImage } from '../../../image/images.ts';
import { Headers } from '../../../wire/headers.ts';
import { decodePercent, utf8FromBytes } from '../../../wire/percent.ts';
import { checkCapacity } from '../../bucket/qos/user-qos.ts';
import { describeObject } from '../../metadata.ts';
import { type Answer, type Call, operation } from '../../operation.ts';
import { checkOverwrite, overwriteGuard } from '../../overwrite.ts';
import { storeNormal } from '../store-normal.ts';
import { addressedTo } from './addressed-to.ts';
import { processImage, sourceImage } from './process-image.ts';
import { pipelineOf, processUnknown } from './requested-process.ts';
import { type ProcessTask, readTask } from './save-as.ts';

const MAX_BYTES = 16 * 1024;
const FIELD = 'x-oss-process';

/** services.md §3.1: the processing string stands in the body, and the result is stored or sent back. */
export const processObject = operation({
  name: 'ProcessObject',
  method: 'POST',
  resource: 'object',
  subResource: FIELD,
  action: 'oss:PostProcessTask',
  access: 'write',
  support: 'works',
  takesBody: true,
  async run(call) {
    const { process, target } = await receiveTask(call);
    const pipeline = pipelineOf(process, call.bucket);
    const destination = target === undefined ? undefined : await targetCall(call, target);
    const object = await sourceImage(call, undefined);
    const image = await processImage(call, object, pipeline);
    if (destination === undefined) {
      return { status: 200, headers: [], contentType: image.contentType, body: image.body };
    }
    await save(destination, image);
    return saved(target?.bucket, destination.key, image);
  },
});

/** The body is a form of one field, which ali-oss percent-encodes and others do not. */
async function receiveTask(call: Call): Promise<ProcessTask> {
  const tooLong = () => processUnknown('');
  const body = (await call.body.readAll(MAX_BYTES, tooLong)).toString('latin1');
  const [name = '', ...rest] = body.split('=');
  const sent = rest.join('=');
  if (name !== FIELD) throw processUnknown(utf8FromBytes(body) ?? body);
  const value = decodePercent(sent) ?? sent;
  return readTask(utf8FromBytes(value) ?? value);
}

/**
 * The same call, about the object that the result becomes.
 * @throws OssError `no-such-bucket`, `copy-across-regions`, or the AccessDenied of a caller who may not write there.
 */
async function targetCall(call: Call, { key, bucket: name }: NonNullable<ProcessTask['target']>): Promise<Call> {
  const bucket = name === undefined ? call.bucket : call.store.bucket(name);
  if (bucket === undefined) throw refuse('no-such-bucket', { BucketName: name as string });
  if (bucket.region !== call.bucket.region) {
    throw refuse('copy-across-regions').because({ source: call.bucket.region, target: bucket.region });
  }
  await call.permit({ action: 'oss:PutObject', access: 'write', bucket, key });
  return addressedTo(call, bucket, key);
}

async function save(target: Call, { contentType, body }: ProcessedImage): Promise<void> {
  const { key } = target;
  const guard = overwriteGuard(target);
  await checkOverwrite(target, guard);
  await checkCapacity(target, body.length);
  const description = { ...describeObject(target, new Headers([]), key), contentType };
  const writer = target.store.stage(body.length);
  await writer.write(body);
  const content = await writer.finish();
  await storeNormal(target, { key, content, description, lastModified: target.runtime.clock.now(), guard });
}

/** The bucket is named only when the request names one (SDK tests of G2 and P1). */
function saved(bucket: string | undefined, key: string, { body }: ProcessedImage): Answer {
  const fields = [
    ['bucket', JSON.stringify(bucket ?? '')],
    ['fileSize', `${body.length}`],
    ['object', JSON.stringify(key)],
    ['status', '"OK"'],
  ];
  const text = `{${fields.map(([name, value]) => `"${name}": ${value}`).join(', ')}}`;
  return { status: 200, headers: [], contentType: 'application/json', body: text };
}
