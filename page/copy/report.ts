import { type Step, stepsOf } from '../ladder.ts';
import type { Explanation, Pair } from '../types.ts';
import { requestHead, responseBody, responseHead } from './http.ts';

const HIDDEN = '[removed]';

/** Query parameters and form fields that sign or carry a session. */
const SIGNING = 'Signature|x-oss-signature|security-token|x-oss-security-token|SecurityToken';
const IN_QUERY = new RegExp(`([?&](?:${SIGNING})=)[^&\\s]*`, 'gi');
const KEY_IN_QUERY = /([?&](?:OSSAccessKeyId|AccessKeyId|x-oss-access-key-id|x-oss-credential)=)([^&\s/%]+)/gi;
const IN_XML = /(<(?:SignatureProvided|StringToSignBytes|CanonicalRequestBytes)>)[^<]*/g;

/** What can be given to others: signatures, tokens, cookies and the middle of key ids are taken out. */
export function reportText(request: Explanation, checks: readonly string[]): string {
  const { requestId, time, method, host, target, operation, status, code, ec, cause, reason, remedy } = request;
  const { evidence, signature } = request;
  const redacted: Explanation = {
    ...request,
    target: redactedUrl(target),
    request: { ...request.request, headers: request.request.headers.map(redactedHeader) },
  };
  const body = redactedBody(responseBody(request), request.accessKeyId);
  const parts = [
    `# ${status} ${code ?? operation ?? ''}: ${method} ${host}${redactedUrl(target)}`,
    `Request ${requestId}, ${time}, operation ${operation ?? 'none'}, key ${masked(request.accessKeyId) ?? 'none'}`,
    cause &&
      `Cause: ${cause}${ec === undefined ? '' : ` (EC ${ec})`}; evidence: ${evidence?.grade}, ${evidence?.source}`,
    reason && `Why: ${reason}`,
    remedy && `What to do: ${remedy}`,
    signature?.proven && `Proven: ${signature.proven.statement}`,
    `Checks:\n\n${stepsOf(request, checks).map(stepLine).join('\n')}`,
    block(requestHead(redacted)),
    block(`${responseHead(request)}\r\n${body}`),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function stepLine({ name, outcome }: Step): string {
  return `- ${name}: ${outcome}`;
}

function block(text: string): string {
  return `\`\`\`http\n${text.replaceAll('\r\n', '\n').trimEnd()}\n\`\`\``;
}

function redactedUrl(url: string): string {
  return url
    .replace(IN_QUERY, `$1${HIDDEN}`)
    .replace(KEY_IN_QUERY, (_, name: string, id: string) => `${name}${masked(id)}`);
}

function redactedHeader([name, value]: Pair): Pair {
  switch (name.toLowerCase()) {
    case 'authorization':
      return [name, redactedAuthorization(value)];
    case 'x-oss-security-token':
    case 'cookie':
    case 'x-oss-callback-var':
      return [name, HIDDEN];
    case 'referer':
    case 'x-oss-copy-source':
      return [name, redactedUrl(value)];
    default:
      return [name, value];
  }
}

/** V4 `…Signature=…`, V2 `…,Signature:…`, V1 `OSS id:signature`. */
function redactedAuthorization(value: string): string {
  return value
    .replace(/(Signature[=:])\S+/i, `$1${HIDDEN}`)
    .replace(/^(OSS \S+?:).*/, `$1${HIDDEN}`)
    .replace(/(Credential=|AccessKeyId:|^OSS )([^/,:]+)/g, (_, name: string, id: string) => `${name}${masked(id)}`);
}

function redactedBody(body: string, accessKeyId: string | undefined): string {
  const hidden = body.replace(IN_XML, `$1${HIDDEN}`);
  return accessKeyId === undefined ? hidden : hidden.replaceAll(accessKeyId, masked(accessKeyId) as string);
}

/** The ends of an id, so that its owner knows it again. */
function masked(id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  return id.length < 10 ? `${id.slice(0, 2)}…` : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
