import type { BucketRecord } from '../../store/store.ts';
import type { HeaderList } from '../../wire/headers.ts';
import { bucketCors } from '../cors-configuration.ts';
import { allowingHeaders, type CorsFailure, headerNames, matchCors } from '../cors-match.ts';

/** What a browser asks before a request to another origin. */
export interface Preflight {
  readonly origin: string;
  readonly method: string;
  /** Access-Control-Request-Headers as sent. */
  readonly headers: string | undefined;
}

/** Allowed, with the headers that say so and the number of the rule; or why not. */
export type PreflightDecision =
  | { readonly allowed: true; readonly headers: HeaderList; readonly rule: number }
  | {
      readonly allowed: false;
      readonly cause: 'cors-not-enabled' | 'cors-not-allowed';
      readonly failures: readonly CorsFailure[];
    };

/** Decides by the bucket's CORS rules (access.md CORS-2). */
export function decidePreflight(bucket: BucketRecord, { origin, method, headers }: Preflight): PreflightDecision {
  const configuration = bucketCors.of(bucket);
  if (configuration === undefined) return { allowed: false, cause: 'cors-not-enabled', failures: [] };
  const requestHeaders = headerNames(headers);
  const decision = matchCors(configuration, { origin, method, requestHeaders });
  if (!decision.allowed) return { allowed: false, cause: 'cors-not-allowed', failures: decision.failures };
  const requested = requestHeaders.length > 0 ? headers : undefined;
  return { allowed: true, headers: allowingHeaders(decision, origin, requested), rule: decision.number };
}
