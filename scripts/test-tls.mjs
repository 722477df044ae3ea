#!/usr/bin/env node
// Five official SDKs put and get over TLS and through a proxy, by the steps that docs/ci.md gives: the SDKs are as they
// are, only the environment differs. Real names of OSS are used that no resolver is asked for.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { goBinary, javaClasses, need, pythonOf, ROOT, WORK } from './sdks.mjs';

const PROGRAMS = join(ROOT, 'test', 'tls');
const LIMIT_MS = 120_000;
/** Settings of this machine that would decide who is trusted, or which way requests take. */
const PLAIN = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/_proxy$|^OSSMOCK_|_CA_|^SSL_CERT|^NODE_EXTRA/i.test(name)),
);
const REAL = 'oss-cn-hangzhou.aliyuncs.com';

mkdirSync(WORK, { recursive: true });
const work = mkdtempSync(join(WORK, 'tls-'));
const ca = join(work, 'data', 'tls', 'ca.pem');
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

function startOssmock() {
  const args = [join(ROOT, 'dist', 'cli.js'), '--port', '0', '--tls', '--data', join(work, 'data'), '--log', 'silent'];
  const child = spawn(process.execPath, args, { env: PLAIN, stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const port = /ready at http:\/\/127\.0\.0\.1:(\d+)\n/.exec(String(chunk))?.[1];
      if (port) resolve({ port, stop: () => child.kill('SIGTERM') });
    });
    child.once('exit', (code) => reject(new Error(`ossmock ended with ${code}`)));
  });
}

/** What Java trusts is a file of its own kind. */
function trustStore() {
  need('javac');
  const store = join(work, 'trust.p12');
  const made = ['-importcert', '-noprompt', '-alias', 'ossmock', '-file', ca, '-storetype', 'PKCS12'];
  execFileSync('keytool', [...made, '-keystore', store, '-storepass', 'ossmock'], { stdio: 'pipe' });
  return [`-Djavax.net.ssl.trustStore=${store}`, '-Djavax.net.ssl.trustStorePassword=ossmock'];
}

/** Each: how it is run, and what of the environment makes it trust and take the proxy. */
const SDKS = {
  'ali-oss': () => ({
    command: [process.execPath, join(PROGRAMS, 'ali-oss.mjs')],
    trust: { NODE_EXTRA_CA_CERTS: ca },
  }),
  oss2: () => ({
    command: [pythonOf('python-oss2'), join(PROGRAMS, 'oss2_tls.py')],
    trust: { REQUESTS_CA_BUNDLE: ca },
  }),
  'python-v2': () => ({
    command: [pythonOf('python-v2'), join(PROGRAMS, 'oss_v2_tls.py')],
    trust: { REQUESTS_CA_BUNDLE: ca },
    noScheme: true,
  }),
  'go-v2': () => ({
    command: [goBinary('go-v2', 'go-v2-tls', join(PROGRAMS, 'go-v2', 'main.go'))],
    trust: { SSL_CERT_FILE: ca },
    noScheme: true,
  }),
  java: () => ({
    command: ['java', ...trustStore(), '-cp', javaClasses([join(PROGRAMS, 'Tls.java')], 'java-tls'), 'Tls'],
    trust: {},
  }),
};

function outcome([command, ...args], env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...PLAIN, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk;
      });
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    child.once('close', () => {
      clearTimeout(timer);
      resolve(text.trim());
    });
  });
}

execFileSync('npm', ['run', 'build', '--silent'], { cwd: ROOT, stdio: 'inherit' });
const server = await startOssmock();
const here = `http://127.0.0.1:${server.port}`;
const proxied = { OSS_PROXY: here, HTTP_PROXY: here, HTTPS_PROXY: here, NO_PROXY: '' };
let passed = 0;
let failed = 0;
function report(name, said, wanted) {
  const good = wanted.test(said);
  console.log(`  ${good ? 'pass' : 'FAIL'} ${name}${good ? '' : `: ${said.slice(-600)}`}`);
  if (good) passed++;
  else failed++;
}

for (const [name, ready] of Object.entries(SDKS)) {
  let sdk;
  try {
    sdk = ready();
  } catch (error) {
    report(name, error.message, /^$/);
    continue;
  }
  const { command, trust, noScheme = false } = sdk;
  const secure = `https://127.0.0.1:${server.port}`;
  const run = (endpoint, env) => outcome(command, { OSS_ENDPOINT: endpoint, ...env });
  report(`${name} over https`, await run(secure, trust), /^PASS$/m);
  report(`${name} through the proxy, https://${REAL}`, await run(`https://${REAL}`, { ...trust, ...proxied }), /^PASS$/m);
  report(`${name} through the proxy, http://${REAL}`, await run(`http://${REAL}`, proxied), /^PASS$/m);
  if (noScheme) report(`${name} with an endpoint without scheme`, await run(`127.0.0.1:${server.port}`, trust), /^PASS$/m);
}
// What holds the above: without trust there is no connection, and what is not OSS's stays out.
const distrust = await outcome(SDKS['ali-oss']().command, { OSS_ENDPOINT: `https://127.0.0.1:${server.port}` });
report('ali-oss refuses the certificate of an authority that it does not trust', distrust, /unable to verify|self.signed/i);
const stranger = { OSS_ENDPOINT: 'https://example.com', ...proxied, NODE_EXTRA_CA_CERTS: ca };
const foreign = await outcome(SDKS['ali-oss']().command, stranger);
report('the proxy leads nowhere else', foreign, /the proxy answered 403/);
server.stop();

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
