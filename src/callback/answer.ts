import { refuse } from '../errors/refuse.ts';
import { readXml } from '../xml/read.ts';
import { isJson } from './decode.ts';
import type { Received } from './exchange.ts';

/** What the uploader gets instead of the upload's own body. */
export interface CallbackReply {
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Accepts the answer of a callback server: JSON of any kind, or XML that says it is (access.md CB-7). Bytes are not
 * held to UTF-8; a byte order mark is no JSON.
 * @throws OssError `callback-answer-not-json`.
 */
export function acceptAnswer({ status, contentType = 'application/json', body }: Received): CallbackReply {
  const xml = /^application\/xml\b/i.test(contentType);
  const accepted = xml ? readXml(body.toString('utf8')) !== undefined : isJson(body.toString('latin1'));
  if (!accepted) throw refuse('callback-answer-not-json').because({ status, contentType, body: recorded(body) });
  return { contentType, body };
}

const MAX_RECORDED_BYTES = 16 * 1024;

/** The beginning of a body, for the record. */
export function recorded(body: Buffer): string {
  return body.toString('utf8', 0, MAX_RECORDED_BYTES);
}
