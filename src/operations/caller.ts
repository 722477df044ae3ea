import type { Call } from './operation.ts';

/**
 * The account on whose behalf the call is made.
 * @throws TypeError for anonymous callers, whom the gateway never lets as far as the operations that ask.
 */
export function callerAccount({ caller }: Call): string {
  if (caller.kind === 'anonymous') throw new TypeError('an anonymous caller has no account');
  return caller.account;
}
