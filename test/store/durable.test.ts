import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crc64 } from '../../src/store/crc64.ts';
import { openStore } from '../../src/store/index.ts';
import { openDatabase, withoutExperimentalWarning } from '../../src/store/sqlite.ts';
import { BUCKET as CRASH_BUCKET, crashBody } from './crash-plan.ts';
import {
  append,
  BUCKET,
  blobFiles,
  bytes,
  initiate,
  newObject,
  openWithBucket,
  pumped,
  put,
  putPart,
  read,
  stage,
  stored,
  temporaryDirectory,
} from './helpers.ts';

const LARGE = 300_000;

describe.each(['normal', 'full'] as const)('a directory with durability %s', (durability) => {
  it('has everything again when it is opened again', async () => {
    const directory = temporaryDirectory();
    const store = await openWithBucket({ directory, durability });
    await store.updateBucket({ ...BUCKET, documents: { cors: '<CORSConfiguration/>' } });
    await store.setSetting('publicAccessBlock', 'true');
    await put(store, 'small', 'hello', { headers: [['x-oss-meta-a', '\xe9']], tagging: 'a=b' });
    await put(store, 'large', bytes(LARGE));
    await append(store, 'log', 0, bytes(LARGE, 2));
    await append(store, 'log', LARGE, 'tail');
    await initiate(store, 'upload', 'U1');
    await putPart(store, 'U1', 1, bytes(LARGE, 3));
    const records = await Promise.all(['large', 'log'].map((key) => stored(store, key)));
    await store.close();

    const again = await openStore({ directory, durability });
    expect(again.bucket(BUCKET.name)?.documents).toEqual({ cors: '<CORSConfiguration/>' });
    expect(again.setting('publicAccessBlock')).toBe('true');
    expect(await stored(again, 'small')).toMatchObject({ headers: [['x-oss-meta-a', '\xe9']], tagging: 'a=b' });
    expect(await Promise.all(['large', 'log'].map((key) => stored(again, key)))).toEqual(records);
    expect((await read(again, 'large')).equals(bytes(LARGE))).toBe(true);
    await append(again, 'log', LARGE + 4, bytes(LARGE, 4));
    const log = Buffer.concat([bytes(LARGE, 2), Buffer.from('tail'), bytes(LARGE, 4)]);
    expect((await read(again, 'log')).equals(log)).toBe(true);
    await again.completeUpload('U1', [1], newObject('upload', { type: 'Multipart' }));
    expect((await read(again, 'upload')).equals(bytes(LARGE, 3))).toBe(true);
    await again.close();
  });
});

