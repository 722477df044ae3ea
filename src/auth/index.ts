/**
 * Who is calling? The gateway asks in this order: readClaim, checkScope, checkTime, findCredential, verify.
 * All are pure functions of the request, the clock's reading and the configured keys.
 */
export { RESPONSE_OVERRIDES, SIGNED_SUB_RESOURCES } from './canonical/sub-resources.ts';
export { checkScope } from './check-scope.ts';
export { checkTime, MAX_SKEW } from './check-time.ts';
export type { Claim, Mode, Scope } from './claim.ts';
export { findCredential, type TokenChecker } from './find-credential.ts';
export { sameSignature, v1Signature, v2Signature, v4Signature } from './hmac.ts';
export { readClaim } from './read-claim.ts';
export {
  type SigningKeys,
  signV1Header,
  signV1Url,
  signV2Header,
  signV2Url,
  signV4Header,
  signV4Url,
  type Unsigned,
  type V4Options,
} from './sign.ts';
export { matches, readingOf, type Verification, verify } from './verify.ts';
