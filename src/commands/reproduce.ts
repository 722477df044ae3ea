import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError } from '../config/config.ts';
import type { WireProfile } from '../errors/cause.ts';
import { CHAPTERS, chapterOf } from '../errors/manuals/chapters.ts';
import { readScenario, type Scenario } from '../scenarios/format.ts';
import { type Known, knownScenarios } from '../scenarios/library.ts';
import { jsonReport, report } from '../scenarios/print.ts';
import { runScenario, Stage } from '../scenarios/run.ts';
import { print } from './print.ts';

const OPTIONS = {
  run: { type: 'string' },
  wire: { type: 'string' },
  serve: { type: 'boolean', default: false },
  port: { type: 'string', default: '9000' },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * `ossmock reproduce`: lists the scenarios, runs one and says why it came to that, or leaves the server up in its state.
 * Exit code 1 when something came back otherwise than the scenario says.
 * @throws ConfigError for wrong arguments and wrong files.
 */
export async function reproduce(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) return print(HELP);
  const [name, ...others] = positionals;
  if (others.length > 0) throw new ConfigError('expected one scenario; ossmock reproduce lists them');
  const chosen = values.run === undefined ? scenariosNamed(name, values.all) : [fromFile(values.run)];
  if (chosen.length === 0) return print(values.json ? listedAsJson(knownScenarios()) : listing(knownScenarios()));
  if (values.serve) return serve(chosen, values.wire, values.port);
  let failed = false;
  for (const { name: title, scenario } of chosen) {
    if (values.all && !profilesOf(scenario, undefined).some((profile) => (values.wire ?? profile) === profile))
      continue;
    for (const profile of profilesOf(scenario, values.wire)) {
      const outcome = await runScenario(title, scenario, profile);
      if (values.json) print(`${JSON.stringify(jsonReport(title, scenario, outcome))}\n`);
      else print(report(title, scenario, outcome));
      failed ||= !outcome.passed;
    }
  }
  if (failed) process.exitCode = 1;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

function scenariosNamed(name: string | undefined, all: boolean): readonly Known[] {
  const known = knownScenarios();
  if (name === undefined) return all ? known : [];
  const chapter = name.endsWith('/') ? known.filter((one) => one.name.startsWith(name)) : [];
  if (chapter.length > 0) return chapter;
  const found = known.filter((one) => one.name === name || one.name.endsWith(`/${name}`));
  if (found.length === 1) return found;
  const near = known.filter(
    (one) => one.name.includes(name) || one.scenario.title.toLowerCase().includes(name.toLowerCase()),
  );
  const hint =
    near.length === 0 ? 'ossmock reproduce lists them' : `did you mean ${near.map((one) => one.name).join(', ')}?`;
  throw new ConfigError(`no scenario is called ${name}; ${hint}`);
}

function fromFile(file: string): Known {
  try {
    return { name: file, scenario: readScenario(file, readFileSync(file === '-' ? 0 : file, 'utf8')) };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function profilesOf({ profiles = ['current'] }: Scenario, asked: string | undefined): readonly WireProfile[] {
  if (asked === undefined) return profiles;
  const profile = (['current', '2022', '2019'] as const).find((known) => known === asked);
  if (profile === undefined) throw new ConfigError(`--wire: expected current, 2022 or 2019, got "${asked}"`);
  return [profile];
}

async function serve([one, ...others]: readonly Known[], wire: string | undefined, port: string): Promise<void> {
  if (one === undefined || others.length > 0) throw new ConfigError('--serve takes one scenario');
  if (!/^\d{1,5}$/.test(port)) throw new ConfigError(`--port: expected a port, got "${port}"`);
  const { name, scenario } = one;
  const [profile = 'current'] = profilesOf(scenario, wire);
  const stage = await Stage.open(name, scenario, profile, Number(port)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new Error(`port ${port} is taken; choose another with --port`);
    throw error;
  });
  const stop = (): void => {
    stage.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  print(`ossmock is ready at ${stage.server.url}\n  in the state of ${name}: ${scenario.title}\n`);
  if (scenario.clock !== undefined) print(`  its clock began at ${scenario.clock}, as the scenario says\n`);
}

/** By chapter, in the manuals' order; folders that are no chapter come last. */
function listing(known: readonly Known[]): string {
  const width = Math.max(...known.map(({ name }) => name.length));
  const folders = [...new Set([...Object.keys(CHAPTERS), ...known.map(({ name }) => chapterOf(name))])];
  const blocks = folders.map((folder) => {
    const lines = known
      .filter(({ name }) => chapterOf(name) === folder)
      .map(({ name, scenario }) => `  ${name.padEnd(width)}  ${scenario.title}`);
    return [CHAPTERS[folder]?.title ?? folder, ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function listedAsJson(known: readonly Known[]): string {
  const all = known.map(({ name, scenario: { title, about, manual = [], profiles = ['current'] } }) => {
    return { name, title, about, manual, profiles };
  });
  return `${JSON.stringify(all, null, 2)}\n`;
}

const HELP = `Usage: ossmock reproduce                    list the scenarios
       ossmock reproduce NAME               run one: the exchange, the reason and the remedy
       ossmock reproduce CHAPTER/           run all of a chapter
       ossmock reproduce --run FILE         run your own; - reads standard input
       ossmock reproduce NAME --serve       leave the server up in that state

  --wire current|2022|2019       answer as of then (default: what the scenario names)
  --all                          run every scenario, of those for --wire if it is given
  --json                         one line of JSON for each run, or the list as JSON
  --port N                       port for --serve (default 9000)

Running a scenario twice prints the same bytes. The exit code is 1 when something came back otherwise.
`;
