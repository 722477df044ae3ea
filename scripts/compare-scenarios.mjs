// Runs every scenario twice under each Node and holds the outputs against each other, byte by byte:
//   npm run build && node scripts/compare-scenarios.mjs 20 24
// Each argument is a version for `npx node@…`, or the path of a node; this one is compared with itself without any.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const RUNS = 2;
const MAX_OUTPUT_BYTES = 1024 ** 3;

const asked = process.argv.slice(2);
const nodes = asked.length === 0 ? [process.execPath] : asked;

let first;
for (const node of nodes) {
  for (let run = 1; run <= RUNS; run++) {
    const [command, ...args] = /^\d+$/.test(node) ? ['npx', '-y', `node@${node}`] : [node];
    const { stdout, stderr, status } = spawnSync(command, [...args, CLI, 'reproduce', '--all', '--json'], {
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    const lines = stdout.toString('utf8').split('\n');
    if (status !== 0) fail(`${node}, run ${run}: exit code ${status}\n${stderr}${failures(lines)}`);
    const sha256 = createHash('sha256').update(stdout).digest('hex');
    console.log(`${node}, run ${run}: ${lines.length - 1} runs of scenarios, ${stdout.length} bytes, SHA-256 ${sha256}`);
    first ??= { lines, node };
    const at = lines.findIndex((line, index) => line !== first.lines[index]);
    if (at !== -1) fail(`${nameOf(lines[at])} differs from the first run under ${first.node}`);
  }
}

function failures(lines) {
  return lines
    .filter((line) => line.includes('"passed":false'))
    .map((line) => `${nameOf(line)}: ${JSON.parse(line).differences.join('; ')}`)
    .join('\n');
}

function nameOf(line) {
  const { name, profile } = JSON.parse(line);
  return `${name} as of ${profile}`;
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
