import type { Facts } from '../errors/oss-error.ts';
import { bucketCors, type CorsConfiguration } from '../operations/cors-configuration.ts';
import { allowingHeaders, type CorsDecision, matchCors } from '../operations/cors-match.ts';
import type { BucketRecord } from '../store/store.ts';
import type { HeaderList, Headers } from '../wire/headers.ts';

const NONE: HeaderList = [];
const VARY = ['Vary', 'Origin'] as const;

/**
 * What CORS adds to an answer, be it a success or a refusal (access.md CORS-3, CORS-4). These headers stand directly
 * after x-oss-request-id, before the operation's own: `Vary` there in the wire log cap-099 of 2024, the rest there in the
 * preflights of ali-oss issues 310 and 312. That Vary comes first of them is inferred.
 * An actual request that no rule matches is served all the same, without Access-Control headers.
 * @param note receives the decision, for the record.
 */
export function corsHeaders(
  bucket: BucketRecord | undefined,
  { method, headers }: { readonly method: string; readonly headers: Headers },
  note?: (facts: Facts) => void,
): HeaderList {
  const configuration = bucket && bucketCors.of(bucket);
  if (configuration === undefined) return NONE;
  const vary = configuration.responseVary ? [VARY] : NONE;
  const origin = headers.get('origin');
  // A preflight is answered, and refused, by OptionObject itself.
  if (!origin || method === 'OPTIONS') return vary;
  const decision = matchCors(configuration, { origin, method });
  note?.(corsFacts(configuration, decision, origin, method));
  return decision.allowed ? [...vary, ...allowingHeaders(decision, origin)] : vary;
}

function corsFacts({ rules }: CorsConfiguration, decision: CorsDecision, origin: string, method: string): Facts {
  const asked = { origin, method, rules: rules.length };
  return decision.allowed
    ? { ...asked, allowed: true, rule: decision.number, allowedOrigin: decision.allowedOrigin }
    : { ...asked, allowed: false, failures: decision.failures };
}
