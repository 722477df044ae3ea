import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Family, families, type Storage } from './support/acknowledged.ts';
import { type SignedCall, signed } from './support/signed.ts';

/** The built program. `npm test` builds it first. */
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
/** After how many acknowledged writes each process is killed. */
const KILLS = [40, 90, 70];

const directory = mkdtempSync(join(tmpdir(), 'ossmock-killed-'));
let child: ChildProcess;
let port = 0;

beforeAll(() => {
  expect(existsSync(CLI), 'run npm run build first').toBe(true);
});
afterAll(() => {
  child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

const storage: Storage = {
  ask: (call: Omit<SignedCall, 'at'>) => signed(port, { at: Date.now(), ...call }),
};

async function start(): Promise<void> {
  const args = [CLI, 'serve', '--port', '0', '--host', '127.0.0.1', '--log', 'silent', '--data', directory];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  port = Number(/:(\d+)\n/.exec(String(line))?.[1]);
}

/** Writes with all families at once until so many writes are acknowledged; then the process is dead. */
async function writeUntilKilled(all: readonly Family[], kill: number): Promise<void> {
  let acknowledged = 0;
  const gone = once(child, 'exit');
  const writer = async (family: Family): Promise<void> => {
    while (child.signalCode === null && !child.killed) {
      // Requests that the kill cuts off may have been carried out or not.
      if (await family.write().catch(() => false)) acknowledged++;
      if (acknowledged >= kill) child.kill('SIGKILL');
    }
  };
  await Promise.all(all.map(writer));
  await gone;
}

test('a server that is killed while it writes has all that it acknowledged when it starts again', async () => {
  const all = families(storage);
  await start();
  for (const family of all) await family.open();
  for (const kill of KILLS) {
    await writeUntilKilled(all, kill);
    await start();
    for (const family of all) await family.check();
  }
}, 60_000);
