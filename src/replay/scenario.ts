import { stringify } from 'yaml';
import { messageDetails } from '../errors/message.ts';
import type { FaultSpec } from '../faults/index.ts';
import { ladder } from '../gateway/ladder.ts';
import type { ExchangeRecord } from '../journal/record.ts';
import { decodeEntities } from '../xml/entities.ts';
import { type ReplayParts, secretOf, standIn, withoutSecrets } from './parts.ts';
import { type Again, hasToken, requestOf, signedAnew } from './request.ts';
import { bucketsOf } from './state.ts';
import { text } from './text.ts';

/** Checks whose outcome also follows from what was asked before, and from how much was used. */
const STATE_IS_UNKNOWN = new Set(['account', 'limits', 'requester-pays']);
const RUNGS = ['request-line', ...ladder.map(({ name }) => name)];
/** Checks whose outcome follows from the request, the accounts and the bucket, all of which a scenario holds. */
const STATE_IS_KNOWN = new Set(RUNGS.filter((name) => !STATE_IS_UNKNOWN.has(name)));
const BEFORE_KEY = new Set(RUNGS.slice(0, RUNGS.indexOf('access-key')));
/** Up to the signature itself: one that does not match stays so with any secret. */
const UP_TO_SIGNATURE = new Set(RUNGS.slice(0, RUNGS.indexOf('signature') + 1));
/** Longer bodies are stood in for: no check of these looks into them. */
const BODY_BYTES = 1024;

/**
 * A scenario that makes an exchange again: the same request at the same instant to a server in the same state. Where the
 * state that refused is not in the record (what was uploaded before, how much was used), a fault rule answers with the
 * recorded refusal. Secrets other than the default one, and security tokens, are not in it.
 * @returns YAML.
 */
export async function scenarioFrom(record: ExchangeRecord, parts: ReplayParts): Promise<string> {
  const { config } = parts;
  const { cause, row } = record;
  const refusing = record.rungs.find(({ outcome }) => outcome === 'refused')?.name ?? '';
  const token = hasToken(record);
  const filed = record.fault === undefined ? undefined : parts.faults.get(record.fault)?.rule;
  const stalled = cause === STALLED;
  const known =
    cause === undefined || stalled || (STATE_IS_KNOWN.has(refusing) && (!token || BEFORE_KEY.has(refusing)));
  const fault = filed === undefined ? (known ? undefined : recordedRefusal(record)) : always(filed);
  const again = anew(record, config.accounts, refusing);
  const expected = wordsOf(record);
  const scenario = {
    title: row?.reason ?? `${record.operation ?? record.method} as it was answered ${record.status}`,
    about: `Request ${record.id}.${fault === undefined ? '' : ' A fault rule gives the answer that was recorded.'}`,
    profiles: [config.wire],
    clock: new Date(record.receivedAt).toISOString(),
    config: {
      ...serverOf(config),
      ...(config.region !== 'cn-hangzhou' && { region: config.region }),
      ...(Object.keys(config.cnames).length > 0 && { cnames: config.cnames }),
      accounts: withoutSecrets(config.accounts),
      buckets: await bucketsOf(record, parts),
      ...(fault && { faults: [fault] }),
    },
    requests: [
      {
        method: record.method,
        host: record.host,
        headers: Object.fromEntries(again.headers.map(([name, value]) => [name, text(value)])),
        sign: 'none',
        ...(stalled ? stallOf(record) : framingOf(record)),
        ...(record.status === 0 && { giveUp: PATIENCE }),
        sent: { target: again.target },
        expect:
          record.status === 0
            ? { noAnswer: true }
            : {
                status: record.status,
                ...expected,
                ...(cause !== undefined && { cause }),
                ...(record.ec && { ec: record.ec }),
              },
      },
    ],
  };
  return stringify(scenario, { lineWidth: 120, aliasDuplicateObjects: false });
}

/** Signed with the stand-in for its secret, where the signature was believed. */
function anew(record: ExchangeRecord, accounts: ReplayParts['config']['accounts'], refusing: string): Again {
  const again = requestOf(record);
  const id = record.accessKeyId;
  const secret = id === undefined ? undefined : secretOf(accounts, id);
  if (id === undefined || secret === undefined || hasToken(record) || UP_TO_SIGNATURE.has(refusing)) return again;
  const instead = standIn(id, secret);
  return instead === secret ? again : signedAnew(again, record, instead);
}

/** How long the client waits for an answer that never comes. */
const PATIENCE = '60s';

/** The rule that was at work, for this request and without chance. */
function always({ name, effect }: FaultSpec): FaultSpec {
  return { ...(name !== undefined && { name }), effect };
}

/** A client that stalls where this one did is made again by stalling. */
const STALLED = 'request-timeout';

/** A rule that answers as recorded. */
function recordedRefusal(record: ExchangeRecord): object {
  const { row, cause, errorBody = '', responseHeaders } = record;
  const message = elementOf(errorBody, 'Message') ?? '';
  const details: Record<string, unknown> = { ...(row && messageDetails(row.message, message)) };
  for (const name of row?.extras ?? []) {
    const value = elementOf(errorBody, name) ?? elementsOf(errorBody, name);
    if (value !== undefined) details[name] = value;
  }
  for (const name of row?.headers ?? []) {
    const at = responseHeaders.findIndex((known, index) => index % 2 === 0 && known === name);
    if (at !== -1) details[name] = responseHeaders[at + 1] as string;
  }
  const effect = {
    error: cause,
    ...(Object.keys(details).length > 0 && { details }),
  };
  return { name: cause, effect };
}

function wordsOf({ errorBody }: ExchangeRecord): object {
  const code = elementOf(errorBody ?? '', 'Code');
  const message = elementOf(errorBody ?? '', 'Message');
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}

function elementOf(document: string, name: string): string | undefined {
  const inside = new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1];
  return inside === undefined ? undefined : decodeEntities(inside);
}

/** The elements inside an element that holds others. */
function elementsOf(document: string, name: string): object | undefined {
  const inside = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(document)?.[1];
  if (inside === undefined) return undefined;
  const children = [...inside.matchAll(/<(\w+)>([^<]*)<\/\1>/g)];
  return Object.fromEntries(children.map(([, child, value]) => [child, decodeEntities(value as string)]));
}

function serverOf({ strict, baseHosts }: ReplayParts['config']): object {
  if (!strict && baseHosts.length === 0) return {};
  return { server: { ...(strict && { strict }), ...(baseHosts.length > 0 && { baseHosts }) } };
}

/** A body as long as the one that was announced, as far as that matters. */
function framingOf(record: ExchangeRecord): object {
  if (headerOf(record, 'transfer-encoding') !== undefined) return { framing: 'chunked', body: { size: BODY_BYTES } };
  const length = headerOf(record, 'content-length');
  if (length === undefined) return { framing: 'none' };
  return Number(length) > 0 ? { body: { size: Math.min(Number(length), BODY_BYTES) } } : {};
}

/** The body that was announced, and the silence behind what came of it. */
function stallOf(record: ExchangeRecord): object {
  const announced = Number(headerOf(record, 'content-length') ?? BODY_BYTES);
  const stall = { after: Math.min(record.bytesIn, announced - 1), advance: `${record.duration}ms` };
  return { body: { size: announced }, stall };
}

function headerOf({ requestHeaders }: ExchangeRecord, wanted: string): string | undefined {
  const at = requestHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === wanted);
  return at === -1 ? undefined : requestHeaders[at + 1];
}
