import { createHash } from 'node:crypto';
import type { RawAnswer } from '../../support/raw.ts';
import { signed } from '../../support/signed.ts';
import { askFor, type OperationName } from './asks.ts';
import { CAST, type Person } from './cast.ts';
import { type Detail, REFUSALS, type Refusal } from './refusals.ts';
import type { More, Row } from './section.ts';
import { NOON, type World } from './world.ts';

/** What is known of an exchange afterwards, as `/_ossmock/requests/{id}` tells it. */
interface Explained {
  readonly cause?: string;
  readonly ec?: string;
  readonly rungs: readonly { readonly name: string; readonly outcome: string; readonly facts?: Decided }[];
  readonly response: { readonly errorBody?: string };
}

interface Decided {
  readonly decidedBy?: string;
  readonly statement?: { readonly policy: string; readonly index: number };
  readonly acl?: { readonly bucket: string; readonly object?: string };
}

export interface Asked {
  readonly method: string;
  readonly answer: RawAnswer;
  readonly explained: Explained;
}

/** Sends what a row asks for. */
export async function ask({ server, keys }: World, [who, what, , more = {}]: Row): Promise<Asked> {
  const [operation, place = ''] = what.split(/ (.*)/s) as [OperationName, string?];
  const slash = place.indexOf('/');
  const bucket = slash === -1 ? place : place.slice(0, slash);
  const { method, query = '', headers = {}, body } = askFor(operation);
  const sent = operation === 'DeleteMultipleObjects' ? deletion(more.keys ?? []) : body;
  const answer = await signed(server.port, {
    method,
    ...(bucket !== '' && { bucket }),
    key: slash === -1 ? undefined : place.slice(slash + 1),
    query: [query, more.query].filter(Boolean).join('&'),
    headers: { ...(sent !== undefined && digested(sent)), ...headers, ...more.headers },
    ...(sent !== undefined && { body: sent }),
    ...(more.host !== undefined && { host: more.host }),
    keys: keys[who],
    at: NOON,
  });
  const explained = server.request(answer.header('x-oss-request-id') ?? '');
  if (explained === undefined) throw new Error(`no record of ${what}: ${answer.bytes}`);
  return { method, answer, explained: explained as Explained };
}

function deletion(keys: readonly string[]): string {
  const objects = keys.map((key) => {
    const [name, version] = key.split('@');
    return `<Object><Key>${name}</Key>${version === undefined ? '' : `<VersionId>${version}</VersionId>`}</Object>`;
  });
  return `<Delete>${objects.join('')}</Delete>`;
}

function digested(body: string) {
  return { 'Content-MD5': createHash('md5').update(body).digest('base64') };
}

/** How it ended, in the words of the table. */
export function outcomeOf({ explained: { cause, rungs } }: Asked): string {
  if (cause !== undefined && cause in REFUSALS) return cause;
  const decisions = rungs
    .filter(({ name }) => name === 'authorization' || name === 'permission')
    .map(({ facts }) => decision(facts ?? {}));
  return [...new Set(decisions.filter((one) => one !== 'each object'))].join(' + ');
}

function decision({ decidedBy = 'nothing', statement, acl }: Decided): string {
  if (decidedBy === 'ram-policy') return `ram-policy ${statement?.policy}[${statement?.index}]`;
  if (decidedBy === 'bucket-policy') return `bucket-policy [${statement?.index}]`;
  if (acl === undefined) return decidedBy;
  const own = acl.object !== undefined && acl.object !== 'default';
  return own ? `acl object ${acl.object}` : `acl bucket ${acl.bucket}`;
}

/** The parts of an error document that the table speaks of. */
export interface Said {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly ec: string | undefined;
  readonly detail: Readonly<Record<string, string | undefined>> | undefined;
}

export function said({ answer, explained }: Asked): Said {
  const body = explained.response.errorBody ?? '';
  const block = /<AccessDeniedDetail>(.*)<\/AccessDeniedDetail>/s.exec(body)?.[1];
  return {
    status: answer.status,
    code: element(body, 'Code'),
    message: element(body, 'Message'),
    ec: element(body, 'EC'),
    detail: block === undefined ? undefined : fields(block),
  };
}

function fields(block: string) {
  const found = [...block.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, text]) => [name, text] as const);
  return Object.fromEntries(found.filter(([name]) => name !== 'EncodedDiagnosticMessage'));
}

function element(body: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1]?.replaceAll('&apos;', "'").replaceAll('&#39;', "'");
}

/** What a refused row must say, element by element. */
export function expected([who, what, outcome, more = {}]: Row, wire: string): Said {
  const refusal: Refusal = REFUSALS[outcome as keyof typeof REFUSALS];
  const { status = 403, code = 'AccessDenied', message, ec, detail } = refusal;
  const current = wire === 'current';
  const operation = what.split(' ')[0] as OperationName;
  const named = current && detail ? detailOf(CAST[who], detail, operation, more) : undefined;
  return { status, code, message, ec: current ? ec : undefined, detail: named };
}

function detailOf({ account, type, displayName }: Person, common: Detail, operation: OperationName, more: More) {
  if (type === undefined) return undefined;
  const { PolicyType, NoPermissionType } = { ...common, ...more.detail };
  return {
    PolicyType,
    AuthPrincipalOwnerId: account,
    AuthPrincipalType: type,
    AuthPrincipalDisplayName: displayName,
    NoPermissionType,
    AuthAction: more.action ?? askFor(operation).action,
  };
}
