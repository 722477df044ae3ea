import { refuse, rowOf } from '../errors/refuse.ts';
import { isStsRequest, type StsAnswer, type StsHead, type StsRequest } from '../sts/index.ts';
import { httpDate } from '../wire/dates.ts';
import type { Exchange } from './exchange.ts';
import type { Reply } from './reply.ts';

/** The most a form may hold (services.md §1.1). */
const MAX_FORM_BYTES = 10 * 1024 * 1024;

/** Whether a request is the token service's; undefined where its form would have to be read to know. */
export function asksForToken(exchange: Exchange): boolean | undefined {
  const asked = isStsRequest(stsHead(exchange));
  // No operation of OSS reads a form from the service itself, so its body can be looked at.
  return asked === undefined && exchange.hostReading.kind !== 'service' ? false : asked;
}

/** The request with its body, or undefined when the body shows that it is not the token service's. */
export async function receiveStsRequest(exchange: Exchange, asked: true | undefined): Promise<StsRequest | undefined> {
  const head = stsHead(exchange);
  const body = await exchange.body.readAll(MAX_FORM_BYTES, () => refuse('bad-header-section'));
  if (asked === undefined && isStsRequest(head, body) !== true) return undefined;
  return { ...head, body, address: exchange.remoteAddress, secure: exchange.scheme === 'https' };
}

/** The answer as it leaves. */
export function stsReply({ status, headers, body }: StsAnswer, { method, keepAlive }: Exchange, now: number): Reply {
  const flat = ['Date', httpDate(now)];
  for (const [name, value] of headers) flat.push(name, value);
  flat.push('Connection', keepAlive ? 'keep-alive' : 'close');
  return { status, headers: flat, body: method === 'HEAD' ? undefined : Buffer.from(body, 'utf8') };
}

function stsHead({ method, host, target, headers }: Exchange): StsHead {
  return { method, host, path: target.path, query: target.query, headers };
}

/** The token service's ids are its own; the record is found under the one the client got. */
export function recordSts({ record }: Exchange, { requestId, body, outcome }: StsAnswer): void {
  const { action, accessKeyId, refusedBy, cause, facts } = outcome;
  record.id = requestId;
  record.operation = action === undefined ? 'sts' : `sts:${action}`;
  record.accessKeyId = accessKeyId;
  record.rungs.push({ name: refusedBy ?? 'sts', outcome: cause === undefined ? 'passed' : 'refused', facts });
  if (cause === undefined) return;
  record.cause = cause;
  record.row = rowOf(cause);
  record.errorBody = body;
}
