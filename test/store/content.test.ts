import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import {
  append,
  BUCKET,
  blobFiles,
  bytes,
  copy,
  initiate,
  newObject,
  openWithBucket,
  pumped,
  put,
  putPart,
  read,
  refuse,
  stage,
  stored,
  temporaryDirectory,
  temporaryDirectoryOfStores,
  turn,
} from './helpers.ts';

const LARGE = 300_000;

describe('a blob file', () => {
  it('goes when its object is deleted or replaced, while the store is open', async () => {
    const directory = temporaryDirectory();
    const store = await openWithBucket({ directory });
    await put(store, 'a', bytes(LARGE));
    await put(store, 'b', bytes(LARGE));
    expect(blobFiles(directory)).toHaveLength(2);
    await store.deleteObject(BUCKET.name, 'a');
    await put(store, 'b', 'small');
    for (let turns = 0; blobFiles(directory).length > 0 && turns < 10_000; turns++) await turn();
    expect(blobFiles(directory)).toEqual([]);
    await store.close();
  });

  it('is not made for a small body', async () => {
    const directory = temporaryDirectory();
    const store = await openWithBucket({ directory });
    await put(store, 'a', bytes(65_536));
    await append(store, 'b', 0, bytes(65_536));
    expect(blobFiles(directory)).toEqual([]);
    await store.close();
  });

  it.each([
    [
      'a writer is discarded in the middle',
      async (store) => {
        const writer = store.stage(undefined);
        await writer.write(bytes(LARGE));
        await writer.discard();
        await writer.discard();
      },
    ],
    [
      'a writer is discarded while it writes',
      async (store) => {
        const writer = store.stage(undefined);
        const writing = writer.write(bytes(LARGE));
        await writer.discard();
        await writing;
      },
    ],
    [
      'a writer is discarded after finish',
      async (store) => {
        const writer = store.stage(undefined);
        await writer.write(bytes(LARGE));
        await writer.finish();
        await writer.discard();
      },
    ],
    [
      'staged content is discarded',
      async (store) => {
        await (await stage(store, bytes(LARGE))).discard();
      },
    ],
    [
      'a guard stops put',
      async (store) => {
        await put(store, 'key', 'x');
        await store.put(newObject('key'), await stage(store, bytes(LARGE)), refuse).catch(() => {});
      },
    ],
    [
      'put throws',
      async (store) => {
        await store.put(newObject('key', { bucket: 'gone' }), await stage(store, bytes(LARGE))).catch(() => {});
      },
    ],
    [
      'append is refused',
      async (store) => {
        await append(store, 'key', 5, bytes(LARGE));
        await put(store, 'key', 'x');
        await append(store, 'key', 1, bytes(LARGE));
      },
    ],
    [
      'the upload of a part is gone',
      async (store) => {
        await putPart(store, 'no-such-upload', 1, bytes(LARGE));
      },
    ],
    [
      'a part is replaced and its upload aborted',
      async (store) => {
        await initiate(store, 'key', 'U1');
        await putPart(store, 'U1', 1, bytes(LARGE));
        await putPart(store, 'U1', 1, bytes(LARGE));
        await store.abortUpload('U1');
      },
    ],
    [
      'a part is not named at completion',
      async (store) => {
        await initiate(store, 'key', 'U1');
        await putPart(store, 'U1', 1, bytes(LARGE));
        await store.completeUpload('U1', [], newObject('key', { type: 'Multipart' }));
      },
    ],
    [
      'an object is deleted while shared, and the share discarded',
      async (store) => {
        const content = await store.share(await put(store, 'key', bytes(LARGE)));
        await store.deleteObject(BUCKET.name, 'key');
        await content.discard();
      },
    ],
    [
      'a reader of a deleted object is discarded',
      async (store) => {
        const source = store.read(await put(store, 'key', bytes(LARGE)));
        await store.deleteObject(BUCKET.name, 'key');
        source.discard();
      },
    ],
    [
      'the store is reset',
      async (store) => {
        await put(store, 'key', bytes(LARGE));
        await initiate(store, 'key', 'U1');
        await putPart(store, 'U1', 1, bytes(LARGE));
        await store.reset();
      },
    ],
  ] satisfies [string, (store: Awaited<ReturnType<typeof openWithBucket>>) => Promise<void>][])(
    'does not stay when %s',
    async (_, act) => {
      const directory = temporaryDirectory();
      const store = await openWithBucket({ directory });
      await act(store);
      await store.close();
      expect(blobFiles(directory)).toEqual([]);
    },
  );
});

