import { refuse } from '../errors/refuse.ts';
import type { Credential } from '../identity/credential.ts';
import type { StsCall } from './call.ts';

/**
 * Whose key signed (services.md §1.5 rows 9 to 14).
 * @throws OssError on an unknown or disabled key and on a missing or refused token.
 */
export function findCredential({ claim, parts: { directory, tokens } }: StsCall): Credential {
  const { token } = claim;
  const accessKeyId = claim.accessKeyId as string;
  const permanent = directory.credential(accessKeyId);
  if (permanent) {
    if (permanent.status === 'disabled') throw refuse('sts-key-disabled');
    if (token === undefined) return permanent;
    throw refuse(tokens.reads(token) ? 'sts-token-of-another-key' : 'sts-token-malformed');
  }
  if (token === undefined) throw refuse(accessKeyId.startsWith('STS.') ? 'sts-token-missing' : 'sts-key-unknown');
  const verdict = tokens.check(accessKeyId, token);
  switch (verdict) {
    case 'unknown-id':
      throw refuse('sts-key-unknown');
    case 'undecodable':
      throw refuse('sts-token-malformed');
    case 'other-id':
      throw refuse('sts-token-of-another-key');
    case 'expired':
      throw refuse('sts-token-expired');
    default:
      return verdict;
  }
}
