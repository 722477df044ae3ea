import { hexBytes, shown } from '../../auth/text.ts';
import type { Answer } from './send.ts';
import type { Signed } from './signed.ts';

/** All of it as data. */
export function asJson(signed: Signed, file: string | undefined, answer: Answer | undefined): object {
  return {
    method: signed.method,
    url: shown(signed.url),
    headers: signed.headers.map(([name, value]) => [name, shown(value)]),
    canonicalRequest: signed.canonicalRequest === undefined ? undefined : shown(signed.canonicalRequest),
    stringToSign: shown(signed.stringToSign),
    stringToSignBytes: hexBytes(signed.stringToSign),
    signature: signed.signature,
    curl: curl(signed, file),
    answer: answer && {
      status: answer.status,
      reason: answer.reason,
      headers: answer.headers,
      body: answer.body.toString('utf8'),
      bodyBytes: answer.bytes,
    },
  };
}

/** All of it for people. */
export function asText(signed: Signed, inUrl: boolean, file: string | undefined): string {
  const parts: [title: string, text: string][] = [];
  if (signed.canonicalRequest !== undefined) parts.push(['Canonical request', shown(signed.canonicalRequest)]);
  parts.push(
    ['String to sign', shown(signed.stringToSign)],
    ['Its bytes', lines(hexBytes(signed.stringToSign))],
    ['Signature', signed.signature],
    [inUrl ? 'Signed URL' : 'URL', shown(signed.url)],
    ['Headers', signed.headers.map(([name, value]) => `${name}: ${shown(value)}`).join('\n')],
    ['curl', curl(signed, file)],
  );
  return parts.map(([title, text]) => `${title}\n${indented(text)}\n`).join('\n');
}

/** An answer as the manual's tool prints it: status line and headers; then the body, which that tool leaves out. */
export function answerText({ status, reason, headers, body, bytes }: Answer): string {
  const head = [`HTTP/1.1 ${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  const cut = bytes > body.length ? `\n(${bytes - body.length} more bytes)\n` : '';
  return body.length === 0 ? `\n${head}\n` : `\n${head}\n\n${body.toString('utf8').trimEnd()}\n${cut}`;
}

/** The same request for a shell. */
function curl({ method, url, headers }: Signed, file: string | undefined): string {
  const words = ['curl'];
  if (method === 'HEAD') words.push('--head');
  else if (method !== 'GET') words.push('-X', method);
  // curl would resolve the dots of such keys.
  if (/\/\.\.?(?:\/|\?|$)/.test(url)) words.push('--path-as-is');
  if (file !== undefined) words.push('-T', quoted(file));
  else if (method === 'PUT' || method === 'POST') words.push('-H', quoted('Content-Length: 0'));
  for (const [name, value] of headers) {
    if (name !== 'Host') words.push('-H', quoted(value === '' ? `${name};` : `${name}: ${shown(value)}`));
  }
  words.push(quoted(shown(url)));
  return words.join(' ');
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const BYTES_PER_LINE = 32;

function lines(hex: string): string {
  const rows: string[] = [];
  for (let at = 0; at < hex.length; at += 3 * BYTES_PER_LINE)
    rows.push(hex.slice(at, at + 3 * BYTES_PER_LINE).trimEnd());
  return rows.join('\n');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
