import { type Evidence, element } from './evidence.ts';
import { isRequestIdOfOss } from './request-id.ts';

/** What shows that an answer is of another service. */
export interface Foreign {
  /** Nothing of OSS looks like this; where false, a proxy or a mask may have made it so. */
  readonly sure: boolean;
  /** Words for people. */
  readonly shown: string;
}

/** HostId of OSS is the host that the client named: Amazon S3 and OBS have Base64 in its place, MinIO a UUID or a hash. */
const STRANGE_HOST =
  /^(?:(?=.*[A-Z])[A-Za-z0-9+/]{40,}={0,2}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/;

/**
 * Whether an answer is of another service: Amazon S3, MinIO, TOS and others have the codes of OSS, some of its texts, and
 * TOS even numbers that look like ECs and mean something else.
 * @returns undefined where nothing speaks against OSS.
 */
export function foreignTo(evidence: Evidence): Foreign | undefined {
  const { elements, requestId = '', headers } = evidence;
  if (element(evidence, 'DetailErrCode') !== undefined) {
    const shown =
      'DetailErrCode is an element of Volcengine TOS, whose ECs look like those of OSS and mean something else';
    return { sure: true, shown };
  }
  const server = headers?.find(([name]) => name.toLowerCase() === 'server')?.[1];
  if (server !== undefined && /^(?:AmazonS3|MinIO|TosServer|tencent-cos|OBS)/.test(server)) {
    return { sure: true, shown: `the answer is of ${server}, not of OSS` };
  }
  if (/^tx[0-9a-f]{21}-[0-9a-f]{10}-/.test(requestId)) {
    return { sure: true, shown: `the request id ${requestId} is one of the Ceph Object Gateway, not of OSS` };
  }
  if (elements === undefined || requestId === '' || isRequestIdOfOss(requestId)) return undefined;
  const shown = `the request id ${requestId} is not of OSS's form (24 hex digits): the answer `;
  if (STRANGE_HOST.test(element(evidence, 'HostId')?.trim() ?? '')) {
    return { sure: true, shown: `${shown}is of another service that has the same codes, as its HostId shows` };
  }
  return { sure: false, shown: `${shown}may be of another service that has the same codes, or of a proxy` };
}
