import { type Evidence, element } from './evidence.ts';
import { isRequestIdOfOss } from './request-id.ts';

/**
 * What shows that an answer is of another service: Amazon S3, MinIO, TOS and others have the codes of OSS, some of its
 * texts, and TOS even numbers that look like ECs and mean something else.
 * @returns words for people; undefined where nothing speaks against OSS.
 */
export function foreignTo(evidence: Evidence): string | undefined {
  const { elements, requestId, headers } = evidence;
  if (element(evidence, 'DetailErrCode') !== undefined) {
    return 'DetailErrCode is an element of Volcengine TOS, whose ECs look like those of OSS and mean something else';
  }
  const server = headers?.find(([name]) => name.toLowerCase() === 'server')?.[1];
  if (server !== undefined && /^(?:AmazonS3|MinIO|TosServer|tencent-cos|OBS)/.test(server)) {
    return `the answer is of ${server}, not of OSS`;
  }
  if (elements === undefined || requestId === undefined || isRequestIdOfOss(requestId)) return undefined;
  return `the request id ${requestId} is not of OSS's form (24 hex digits): the answer may be of another service that has the same codes, or of a proxy`;
}
