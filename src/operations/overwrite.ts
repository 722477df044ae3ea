import { refuse } from '../errors/refuse.ts';
import { argument } from './argument.ts';
import type { Call } from './operation.ts';

const NAME = 'x-oss-forbid-overwrite';

/**
 * The store's rule that x-oss-forbid-overwrite asks for (operations.md §6.1).
 * @throws OssError `forbid-overwrite-invalid`.
 */
export function overwriteRule(call: Call): 'keep-existing' | undefined {
  const value = call.request.headers.get(NAME);
  if (value === undefined || value === 'false') return undefined;
  if (value === 'true') return 'keep-existing';
  throw refuse('forbid-overwrite-invalid', argument(NAME, value));
}

/**
 * Refuses early what the store's rule would refuse after the body has been read.
 * @throws OssError `object-exists`.
 */
export async function checkOverwrite(call: Call, rule: 'keep-existing' | undefined): Promise<void> {
  if (rule !== undefined && (await call.store.object(call.bucketName, call.key)) !== undefined) {
    throw refuse('object-exists', { Key: call.key });
  }
}
