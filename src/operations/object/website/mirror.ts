import { OssError } from '../../../errors/oss-error.ts';
import { refuse } from '../../../errors/refuse.ts';
import type { OriginAnswer } from '../../../mirror/origins.ts';
import type { HeaderList } from '../../../wire/headers.ts';
import { bytesFromUtf8, encodePercent } from '../../../wire/percent.ts';
import type { MirrorRule } from '../../bucket/website/mirror-rule.ts';
import { type Answer, answer, type Call } from '../../operation.ts';
import { keepMirrored, keptHeaders } from './keep-mirrored.ts';
import { headersForOrigin } from './origin-headers.ts';
import { passedQuery } from './redirect.ts';
import type { Read } from './serve.ts';

const MAX_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307]);

/**
 * Fetches a missing object from its origin, stores it, and answers with it (operations.md §10.2; the mirroring page). HEAD
 * does so only where the rule says so.
 * @param key as the rule rewrites it.
 * @returns undefined when the origin does not have it either.
 * @throws OssError a MirrorFailed.
 */
export async function mirrored(call: Call, key: string, rule: MirrorRule, read: Read): Promise<Answer | undefined> {
  const head = call.request.method === 'HEAD';
  if (head && !rule.onHead) return undefined;
  const origin = await fetched(call, key, rule);
  const { status } = origin;
  const location = origin.headers.get('location');
  if (rule.passedStatuses.has(status)) return passedOn(origin, [], head);
  if (status === 404) {
    origin.discard();
    return undefined;
  }
  if (REDIRECTS.has(status) && location !== undefined && !rule.followRedirect) {
    origin.discard();
    return answer(status, [['Location', location]]);
  }
  if (status !== 200 && status !== 206) {
    origin.discard();
    throw refuse('mirror-status', { Status: String(status) });
  }
  const added = rule.returnHeaders.map(([name, value]) => [name, bytesFromUtf8(value)] as const);
  if (rule.proxyOnly) return passedOn(origin, added, head);
  await keepMirrored(call, origin, rule);
  const own = await read(call);
  return added.length === 0 ? own : { ...own, headers: [...own.headers, ...added] };
}

/** The origin's own answer, as it comes. */
function passedOn(origin: OriginAnswer, added: HeaderList, head: boolean): Answer {
  const { status, length, headers: sent } = origin;
  const headers = [...keptHeaders(origin, true).filter(([name]) => name !== 'Content-Type'), ...added];
  const contentType = sent.get('content-type');
  if (head) {
    origin.discard();
    return { status, headers, contentType, length };
  }
  let passed = 0;
  const body = {
    get size() {
      return length ?? passed;
    },
    async pump(write: (chunk: Buffer) => Promise<void>) {
      passed = await origin.pump(write);
    },
    discard: () => origin.discard(),
  };
  return { status, headers, contentType, body, ...(length === undefined && { chunked: true as const }) };
}

/** The answer of the first origin that does not fail; of the last one where all do. */
async function fetched(call: Call, key: string, rule: MirrorRule): Promise<OriginAnswer> {
  const path =
    encodePercent(rule.keepSlashes ? key : key.replace(/^\/+/, ''), true) + passedQuery(call, rule.passQuery);
  for (let i = 0; ; i++) {
    const last = i === rule.urls.length - 1;
    try {
      const origin = await fetchFrom(call, rule.urls[i] + path, rule);
      if (last || !failed(origin.status, rule)) return origin;
      origin.discard();
    } catch (error) {
      if (last || call.clientLeft.aborted || !(error instanceof OssError)) throw error;
    }
  }
}

/** Whether the next origin is asked. */
function failed(status: number, { switchOnAllErrors }: MirrorRule): boolean {
  if (!switchOnAllErrors) return status >= 500;
  return status !== 200 && status !== 206 && status !== 404 && !REDIRECTS.has(status);
}

/** Follows redirects, where the rule does. @throws OssError what `Origins.get` throws. */
async function fetchFrom(
  call: Call,
  first: string,
  { headers, sni, followRedirect }: MirrorRule,
): Promise<OriginAnswer> {
  const sent = headersForOrigin(call.request.headers, headers);
  let url = first;
  for (let hops = 0; ; hops++) {
    const origin = await call.origins.get({ url, headers: sent, sni, signal: call.clientLeft });
    call.note('mirror', { url, status: origin.status });
    const location = REDIRECTS.has(origin.status) ? origin.headers.get('location') : undefined;
    if (location === undefined || !followRedirect) return origin;
    origin.discard();
    const next = URL.canParse(location, url) ? new URL(location, url).href : undefined;
    if (hops === MAX_REDIRECTS || next === undefined) {
      throw refuse('mirror-status', { Status: String(origin.status) }).because({ url, location, hops });
    }
    url = next;
  }
}