describe('a directory', () => {
  it('is one database file and the blobs when nobody has it open', async () => {
    const directory = temporaryDirectory();
    await (await openWithBucket({ directory })).close();
    expect(readdirSync(directory).sort()).toEqual(['blobs', 'ossmock.db']);
  });

  it('cannot be opened twice, and the error names who has it', async () => {
    const directory = temporaryDirectory();
    const store = await openStore({ directory });
    await expect(openStore({ directory })).rejects.toThrow(`${directory} is in use by process ${process.pid}`);
    await store.createBucket(BUCKET);
    await put(store, 'key', 'x');
    await store.close();
    await (await openStore({ directory })).close();
  });

  it('of another storage format is refused with both formats', async () => {
    const directory = temporaryDirectory();
    await (await openStore({ directory })).close();
    const db = await openDatabase(join(directory, 'ossmock.db'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    await expect(openStore({ directory })).rejects.toThrow(/storage format 99, this ossmock reads format \d+/);
  });

  it('with the database of another program is refused', async () => {
    const directory = temporaryDirectory();
    const db = await openDatabase(join(directory, 'ossmock.db'));
    db.exec('CREATE TABLE notes (text)');
    db.close();
    await expect(openStore({ directory })).rejects.toThrow('is not a database of ossmock');
  });

  it('is swept of files that nothing refers to', async () => {
    const directory = temporaryDirectory();
    const store = await openWithBucket({ directory });
    await put(store, 'key', bytes(LARGE));
    await stage(store, bytes(LARGE, 2));
    expect(blobFiles(directory)).toHaveLength(2);
    await store.close();
    writeFileSync(join(directory, 'blobs', 'notes.txt'), 'not ours');
    const said: string[] = [];
    const again = await openStore({ directory, log: (message) => said.push(message) });
    expect(said).toEqual([expect.stringContaining('removed 1 blob files')]);
    expect(blobFiles(directory)).toHaveLength(2);
    expect((await read(again, 'key')).equals(bytes(LARGE))).toBe(true);
    await again.close();
  });

  it('gets smaller when its objects are deleted', async () => {
    const directory = temporaryDirectory();
    const store = await openWithBucket({ directory });
    for (let i = 0; i < 200; i++) await put(store, `key-${i}`, bytes(60_000));
    await store.close();
    const pages = async () => {
      const db = await openDatabase(join(directory, 'ossmock.db'));
      const count = db.prepare('PRAGMA page_count').get()?.page_count as number;
      db.close();
      return count;
    };
    expect(await pages()).toBeGreaterThan(2000);
    const again = await openStore({ directory });
    for (let i = 0; i < 200; i++) await again.deleteObject(BUCKET.name, `key-${i}`);
    await again.close();
    expect(await pages()).toBeLessThan(100);
  });
});

describe('a process killed with SIGKILL while it writes', () => {
  // Inside node_modules, where the compiled child finds the packages it imports.
  const compiled = resolve(`node_modules/.ossmock-crash-test-${process.pid}`);
  beforeAll(() => {
    const options = ['--ignoreConfig', '--target', 'es2022', '--module', 'nodenext', '--types', 'node', '--strict'];
    const imports = ['--rewriteRelativeImportExtensions', '--skipLibCheck', '--rootDir', '.', '--outDir', compiled];
    const tsc = resolve('node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [tsc, ...options, ...imports, 'test/store/crash-child.ts']);
  });
  afterAll(() => rmSync(compiled, { recursive: true, force: true }));

  it('has lost nothing it acknowledged and left nothing half done', async () => {
    const directory = temporaryDirectory();
    let generation = 1;
    for (const kills of [4, 25, 60]) {
      const child = spawn(
        process.execPath,
        [join(compiled, 'test/store/crash-child.js'), directory, String(generation)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const acknowledged = new Map<string, number>();
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        const [key, written] = line.split(' ') as [string, string];
        acknowledged.set(key, Number(written));
        // What was acknowledged before the kill arrived still comes through the pipe.
        if (++lines === kills) child.kill('SIGKILL');
      }
      if (child.signalCode === null) await once(child, 'exit');
      expect(child.signalCode).toBe('SIGKILL');
      expect(existsSync(join(directory, 'ossmock.pid'))).toBe(true);
      const newest = Math.max(...acknowledged.values());

      const store = await openStore({ directory });
      const page = await store.list({ bucket: CRASH_BUCKET.name, prefix: '', delimiter: '', after: '', limit: 1000 });
      const found = new Map(page.objects.map((object) => [object.key, object]));
      for (const [key, written] of acknowledged) {
        // A large one may have been deleted after it was acknowledged.
        if (!key.startsWith('large') || written > newest - 2) expect(found.has(key)).toBe(true);
        expect(Number(found.get(key)?.etag ?? written)).toBeGreaterThanOrEqual(written);
      }
      for (const [key, object] of found) {
        const body = await pumped(store.read(object));
        expect(body.equals(crashBody(key, Number(object.etag)))).toBe(true);
        expect(object.crc64).toBe(crc64(body).toString());
        await store.deleteObject(CRASH_BUCKET.name, key);
      }
      const query = { bucket: CRASH_BUCKET.name, prefix: '', delimiter: '', keyMarker: '', uploadIdMarker: '' };
      for (const { id } of (await store.listUploads({ ...query, limit: 1000 })).uploads) await store.abortUpload(id);
      expect(await store.bucketUsage(CRASH_BUCKET.name)).toMatchObject({ objects: 0, uploads: 0, parts: 0 });
      await store.close();
      expect(blobFiles(directory)).toEqual([]);
      generation = newest + 2;
    }
  });
});

describe('the warning of an experimental module', () => {
  it('is kept back, every other warning is not', () => {
    const heard: unknown[] = [];
    const { emitWarning } = process;
    process.emitWarning = ((...warning: unknown[]) => heard.push(warning)) as typeof process.emitWarning;
    try {
      const result = withoutExperimentalWarning('SQLite', () => {
        process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
        process.emitWarning('Other is an experimental feature', 'ExperimentalWarning');
        process.emitWarning('SQLite is old', { type: 'DeprecationWarning' });
        return 'loaded';
      });
      process.emitWarning('SQLite is an experimental feature', 'ExperimentalWarning');
      expect(result).toBe('loaded');
      expect(heard).toEqual([
        ['Other is an experimental feature', 'ExperimentalWarning'],
        ['SQLite is old', { type: 'DeprecationWarning' }],
        ['SQLite is an experimental feature', 'ExperimentalWarning'],
      ]);
    } finally {
      process.emitWarning = emitWarning;
    }
  });
});
