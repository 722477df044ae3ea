#!/usr/bin/env node
// Builds the image from the Dockerfile on a stand-in for Node's own, and runs it as a container runtime would: as its
// user, with its environment, as the first process, on a read-only root. Needs root, buildah, debootstrap and unshare.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORK = join(ROOT, '.ossmock', 'image');
const NODE = '26';
const BASE = `localhost/ossmock-stand-in:node${NODE}`;
const IMAGE = 'localhost/ossmock:test';
const USER = 10001;

for (const tool of ['buildah', 'debootstrap', 'unshare']) {
  if (spawnSync(tool, ['--version']).error) throw new Error(`${tool} is missing: apt-get install -y buildah debootstrap`);
}
mkdirSync(WORK, { recursive: true });

const quiet = { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 };
function run(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { ...quiet, ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`.slice(-4000));
  return String(stdout).trim();
}
const buildah = (...args) => run('buildah', ['--storage-driver', 'vfs', ...args]);

let passed = 0;
let failed = 0;
async function check(name, work) {
  try {
    const said = await work();
    passed++;
    console.log(`  pass ${name}${said === undefined ? '' : `: ${said}`}`);
  } catch (error) {
    failed++;
    console.log(`  FAIL ${name}: ${error.message}`);
  }
}
function expect(holds, what) {
  if (!holds) throw new Error(what);
}

/** The release of this machine, and where its packages come from. */
function ownRelease() {
  const sites = run('apt-get', ['indextargets', '--format', '$(CODENAME) $(REPO_URI)', 'Created-By: Packages']);
  const main = sites.split('\n').find((line) => /^[a-z]+ /.test(line));
  expect(main !== undefined, 'apt names no place for packages: run apt-get update first');
  return main.split(' ');
}

/** Debian without anything, with Node and npm where Node's own image has them. */
function standIn() {
  if (spawnSync('buildah', ['--storage-driver', 'vfs', 'inspect', '--type', 'image', BASE]).status === 0) return;
  const debian = join(WORK, 'debian');
  if (!existsSync(join(debian, 'etc', 'debian_version'))) {
    rmSync(debian, { recursive: true, force: true });
    const [release, site] = ownRelease();
    run('debootstrap', ['--variant=minbase', '--include=libatomic1', release, debian, site]);
  }
  const node = join(WORK, 'node');
  mkdirSync(node, { recursive: true });
  run('npm', ['install', '--prefix', node, '--no-save', `node@${NODE}`]);
  const bin = join(debian, 'usr', 'local', 'bin');
  const lib = join(debian, 'usr', 'local', 'lib', 'node_modules');
  mkdirSync(lib, { recursive: true });
  cpSync(realpathSync(join(node, 'node_modules', 'node', 'bin', 'node')), join(bin, 'node'));
  // npm's own folder, wherever this machine has it.
  const npm = join(run('npm', ['root', '--global']), 'npm');
  run('cp', ['-a', npm, lib]);
  run('ln', ['-sf', '../lib/node_modules/npm/bin/npm-cli.js', join(bin, 'npm')]);
  run('ln', ['-sf', '../lib/node_modules/npm/bin/npx-cli.js', join(bin, 'npx')]);
  const authorities = process.env.NODE_EXTRA_CA_CERTS;
  if (authorities) cpSync(authorities, join(debian, 'etc', 'extra-ca.pem'));
  const container = buildah('from', 'scratch');
  buildah('copy', '--quiet', container, debian, '/');
  if (authorities) buildah('config', '--env', 'NODE_EXTRA_CA_CERTS=/etc/extra-ca.pem', container);
  buildah('commit', '--quiet', '--rm', container, BASE);
}

/** Buildah before 1.33 does not know one flag of HEALTHCHECK, which Docker has had since 25. */
function dockerfile() {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  const [major = 0, minor = 0] = run('buildah', ['--version']).match(/\d+/g).map(Number);
  return major > 1 || minor >= 33 ? text : text.replace(/ --start-interval=\S+/, '');
}

function build(tag, ...options) {
  const common = ['--isolation', 'chroot', '--pull-never', '--format', 'docker', '--build-arg', `NODE_IMAGE=${BASE}`];
  const file = join(WORK, 'Dockerfile');
  writeFileSync(file, dockerfile());
  buildah('bud', ...common, ...options, '-t', tag, '-f', file, ROOT);
}

function inspected(image) {
  return JSON.parse(buildah('inspect', '--type', 'image', image)).Docker;
}

/** Runs `work` with the file system of an image. */
async function mounted(image, work) {
  const container = buildah('from', '--pull-never', image);
  try {
    return await work(buildah('mount', container));
  } finally {
    buildah('rm', container);
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A process in an image: the first of its own, on the image's root, read only but for `volume`.
 * @param as `uid:gid` of the image; root asks what even root cannot do.
 */
function inImage(root, volume, env, command, as) {
  const script = [
    `mount --bind ${quoted(root)} ${quoted(root)}`,
    `mount --bind ${quoted(volume)} ${quoted(join(root, 'data'))}`,
    `mount -o remount,bind,ro ${quoted(root)}`,
    `mount -t proc proc ${quoted(join(root, 'proc'))}`,
    `exec env -i ${env.map(quoted).join(' ')} chroot --userspec=${as} --groups= ${quoted(root)} ${command.map(quoted).join(' ')}`,
  ].join(' && ');
  return spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function ended(child) {
  return new Promise((resolve) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk;
      });
    }
    child.once('close', (code, signal) => resolve({ code, signal, text }));
  });
}

function printed(child, wanted) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (wanted.test(text)) resolve(text);
    });
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
}

/** Puts an object with a signature of version 1 and gets it back. */
async function roundTrip(url, id, secret) {
  const send = (method, body) => {
    const date = new Date().toUTCString();
    const type = body === undefined ? '' : 'text/plain';
    const text = `${method}\n\n${type}\n${date}\n/photos/hello.txt`;
    const signature = createHmac('sha1', secret).update(text).digest('base64');
    const headers = { Date: date, Authorization: `OSS ${id}:${signature}`, ...(type && { 'Content-Type': type }) };
    return fetch(`${url}/photos/hello.txt`, { method, headers, body });
  };
  const put = await send('PUT', 'hello');
  expect(put.status === 200, `PUT was answered ${put.status}: ${await put.text()}`);
  expect((await (await send('GET')).text()) === 'hello', 'GET brought something else');
}

function megabytes(folder) {
  return Number(run('du', ['-sb', folder]).split('\t')[0]) / 1e6;
}

console.log('building');
standIn();
const begun = process.hrtime.bigint();
build(IMAGE);
console.log(`built in ${Math.round(Number(process.hrtime.bigint() - begun) / 1e9)} s`);
const { config } = inspected(IMAGE);

await check('the image names its user, volume, port and health check', () => {
  expect(config.User === `${USER}:${USER}`, `user ${config.User}`);
  expect('/data' in config.Volumes, 'no volume /data');
  expect('9000/tcp' in config.ExposedPorts, 'no port 9000');
  expect(config.Healthcheck.Test.join(' ') === 'CMD node /app/dist/cli.js health', `${config.Healthcheck.Test}`);
});

await mounted(IMAGE, async (root) => {
  await check('it holds what runs and nothing else', () => {
    const size = megabytes(join(root, 'app'));
    for (const path of ['app/src', 'app/test', 'app/dist/types', 'app/node_modules/typescript', 'app/node_modules/vitest']) {
      expect(!existsSync(join(root, path)), `/${path} is there`);
    }
    expect(size < 45, `/app is ${size.toFixed(1)} MB`);
    const sharp = megabytes(join(root, 'app', 'node_modules', '@img'));
    return `${size.toFixed(1)} MB beside Node's image, ${sharp.toFixed(1)} MB of them sharp with libvips`;
  });

  const volume = mkdtempSync(join(WORK, 'data-'));
  chownSync(volume, USER, USER);
  const port = await freePort();
  const token = createHash('sha256').update(String(process.pid)).digest('hex');
  const env = [
    ...config.Env,
    `OSSMOCK_PORT=${port}`,
    'OSSMOCK_BUCKETS=photos,site:public-read',
    'OSSMOCK_ACCESS_KEY_ID=ci',
    'OSSMOCK_ACCESS_KEY_SECRET=ci-secret',
    `OSSMOCK_ADMIN_TOKEN=${token}`,
    'OSSMOCK_TLS=true',
    'OSSMOCK_CONFIG_YAML=buckets: [{name: outranked}]',
  ];
  const url = `http://127.0.0.1:${port}`;
  const server = inImage(root, volume, env, [...config.Entrypoint, ...config.Cmd], `${USER}:${USER}`);
  const over = ended(server);
  await check('it starts by its environment alone', async () => {
    await printed(server, /ossmock is ready at/);
    await roundTrip(url, 'ci', 'ci-secret');
  });
  const pid = Number(readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8'));
  await check('it runs as uid 10001, as the first process, without capabilities', () => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(new RegExp(`^Uid:\t${USER}\t${USER}\t${USER}\t${USER}$`, 'm').test(status), /^Uid.*/m.exec(status)[0]);
    expect(/^NSpid:.*\t1$/m.test(status), /^NSpid.*/m.exec(status)[0]);
    expect(/^CapEff:\t0+$/m.test(status), /^CapEff.*/m.exec(status)[0]);
  });
  await check('its root is read only, for root too', async () => {
    const { code, text } = await ended(inImage(root, volume, env, ['touch', '/app/x'], '0:0'));
    expect(code !== 0 && /Read-only file system/.test(text), `touch ended with ${code}: ${text}`);
  });
  await check('its own health command says that it is well', async () => {
    const test = config.Healthcheck.Test.slice(1);
    const { code, text } = await ended(inImage(root, volume, env, test, `${USER}:${USER}`));
    expect(code === 0 && text.includes('"ok"'), `ended with ${code}: ${text}`);
    const other = [...env, `OSSMOCK_PORT=${await freePort()}`];
    const unwell = await ended(inImage(root, volume, other, test, `${USER}:${USER}`));
    expect(unwell.code === 1, `where nothing answers, it ended with ${unwell.code}`);
  });
  await check('its own paths want the token, because others can connect', async () => {
    expect((await fetch(`${url}/_ossmock/requests`)).status === 401, 'without it');
    const headers = { Authorization: `Bearer ${token}` };
    expect((await fetch(`${url}/_ossmock/requests`, { headers })).status === 200, 'with it');
  });
  await check('SIGTERM ends it within 1 s, with 0, without an init', async () => {
    const from = process.hrtime.bigint();
    process.kill(pid, 'SIGTERM');
    const { code, signal } = await over;
    const ms = Number(process.hrtime.bigint() - from) / 1e6;
    expect(code === 0, `ended with ${code ?? signal}`);
    expect(ms < 1000, `took ${ms} ms`);
    return `${Math.round(ms)} ms`;
  });
  await check('its data is in the volume, and there again at the next start', async () => {
    expect(existsSync(join(volume, 'ossmock.db')), 'no database');
    const again = inImage(root, volume, env, [...config.Entrypoint, ...config.Cmd], `${USER}:${USER}`);
    const done = ended(again);
    await printed(again, /ossmock is ready at/);
    const date = new Date().toUTCString();
    const signature = createHmac('sha1', 'ci-secret').update(`GET\n\n\n${date}\n/photos/hello.txt`).digest('base64');
    const headers = { Date: date, Authorization: `OSS ci:${signature}` };
    const got = await (await fetch(`${url}/photos/hello.txt`, { headers })).text();
    process.kill(Number(readFileSync(`/proc/${again.pid}/task/${again.pid}/children`, 'utf8')), 'SIGTERM');
    await done;
    expect(got === 'hello', got);
  });
  await check('a volume that it may not write to is named', async () => {
    chownSync(volume, 0, 0);
    const { code, text } = await ended(
      inImage(root, volume, env, [...config.Entrypoint, ...config.Cmd], `${USER}:${USER}`),
    );
    expect(code === 1 && /\/data cannot be written by user 10001/.test(text), `ended with ${code}: ${text}`);
  });
  rmSync(volume, { recursive: true });
});

await check('for arm64 it is built without emulation, with that machine’s libraries', async () => {
  const tag = 'localhost/ossmock-build:arm64';
  build(tag, '--target', 'build', '--build-arg', 'TARGETARCH=arm64');
  await mounted(tag, (root) => {
    const images = run('ls', [join(root, 'out', 'app', 'node_modules', '@img')]).split('\n');
    expect(images.includes('sharp-linux-arm64') && images.includes('sharp-libvips-linux-arm64'), images.join());
    expect(!images.some((name) => name.endsWith('x64')), images.join());
  });
});

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
