import { parseArgs } from 'node:util';
import { ConfigError } from '../../config/config.ts';
import { parseHttpDate, parseIsoBasicDate } from '../../wire/dates.ts';
import type { HeaderList } from '../../wire/headers.ts';
import { bytesFromUtf8 } from '../../wire/percent.ts';
import { type Destination, destinationOf } from './destination.ts';

const OPTIONS = {
  signature: { type: 'string', default: 'v4' },
  url: { type: 'boolean', default: false },
  key: { type: 'string', short: 'i' },
  secret: { type: 'string', short: 'k' },
  token: { type: 'string' },
  region: { type: 'string' },
  product: { type: 'string' },
  endpoint: { type: 'string', short: 'e' },
  bucket: { type: 'string', short: 'b' },
  object: { type: 'string', short: 'o' },
  file: { type: 'string', short: 'f' },
  query: { type: 'string', default: '' },
  header: { type: 'string', multiple: true, default: [] as string[] },
  'content-type': { type: 'string' },
  'sign-header': { type: 'string', multiple: true, default: [] as string[] },
  date: { type: 'string' },
  expires: { type: 'string' },
  send: { type: 'boolean', default: false },
  proxy: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export type SignatureVersion = 'v1' | 'v2' | 'v4';

/** What to sign, and what to do with it. */
export interface Order {
  readonly method: string;
  readonly destination: Destination;
  readonly version: SignatureVersion;
  /** Where the signature goes: into the URL, or into the Authorization header. */
  readonly inUrl: boolean;
  readonly keys: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly securityToken: string | undefined;
  };
  readonly region: string;
  readonly product: string | undefined;
  /** Byte strings. */
  readonly headers: HeaderList;
  /** Lower-case names of headers to be signed beside those that always are. V1 has none. */
  readonly additionalHeaders: readonly string[];
  /** Milliseconds. */
  readonly at: number;
  /** Seconds that a URL lives. */
  readonly expires: number;
  readonly file: string | undefined;
  readonly send: boolean;
  /** URL of an HTTP proxy. */
  readonly proxy: string | undefined;
  readonly json: boolean;
  /** Called as the manual's PutObject.py is: its options, its output. */
  readonly asManual: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the arguments of `ossmock sign`.
 * @param now milliseconds.
 * @returns `help` when that is all that was asked for.
 * @throws ConfigError
 */
export function readOrder(args: readonly string[], env: Environment, now: number): Order | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const asManual = positionals.length === 0 && values.file !== undefined;
  if (asManual) requireAll(values);
  const [method = 'PUT', target] = positionals;
  if (!/^[A-Za-z-]+$/.test(method)) throw new ConfigError(`${method}: expected a method such as GET`);
  const complete = positionals.length === 2 || (positionals.length === 1 && values.bucket !== undefined);
  if (!complete && !asManual) throw new ConfigError('expected METHOD and a URL; try ossmock sign --help');
  const { version, inUrl } = formOf(values, asManual);
  const expires = wholeNumber('expires', values.expires ?? '3600');
  if (values.expires !== undefined && !inUrl) throw new ConfigError('--expires: only a URL expires; add --url');
  const endpoint = values.endpoint ?? env.OSSMOCK_ENDPOINT ?? 'http://localhost:9000';
  const { bucket, object, query } = values;
  const destination = destinationOf({ target, endpoint, bucket, object, query });
  const additionalHeaders = values['sign-header'].map((name) => name.toLowerCase());
  if (version === 'v1' && additionalHeaders.length > 0)
    throw new ConfigError('--sign-header: V1 signs x-oss-* headers, Content-Type and Content-MD5, and no others');
  const sends = values.send || asManual;
  const at = values.date === undefined ? now : instant(values.date);
  return {
    method: method.toUpperCase(),
    destination,
    version,
    inUrl,
    keys: {
      accessKeyId: values.key ?? env.OSSMOCK_ACCESS_KEY_ID ?? 'ossmock',
      accessKeySecret: values.secret ?? env.OSSMOCK_ACCESS_KEY_SECRET ?? 'ossmock-secret',
      securityToken: values.token ?? env.OSSMOCK_SECURITY_TOKEN,
    },
    region: values.region ?? destination.region ?? env.OSSMOCK_REGION ?? 'cn-hangzhou',
    product: values.product,
    headers: headersOf(values, asManual),
    additionalHeaders,
    at,
    expires,
    file: values.file,
    send: sends,
    proxy: sends ? proxyOf(values.proxy ?? env.http_proxy) : undefined,
    json: values.json,
    asManual,
  };
}

