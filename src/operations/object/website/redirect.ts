import { refuse } from '../../../errors/refuse.ts';
import { encodePercent } from '../../../wire/percent.ts';
import type { Redirection } from '../../bucket/website/routing-rule.ts';
import { type Answer, answer, type Call } from '../../operation.ts';
import { isOfToday, isPublicUrl } from '../public-endpoint.ts';

/**
 * Sends the client to another host.
 * @param key as the rule rewrites it.
 * @throws OssError `external-redirect-forbidden` by a strict server, where a URL of a public endpoint led here.
 */
export function redirected(call: Call, key: string, { protocol, host, status, passQuery }: Redirection): Answer {
  const Location = `${protocol}://${host}/${encodePercent(key, true)}${passedQuery(call, passQuery)}`;
  if (isOfToday(call) && isPublicUrl(call)) throw refuse('external-redirect-forbidden', { Location });
  return answer(status, [['Location', Location]]);
}

/** The query as it was sent, with its question mark. */
export function passedQuery({ request }: Call, passes: boolean): string {
  return passes && request.query.raw !== '' ? `?${request.query.raw}` : '';
}
