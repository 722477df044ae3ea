import type { BucketRecord } from '../../store/store.ts';
import type { HeaderList } from '../../wire/headers.ts';

/** What a browser asks before a request to another origin. */
export interface Preflight {
  readonly origin: string;
  readonly method: string;
  /** Access-Control-Request-Headers as sent. */
  readonly headers: string | undefined;
}

/** Allowed, with the headers that say so, or why not. */
export type PreflightDecision =
  | { readonly allowed: true; readonly headers: HeaderList }
  | { readonly allowed: false; readonly cause: 'cors-not-enabled' | 'cors-not-allowed' };

/** Decides by the bucket's CORS rules. No operation can give a bucket rules yet, so none has CORS enabled. */
export function decidePreflight(_bucket: BucketRecord, _preflight: Preflight): PreflightDecision {
  return { allowed: false, cause: 'cors-not-enabled' };
}
