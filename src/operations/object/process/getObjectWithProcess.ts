import { refuse } from '../../../errors/refuse.ts';
import { type Answer, type Call, type Operation, operation } from '../../operation.ts';
import { limitTraffic } from '../../traffic-limit.ts';
import { refuseEncryptionHeader } from '../encryption.ts';
import { forBrowsers } from '../forced-download.ts';
import { processedAnswer } from './processed-answer.ts';
import { pipelineOf, requestedProcess, STYLE_PREFIX } from './requested-process.ts';
import { checkSourceProtection } from './source-protection.ts';

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

function processed(call: Call): Promise<Answer> {
  refuseEncryptionHeader(call);
  refuseBody(call);
  limitTraffic(call);
  const process = requestedProcess(call);
  if (!process.startsWith(STYLE_PREFIX)) checkSourceProtection(call);
  return forBrowsers(call, processedAnswer(call, pipelineOf(process, call.bucket)));
}

function refuseBody({ body }: Call): void {
  if (!body.present || body.announced === 0) return;
  const { announced = 'chunked' } = body;
  throw refuse('image-with-body', { Value: `${announced}`, Parameter: 'Content-Length' });
}
