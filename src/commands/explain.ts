import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError } from '../config/config.ts';
import { type Explained, explainText } from '../explain/explain.ts';
import { explainedText, SCENARIO_MARK } from '../explain/print.ts';
import { type Remote, recordText, remoteRecord, remoteScenario } from '../explain/remote.ts';
import { knownScenarios } from '../scenarios/library.ts';
import { print } from './print.ts';

const OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string' },
  key: { type: 'string', short: 'i' },
  secret: { type: 'string', short: 'k' },
  scenario: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * `ossmock explain`: names the cause of an error somebody has seen, or of a request that a running server remembers, says
 * what to do, and writes a scenario that makes it happen. Exit code 1 when nothing is recognised.
 * @throws ConfigError for wrong arguments, Error when there is no server or no such request.
 */
export async function explain(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) return print(HELP);
  const [subject, ...others] = positionals;
  if (subject === undefined || others.length > 0) {
    throw new ConfigError(
      'expected one file, - for standard input, or a request id with --url; see ossmock explain --help',
    );
  }
  const { scenario: file, json } = values;
  if (values.url !== undefined) {
    const token = values.token ?? process.env.OSSMOCK_ADMIN_TOKEN;
    return explainRecord({ url: values.url, token }, subject, file, json);
  }
  if (values.key !== undefined && values.secret === undefined) throw new ConfigError('--key wants its --secret');
  const key = values.secret === undefined ? undefined : { accessKeyId: values.key, accessKeySecret: values.secret };
  const found = explainText(textOf(subject), { key, library: knownScenarios() });
  if (json) print(`${JSON.stringify(found, undefined, 2)}\n`);
  else print(found.map((one, index) => explainedText(one, found.length > 1 ? index + 1 : undefined)).join('\n'));
  if (found.length === 0) {
    process.stderr.write('ossmock: no error is recognised in this text\n');
    process.exitCode = 1;
  }
  showScenarios(found, file, json);
}

async function explainRecord(
  remote: Remote,
  requestId: string,
  file: string | undefined,
  json: boolean,
): Promise<void> {
  const record = await remoteRecord(remote, requestId);
  const scenario = await remoteScenario(remote, requestId);
  print(json ? `${JSON.stringify({ ...record, scenario }, undefined, 2)}\n` : recordText(record));
  if (file !== undefined) writeFileSync(file, scenario);
  else if (!json) print(`\n${SCENARIO_MARK}\n${scenario}`);
}

/** Writes each to a file, the second and later with their number before the suffix; or shows them. */
function showScenarios(found: readonly Explained[], file: string | undefined, json: boolean): void {
  const scenarios = found.flatMap(({ scenario }) => (scenario === undefined ? [] : [scenario.yaml]));
  if (file === undefined) {
    if (!json) for (const yaml of scenarios) print(`\n${SCENARIO_MARK}\n${yaml}`);
    return;
  }
  scenarios.forEach((yaml, index) => {
    writeFileSync(index === 0 ? file : file.replace(/(\.[^./\\]*)?$/, `-${index + 1}$1`), yaml);
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const hint = /^[0-9A-F]{24}$/.test(file) ? '; for a request id, say where the server is with --url' : '';
    throw new ConfigError(`${file}: cannot be read (${code})${hint}`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

const HELP = `Usage: ossmock explain FILE                    an error that somebody has seen; - reads standard input
       ossmock explain REQUEST_ID --url URL    a request that a running ossmock remembers

FILE holds an error document, what an SDK printed, a log with these in it, a dump of curl -v, or a HAR.

  -k, --secret SECRET     of the key that signed: finds out by computing why a signature did not match
  -i, --key ID            the AccessKeyId that the secret belongs to (default: the one in the error)
  --scenario FILE         write the scenario that makes the error happen there instead of showing it
  --url URL               of a running ossmock, such as http://127.0.0.1:9000; of a namespace of it,
                          http://127.0.0.1:9000/_ossmock/namespaces/NAME
  --token TOKEN           that its own paths want (default: OSSMOCK_ADMIN_TOKEN)
  --json                  the same for programs

A cause is only called the cause where nothing else in the catalogue prints what was seen.
`;
