import { vi } from 'vitest';
import { startServer } from '../../src/index.ts';
import type { Database } from '../../src/store/sqlite.ts';
import { SERVER } from '../wire-golden/support/run.ts';
import type { Ground } from './fuzz-walk.ts';

let opened: Database | undefined;

vi.mock('../../src/store/sqlite.ts', async (original) => {
  const real = await original<typeof import('../../src/store/sqlite.ts')>();
  return {
    ...real,
    async openDatabase(path: string) {
      opened = await real.openDatabase(path);
      return opened;
    },
  };
});

/** A server as the golden cases have it, and its database. */
export async function ground(): Promise<Ground> {
  const server = await startServer({ ...SERVER, journalBytes: 1024 * 1024 });
  if (opened === undefined) throw new TypeError('no database was opened');
  return { server, db: opened };
}
