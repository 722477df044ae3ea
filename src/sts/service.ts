import { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { StsAction } from './actions.ts';
import { printError, printResult } from './answer.ts';
import { MAX_SKEW, type StsCall, type StsParts } from './call.ts';
import { CHECKS } from './checks.ts';
import { readClaim } from './claim.ts';
import { Nonces } from './nonces.ts';
import type { StsAnswer, StsRequest } from './request.ts';
import { Throttle } from './throttle.ts';

const NONCES_REMEMBERED = 100_000;

/** The token service: AssumeRole and GetCallerIdentity (services.md §1). */
export class Sts {
  private readonly parts: StsParts;
  private readonly nonces = new Nonces(MAX_SKEW, NONCES_REMEMBERED);
  private readonly throttle: Throttle;

  constructor(parts: StsParts) {
    this.parts = parts;
    this.throttle = new Throttle(parts.callsPerSecond ?? Number.POSITIVE_INFINITY);
  }

  /** Answers one call. Never throws. */
  async handle(request: StsRequest): Promise<StsAnswer> {
    const { parts, nonces, throttle } = this;
    const requestId = parts.runtime.ids.uuid();
    const claim = readClaim(request);
    const now = parts.runtime.clock.now();
    const call: StsCall = { request, claim, parts, nonces, throttle, now, credential: undefined, action: undefined };
    let check = '';
    try {
      for (const { name, check: passes } of CHECKS) {
        check = name;
        passes(call);
      }
      check = claim.action as string;
      const result = await (call.action as StsAction)(call);
      return printResult(call, requestId, result);
    } catch (error) {
      const refusal = error instanceof OssError ? error : refuse('sts-internal-error');
      return printError(call, requestId, refusal, check, error === refusal ? undefined : error);
    }
  }
}
