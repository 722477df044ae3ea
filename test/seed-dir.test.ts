import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError, startServer } from '../src/index.ts';
import { signed } from './support/signed.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ossmock-seed-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

describe('a seed folder', () => {
  it('makes a bucket of each directory and an object of each file in it', async () => {
    const large = Buffer.alloc(1_000_000, 'seed');
    const seedDir = folderWith({
      'photos/a.txt': 'a',
      'photos/deep/er/ünï.json': '{}',
      'photos/large.bin': large,
      'photos/.well-known/x': 'kept',
      'photos/.gitkeep': '',
      'photos/.DS_Store': 'clutter',
      'empty-one/.gitkeep': '',
      '.git/config': 'no bucket',
    });
    symlinkSync(join(seedDir, 'photos/a.txt'), join(seedDir, 'photos/link.txt'));
    symlinkSync(seedDir, join(seedDir, 'photos/loop'));
    const server = await startServer({ seedDir, buckets: [] });
    const ask = (key?: string, bucket = 'photos') =>
      signed(server.port, { method: 'GET', bucket, key, at: server.clock.now() });
    const keys = [...(await ask()).body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key);
    expect(keys).toEqual(['.well-known/x', 'a.txt', 'deep/er/ünï.json', 'large.bin', 'link.txt']);
    const json = await ask('deep/er/ünï.json');
    expect(json.header('Content-Type')).toBe('application/json');
    expect(json.body).toBe('{}');
    expect((await ask('large.bin')).body).toBe(large.toString());
    expect((await ask('link.txt')).body).toBe('a');
    expect((await ask(undefined, 'empty-one')).status).toBe(200);
    await server.close();
  });

  it('adds its objects to those of a configured bucket, and is there again after a reset', async () => {
    const seedDir = folderWith({ 'site/b.txt': 'b' });
    const server = await startServer({
      seedDir,
      buckets: [{ name: 'site', acl: 'public-read', objects: [{ key: 'a.txt', content: 'a' }] }],
    });
    for (const round of ['at the start', 'after a reset']) {
      for (const name of ['a', 'b']) {
        const answer = await fetch(`${server.url}/site/${name}.txt`);
        expect(await answer.text(), round).toBe(name);
      }
      await server.reset();
    }
    await server.close();
  });

  it.each([
    ['a file beside the buckets', { 'readme.txt': 'x' }, /readme\.txt: expected directories only/],
    ['a directory that no bucket can be named as', { 'Photos/a': 'x' }, /Photos: expected the name of a bucket/],
  ])('refuses %s', async (_what, files, wanted) => {
    const started = startServer({ seedDir: folderWith(files as Record<string, string>) });
    await expect(started).rejects.toThrow(wanted);
    await expect(started).rejects.toThrow(ConfigError);
  });

  it('refuses a folder that is not there', async () => {
    await expect(startServer({ seedDir: '/no/such/folder' })).rejects.toThrow(/cannot be read \(ENOENT\)/);
  });
});
