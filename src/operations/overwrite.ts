import { refuse } from '../errors/refuse.ts';
import { argument } from './argument.ts';
import type { Call } from './operation.ts';

const NAME = 'x-oss-forbid-overwrite';

/**
 * The store's rule that x-oss-forbid-overwrite asks for (operations.md §6.1).
 * @throws OssError `forbid-overwrite-invalid`.
 */
export function overwriteRule({ request }: Call, headers = request.headers): 'keep-existing' | undefined {
  const value = headers.get(NAME);
  if (value === undefined || value === 'false') return undefined;
  if (value === 'true') return 'keep-existing';
  throw refuse('forbid-overwrite-invalid', argument(NAME, value));
}

/**
 * Refuses early what the store's rule would refuse after the body has been read.
 * @throws OssError `object-exists`.
 */
export async function checkOverwrite(
  call: Call,
  rule: 'keep-existing' | undefined,
  key: string = call.key,
): Promise<void> {
  if (rule !== undefined && (await call.store.object(call.bucketName, key)) !== undefined) {
    throw refuse('object-exists', { Key: key });
  }
}
