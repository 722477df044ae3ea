import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ReceivedCallback, type Receiver, startReceiver } from '../callback/receiver/receiver.ts';
import { REPLIES, replyNamed } from '../callback/receiver/replies.ts';
import { ConfigError } from '../config/config.ts';
import { makeRuntime } from '../runtime/index.ts';
import { print } from './print.ts';

const OPTIONS = {
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '23450' },
  reply: { type: 'string', default: 'ok' },
  key: { type: 'string' },
  'key-prefix': { type: 'string', multiple: true, default: [] as string[] },
  trust: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * `ossmock callback-server`: a receiver for upload callbacks, which runs until SIGTERM or SIGINT.
 * @throws ConfigError for wrong arguments, Error when the port cannot be used.
 */
export async function callbackServer(args: readonly string[]): Promise<void> {
  const receiver = await openCallbackServer(args, print);
  if (receiver === undefined) return;
  const stop = (): void => {
    receiver.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Starts the receiver. @returns undefined when only the help was asked for. */
export async function openCallbackServer(
  args: readonly string[],
  print: (text: string) => void,
): Promise<Receiver | undefined> {
  const values = readArguments(args);
  if (values.help) {
    print(help());
    return undefined;
  }
  const { host } = values;
  const reply = replyNamed(values.reply);
  if (reply === undefined) throw new ConfigError(`--reply ${values.reply}: expected a status or one of ${names()}`);
  const port = readPort(values.port);
  const receiver = await startReceiver({
    host,
    port,
    reply,
    trusting: values.trust,
    keys: { pem: values.key === undefined ? undefined : readKey(values.key), prefixes: values['key-prefix'] },
    timers: makeRuntime().timers,
    onCallback: (callback) => print(describe(callback)),
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken; choose another with --port`) : error;
  });
  print(`callback server is ready at http://${host}:${receiver.port}; it answers ${reply.explain}\n`);
  return receiver;
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new ConfigError(
      `${error instanceof Error ? error.message : String(error)}; try ossmock callback-server --help`,
    );
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new ConfigError(`--port ${text}: expected 0 to 65535`);
  return port;
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`--key ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One callback for people: the request as it came, then the verdict. */
export function describe({ method, path, rawHeaders, body, fault }: ReceivedCallback): string {
  const lines = [`${method} ${path}`];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) lines.push(`  ${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  lines.push('', `  ${body.toString('utf8')}`, '');
  if (method === 'POST') lines.push(fault === undefined ? '  signature: right' : `  signature: wrong, ${fault}`);
  else lines.push('  not a POST: 501');
  return `${lines.join('\n')}\n\n`;
}

const names = (): string => Object.keys(REPLIES).join(', ');

function help(): string {
  const replies = Object.entries(REPLIES).map(([name, { explain }]) => `    ${name.padEnd(18)} ${explain}`);
  return [
    'Usage: ossmock callback-server [options]',
    '',
    'Receives upload callbacks, verifies their signatures, and prints each as it came. A right signature is answered with',
    '--reply, a wrong one with 400 Bad Request, anything but POST with 501 Unsupported method.',
    '',
    '  --host HOST                    where to listen (127.0.0.1)',
    '  --port N                       0 picks a free port (23450)',
    '  --reply NAME                   a status such as 400, or one of the list below (ok)',
    '  --key FILE                     verify with this public key (PEM) instead of downloading it',
    '  --key-prefix URL               insist that the URL of the key begins so; may be repeated',
    '  --trust                        answer with --reply even if the signature is wrong, as for curl',
    '',
    '  Replies',
    ...replies,
    '',
  ].join('\n');
}
