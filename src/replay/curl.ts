import type { ExchangeRecord } from '../journal/record.ts';
import { utf8FromBytes } from '../wire/percent.ts';
import { hasToken, requestOf } from './request.ts';

/**
 * The line for curl that sends a request again. Its signature is the recorded one; a security token is not in it.
 * @param at address and port where the server answers.
 */
export function curlFrom(record: ExchangeRecord, at: string): string {
  const { method, host } = record;
  const { target, headers } = requestOf(record);
  const url = /^https?:\/\//i.test(target) ? target : `http://${host}${target}`;
  const sent = Number(lengthOf(record) ?? 0);
  const parts = [
    'curl -v',
    ...(method === 'HEAD' ? ['--head'] : method === 'GET' ? [] : [`-X ${quoted(method)}`]),
    ...(host === at ? [] : [`--connect-to ${quoted(`::${at}`)}`]),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${utf8FromBytes(value) ?? value}`)}`),
    ...(hasToken(record) ? [`-H ${quoted('x-oss-security-token: TOKEN')}`] : []),
    ...(sent > 0 ? ['--data-binary @BODY'] : method === 'PUT' || method === 'POST' ? ["--data-binary ''"] : []),
    quoted(url),
  ];
  return `${parts.join(' \\\n  ')}\n`;
}

function lengthOf({ requestHeaders }: ExchangeRecord): string | undefined {
  const at = requestHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-length');
  return at === -1 ? undefined : requestHeaders[at + 1];
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
