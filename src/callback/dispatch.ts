import type { KeyObject } from 'node:crypto';
import { type Facts, OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Clock } from '../runtime/index.ts';
import { acceptAnswer, type CallbackReply, recorded } from './answer.ts';
import type { Deadline } from './deadline.ts';
import { exchange } from './exchange.ts';
import { address, type Letter } from './outgoing.ts';
import type { CallbackSettings } from './settings.ts';
import type { CallbackTarget } from './urls.ts';

/** What dispatching needs beside the letter. */
export interface Dispatch {
  readonly targets: readonly CallbackTarget[];
  readonly letter: Letter;
  readonly key: KeyObject;
  readonly deadline: Deadline;
  readonly clock: Clock;
  readonly wording: CallbackSettings['timeoutWording'];
  /** Leaves one attempt in the record: the request sent, the answer, its timing. */
  note(facts: Facts): void;
}

/**
 * Calls the URLs in order until one accepts, within one deadline for all.
 * @throws OssError the CallbackFailed of the last URL tried; `callback-too-slow` when time ran out on a later one.
 */
export async function dispatchCallback(dispatch: Dispatch): Promise<CallbackReply> {
  const { targets, letter, key, deadline, clock, wording } = dispatch;
  let failure: OssError | undefined;
  for (const [index, target] of targets.entries()) {
    const outgoing = address(letter, target, key);
    const startedAt = clock.now();
    const sent = { url: target.url, headers: Object.fromEntries(outgoing.headers), body: recorded(letter.body) };
    const took = (): { readonly took: number } => ({ took: clock.now() - startedAt });
    try {
      const received = await exchange(outgoing, deadline, wording);
      const reply = acceptAnswer(received);
      dispatch.note({ sent, received: { ...received, body: recorded(received.body) }, ...took() });
      return reply;
    } catch (error) {
      if (!(error instanceof OssError)) throw error;
      dispatch.note({ sent, failed: error.cause, ...error.facts, ...took() });
      failure = deadline.expired && index > 0 ? refuse('callback-too-slow').because({ last: error.cause }) : error;
    }
    if (deadline.expired) break;
  }
  throw failure as OssError;
}
