import type { TokenChecker } from '../../src/auth/index.ts';
import type { Credential, SignedRequest } from '../../src/auth/request.ts';
import { Headers } from '../../src/wire/headers.ts';
import { decodePercent, utf8FromBytes } from '../../src/wire/percent.ts';
import { Query } from '../../src/wire/query.ts';

/** A request as the gateway hands it over. @param uri path and query as on the wire, in virtual-hosted style. */
export function request(
  method: string,
  uri: string,
  headers: readonly (readonly [string, string])[] = [],
  bucket: string | undefined = 'examplebucket',
): SignedRequest {
  const mark = uri.indexOf('?');
  const path = mark === -1 ? uri : uri.slice(0, mark);
  const bytes = decodePercent(path.slice(1));
  const key = bytes === undefined ? undefined : utf8FromBytes(bytes);
  if (key === undefined) throw new TypeError(`not a key: ${path}`);
  return {
    method,
    headers: new Headers(headers.flat()),
    query: new Query(mark === -1 ? '' : uri.slice(mark + 1)),
    resource: { bucket, key: key === '' ? undefined : key, bareBucket: false },
  };
}

export function credentialOf(accessKeyId: string, accessKeySecret: string): Credential {
  return {
    accessKeyId,
    accessKeySecret,
    status: 'active',
    principal: { kind: 'root', account: '1234567890123456', accessKeyId },
  };
}

/** An issuer that vouches for every token. */
export function acceptAnyToken(credential: Credential): TokenChecker {
  return { check: () => credential };
}
