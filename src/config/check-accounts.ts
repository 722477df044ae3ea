import { readAccounts } from '../identity/read-accounts.ts';
import { type AccountSpec, AccountsFault } from '../identity/spec.ts';
import { ConfigError } from './config.ts';

/** Whether accounts that come from a program, not from a file, hang together. @throws ConfigError with the path. */
export function checkAccounts(accounts: readonly AccountSpec[]): void {
  try {
    readAccounts(accounts);
  } catch (error) {
    if (!(error instanceof AccountsFault)) throw error;
    throw new ConfigError(`accounts.${error.path.join('.')}: ${error.message}`);
  }
}
