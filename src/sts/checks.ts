import { refuse } from '../errors/refuse.ts';
import type { Credential } from '../identity/credential.ts';
import { ACTIONS } from './actions.ts';
import { MAX_SKEW, type StsCall } from './call.ts';
import { checkSignature, incomplete } from './check-signature.ts';
import type { StsClaim } from './claim.ts';
import { findCredential } from './find-credential.ts';
import { V3_METHOD } from './sign.ts';
import { parseTimestamp } from './timestamp.ts';

/** One check. It throws to refuse. */
export interface StsCheck {
  readonly name: string;
  check(call: StsCall): void;
}

/** Hosts of the service's products; ours are the token service's or nobody's. */
const OTHER_PRODUCT = /^(?!sts[.-])[a-z0-9.-]+\.aliyuncs\.com(:\d+)?$/i;

/** The checks before the action, in order (services.md §1.5, whose row numbers these are). */
export const CHECKS: readonly StsCheck[] = [
  {
    name: 'product', // 1
    check({ request }) {
      if (OTHER_PRODUCT.test(request.host)) throw refuse('sts-product-unknown');
    },
  },
  {
    name: 'version', // 2
    check({ claim }) {
      if (claim.apiVersion !== '2015-04-01') throw refuse('sts-version-invalid');
    },
  },
  {
    name: 'action', // 3
    check(call) {
      call.action = ACTIONS.get(call.claim.action ?? '');
      if (call.action === undefined) throw refuse('sts-action-unknown');
    },
  },
  {
    name: 'method', // 4
    check({ request }) {
      if (request.method !== 'GET' && request.method !== 'POST') throw refuse('sts-method-unsupported');
    },
  },
  {
    name: 'format', // 5
    check({ claim: { format } }) {
      if (format !== undefined && !/^(json|xml)$/i.test(format)) throw refuse('sts-format-invalid');
    },
  },
  {
    name: 'common parameters', // 6, 17
    check(call) {
      const { claim } = call;
      if (claim.scheme === 'v3' && !claimsV3(claim)) throw incomplete(call);
      // An empty id is looked up, and not found (row 9).
      if (claim.accessKeyId === undefined) throw refuse('sts-access-key-missing');
      if (claim.signature === undefined) throw refuse('sts-signature-missing');
      if (claim.signatureMethod === undefined) throw refuse('sts-signature-method-missing');
      if (claim.scheme === 'v1' && claim.signatureVersion === undefined) throw refuse('sts-signature-version-missing');
      if (claim.nonce === undefined) throw refuse('sts-nonce-missing');
      if (claim.timestamp === undefined) throw refuse('sts-timestamp-missing');
    },
  },
  {
    name: 'timestamp', // 7, 8
    check({ claim, now }) {
      const at = parseTimestamp(claim.timestamp as string);
      if (at === undefined) throw refuse('sts-timestamp-malformed').because({ timestamp: claim.timestamp });
      if (Math.abs(now - at) > MAX_SKEW) {
        throw refuse('sts-timestamp-expired').because({ timestamp: claim.timestamp, now });
      }
    },
  },
  {
    name: 'access key', // 9 to 14
    check(call) {
      call.credential = findCredential(call);
    },
  },
  {
    name: 'signature method', // 15
    check({ claim: { scheme, signatureMethod, signatureVersion } }) {
      const known =
        scheme === 'v1' ? signatureMethod === 'HMAC-SHA1' && signatureVersion === '1.0' : signatureMethod === V3_METHOD;
      if (!known) throw refuse('sts-signature-method-unknown').because({ signatureMethod, signatureVersion });
    },
  },
  {
    name: 'signature', // 16
    check(call) {
      checkSignature(call, (call.credential as Credential).accessKeySecret);
    },
  },
  {
    name: 'nonce', // 18; what nobody signed must not use up a nonce
    check({ claim, nonces, now }) {
      if (!nonces.use(claim.accessKeyId as string, claim.nonce as string, now)) throw refuse('sts-nonce-used');
    },
  },
  {
    name: 'rate', // 19
    check({ credential, throttle, now }) {
      const { principal } = credential as Credential;
      if (principal.kind !== 'anonymous' && !throttle.admit(principal.account, now)) throw refuse('sts-throttled');
    },
  },
];

function claimsV3({ accessKeyId, signature, signedHeaders }: StsClaim): boolean {
  return accessKeyId !== undefined && signature !== undefined && signedHeaders.length > 0;
}
