import { refuse } from '../errors/refuse.ts';
import { childText, type XmlNode } from '../xml/read.ts';
import { type XmlElement, xmlDocument } from '../xml/write.ts';
import { receiveDocument } from './document.ts';
import type { Call } from './operation.ts';
import { readBoolean } from './setting-values.ts';

const MAX_BYTES = 16 * 1024;

/** As the service prints it. */
export function publicAccessBlockElement(on: boolean): XmlElement {
  return ['PublicAccessBlockConfiguration', [['BlockPublicAccess', on]]];
}

export function publicAccessBlockDocument(on: boolean): string {
  return xmlDocument(publicAccessBlockElement(on));
}

/** The value in a document; false when the element is left out (access.md BPA-1). @throws OssError `public-access-block-malformed`. */
export function readPublicAccessBlock(root: XmlNode | undefined): boolean {
  if (root?.name !== 'PublicAccessBlockConfiguration') throw refuse('public-access-block-malformed');
  const value = readBoolean(childText(root, 'BlockPublicAccess') ?? 'false');
  if (value === undefined) throw refuse('public-access-block-malformed');
  return value;
}

/** The value in the request's body. @throws OssError `public-access-block-malformed`. */
export async function receivePublicAccessBlock(call: Call): Promise<boolean> {
  const malformed = () => refuse('public-access-block-malformed');
  return readPublicAccessBlock(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
}
