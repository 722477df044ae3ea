import { accessSync, constants, existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { OPTIONS } from '../config/options.ts';
import { type RunningServer, runServer, VERSION } from '../index.ts';
import { withSeedDir } from '../seed-dir.ts';
import { print } from './print.ts';

/** `ossmock serve`: runs until SIGTERM or SIGINT. @throws ConfigError, or an Error for what keeps it from running. */
export async function serve(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return print(help());
  if (args.includes('--version')) return print(`${VERSION}\n`);
  const config = await loadConfig(args, process.env);
  checkData(config.data);
  const server = await runServer(config).catch((error) => {
    throw plain(error, config);
  });
  const stop = (): void => {
    server.close().then(() => process.exit(config.failOnUnusedFaults && tellUnused(server) ? 1 : 0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  print(`ossmock is ready at ${server.url}\n`);
  if (config.log === 'pretty') print(howTo(config, server));
  else if (config.adminToken === undefined && server.adminToken !== undefined) {
    // Nobody could know it otherwise.
    print(`ossmock admin token: ${server.adminToken}\n`);
  }
}

/** A volume of a container often belongs to another user. @throws an Error that says so. */
function checkData(data: string | undefined): void {
  if (data === undefined || !existsSync(data)) return;
  try {
    accessSync(data, constants.W_OK);
  } catch {
    const user = process.getuid?.() ?? userInfo().username;
    throw new Error(`${data} cannot be written by user ${user}; give it to that user, or run as the one who owns it`);
  }
}

/** @returns whether there is a fault that never happened. */
function tellUnused({ faults }: RunningServer): boolean {
  const unused = faults.unused();
  for (const { name, explanation } of unused)
    process.stderr.write(`ossmock: never happened: ${name}: ${explanation}\n`);
  return unused.length > 0;
}

/** What keeps a server from listening, with the flag to change; any other error as it is. */
function plain(error: NodeJS.ErrnoException & { port?: number }, { host, port, stsPort }: Config): Error {
  const { syscall, code, port: at = port } = error;
  if (syscall === 'getaddrinfo' || code === 'EADDRNOTAVAIL') {
    return new Error(`address ${host} is not one of this machine's; choose another with --host (or OSSMOCK_HOST)`);
  }
  const flag = at === stsPort ? '--sts-port (or OSSMOCK_STS_PORT)' : '--port (or OSSMOCK_PORT)';
  if (syscall === 'listen' && code === 'EADDRINUSE') {
    return new Error(`port ${at} is taken; choose another with ${flag}`);
  }
  if (syscall === 'listen' && code === 'EACCES') {
    return new Error(`port ${at} may not be used; choose another with ${flag}`);
  }
  return error;
}

function howTo(
  { accounts, buckets, seedDir, region }: Config,
  { url, httpsUrl, authorityPem, adminToken }: RunningServer,
): string {
  const key = accounts[0]?.keys[0];
  const token = adminToken === undefined ? '' : `-H 'Authorization: Bearer ${adminToken}' `;
  const page = adminToken === undefined ? `${url}/_ossmock/` : `${url}/_ossmock/?token=${adminToken}`;
  const names = withSeedDir(buckets, seedDir).map(({ name }) => name);
  const secure = authorityPem === undefined ? httpsUrl : `${httpsUrl}  (trust ${url}/_ossmock/ca.pem)`;
  return [
    `  AccessKeyId      ${key?.id ?? '(none configured)'}`,
    `  AccessKeySecret  ${key?.secret ?? ''}`,
    `  region           ${region}`,
    `  buckets          ${names.join(', ') || '(none)'}`,
    ...(secure === undefined ? [] : [`  with TLS         ${secure}`]),
    `  why was a request refused?  curl ${token}${url}/_ossmock/requests`,
    `  or in a browser             ${page}`,
    '',
  ].join('\n');
}

function help(): string {
  const rows = OPTIONS.map(({ name, value, help }) => {
    const flag = `--${name}${value === undefined ? '' : ` ${value}`}`;
    return `  ${flag.padEnd(36)} ${help}`;
  });
  return [
    'Usage: ossmock [serve] [options]',
    '       ossmock errors [CODE|EC|words]       look an error up',
    '       ossmock media FILE|URL               which browsers play it, and why not',
    '       ossmock sign METHOD URL [options]    sign a request and show how; its --help says how',
    '       ossmock explain FILE|REQUEST_ID      name the cause of an error; its --help says how',
    '       ossmock reproduce [NAME]             make an error happen, and say why',
    '       ossmock health [options]             ask a running server whether it is well',
    '       ossmock callback-server [options]    receive upload callbacks; its --help says how',
    '',
    'A local server that answers like Alibaba Cloud OSS, above all when OSS refuses.',
    '',
    ...rows,
    '',
    'Each option has a twin in the environment: --port is OSSMOCK_PORT. A flag outranks the environment, the',
    'environment outranks the file, the file outranks the default.',
    '',
  ].join('\n');
}
