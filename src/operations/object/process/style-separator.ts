import { stylesOf } from '../../bucket/style/styles.ts';
import type { Answer, Call } from '../../operation.ts';
import { addressedTo } from './addressed-to.ts';
import { processedAnswer } from './processed-answer.ts';
import { pipelineOf, STYLE_PREFIX } from './requested-process.ts';
import { configured } from './source-protection.ts';

const SEPARATORS: ReadonlySet<string> = new Set(['-', '_', '/', '!']);

/**
 * A GET of `photo.jpg!small`: where `!` separates keys from styles and the bucket has that style, it is a GET of
 * `photo.jpg` with it (services.md §3.1).
 * @returns undefined for any other key, which is then just a key.
 */
export function answerByStyle(call: Call): Promise<Answer> | undefined {
  const separators = configured(call.bucket, 'StyleDelimiters');
  if (separators === '') return undefined;
  for (const separator of separators.split(',')) {
    const at = SEPARATORS.has(separator) ? call.key.lastIndexOf(separator) : -1;
    if (at <= 0) continue;
    const style = call.key.slice(at + 1);
    if (stylesOf(call.bucket).has(style)) return styled(call, call.key.slice(0, at), style);
  }
  return undefined;
}

async function styled(call: Call, key: string, style: string): Promise<Answer> {
  const { bucket } = call;
  await call.permit({ action: 'oss:GetObject', access: 'read', bucket, key });
  return processedAnswer(addressedTo(call, bucket, key), pipelineOf(`${STYLE_PREFIX}${style}`, bucket));
}
