import { createHash } from 'node:crypto';
import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { readXml, type XmlNode } from '../xml/read.ts';
import { announcedMd5, checkMd5 } from './content-md5.ts';
import type { Call } from './operation.ts';

export interface DocumentRules {
  /** Bytes. */
  readonly limit: number;
  /** The operation's own MalformedXML. */
  readonly malformed: () => OssError;
  /** What a longer body is refused with; MalformedXML unless said otherwise. */
  readonly tooLong?: () => OssError;
}

/**
 * Reads the XML document in a request's body. Content-MD5 is looked at before reading and compared before parsing
 * (operations.md §2.9). The root's name and what is in it are the caller's to check.
 * @returns the root, or undefined when the body has no bytes at all.
 * @throws OssError `content-md5-malformed`, `content-md5-mismatch`, `xml-several-roots`, or the result of `malformed` or `tooLong`.
 */
export async function receiveDocument(call: Call, rules: DocumentRules): Promise<XmlNode | undefined> {
  const { headers } = call.request;
  const announced = announcedMd5(headers);
  const body = await call.body.readAll(rules.limit, rules.tooLong ?? rules.malformed);
  checkMd5(headers, announced, createHash('md5').update(body).digest());
  if (body.length === 0) return undefined;
  const text = decode(body, rules.malformed);
  const root = readXml(text);
  if (root === undefined) throw hasSeveralRoots(text) ? refuse('xml-several-roots') : rules.malformed();
  return root;
}

/** Whether a text that is not a document would be one if it could have several roots (EC 0017-00000605). */
function hasSeveralRoots(text: string): boolean {
  const inside = readXml(`<roots>${text.replace(/^\s*<\?xml[^>]*\?>/, '')}</roots>`);
  return inside !== undefined && inside.children.length > 1;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer, malformed: () => OssError): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw malformed();
  }
}
