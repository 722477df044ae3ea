/**
 * The token service. The gateway asks `isStsRequest` with the head of a request and, where only the form can tell, again
 * with the body; then `Sts.handle` has the answer to write. `readClaim`, signatures and checks are the room's own.
 */

export type { StsParts } from './call.ts';
export type { StsAnswer, StsHead, StsOutcome, StsRequest } from './request.ts';
export { isStsRequest } from './routing.ts';
export { Sts } from './service.ts';
export { V3_METHOD, v1Signature, v1StringToSign, v3CanonicalRequest, v3Signature, v3StringToSign } from './sign.ts';