describe('shared bytes', () => {
  const OWNERS = ['original', 'copy', 'copy of the copy', 'part'];
  const orders = (names: string[]): string[][] =>
    names.length === 0
      ? [[]]
      : names.flatMap((name) => orders(names.filter((other) => other !== name)).map((rest) => [name, ...rest]));

  it('stay until the last owner goes, whatever the order', async () => {
    const directory = temporaryDirectory();
    const body = bytes(LARGE);
    for (const order of orders(OWNERS)) {
      const store = await openWithBucket({ directory });
      await put(store, 'original', body);
      await copy(store, 'original', 'copy');
      await copy(store, 'copy', 'copy of the copy');
      await initiate(store, 'part', 'U1');
      const range = { first: 5, last: LARGE - 1 };
      const content = await store.sharePart(await stored(store, 'original'), range);
      await store.putPart('U1', { number: 1, etag: 'E', lastModified: 0 }, content);
      await store.completeUpload('U1', [1], newObject('part', { type: 'Multipart' }));
      expect(blobFiles(directory)).toHaveLength(1);
      for (const [i, gone] of order.entries()) {
        await store.deleteObject(BUCKET.name, gone);
        await turn();
        for (const kept of order.slice(i + 1)) {
          expect((await read(store, kept)).equals(kept === 'part' ? body.subarray(5) : body)).toBe(true);
        }
      }
      await store.close();
      expect(blobFiles(directory)).toEqual([]);
    }
  });

  it('are copied with the MD5 of a Normal object', async () => {
    const store = await openWithBucket();
    for (const body of [bytes(100), bytes(LARGE)]) {
      const { contentMd5 } = await put(store, 'key', body);
      await copy(store, 'key', 'copy');
      expect((await stored(store, 'copy')).contentMd5).toBe(contentMd5);
    }
    await store.close();
  });

  it('are not touched when the original grows', async () => {
    const directory = temporaryDirectory();
    const store = await openWithBucket({ directory });
    await append(store, 'a', 0, bytes(LARGE, 1));
    const early = await store.share(await stored(store, 'a'));
    await append(store, 'a', LARGE, 'more');
    await store.put(newObject('b', { type: 'Appendable' }), early);
    expect((await read(store, 'b')).equals(bytes(LARGE, 1))).toBe(true);
    // Both go their own way from here.
    await append(store, 'b', LARGE, 'other');
    await append(store, 'a', LARGE + 4, bytes(LARGE, 2));
    await copy(store, 'a', 'c');
    await append(store, 'c', 2 * LARGE + 4, 'third');
    expect(
      (await read(store, 'a')).equals(Buffer.concat([bytes(LARGE, 1), Buffer.from('more'), bytes(LARGE, 2)])),
    ).toBe(true);
    expect((await read(store, 'b')).equals(Buffer.concat([bytes(LARGE, 1), Buffer.from('other')]))).toBe(true);
    expect((await read(store, 'c')).subarray(-5).toString()).toBe('third');
    await store.deleteObject(BUCKET.name, 'a');
    await store.deleteObject(BUCKET.name, 'c');
    await turn();
    expect((await read(store, 'b')).equals(Buffer.concat([bytes(LARGE, 1), Buffer.from('other')]))).toBe(true);
    await store.deleteObject(BUCKET.name, 'b');
    await store.close();
    expect(blobFiles(directory)).toEqual([]);
  });

  it('cannot be shared any more when the last owner is gone', async () => {
    const store = await openWithBucket();
    const object = await put(store, 'key', bytes(LARGE));
    await store.deleteObject(BUCKET.name, 'key');
    await turn();
    await expect(store.share(object)).rejects.toThrow('was deleted meanwhile');
    await store.close();
  });

  it('can be shared by an owner that is then replaced by the copy of itself', async () => {
    const store = await openWithBucket();
    await put(store, 'key', bytes(LARGE));
    await copy(store, 'key', 'key');
    await turn();
    expect((await read(store, 'key')).equals(bytes(LARGE))).toBe(true);
    await store.close();
  });
});

describe('many bodies at once', () => {
  it('do not get mixed up in the shared buffers', async () => {
    const store = await openWithBucket();
    const lengths = [0, 100, 65_536, 70_000, 262_144, 600_000, 1_000_000];
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const body = bytes(lengths[i % lengths.length] as number, i);
        const writer = store.stage(i % 2 === 0 ? body.length : undefined);
        for (let from = 0; from < body.length; from += 30_000 + i) {
          await writer.write(body.subarray(from, from + 30_000 + i));
          await turn();
        }
        if (i % 5 === 0) return writer.discard();
        await store.put(newObject(`key-${i}`), await writer.finish());
        const [first, second] = await Promise.all([read(store, `key-${i}`), read(store, `key-${i}`)]);
        expect(first.equals(body) && second.equals(body)).toBe(true);
      }),
    );
    await store.close();
  });
});

