import { parseHttpDate } from '../wire/dates.ts';
import { type Evidence, element } from './evidence.ts';
import { foreignTo } from './foreign.ts';
import { nested } from './read/document.ts';
import { timeOfRequest } from './request-id.ts';

/** What the values in an error say when they are read for people: one line each. */
export function notes(evidence: Evidence): string[] {
  const foreign = foreignTo(evidence);
  return [
    ...(foreign === undefined ? [] : [foreign.shown]),
    ...skewNotes(evidence),
    ...expiryNotes(evidence),
    ...deniedNotes(evidence),
    ...argumentNotes(evidence),
    ...digestNotes(evidence),
    ...timeNotes(evidence),
  ];
}

/** When it was: support asks for that, and few who paste an error say it. */
function timeNotes({ requestId }: Evidence): string[] {
  const at = timeOfRequest(requestId);
  return at === undefined ? [] : [`by its request id, the request was at ${new Date(at).toISOString()}`];
}

/** RequestTimeTooSkewed: both times and how far they are apart. */
function skewNotes(evidence: Evidence): string[] {
  const [request, server] = [element(evidence, 'RequestTime'), element(evidence, 'ServerTime')];
  const [at, now] = [timeOf(request), timeOf(server)];
  if (at === undefined || now === undefined) return [];
  const allowed = Number(element(evidence, 'MaxAllowedSkewMilliseconds') ?? 900_000);
  const distance = at - now;
  const behind = distance < 0 ? 'behind' : 'ahead of';
  const lines = [
    `the client says it is ${request}, the service says ${server}`,
    `the client is ${spanOf(Math.abs(distance))} ${behind} the service; ${spanOf(allowed)} are allowed`,
  ];
  const hours = distance / 3_600_000;
  const zone = Math.round(hours * 4) / 4;
  if (Math.abs(zone) >= 1 && Math.abs(hours - zone) < 0.05 && Math.abs(zone) <= 14) {
    lines.push(`that is ${Math.abs(zone)} hours nearly to the minute: local time may have been sent as GMT`);
  }
  return lines;
}

/** A URL or policy that has expired: when, and how long before. */
function expiryNotes(evidence: Evidence): string[] {
  const [expires, server] = [timeOf(element(evidence, 'Expires')), timeOf(element(evidence, 'ServerTime'))];
  if (expires === undefined || server === undefined || server < expires) return [];
  return [`it was good until ${new Date(expires).toISOString()} and was used ${spanOf(server - expires)} later`];
}

const DENIED: Readonly<Record<string, string>> = {
  PolicyType: 'decided by',
  AuthPrincipalOwnerId: 'account of the caller',
  AuthPrincipalType: 'the caller is a',
  AuthPrincipalDisplayName: 'the caller is',
  NoPermissionType: 'kind of refusal',
  AuthAction: 'missing right',
};

/** AccessDeniedDetail in words, and what its diagnostic message holds where it can be read. */
function deniedNotes(evidence: Evidence): string[] {
  const detail = element(evidence, 'AccessDeniedDetail');
  if (detail === undefined) return [];
  const parts = nested(detail);
  const lines = parts.flatMap(([name, text]) => (DENIED[name] === undefined ? [] : [`${DENIED[name]}: ${text}`]));
  const implicit = parts.find(([name]) => name === 'NoPermissionType')?.[1];
  if (implicit === 'ImplicitDeny') lines.push('ImplicitDeny: no statement allows it; nothing forbids it either');
  if (implicit === 'ExplicitDeny')
    lines.push('ExplicitDeny: a statement with Effect Deny fits; allowing more does not help');
  const encoded = parts.find(([name]) => name === 'EncodedDiagnosticMessage')?.[1];
  const diagnosis = encoded === undefined ? undefined : jsonOf(encoded);
  if (diagnosis !== undefined) lines.push(`diagnosis: ${JSON.stringify(diagnosis)}`);
  else if (encoded !== undefined)
    lines.push('the EncodedDiagnosticMessage can be decoded by its account, in the RAM console');
  return lines;
}

/** InvalidArgument: the argument, and the text of a value in Base64. */
function argumentNotes(evidence: Evidence): string[] {
  const [name, value] = [element(evidence, 'ArgumentName'), element(evidence, 'ArgumentValue')];
  if (name === undefined) return [];
  if (value === undefined) return [`the argument meant is ${name}`];
  const lines = [`the argument ${name} was ${value === '' ? 'empty' : `"${value}"`}`];
  const inside = jsonOf(value);
  if (inside !== undefined) lines.push(`which is the Base64 of ${JSON.stringify(inside)}`);
  return lines;
}

/** InvalidDigest: hexadecimal digits, as most tools print an MD5, where Base64 of its 16 bytes is wanted. */
function digestNotes(evidence: Evidence): string[] {
  const digest = element(evidence, 'Content-MD5');
  if (digest === undefined || !/^[0-9a-fA-F]{32}$/.test(digest)) return [];
  const right = Buffer.from(digest, 'hex').toString('base64');
  return [`the Content-MD5 ${digest} is hexadecimal: in Base64, as the header wants it, it is ${right}`];
}

function jsonOf(base64: string): object | undefined {
  if (!/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(base64)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Milliseconds of a time as errors print them: ISO 8601, RFC 1123, or Unix seconds. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000;
  const at = parseHttpDate(text) ?? Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** `1 h 2 min 3 s`. */
function spanOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`])).join(' ') || '0 s';
}
