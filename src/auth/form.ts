import type { Facts } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { FormClaim, FormV4Claim } from '../forms/form-claim.ts';
import { isoBasicDate, parseIsoBasicDate } from '../wire/dates.ts';
import { isAcceptableId } from './access-key-id.ts';
import { productsOf } from './check-scope.ts';
import { MAX_SKEW } from './check-time.ts';
import type { Scope } from './claim.ts';
import { credentialOf, type KeyLookup, type TokenChecker } from './find-credential.ts';
import { sameSignature, v1Signature, v2Signature, v4Signature } from './hmac.ts';
import { isDay, readCredential } from './read-v4.ts';
import type { Credential } from './request.ts';
import { hexBytes, shown } from './text.ts';

/** Whose form it is, and for the record what the signature was computed from. */
export interface FormVerification {
  readonly credential: Credential;
  /** mode, stringToSign, signature; V4 also scope, requestTime, now. */
  readonly facts: Facts;
}

/**
 * Verifies the signature of a form: V4's scope and time, then the key and its token, then the signature over the policy
 * field as sent (access.md POST-21 to POST-24). The policy itself is not looked at.
 * @param now milliseconds.
 * @param region of the endpoint; undefined leaves a V4 form's region unchecked.
 * @param lookup permanent keys, by id.
 * @param tokens without it no token was ever issued, and every token is refused.
 * @throws OssError `form-credential-…`, the key and token causes of findCredential, `form-signature-mismatch`.
 */
export function verifyFormClaim(
  claim: FormClaim,
  now: number,
  region: string | undefined,
  lookup: KeyLookup,
  tokens?: TokenChecker,
): FormVerification {
  const { accessKeyId, policy, signature } = claim;
  const scope = claim.version === 'v4' ? checkV4(claim, now, region) : undefined;
  const credential = credentialOf(accessKeyId, claim.token, lookup, tokens);
  const computed = sign(claim, credential, scope);
  const mode = `form-${claim.version}`;
  const stringToSign = shown(policy);
  const facts: Facts =
    claim.version === 'v4'
      ? { mode, stringToSign, signature: computed, scope, requestTime: parseIsoBasicDate(claim.date), now }
      : { mode, stringToSign, signature: computed };
  if (sameSignature(computed, signature)) return { credential, facts };
  throw refuse('form-signature-mismatch', {
    OSSAccessKeyId: shown(accessKeyId),
    SignatureProvided: shown(signature),
    StringToSign: stringToSign,
    StringToSignBytes: hexBytes(policy),
  }).because(facts);
}

function sign({ version, policy }: FormClaim, { accessKeySecret }: Credential, scope: Scope | undefined): string {
  if (scope !== undefined) return v4Signature(accessKeySecret, scope, policy);
  return version === 'v2' ? v2Signature(accessKeySecret, policy) : v1Signature(accessKeySecret, policy);
}

/** In the order of a V4 header: id, suffix, date, product, region, time (access.md §6.5). */
function checkV4(claim: FormV4Claim, now: number, region: string | undefined): Scope {
  const { accessKeyId, scope, terminated } = readCredential(claim.credential);
  const credential = { ArgumentName: 'x-oss-credential', ArgumentValue: shown(claim.credential) };
  if (!isAcceptableId(accessKeyId)) throw refuse('form-credential-id-invalid', credential);
  if (!terminated) throw refuse('form-credential-suffix-invalid', credential);
  if (!isDay(scope.date)) throw refuse('form-credential-date-invalid', credential);
  const products = productsOf(region);
  const expected: Facts = { scope, expected: { region, products } };
  if (!products.includes(scope.product)) throw refuse('form-credential-product-invalid', credential).because(expected);
  if (region !== undefined && scope.region !== region) {
    throw refuse('form-credential-region-invalid', credential).because(expected);
  }
  const requestTime = parseIsoBasicDate(claim.date);
  const date = { ArgumentName: 'x-oss-date', ArgumentValue: shown(claim.date) };
  if (requestTime === undefined) throw refuse('form-credential-date-invalid', date);
  const facts: Facts = { scopeDate: scope.date, requestTime, now, skew: now - requestTime, allowed: MAX_SKEW };
  if (isoBasicDate(requestTime).slice(0, 8) !== scope.date) {
    throw refuse('form-credential-date-invalid', credential).because(facts);
  }
  if (Math.abs(now - requestTime) > MAX_SKEW) throw refuse('form-credential-date-invalid', date).because(facts);
  return scope;
}
