import {
  checkScope,
  checkTime,
  findCredential,
  readClaim,
  type TokenChecker,
  type Verification,
  verify,
} from '../../src/auth/index.ts';
import type { Credential, SignedRequest } from '../../src/auth/request.ts';
import { OssError } from '../../src/errors/oss-error.ts';
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

/** The key pair of the tests. */
export const KEYS = { accessKeyId: 'ossmock', accessKeySecret: 'ossmock-secret' } as const;
export const CREDENTIAL = credentialOf(KEYS.accessKeyId, KEYS.accessKeySecret);

/** Sat, 01 Jun 2024 12:00:00 GMT. */
export const NOW = Date.UTC(2024, 5, 1, 12);
export const NOW_HTTP = 'Sat, 01 Jun 2024 12:00:00 GMT';
export const NOW_ISO = '20240601T120000Z';
export const REGION = 'cn-hangzhou';

export interface Surroundings {
  readonly now?: number;
  readonly region?: string | undefined;
  readonly lookup?: (accessKeyId: string) => Credential | undefined;
  readonly tokens?: TokenChecker;
}

/** All rungs, in the order of the gateway. @returns undefined for an anonymous request. */
export function authenticate(received: SignedRequest, around: Surroundings = {}): Verification | undefined {
  const claim = readClaim(received);
  if (claim === undefined) return undefined;
  checkScope(claim, 'region' in around ? around.region : REGION);
  checkTime(claim, around.now ?? NOW);
  const lookup = around.lookup ?? ((id) => (id === KEYS.accessKeyId ? CREDENTIAL : undefined));
  return verify(received, claim, findCredential(claim, lookup, around.tokens));
}

/** What `act` refuses with, as the table of a manual would print it. */
export function refusal(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    const { status, code, message, ec } = error.row;
    return { cause: error.cause, status, code, message, ec, extras: { ...error.details } };
  }
  throw new Error('nothing was refused');
}
