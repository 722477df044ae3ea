import { encodePercent } from '../../../wire/percent.ts';
import type { Redirection } from '../../bucket/website/routing-rule.ts';
import { type Answer, answer, type Call } from '../../operation.ts';

/** Sends the client to another host. @param key as the rule rewrites it. */
export function redirected(call: Call, key: string, { protocol, host, status, passQuery }: Redirection): Answer {
  return answer(status, [
    ['Location', `${protocol}://${host}/${encodePercent(key, true)}${passedQuery(call, passQuery)}`],
  ]);
}

/** The query as it was sent, with its question mark. */
export function passedQuery({ request }: Call, passes: boolean): string {
  return passes && request.query.raw !== '' ? `?${request.query.raw}` : '';
}
