import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raw, wire } from '../support/raw.ts';

/** The built program, run as a user runs it. `npm test` builds it first. */
const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'ossmock-faults-'));
const config = join(folder, 'faults.yaml');

beforeAll(() => {
  expect(existsSync(CLI), 'run npm run build first').toBe(true);
  const rules = '  - name: busy\n    match: {operation: ListBuckets}\n    effect: {error: requests-exceeded}\n';
  writeFileSync(config, `server: {host: 127.0.0.1, port: 0, log: silent}\nfaults:\n${rules}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a server with the configured fault and stops it. */
async function served(
  args: readonly string[],
  env: Record<string, string>,
  during: (port: number) => Promise<unknown>,
) {
  const child = spawn(process.execPath, [CLI, '--config', config, ...args], { env: { ...process.env, ...env } });
  let error = '';
  child.stderr.on('data', (chunk) => {
    error += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const port = await new Promise<number>((resolve) => {
    child.stdout.on('data', (chunk) => resolve(Number(/:(\d+)\n/.exec(String(chunk))?.[1])));
  });
  await during(port);
  child.kill('SIGTERM');
  return { code: await ended, error };
}

const list = (port: number) => raw(port, wire('GET', '/', { Host: 'localhost' }));
const nothing = async (): Promise<void> => {};

describe('--fail-on-unused-faults', () => {
  it('ends with 1 and names the faults that never happened', async () => {
    const { code, error } = await served(['--fail-on-unused-faults'], {}, nothing);
    expect(code).toBe(1);
    expect(error).toBe(
      'ossmock: never happened: busy: ListBuckets: the server answers 503 TotalQpsLimitExceeded (requests-exceeded)\n',
    );
  });

  it('ends with 0 when all of them happened', async () => {
    const { code, error } = await served([], { OSSMOCK_FAIL_ON_UNUSED_FAULTS: 'true' }, list);
    expect([code, error]).toEqual([0, '']);
  });

  it('is not asked for unless said', async () => {
    expect((await served([], {}, nothing)).code).toBe(0);
  });
});
