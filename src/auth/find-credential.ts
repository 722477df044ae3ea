import { refuse } from '../errors/refuse.ts';
import type { Claim } from './claim.ts';
import type { Credential } from './request.ts';
import { shown } from './text.ts';

/** Judges security tokens. Whoever issues tokens provides one. */
export interface TokenChecker {
  /**
   * @returns the temporary credential, or why there is none: the id is not a living temporary one, the token was issued
   * with another id, is not one that was ever issued, or has expired.
   */
  check(accessKeyId: string, token: string): Credential | 'unknown-id' | 'other-id' | 'undecodable' | 'expired';
}

/** Permanent keys, by id. */
export type KeyLookup = (accessKeyId: string) => Credential | undefined;

/**
 * Finds whose key a claim names (access.md §4.6, §4.7).
 * @param tokens without it no token was ever issued, and every token is refused.
 * @throws OssError on a misplaced or refused token, an unknown or a disabled key.
 */
export function findCredential(claim: Claim, lookup: KeyLookup, tokens?: TokenChecker): Credential {
  return credentialOf(claim.accessKeyId, placedToken(claim), lookup, tokens);
}

/** The same for an id and a token taken from wherever a request has them: headers, query or form fields. */
export function credentialOf(
  accessKeyId: string,
  token: string | undefined,
  lookup: KeyLookup,
  tokens: TokenChecker | undefined,
): Credential {
  const OSSAccessKeyId = shown(accessKeyId);
  if (token !== undefined) return temporary(accessKeyId, token, tokens);
  if (accessKeyId.startsWith('STS.')) throw refuse('sts-key-without-token', { OSSAccessKeyId });
  const credential = lookup(accessKeyId);
  if (credential === undefined) throw refuse('access-key-unknown', { OSSAccessKeyId });
  if (credential.status === 'disabled') throw refuse('access-key-disabled', { OSSAccessKeyId });
  return credential;
}

/** The token, if it stands where this kind of signature has it (access.md TOK-3, TOK-4). */
function placedToken(claim: Claim): string | undefined {
  const { headerToken, queryToken } = claim;
  if (headerToken !== undefined && queryToken !== undefined) {
    throw refuse('token-in-header-and-query', { ArgumentName: 'security-token', ArgumentValue: shown(queryToken) });
  }
  const signedUrl = claim.mode === 'v1-url' || claim.mode === 'v2-url' || claim.mode === 'v4-url';
  if (signedUrl && headerToken !== undefined) throw refuse('token-only-in-header');
  return headerToken ?? queryToken;
}

function temporary(accessKeyId: string, token: string, tokens: TokenChecker | undefined): Credential {
  const verdict = tokens === undefined ? 'unknown-id' : tokens.check(accessKeyId, token);
  switch (verdict) {
    case 'unknown-id':
      throw refuse('token-of-unknown-key', { OSSAccessKeyId: shown(accessKeyId) });
    case 'other-id':
      throw refuse('token-of-another-key');
    case 'undecodable':
      throw refuse('token-undecodable');
    case 'expired':
      throw refuse('token-expired', { SecurityToken: shown(token) });
    default:
      return verdict;
  }
}