type Values = ReturnType<typeof parsed>['values'];

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}; try ossmock sign --help`);
  }
}

/** The manual's tool has six options and needs all of them (services.md §5). */
function requireAll(values: Values): void {
  for (const name of ['key', 'secret', 'endpoint', 'bucket', 'object', 'file'] as const) {
    if (!values[name]) throw new ConfigError('Input parameters cannot be empty');
  }
}

/** The manual's tool signs as V1 does; else V4 is what the service asks for today. */
function formOf({ signature, url }: Values, asManual: boolean): { version: SignatureVersion; inUrl: boolean } {
  if (asManual) return { version: 'v1', inUrl: false };
  if (signature !== 'v1' && signature !== 'v2' && signature !== 'v4') {
    throw new ConfigError(`--signature ${signature}: expected v1, v2 or v4`);
  }
  return { version: signature, inUrl: url };
}

function headersOf(values: Values, asManual: boolean): HeaderList {
  const headers: [string, string][] = values.header.map((line) => {
    const [, name, value] = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):\s*([^\r\n]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new ConfigError(`--header ${line}: expected Name: value`);
    if (/^host$/i.test(name)) throw new ConfigError(`--header ${line}: the URL or --endpoint says the Host`);
    return [name, bytesFromUtf8(value)];
  });
  // What urllib2 sends for a body, and so what the manual's tool signs.
  const type = values['content-type'] ?? (asManual ? 'application/x-www-form-urlencoded' : undefined);
  if (type !== undefined) headers.push(['Content-Type', bytesFromUtf8(type)]);
  return headers;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new ConfigError(`--${name} ${text}: expected seconds`);
  return Number(text);
}

/** Its URL; curl and others take it without a scheme too. */
function proxyOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const url = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(url) || !/^http:/i.test(url))
    throw new ConfigError(`--proxy ${text}: expected a URL such as http://127.0.0.1:3128`);
  return url;
}

function instant(text: string): number {
  const at = parseHttpDate(text) ?? parseIsoBasicDate(text) ?? Date.parse(text);
  if (Number.isNaN(at)) throw new ConfigError(`--date ${text}: expected a date such as 2024-06-01T12:00:00Z`);
  return at;
}

export function help(): string {
  return `Usage: ossmock sign METHOD URL [options]
       ossmock sign METHOD oss://bucket/key [options]
       ossmock sign -i KEY -k SECRET -e ENDPOINT -b BUCKET -o OBJECT -f FILE

Signs a request and shows how: the string to sign, its bytes, the canonical request, what to send, and a curl line.
The last form does what PutObject.py of the manual does: it uploads a file, signed with V1.

  --signature v1|v2|v4      (v4)
  --url                     put the signature into the URL instead of the Authorization header
  --expires SECONDS         how long the URL lives (3600)
  -i, --key ID              or OSSMOCK_ACCESS_KEY_ID (ossmock)
  -k, --secret SECRET       or OSSMOCK_ACCESS_KEY_SECRET (ossmock-secret)
  --token TOKEN             of temporary keys, or OSSMOCK_SECURITY_TOKEN
  -e, --endpoint URL        for oss:// and -b, or OSSMOCK_ENDPOINT (http://localhost:9000)
  -b, --bucket NAME         the bucket, also of a URL whose host is a custom domain
  -o, --object KEY          the key, with -b instead of a URL
  --query a=b&c             more of the query, encoded, without its ?
  --header 'Name: value'    a header to send; may be repeated
  --content-type TYPE
  --sign-header NAME        a further header for V2 and V4 to sign; may be repeated
  --date DATE               the moment of signing (now)
  --region REGION           of V4: from the host, or OSSMOCK_REGION (cn-hangzhou)
  --product NAME            of V4 (oss)
  --send                    send it and print the answer
  -f, --file FILE           the body to send
  --proxy URL               send through an HTTP proxy, or http_proxy; ossmock itself can be it
  --json                    print JSON
`;
}
