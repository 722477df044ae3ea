import type { OssError } from '../errors/oss-error.ts';
import type { HeaderList } from '../wire/headers.ts';
import { escapeXml } from '../xml/write.ts';
import type { StsFields, StsResult, StsValue } from './actions.ts';
import type { StsCall } from './call.ts';
import type { StsAnswer, StsOutcome } from './request.ts';

/** The 200 of an action (services.md §1.8). */
export function printResult(call: StsCall, requestId: string, { json, xml }: StsResult): StsAnswer {
  const { action } = call.claim;
  // The documents of AssumeRole print the id behind the rest in JSON; XML and GetCallerIdentity begin with it.
  const first = action !== 'AssumeRole';
  const body = isXml(call)
    ? `<?xml version="1.0" encoding="utf-8"?>${xmlElement(`${action}Response`, [['RequestId', requestId], ...xml])}`
    : printJson(first ? [['RequestId', requestId], ...json] : [...json, ['RequestId', requestId]]);
  return answer(call, requestId, 200, body, {
    refusedBy: undefined,
    cause: undefined,
    facts: undefined,
    fault: undefined,
  });
}

/** A refusal (services.md §1.11). */
export function printError(
  call: StsCall,
  requestId: string,
  refusal: OssError,
  refusedBy: string,
  fault: unknown,
): StsAnswer {
  const { code, message } = refusal.worded(call.parts.profile);
  const HostId = hostOf(call.request.host);
  const fields: StsFields = [
    ['RequestId', requestId],
    ['HostId', HostId],
    ['Code', code],
    ['Message', message],
  ];
  const body = isXml(call)
    ? `<?xml version="1.0" encoding="UTF-8"?>${xmlElement('Error', fields)}`
    : printJson([...fields, ['Recommend', recommend(call, code)]]);
  const { cause, facts, row } = refusal;
  return answer(call, requestId, row.status, body, { refusedBy, cause, facts, fault });
}

function answer(
  call: StsCall,
  requestId: string,
  status: number,
  body: string,
  outcome: Omit<StsOutcome, 'action' | 'accessKeyId'>,
): StsAnswer {
  const { action, accessKeyId } = call.claim;
  const headers: HeaderList = [
    // The generated SDKs compare the XML type to the letter.
    ['Content-Type', `${isXml(call) ? 'text/xml' : 'application/json'};charset=utf-8`],
    ['Content-Length', String(Buffer.byteLength(body))],
    ['x-acs-request-id', requestId],
  ];
  return { requestId, status, headers, body, outcome: { action, accessKeyId, ...outcome } };
}

/** Where to read about an error, as far as the service knew then (services.md §1.11). */
function recommend({ parts: { profile } }: StsCall, code: string): string {
  if (profile === 'current') return `https://api.aliyun.com/troubleshoot?q=${code}&product=Sts`;
  return code === 'NoPermission' ? '' : `https://error-center.aliyun.com/status/search?Keyword=${code}&source=PopGw`;
}

/** JSON unless asked otherwise; an unknown format is refused in JSON. */
function isXml({ claim }: StsCall): boolean {
  return claim.format?.toUpperCase() === 'XML';
}

function hostOf(host: string): string {
  return host.replace(/:\d*$/, '');
}

function printJson(fields: StsFields): string {
  return JSON.stringify(plain(fields));
}

function plain(value: StsValue): unknown {
  return typeof value === 'string' ? value : Object.fromEntries(value.map(([name, inner]) => [name, plain(inner)]));
}

/** In one line, as the service prints it. */
function xmlElement(name: string, value: StsValue): string {
  const content = typeof value === 'string' ? escapeXml(value) : value.map((field) => xmlElement(...field)).join('');
  return `<${name}>${content}</${name}>`;
}
