import { refuse } from '../../../errors/refuse.ts';
import { isImageProcess, readPipeline } from '../../../image/pipeline.ts';
import type { Pipeline } from '../../../image/step.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { stylesOf } from '../../bucket/style/styles.ts';
import type { Call } from '../../operation.ts';

const NAME = 'x-oss-process';
export const STYLE_PREFIX = 'style/';

/** Processors of OSS that ossmock does not have (operations.md §11.1). */
const ELSEWHERE = /^(video|audio|doc|hls|text|file|zip|imm|ai)\//;

/** What the query of a GET asks for. */
export function requestedProcess(call: Call): string {
  const bytes = call.request.query.literal(NAME) ?? '';
  return utf8FromBytes(bytes) ?? bytes;
}

/**
 * Reads `image/…`, or `style/<name>` as what the bucket keeps under that name (services.md §3.1).
 * @throws OssError `image-style-unknown`, `operation-not-implemented`, `process-unknown`, or what is wrong with the chain.
 */
export function pipelineOf(process: string, bucket: BucketRecord): Pipeline {
  if (!process.startsWith(STYLE_PREFIX)) return chainOf(process);
  const style = stylesOf(bucket).get(process.slice(STYLE_PREFIX.length));
  if (style === undefined) throw refuse('image-style-unknown').because({ asked: process });
  return chainOf(style.content);
}

function chainOf(process: string): Pipeline {
  if (process.includes('|')) throw processUnknown(process);
  if (isImageProcess(process)) return readPipeline(process);
  const [processor] = ELSEWHERE.exec(process) ?? [];
  if (processor === undefined) throw processUnknown(process);
  const [operator = process] = process.split(',', 1);
  throw refuse('operation-not-implemented', { Operation: `${NAME}=${operator}` });
}

export function processUnknown(process: string) {
  return refuse('process-unknown', { Value: process, Parameter: NAME });
}
