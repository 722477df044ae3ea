import { proveSignature } from '../auth/hypotheses/prove.ts';
import type { Claim } from '../auth/index.ts';
import type { FormClaim } from '../forms/form-claim.ts';
import type { SignatureProof } from '../journal/signature-proof.ts';
import type { Exchange } from './exchange.ts';
import type { Identities } from './ladder.ts';

/**
 * How a refused signature will be explained: later, when someone asks, and by computing (auth/hypotheses). Only what that
 * needs is kept, not the exchange with its socket.
 * @param secret with which the request should have been signed.
 * @param region of the endpoint.
 */
export function proofOf(
  exchange: Exchange,
  claim: Claim | FormClaim,
  secret: string,
  region: string,
  identities: Identities,
): () => SignatureProof {
  const { method, headers, query, resource, host, hostReading, target } = exchange;
  const { accessKeyId } = claim;
  const request = { method, headers, query, resource };
  const { base } = hostReading;
  const { path } = target;
  return () => {
    const others = identities.credentials().filter((other) => other.accessKeyId !== accessKeyId);
    return proveSignature({ request, claim, secret, around: { host, base, path, region, accessKeyId, others } });
  };
}
