import type { Headers } from '../wire/headers.ts';
import type { Query } from '../wire/query.ts';

export type { Credential } from '../identity/credential.ts';

/** What a signature covers. The gateway's exchange has this shape; forms will make one of their own. */
export interface SignedRequest {
  /** Upper case. */
  readonly method: string;
  readonly headers: Headers;
  readonly query: Query;
  /** The resource the request names, whatever its URL style: decoded, never percent-encoded. */
  readonly resource: SignedResource;
  /** Who is calling, when it is known: of requests in dumps it is not. */
  readonly remoteAddress?: string;
}

export interface SignedResource {
  readonly bucket: string | undefined;
  /** Decoded UTF-8 text. */
  readonly key: string | undefined;
  /** True when the path named a bucket without the slash after it, as the C SDK does (access.md ADR-1). */
  readonly bareBucket: boolean;
}
