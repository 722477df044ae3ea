import { refuse } from '../errors/refuse.ts';
import { childText } from '../xml/read.ts';
import { xmlDocument } from '../xml/write.ts';
import { receiveDocument } from './document.ts';
import type { Call } from './operation.ts';

const MAX_BYTES = 16 * 1024;

/** The document as the service renders it, which is also how it is kept. */
export function publicAccessBlockDocument(on: boolean): string {
  return xmlDocument(['PublicAccessBlockConfiguration', [['BlockPublicAccess', on]]]);
}

/**
 * The value in the request's body; false when the element is left out (access.md BPA-1).
 * @throws OssError `public-access-block-malformed`.
 */
export async function receivePublicAccessBlock(call: Call): Promise<boolean> {
  const malformed = () => refuse('public-access-block-malformed');
  const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
  if (root?.name !== 'PublicAccessBlockConfiguration') throw malformed();
  // The service normalises booleans: `True` becomes `true`.
  const value = childText(root, 'BlockPublicAccess')?.trim().toLowerCase() ?? 'false';
  if (value !== 'true' && value !== 'false') throw malformed();
  return value === 'true';
}
