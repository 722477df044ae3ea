import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../src/index.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import { VersionModel } from './version-model.ts';
import { listAll, makeBuckets, writeVersions } from './version-writers.ts';

const CONNECTIONS = 16;
/** For a machine that does much else meanwhile; alone each takes a few seconds. */
const PATIENCE = 60_000;

/** Holds everything the server lists against the model. */
async function faultsOfAll(port: number, model: VersionModel): Promise<string[]> {
  const { versions, objects } = await listAll(port);
  const faults = model.faultsOfAll(versions);
  const current = versions.filter(({ latest, etag }) => latest && etag !== undefined);
  expect(objects).toEqual(current.map(({ bucket, key, etag }) => `${bucket}/${key} ${etag}`));
  return faults;
}

it(
  '10,000 puts, deletes, lists and copies from 16 connections leave what the model says, in its order',
  async () => {
    const server = await startServer();
    const model = new VersionModel();
    await makeBuckets(server.port);
    const random = seededRandom(11);
    const work = { port: server.port, model, random, operations: 10_000, connections: CONNECTIONS };
    expect(await writeVersions(work)).toEqual([]);
    expect(await faultsOfAll(server.port, model)).toEqual([]);
    await server.close();
  },
  PATIENCE,
);

/** The built program, run as a user runs it. `npm test` builds it first. */
const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

async function serve(directory: string) {
  const args = [CLI, 'serve', '--port', '0', '--log', 'silent', '--data', directory];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^ossmock is ready at \S+:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return { child, ended, port: Number(port) };
  }
  throw new Error('the server did not start');
}

it(
  'the same with kill -9 between: what was acknowledged is there, what was not is there or not',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'ossmock-versions-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const model = new VersionModel();
    const random = seededRandom(12);
    for (const operations of [1000, 3000, 6000]) {
      const { child, ended, port } = await serve(directory);
      onTestFinished(() => void child.kill('SIGKILL'));
      if (operations === 1000) await makeBuckets(port);
      else expect(await faultsOfAll(port, model)).toEqual([]);
      const kill = (begun: number) => void (begun === operations && child.kill('SIGKILL'));
      const work = { port, model, random, operations: operations * 2, connections: CONNECTIONS, onOperation: kill };
      expect(await writeVersions(work)).toEqual([]);
      expect((await ended)[1]).toBe('SIGKILL');
    }
    const { child, ended, port } = await serve(directory);
    expect(await faultsOfAll(port, model)).toEqual([]);
    child.kill();
    expect((await ended)[0]).toBe(0);
  },
  PATIENCE,
);
