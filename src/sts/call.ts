import type { WireProfile } from '../errors/cause.ts';
import type { Credential } from '../identity/credential.ts';
import type { Directory } from '../identity/directory.ts';
import type { Tokens } from '../identity/tokens.ts';
import type { Runtime } from '../runtime/index.ts';
import type { StsAction } from './actions.ts';
import type { StsClaim } from './claim.ts';
import type { Nonces } from './nonces.ts';
import type { StsRequest } from './request.ts';
import type { Throttle } from './throttle.ts';

/** What the token service works with. */
export interface StsParts {
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly runtime: Pick<Runtime, 'clock' | 'ids'>;
  readonly profile: WireProfile;
  /** Calls an account may make in a second; unlimited without it. The service admits 100. */
  readonly callsPerSecond?: number | undefined;
}

/** One call on its way through the checks. */
export interface StsCall {
  readonly request: StsRequest;
  readonly claim: StsClaim;
  readonly parts: StsParts;
  readonly nonces: Nonces;
  readonly throttle: Throttle;
  /** When it arrived, in milliseconds. */
  readonly now: number;
  /** Known once the check of keys has passed. */
  credential: Credential | undefined;
  /** Known once the check of actions has passed. */
  action: StsAction | undefined;
}

/** How far a timestamp may be off, and how long a nonce is remembered (services.md §1.5). */
export const MAX_SKEW = 15 * 60 * 1000;
