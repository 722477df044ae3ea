#!/usr/bin/env node
// What `npm pack` makes, installed in empty folders on each supported Node with install scripts switched off, and run.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODES = ['20', '22', '24', '26'];
/** Optional, and as large as all else: sharp with its libraries, and SQLite for Node 20 alone, for every platform at once. */
const LARGE = { sharp: ['@img', 'sharp'], 'SQLite of Node 20': ['@photostructure'] };
/** Without those. */
const MAX_MIB = 30;
/** What the package holds, by first part of the path. */
const PARTS = /^(?:dist|config)\/|^(?:package\.json|README\.md|LICENSE)$/;
/** What nobody runs. */
const WASTE = /\.(?:ts|tsx|map|tsbuildinfo)$|(?:^|\/)(?:test|bench|scripts|docs|src)\//;

const work = mkdtempSync(join(tmpdir(), 'ossmock-pack-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26, ...options });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`.slice(-2000));
  return stdout.trim();
}

let passed = 0;
let failed = 0;
async function check(name, test) {
  try {
    const said = await test();
    passed++;
    console.log(`  pass ${name}${said === undefined ? '' : `: ${said}`}`);
  } catch (error) {
    failed++;
    console.log(`  FAIL ${name}: ${error.message}`);
  }
}

function mebibytes(...paths) {
  const sizes = run('du', ['-sk', ...paths]).split('\n');
  return sizes.reduce((sum, line) => sum + Number(line.split('\t')[0]), 0) / 1024;
}

/** The folder that holds a Node of this line; the one that runs this is taken where it fits. */
function nodeOf(line) {
  if (process.versions.node.startsWith(`${line}.`)) return dirname(process.execPath);
  // npx keeps it between runs.
  return dirname(run('npx', ['-y', `node@${line}`, '-p', 'process.execPath'], { cwd: work }));
}

/** Starts the installed command and asks it for a bucket. @returns what it said and answered. */
async function tried(folder, env) {
  const child = spawn('npx', ['--no-install', 'ossmock', '--port', '0', '--tls'], { cwd: folder, env, detached: true });
  try {
    const url = await new Promise((resolve, reject) => {
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk) => {
          text += chunk;
          const ready = /ossmock is ready at (\S+)\n/.exec(text)?.[1];
          if (ready) resolve(ready);
        });
      }
      child.once('close', (code) => reject(new Error(`ended with ${code}: ${text.slice(-1000)}`)));
    });
    const health = await (await fetch(`${url}/_ossmock/health`)).json();
    const refused = await (await fetch(`${url}/examplebucket/key`)).text();
    const page = await fetch(`${url}/_ossmock/`);
    const ca = await (await fetch(`${url}/_ossmock/ca.pem`)).text();
    const secure = await new Promise((resolve, reject) => {
      const asked = get(`${url.replace('http:', 'https:')}/_ossmock/health`, { ca, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.once('error', reject);
    });
    return { health, refused, page: page.status, secure };
  } finally {
    process.kill(-child.pid, 'SIGTERM');
  }
}

run('npm', ['run', 'build', '--silent'], { cwd: ROOT });
const [packed] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], { cwd: ROOT }));
const file = join(work, packed.filename);
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

await check('it holds only what runs, and the types', () => {
  const paths = packed.files.map(({ path }) => path);
  const odd = paths.filter((path) => !PARTS.test(path) || (WASTE.test(path) && !/^dist\/types\/.*\.d\.ts$/.test(path)));
  if (odd.length > 0) throw new Error(odd.slice(0, 10).join(', '));
  for (const path of ['dist/cli.js', 'dist/index.js', 'dist/types/index.d.ts', 'dist/page/index.html', 'README.md']) {
    if (!paths.includes(path)) throw new Error(`${path} is missing`);
  }
  return `${packed.files.length} files, ${(packed.size / 1024).toFixed(0)} KiB packed`;
});

for (const line of NODES) {
  await check(`on Node ${line} it installs without scripts, and npx ossmock works`, async () => {
    const env = { ...process.env, PATH: `${nodeOf(line)}:${process.env.PATH}` };
    const folder = join(work, `node-${line}`);
    mkdirSync(folder);
    run('npm', ['init', '-y'], { cwd: folder, env });
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', file], { cwd: folder, env });
    const node = run('node', ['-v'], { cwd: folder, env });
    if (!node.startsWith(`v${line}.`)) throw new Error(`ran on ${node}`);
    const { health, refused, page, secure } = await tried(folder, env);
    if (health.version !== version) throw new Error(`health says ${JSON.stringify(health)}`);
    if (!refused.includes('<Code>AccessDenied</Code>')) throw new Error(`a refusal is ${refused}`);
    if (secure !== 200) throw new Error(`over TLS, health is answered ${secure}`);
    if (page !== 200) throw new Error(`the inspector page is answered ${page}`);
    const exported = run('node', ['-e', "import('ossmock').then(({ startServer }) => console.log(typeof startServer))"], {
      cwd: folder,
      env,
    });
    if (exported !== 'function') throw new Error(`the package exports ${exported}`);
    const modules = join(folder, 'node_modules');
    const sizeOf = (names) => mebibytes(...names.map((name) => join(modules, name)));
    const total = mebibytes(modules);
    const large = Object.entries(LARGE).map(([name, folders]) => [name, sizeOf(folders)]);
    const size = large.reduce((rest, [, own]) => rest - own, total);
    if (size > MAX_MIB) throw new Error(`${size.toFixed(1)} MiB, ${MAX_MIB} at most were aimed at`);
    const others = large.map(([name, own]) => `${own.toFixed(1)} ${name}`).join(', ');
    return `${node}, ${size.toFixed(1)} MiB installed, and beside that ${others}`;
  });
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
