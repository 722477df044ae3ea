#!/usr/bin/env node
// Runs official SDKs against a built ossmock: see test/sdk/README.md.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NOT_APPLICABLE } from './sdk-gaps.mjs';
import { compareSignatures } from './sdk-signing.mjs';
import { runSnippets } from './sdk-snippets.mjs';
import { printTable } from './sdk-table.mjs';
import { PROGRAMS, ROOT, SDKS, WORK } from './sdks.mjs';

const { scenarios } = JSON.parse(readFileSync(join(PROGRAMS, 'scenarios.json'), 'utf8'));
const STYLES = ['path', 'host'];
const SIGNATURES = ['v1', 'v4'];
/** For one SDK in one column. */
const LIMIT_MS = 180_000;

/** The environment without settings of proxies and of ossmock: what a program needs of them it is told. */
const PLAIN = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_proxy$|^OSSMOCK_/i.test(name)));

/** Whatever ends this script ends them too. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

function start(command, args, options) {
  const child = spawn(command, args, options);
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** @returns its URL and a way to stop it. */
async function startOssmock(...flags) {
  const child = start(
    process.execPath,
    [join(ROOT, 'dist', 'cli.js'), 'serve', '--port', '0', '--log', 'silent', ...flags],
    { env: PLAIN, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const ready = /ready at (\S+)\n/.exec(text);
      if (ready) resolve(ready[1]);
    });
    exited.then((code) => reject(new Error(`ossmock ended with code ${code} before it was ready`)));
  });
  return {
    url,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

/** Runs a program to its end. @returns its output, and what went wrong if it ended in failure. */
function output(command, args, env, limit = LIMIT_MS) {
  return new Promise((resolve) => {
    const child = start(command, args, { env: { ...PLAIN, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    const err = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    const timer = setTimeout(() => child.kill('SIGKILL'), limit);
    const done = (trouble) => {
      clearTimeout(timer);
      resolve({ text: Buffer.concat(out).toString(), trouble });
    };
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => {
      const tail = Buffer.concat(err).toString().trim().split('\n').slice(-5).join(' | ');
      done(code === 0 ? undefined : `ended with ${signal ?? code}: ${tail}`);
    });
  });
}

function settings(server, skewed, signature, style, work) {
  const [endpoint, proxied] = style === 'path' ? [undefined, false] : ['http://oss-cn-hangzhou.aliyuncs.com', true];
  return {
    OSS_ENDPOINT: endpoint ?? server.url,
    OSS_PROXY: proxied ? server.url : '',
    OSS_SKEWED_ENDPOINT: endpoint ?? skewed.url,
    OSS_SKEWED_PROXY: proxied ? skewed.url : '',
    OSS_REGION: 'cn-hangzhou',
    OSS_SIGNATURE_VERSION: signature,
    OSS_ACCESS_KEY_ID: 'ossmock',
    OSS_ACCESS_KEY_SECRET: 'ossmock-secret',
    OSS_SCENARIOS: join(PROGRAMS, 'scenarios.json'),
    OSS_WORK: work,
  };
}

/** @returns scenario name to `pass`, `n/a` or a failure text. */
async function column(sdk, program, skewed, signature, style) {
  const server = await startOssmock();
  const work = mkdtempSync(join(WORK, 'run-'));
  const env = { ...settings(server, skewed, signature, style, work), ...program.env };
  const { text, trouble } = await output(program.command, program.args, env);
  await server.stop();
  rmSync(work, { recursive: true, force: true });
  const printed = new Map();
  for (const line of text.split('\n')) {
    const [, word, name, reason] = /^(PASS|FAIL) (\S+)\s*(.*)$/.exec(line) ?? [];
    if (name) printed.set(name, word === 'PASS' ? 'pass' : reason || 'no reason given');
  }
  const cells = new Map();
  for (const { name } of scenarios) {
    const gap = NOT_APPLICABLE.some((row) => row.sdk === sdk && row.scenario === name);
    const cell = printed.get(name);
    if (gap) cells.set(name, cell === undefined ? 'n/a' : 'is listed as n/a but was run');
    else cells.set(name, cell ?? `was not run${trouble === undefined ? '' : `: the program ${trouble}`}`);
    printed.delete(name);
  }
  for (const [name, reason] of printed) throw new Error(`${sdk} printed an unknown scenario: ${name} ${reason}`);
  return cells;
}

function failed(reason) {
  return new Map(scenarios.map(({ name }) => [name, reason]));
}

async function run(names) {
  mkdirSync(WORK, { recursive: true });
  execFileSync('npm', ['run', 'build', '--silent'], { cwd: ROOT, stdio: 'inherit' });
  const skewed = await startOssmock('--clock', '2020-01-01T00:00:00Z');
  const columns = [];
  for (const sdk of names) {
    let program;
    let missing;
    try {
      program = SDKS[sdk]();
    } catch (error) {
      missing = error.message;
    }
    for (const signature of SIGNATURES) {
      for (const style of STYLES) {
        const cells = program ? await column(sdk, program, skewed, signature, style) : failed(missing);
        columns.push({ sdk, signature, style, cells });
        process.stderr.write(
          `${sdk} ${signature} ${style}: ${[...cells.values()].filter((cell) => cell === 'pass').length} passed\n`,
        );
      }
    }
  }
  await skewed.stop();
  return columns;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in SDKS) && name !== 'snippets' && name !== 'signing');
if (unknown.length > 0) {
  console.error(`unknown SDK ${unknown.join(', ')}; choose among ${Object.keys(SDKS).join(', ')}, snippets, signing`);
  process.exit(2);
}
const names = Object.keys(SDKS).filter((name) => asked.length === 0 || asked.includes(name));
const columns = await run(names);
const total = columns.length > 0 ? printTable(scenarios, columns) : { passed: 0, failed: 0 };
if (asked.length === 0 || asked.includes('snippets')) {
  const snippets = await runSnippets(startOssmock, output);
  console.log('\nsnippets');
  for (const { name, trouble } of snippets)
    console.log(`  ${trouble === undefined ? 'pass' : 'FAIL'} ${name} ${trouble ?? ''}`);
  total.passed += snippets.filter(({ trouble }) => trouble === undefined).length;
  total.failed += snippets.filter(({ trouble }) => trouble !== undefined).length;
}
if (asked.length === 0 || asked.includes('signing')) {
  const differences = await compareSignatures();
  console.log('\nsigning');
  console.log(`  ${differences.length === 0 ? 'pass' : 'FAIL'} ossmock sign and oss2 agree on 1000 random requests`);
  for (const difference of differences.slice(0, 10)) console.log(`    ${difference}`);
  if (differences.length === 0) total.passed++;
  else total.failed++;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
