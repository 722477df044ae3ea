import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const CLI = process.env.BENCH_CLI ?? at('../dist/cli.js');
const READY = / is ready at http:\/\/127\.0\.0\.1:(\d+)/;

/** A server in a process of its own. */
export class Server {
  #child;

  constructor(child, port) {
    this.#child = child;
    this.port = port;
  }

  /** Seconds of processor time used so far, all threads. */
  cpu() {
    const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  /** Resident memory now and its peak since `forgetPeak`, in bytes. */
  memory() {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  }

  forgetPeak() {
    writeFileSync(`/proc/${this.#child.pid}/clear_refs`, '5');
  }

  stop() {
    if (this.#child.exitCode !== null) return undefined;
    return new Promise((resolve) => {
      this.#child.once('exit', resolve);
      this.#child.kill('SIGTERM');
    });
  }
}

function start(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const port = READY.exec(text)?.[1];
      if (port !== undefined) resolve(new Server(child, Number(port)));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${text}`)));
  });
}

export function startBare() {
  return start([at('bare.mjs')]);
}

/** @param {...string} options beside `--port 0 --log silent` */
export function startOssmock(...options) {
  return start([CLI, 'serve', '--port', '0', '--log', 'silent', ...options]);
}

/** Standard output is /dev/null from the start, so the port is chosen here and readiness is asked for. */
export async function startOssmockLogging() {
  const port = await freePort();
  const args = [CLI, 'serve', '--port', `${port}`, '--log', 'json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/_ossmock/health`).catch(() => undefined);
    if (answer?.ok) return new Server(child, port);
    await sleep(25);
  }
  child.kill();
  throw new Error(`no answer on port ${port}`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
