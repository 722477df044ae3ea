import { get } from 'node:http';
import { loadConfig } from '../config/load.ts';
import { print } from './print.ts';

const HELP = `Usage: ossmock health [options]

Asks the server that the same options would start whether it is well; of them --host and --port count, with their twins
in the environment and a --config. Exit code: 0 it is, 1 it is not or does not answer.
`;

/** No answer within this is an answer. */
const PATIENCE_MS = 2000;

/**
 * `ossmock health`: asks the server that these flags, this environment and this file would start.
 * @throws ConfigError, or an Error when it does not answer that it is well.
 */
export async function health(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    print(HELP);
    return;
  }
  const { host, port } = await loadConfig(args, process.env);
  const url = `http://${reachable(host)}:${port}/_ossmock/health`;
  const answer = await ask(url);
  print(`${answer}\n`);
}

/** What a server listens on is not always what one can connect to. */
function reachable(host: string): string {
  if (host === 'localhost' || host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function ask(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { timeout: PATIENCE_MS, agent: false }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      if (response.statusCode === 200) resolve(text);
      else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 200)}`));
    });
    request.once('timeout', () => request.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
    request.once('error', (error) => reject(new Error(`${url}: ${error.message}`)));
  });
}
