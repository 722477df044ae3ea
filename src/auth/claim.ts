import type { Query } from '../wire/query.ts';

/**
 * What a request says about its caller, read completely but believed in nothing. Texts are byte strings, as received.
 */
export type Claim = V1HeaderClaim | V1UrlClaim | V2HeaderClaim | V2UrlClaim | V4HeaderClaim | V4UrlClaim;

export type Mode = Claim['mode'];

interface AnyClaim {
  readonly accessKeyId: string;
  readonly signature: string;
  /** Security tokens by where they were found; both are undefined for permanent keys. */
  readonly headerToken: string | undefined;
  readonly queryToken: string | undefined;
}

interface HeaderClaim extends AnyClaim {
  /** The Authorization header. */
  readonly authorization: string;
  /** The request time as sent: x-oss-date, else Date (access.md V1H-4). */
  readonly date: string | undefined;
}

/** `Authorization: OSS <id>:<signature>`. */
export interface V1HeaderClaim extends HeaderClaim {
  readonly mode: 'v1-header';
}

interface UrlClaim extends AnyClaim {
  readonly limit?: UrlLimit | undefined;
}

/** Where a signed URL may be used from. */
export interface UrlLimit {
  /** `forwarded`: an address, and the URL lets requests be forwarded. */
  readonly kind: 'address' | 'forwarded' | 'vpc';
  /** What is signed: the query, with what this caller has in place of what the signer allowed. */
  readonly query: Query;
}

/** `?OSSAccessKeyId=…&Expires=…&Signature=…`. */
export interface V1UrlClaim extends UrlClaim {
  readonly mode: 'v1-url';
  /** Unix seconds, as sent. */
  readonly expires: string;
}

/** `Authorization: OSS2 AccessKeyId:<id>,AdditionalHeaders:<a;b>,Signature:<signature>`. */
export interface V2HeaderClaim extends HeaderClaim {
  readonly mode: 'v2-header';
  /** Lower-case names, in the order given. */
  readonly additionalHeaders: readonly string[];
}

/** `?x-oss-signature-version=OSS2&…`. */
export interface V2UrlClaim extends UrlClaim {
  readonly mode: 'v2-url';
  /** Unix seconds, as sent. */
  readonly expires: string;
  readonly additionalHeaders: readonly string[];
}

interface AnyV4Claim {
  readonly scope: Scope;
  readonly additionalHeaders: readonly string[];
  /** The digest of the body, 64 hex digits as sent, when the client committed itself to one (access.md V4-5). */
  readonly payloadHash: string | undefined;
}

/** `Authorization: OSS4-HMAC-SHA256 Credential=…,AdditionalHeaders=…,Signature=…`. */
export interface V4HeaderClaim extends HeaderClaim, AnyV4Claim {
  readonly mode: 'v4-header';
}

/** `?x-oss-signature-version=OSS4-HMAC-SHA256&…`. */
export interface V4UrlClaim extends UrlClaim, AnyV4Claim {
  readonly mode: 'v4-url';
  /** The value of the parameter x-oss-date. */
  readonly date: string | undefined;
  /** Seconds from `date`, as sent. */
  readonly expires: string;
}

/** What a V4 signing key is bound to. */
export interface Scope {
  /** `YYYYMMDD`. */
  readonly date: string;
  /** `cn-hangzhou`, or the id of a cloud box. */
  readonly region: string;
  /** `oss` or `oss-cloudbox`. */
  readonly product: string;
}
