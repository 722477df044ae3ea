import { parseArgs } from 'node:util';
import { checkAccounts } from './check-accounts.ts';
import { type Config, ConfigError, DEFAULTS } from './config.ts';
import { OPTIONS, type Override } from './options.ts';

/**
 * Flag over environment over file over default.
 * @param args without the command.
 * @throws ConfigError naming the flag, the variable or the place in the file.
 */
export async function loadConfig(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Config> {
  const override = { ...fromEnvironment(env), ...fromFlags(args) };
  const { config: file, configYaml: text, accessKeyId, accessKeySecret, ...given } = override;
  // The schema is loaded only when there is something to read by it: it would be a fifth of the start time.
  const fromFile = file === undefined ? {} : (await import('./file.ts')).readConfigFile(file);
  const fromText = text === undefined ? {} : (await import('./file.ts')).readConfigText('--config-yaml', text);
  const config: Config = { ...DEFAULTS, ...fromFile, ...fromText, ...given };
  return { ...config, accounts: withKey(config.accounts, accessKeyId, accessKeySecret) };
}

/** The accounts, the first of them with no other key than this. @throws ConfigError for half a key. */
function withKey(accounts: Config['accounts'], id: string | undefined, secret: string | undefined): Config['accounts'] {
  if (id === undefined && secret === undefined) return accounts;
  if (id === undefined || secret === undefined) {
    throw new ConfigError('an access key needs both, OSSMOCK_ACCESS_KEY_ID and OSSMOCK_ACCESS_KEY_SECRET');
  }
  const [first, ...others] = accounts as [Config['accounts'][number], ...Config['accounts']];
  const all = [{ ...first, keys: [{ id, secret, status: 'active' as const }] }, ...others];
  checkAccounts(all);
  return all;
}

function fromFlags(args: readonly string[]): Override {
  const options = Object.fromEntries(
    OPTIONS.map(({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string' } as const]),
  );
  const values = parsed(args, options);
  let given: Override = {};
  for (const { name, read } of OPTIONS) {
    const text = values[name];
    if (text !== undefined) given = { ...given, ...located(`--${name}`, () => read(String(text))) };
  }
  return given;
}

function parsed(args: readonly string[], options: Record<string, { type: 'boolean' | 'string' }>) {
  try {
    return parseArgs({ args: withValues(args), options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new ConfigError((error as Error).message.split('. ')[0] ?? 'unreadable arguments');
  }
}

/** `--clock -15m` as `--clock=-15m`, because parseArgs takes a dash for another flag. */
function withValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    if (/^-\d/.test(arg) && before?.startsWith('--') && !before.includes('=')) joined.push(`${joined.pop()}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

function fromEnvironment(env: NodeJS.ProcessEnv): Override {
  let given: Override = {};
  for (const { name, read } of OPTIONS) {
    const variable = `OSSMOCK_${name.toUpperCase().replaceAll('-', '_')}`;
    const text = env[variable];
    if (text !== undefined) given = { ...given, ...located(variable, () => read(text)) };
  }
  return given;
}

function located(where: string, read: () => Override): Override {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(`${where}: ${error.message}`);
    throw error;
  }
}