describe('a writer', () => {
  it('that cannot write says so, and the store goes on', async () => {
    const directory = temporaryDirectory();
    const store = await openWithBucket({ directory });
    rmSync(join(directory, 'blobs'), { recursive: true });
    const writer = store.stage(undefined);
    await expect(writer.write(bytes(LARGE))).rejects.toThrow('ENOENT');
    await expect(writer.finish()).rejects.toThrow('ENOENT');
    await writer.discard();
    mkdirSync(join(directory, 'blobs'));
    await put(store, 'key', bytes(LARGE));
    expect((await read(store, 'key')).equals(bytes(LARGE))).toBe(true);
    await store.close();
  });

  it('that is discarded takes nothing more', async () => {
    const store = await openWithBucket();
    const writer = store.stage(10);
    await writer.discard();
    expect(writer.write(bytes(LARGE))).toBeUndefined();
    await expect(writer.finish()).rejects.toThrow('finish after discard');
    await store.close();
  });
});

describe('reading', () => {
  it('goes on when the object is deleted or replaced in the middle', async () => {
    const directory = temporaryDirectory();
    const store = await openWithBucket({ directory });
    const body = bytes(2_000_000);
    await put(store, 'key', body);
    const source = store.read(await stored(store, 'key'));
    const chunks: Buffer[] = [];
    await source.pump(async (chunk) => {
      chunks.push(Buffer.from(chunk));
      if (chunks.length === 1) await store.deleteObject(BUCKET.name, 'key');
      await turn();
    });
    expect(Buffer.concat(chunks).equals(body)).toBe(true);
    await store.close();
    expect(blobFiles(directory)).toEqual([]);
  });

  it('stops and lets go when the receiver throws', async () => {
    const directory = temporaryDirectory();
    const store = await openWithBucket({ directory });
    const source = store.read(await put(store, 'key', bytes(2_000_000)));
    let calls = 0;
    const pumping = source.pump(async () => {
      calls++;
      throw new Error('the client has gone');
    });
    await expect(pumping).rejects.toThrow('the client has gone');
    expect(calls).toBe(1);
    await store.deleteObject(BUCKET.name, 'key');
    await store.close();
    expect(blobFiles(directory)).toEqual([]);
  });

  it('hands out small bodies without a pump', async () => {
    const store = await openWithBucket();
    const object = await put(store, 'key', 'hello');
    expect(store.read(object).inline?.toString()).toBe('hello');
    expect(store.read(object, { first: 1, last: 3 }).inline?.toString()).toBe('ell');
    await store.close();
  });

  it('works from the record of a listing, unless the object has changed since', async () => {
    const store = await openWithBucket();
    await put(store, 'large', bytes(LARGE));
    await put(store, 'small', 'hello');
    const query = { bucket: BUCKET.name, prefix: '', delimiter: '', after: '', limit: 10 };
    const [large, small] = (await store.list(query)).objects;
    if (large === undefined || small === undefined) throw new Error('two objects were expected');
    expect((await pumped(store.read(large))).equals(bytes(LARGE))).toBe(true);
    expect((await pumped(store.read(small))).toString()).toBe('hello');
    await put(store, 'small', 'other', { etag: 'OTHER' });
    expect(() => store.read(small)).toThrow('has changed since it was listed');
    await store.close();
  });

  it('gives the bytes that belong to the record, also after the object has grown', async () => {
    const store = await openWithBucket();
    await append(store, 'log', 0, 'one');
    const object = await stored(store, 'log');
    await append(store, 'log', 3, 'two');
    expect((await pumped(store.read(object))).toString()).toBe('one');
    await store.close();
  });
});

describe('in memory', () => {
  it('large bodies are in a temporary directory, made on first need and gone with the store', async () => {
    const directory = temporaryDirectoryOfStores();
    const store = await openWithBucket();
    await put(store, 'small', 'x');
    expect(readdirSync(directory)).toEqual([]);
    await put(store, 'large', bytes(LARGE));
    expect(readdirSync(directory)).toEqual([expect.stringMatching(new RegExp(`^ossmock-${process.pid}-`))]);
    await store.close();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('the directories of dead processes are removed at the start, those of living ones are not', async () => {
    const directory = temporaryDirectoryOfStores();
    // Above the largest process id of Linux.
    const names = { dead: 'ossmock-4194305-abcdef', alive: `ossmock-${process.ppid}-abcdef`, other: 'ossmock-notes' };
    for (const name of Object.values(names)) mkdirSync(join(directory, name, 'inner'), { recursive: true });
    await (await openStore()).close();
    expect(readdirSync(directory).sort()).toEqual([names.alive, names.other].sort());
  });
});
