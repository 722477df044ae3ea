#!/usr/bin/env node
import { ConfigError } from './config/config.ts';

/** Exit codes: 0 clean stop, 1 cannot run, 2 usage or invalid configuration. */
async function main(argv: readonly string[]): Promise<void> {
  const [first = 'serve', ...rest] = argv;
  const [command, args] = first.startsWith('-') ? ['serve', argv] : [first, rest];
  switch (command) {
    case 'serve':
      return (await import('./commands/serve.ts')).serve(args);
    case 'health':
      return (await import('./commands/health.ts')).health(args);
    case 'callback-server':
      return (await import('./commands/callback-server.ts')).callbackServer(args);
    case 'errors':
      return (await import('./commands/errors.ts')).errors(args);
    case 'explain':
      return (await import('./commands/explain.ts')).explain(args);
    case 'media':
      return (await import('./commands/media.ts')).media(args);
    case 'sign':
      return (await import('./commands/sign.ts')).sign(args);
    case 'reproduce':
      return (await import('./commands/reproduce.ts')).reproduce(args);
    default:
      throw new ConfigError(`unknown command "${command}"; try ossmock --help`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`ossmock: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
});
