// Installs ossmock as a user gets it, beside each example in a folder of its own, and runs the example's tests there.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const examples = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const work = mkdtempSync(join(tmpdir(), 'ossmock-examples-'));

function run(command, args, cwd) {
  console.log(`$ ${command} ${args.join(' ')}`);
  const { status, stdout } = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  process.stdout.write(stdout);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
  return stdout;
}

let [passed, failed] = [0, 0];
try {
  const packed = run('npm', ['pack', '--silent', '--pack-destination', work], root).trim();
  for (const { name } of examples) {
    const folder = join(work, name);
    cpSync(join(root, 'examples', name), folder, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    manifest.devDependencies.ossmock = `file:${join(work, packed)}`;
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
    try {
      run('npm', ['install', '--loglevel=error', '--no-audit', '--no-fund'], folder);
      run('npm', ['test', '--silent'], folder);
      passed++;
    } catch (error) {
      console.error(`${name}: ${error.message}`);
      failed++;
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`examples: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
