import type { Explanation } from '../types.ts';

/** curl says these itself. */
const OWN = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'expect']);

/** The same request once more, signature and all: it holds as long as the signature does. */
export function curlText({ method, host, target, request }: Explanation, origin: string): string {
  const url = target.startsWith('/') ? `${origin}${target}` : target;
  const lines = [`curl -isS${method === 'HEAD' ? 'I' : ` -X ${method}`} ${quoted(url)} --path-as-is`];
  lines.push(`-H ${quoted(`Host: ${host}`)}`);
  for (const [name, value] of request.headers) {
    if (!OWN.has(name.toLowerCase())) lines.push(`-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (request.bodyBytes > 0)
    lines.push(`--data-binary @body  # ${request.bodyBytes} bytes, which the record does not keep`);
  return `${lines.join(' \\\n  ')}\n`;
}

/** For a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
