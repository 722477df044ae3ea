#!/usr/bin/env node
// The stack of docker/compose.yaml: its form is validated, and its services are run as processes with the same
// environment and the same names, in a network of their own. Needs root, unshare, ip and docker-compose.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'docker');
const FILE = join(FOLDER, 'compose.yaml');
const CLI = join(ROOT, 'dist', 'cli.js');
const PATIENCE_MS = 20_000;
const { services } = parse(readFileSync(FILE, 'utf8'));

let passed = 0;
let failed = 0;
async function check(name, work) {
  try {
    await work();
    passed++;
    console.log(`  pass ${name}`);
  } catch (error) {
    failed++;
    console.log(`  FAIL ${name}: ${error.message}`);
  }
}
function expect(holds, what) {
  if (!holds) throw new Error(what);
}

/** Compose itself says whether it understands the file; it needs no Docker for that. */
function composed() {
  for (const [command, ...args] of [['docker', 'compose'], ['docker-compose']]) {
    if (spawnSync(command, [...args, 'version'], { stdio: 'ignore' }).status !== 0) continue;
    const { status, stderr } = spawnSync(command, [...args, '-f', FILE, 'config', '--quiet'], { encoding: 'utf8' });
    expect(status === 0, stderr);
    return;
  }
  throw new Error('docker-compose is missing: apt-get install -y docker-compose');
}

/** Every name that the network of the stack answers for, here. */
function hosts() {
  const names = Object.entries(services).flatMap(([name, { networks }]) => [name, ...(networks?.default.aliases ?? [])]);
  return `127.0.0.1 localhost\n${names.map((name) => `127.0.0.1 ${name}\n`).join('')}`;
}

/** What a service's container would have in its environment, its volumes' paths as they are here. */
function environment({ environment: own = {}, volumes = [] }, more = {}) {
  const places = volumes
    .filter((volume) => volume.startsWith('./'))
    .map((volume) => volume.split(':'))
    .map(([here, there]) => [there, join(FOLDER, here)]);
  const mapped = Object.entries(own).map(([name, value]) => {
    const place = places.find(([there]) => value === there || value.startsWith(`${there}/`));
    return [name, place === undefined ? value : place[1] + value.slice(place[0].length)];
  });
  return { PATH: process.env.PATH, ...more, ...Object.fromEntries(mapped) };
}

const running = [];
function start(args, env) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said.text += chunk;
    });
  }
  const ended = new Promise((resolve) => child.once('close', resolve));
  return { said, ended };
}

async function until(holds, what) {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    expect(performance.now() < end, what());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stack() {
  const { ossmock, callback, app } = services;
  const data = mkdtempSync(join(tmpdir(), 'ossmock-compose-'));
  const { env: image } = imageSettings();
  const env = environment(ossmock, { ...image, OSSMOCK_DATA: data });
  const server = start([CLI, 'serve'], env);
  await check('ossmock becomes healthy by the command of its image', () =>
    until(
      () => spawnSync(process.execPath, [CLI, 'health'], { env }).status === 0,
      () => server.said.text,
    ),
  );
  const receiver = start([CLI, ...callback.command], environment(callback, image));
  const { said, ended } = start([join(FOLDER, 'app', 'upload.mjs')], environment(app));
  const code = await ended;
  await check('the app ends well', () => expect(code === 0, `with ${code}: ${said.text}\n${server.said.text}`));
  for (const [name, wanted] of [
    ['it reads an object of the seed folder', /^seed: the seed folder$/m],
    [
      'it uploads under the name of its bucket, and hears what its callback server answered',
      /^upload: http:\/\/uploads\.oss\.test:9000\/hello\.txt \{"Status":"OK"\}$/m,
    ],
    ['a bucket of the seed folder has the settings of the configuration', /^site: 200 true$/m],
    ['it is refused by the code of OSS', /^refused: NoSuchKey$/m],
  ]) {
    await check(name, () => expect(wanted.test(said.text), said.text));
  }
  await check('the callback server has verified the signature', () =>
    until(
      () => /hello\.txt/.test(receiver.said.text),
      () => receiver.said.text,
    ),
  );
  for (const child of running) child.kill('SIGTERM');
  rmSync(data, { recursive: true, force: true });
}

/** The ENV of the Dockerfile. */
function imageSettings() {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  return { env: Object.fromEntries([...text.matchAll(/\b(OSSMOCK_[A-Z_]+)=([^\s$\\]+)/g)].map(([, k, v]) => [k, v])) };
}

if (process.argv[2] === 'inside') {
  await stack();
  console.log(`\n${passed + 1} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} else {
  await check('Compose understands docker/compose.yaml', composed);
  if (failed > 0) {
    console.log('\n0 passed, 1 failed');
    process.exit(1);
  }
  const folder = mkdtempSync(join(tmpdir(), 'ossmock-hosts-'));
  const file = join(folder, 'hosts');
  writeFileSync(file, hosts());
  const script = `ip link set lo up && mount --bind '${file}' /etc/hosts && exec "$0" "$@"`;
  const own = [process.execPath, fileURLToPath(import.meta.url), 'inside'];
  const { status } = spawnSync('unshare', ['--mount', '--net', 'sh', '-c', script, ...own], { stdio: 'inherit' });
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = status ?? 1;
}
