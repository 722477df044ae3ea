import type { SignedRequest } from '../request.ts';
import { headerLines, isOssHeader } from './headers.ts';
import { encodedQuery } from './query.ts';
import { encodedResourcePath } from './resource.ts';

/** How a client may have read the rules. */
export interface V2Form {
  readonly bareBucket: boolean;
  /** Reads `+` in the query as a blank, as oss2 writes it. */
  readonly plusIsBlank: boolean;
}

const MAIN_V2: V2Form = { bareBucket: false, plusIsBlank: false };

/**
 * The V2 string to sign, a byte string: as V1, but with a line of the additional headers' names and with the whole
 * resource and query percent-encoded (access.md §5.1).
 * @param date the Date header for headers, the `x-oss-expires` text for URLs.
 */
export function v2StringToSign(
  request: SignedRequest,
  date: string,
  additionalHeaders: readonly string[],
  form: V2Form = MAIN_V2,
): string {
  const { method, headers } = request;
  const md5 = headers.get('content-md5') ?? '';
  const type = headers.get('content-type') ?? '';
  const additional = [...additionalHeaders].sort();
  const lines = headerLines(headers, (name) => isOssHeader(name) || additional.includes(name));
  const path = encodedResourcePath(request.resource, false, form.bareBucket);
  const query = encodedQuery(request.query, form.plusIsBlank);
  const resource = query === '' ? path : `${path}?${query}`;
  return `${method}\n${md5}\n${type}\n${date}\n${lines}${additional.join(';')}\n${resource}`;
}
