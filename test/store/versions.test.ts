import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/runtime/random.ts';
import type { BucketRecord, Store, VersionListQuery } from '../../src/store/store.ts';
import { BUCKET, bytes, newObject, openWithBucket, pumped, put, read, refuse, stage, stored } from './helpers.ts';

type Versioning = NonNullable<BucketRecord['versioning']>;

async function setVersioning(store: Store, versioning: Versioning): Promise<void> {
  await store.updateBucket({ ...BUCKET, versioning });
}

async function versioned(versioning: Versioning = 'Enabled'): Promise<Store> {
  const store = await openWithBucket();
  await setVersioning(store, versioning);
  return store;
}

const WHOLE = { bucket: BUCKET.name, prefix: '', delimiter: '', keyMarker: '', versionIdMarker: '', limit: 1000 };

/** `key version latest` of a whole listing, read page by page. */
async function listed(store: Store, query: Partial<VersionListQuery> = {}): Promise<string[]> {
  const lines: string[] = [];
  let at = { ...WHOLE, ...query };
  for (;;) {
    const page = await store.listVersions(at);
    for (const { version, latest } of page.versions) {
      const kind = version.type === 'DeleteMarker' ? 'marker' : version.etag;
      lines.push(`${version.key} ${version.versionId} ${kind}${latest ? ' latest' : ''}`);
    }
    lines.push(...page.prefixes);
    if (page.next === undefined) return lines;
    at = { ...at, keyMarker: page.next.key, versionIdMarker: page.next.versionId ?? '' };
  }
}

const putVersion = async (store: Store, key: string, etag: string) =>
  store.put(newObject(key, { etag }), await stage(store, etag));

describe('with versioning on', () => {
  it('every put adds a version, and the newest is the object', async () => {
    const store = await versioned();
    const first = await putVersion(store, 'key', 'A');
    const second = await putVersion(store, 'key', 'B');
    expect([first?.length, second?.length]).toEqual([64, 64]);
    expect((await stored(store, 'key')).etag).toBe('B');
    expect(await store.version(BUCKET.name, 'key', first)).toMatchObject({ etag: 'A', versionId: first });
    expect(await listed(store)).toEqual([`key ${second} B latest`, `key ${first} A`]);
    await store.close();
  });

  it('a delete hides the object behind a marker, each time another one', async () => {
    const store = await versioned();
    const version = await putVersion(store, 'key', 'A');
    const one = await store.deleteObject(BUCKET.name, 'key');
    const two = await store.deleteObject(BUCKET.name, 'key');
    expect(one).toMatchObject({ removed: undefined, marker: { type: 'DeleteMarker', key: 'key' } });
    expect(await store.object(BUCKET.name, 'key')).toBeUndefined();
    expect(await store.version(BUCKET.name, 'key')).toEqual(two.marker);
    expect(await listed(store)).toEqual([
      `key ${two.marker?.versionId} marker latest`,
      `key ${one.marker?.versionId} marker`,
      `key ${version} A`,
    ]);
    await store.close();
  });

  it('removing the newest version brings the one before back', async () => {
    const store = await versioned();
    const first = await putVersion(store, 'key', 'A');
    const { marker } = await store.deleteObject(BUCKET.name, 'key');
    const second = await putVersion(store, 'key', 'B');
    expect(await store.deleteObject(BUCKET.name, 'key', second)).toMatchObject({ removed: { etag: 'B' } });
    expect(await store.object(BUCKET.name, 'key')).toBeUndefined();
    expect(await store.deleteObject(BUCKET.name, 'key', marker?.versionId)).toEqual({
      removed: marker,
      marker: undefined,
    });
    expect(await stored(store, 'key')).toMatchObject({ etag: 'A', versionId: first });
    await store.close();
  });

  it('a write guard judges only what would go for good', async () => {
    const store = await versioned();
    const version = await putVersion(store, 'key', 'A');
    expect(await store.put(newObject('key'), await stage(store, 'x'), refuse)).toHaveLength(64);
    await expect(store.deleteObject(BUCKET.name, 'key', version, refuse)).rejects.toThrow('guarded');
    expect(await store.version(BUCKET.name, 'key', version)).toMatchObject({ etag: 'A' });
    expect((await store.deleteObject(BUCKET.name, 'key', undefined, refuse)).marker).toBeDefined();
    await store.close();
  });

  it('appending goes on with the current version, and makes one where there is none', async () => {
    const store = await versioned();
    const append = async (position: number, body: string) =>
      store.append(newObject('log', { type: 'Appendable' }), position, await stage(store, body));
    const first = await append(0, 'one');
    const second = await append(3, 'two');
    const { versionId } = await stored(store, 'log');
    expect(first).toMatchObject({ object: { versionId } });
    expect(second).toMatchObject({ object: { versionId, size: 6 } });
    await store.deleteObject(BUCKET.name, 'log');
    expect(await append(0, 'again')).toMatchObject({ outcome: 'appended', object: { size: 5 } });
    expect((await pumped(store.read((await store.version(BUCKET.name, 'log', versionId)) as never))).toString()).toBe(
      'onetwo',
    );
    await store.close();
  });

  it('a bucket is empty only without versions and markers', async () => {
    const store = await versioned();
    const { marker } = await store.deleteObject(BUCKET.name, 'key');
    expect(await store.deleteBucket(BUCKET.name)).toBe('has-objects');
    expect(await store.bucketUsage(BUCKET.name)).toMatchObject({ objects: 0, markers: 1, storage: 0 });
    await store.deleteObject(BUCKET.name, 'key', marker?.versionId);
    expect(await store.deleteBucket(BUCKET.name)).toBe('deleted');
    await store.close();
  });

  it('large bodies live as long as their version', async () => {
    const store = await versioned();
    const body = bytes(200_000);
    await put(store, 'key', body);
    const { versionId } = await stored(store, 'key');
    await put(store, 'key', 'small');
    await new Promise((resolve) => setImmediate(resolve));
    const old = await store.version(BUCKET.name, 'key', versionId);
    if (old === undefined || old.type === 'DeleteMarker') throw new Error('the version is gone');
    expect((await pumped(store.read(old))).equals(body)).toBe(true);
    await store.close();
  });

  it('what is stored about one version can be changed', async () => {
    const store = await versioned();
    const version = await putVersion(store, 'key', 'A');
    await putVersion(store, 'key', 'B');
    await store.updateObject(BUCKET.name, 'key', { acl: 'public-read', state: { legalHold: true } }, version);
    const acl = async (id?: string) => ((await store.version(BUCKET.name, 'key', id)) as { acl: string }).acl;
    expect([await acl(version), await acl()]).toEqual(['public-read', 'default']);
    await store.close();
  });
});

describe('with versioning suspended', () => {
  it('writes replace the version called null and keep the others', async () => {
    const store = await openWithBucket();
    await putVersion(store, 'key', 'A');
    await setVersioning(store, 'Enabled');
    const b = await putVersion(store, 'key', 'B');
    await setVersioning(store, 'Suspended');
    expect(await putVersion(store, 'key', 'C')).toBe('null');
    expect(await listed(store)).toEqual(['key null C latest', `key ${b} B`]);
    const { marker } = await store.deleteObject(BUCKET.name, 'key');
    expect(marker?.versionId).toBe('null');
    expect(await listed(store)).toEqual(['key null marker latest', `key ${b} B`]);
    expect(await putVersion(store, 'key', 'D')).toBe('null');
    expect(await listed(store)).toEqual(['key null D latest', `key ${b} B`]);
    expect((await read(store, 'key')).toString()).toBe('D');
    await store.close();
  });
});

describe('listVersions', () => {
  it('goes on behind a version, or with what is left of its key when that version is gone', async () => {
    const store = await versioned();
    const ids: (string | undefined)[] = [];
    for (const etag of ['A', 'B', 'C']) ids.push(await putVersion(store, 'key', etag));
    const [a, b, c] = ids as [string, string, string];
    expect(await listed(store, { keyMarker: 'key', versionIdMarker: c })).toEqual([`key ${b} B`, `key ${a} A`]);
    await store.deleteObject(BUCKET.name, 'key', c);
    expect(await listed(store, { keyMarker: 'key', versionIdMarker: c })).toHaveLength(2);
    expect(await listed(store, { keyMarker: 'key' })).toEqual([]);
    await store.close();
  });
});

/** What a bucket holds, as the definition has it: for each key its versions, newest first. */
class Model {
  private readonly keys = new Map<string, { id: string; kind: string }[]>();
  private versioning: Versioning | undefined;

  set(versioning: Versioning): void {
    this.versioning = versioning;
  }

  write(key: string, id: string | undefined, kind: string): void {
    const versions = this.versions(key);
    const kept = this.versioning === 'Enabled' ? versions : versions.filter((version) => version.id !== 'null');
    this.keys.set(key, [{ id: id ?? 'null', kind }, ...kept]);
  }

  remove(key: string, id: string): void {
    this.keys.set(
      key,
      this.versions(key).filter((version) => version.id !== id),
    );
  }

  versions(key: string) {
    return this.keys.get(key) ?? [];
  }

  listed(): string[] {
    return [...this.keys.keys()]
      .sort()
      .flatMap((key) =>
        this.versions(key).map(({ id, kind }, index) => `${key} ${id} ${kind}${index === 0 ? ' latest' : ''}`),
      );
  }
}

it('thousands of random writes, deletes and settings leave what a simple model holds, in any page size', async () => {
  const random = seededRandom(7);
  const below = (limit: number) => random.bytes(4).readUInt32LE() % limit;
  const store = await openWithBucket();
  const model = new Model();
  for (let step = 0; step < 3000; step++) {
    const key = `key-${below(6)}`;
    const roll = below(100);
    if (roll < 1) {
      const versioning = below(2) === 0 ? 'Enabled' : 'Suspended';
      await setVersioning(store, versioning);
      model.set(versioning);
    } else if (roll < 50) {
      const etag = `E${step}`;
      model.write(key, await putVersion(store, key, etag), etag);
    } else if (roll < 70) {
      const { marker } = await store.deleteObject(BUCKET.name, key);
      if (marker === undefined) model.remove(key, 'null');
      else model.write(key, marker.versionId, 'marker');
    } else {
      const versions = model.versions(key);
      const id = versions.length === 0 ? 'null' : (versions[below(versions.length)] as { id: string }).id;
      const { removed } = await store.deleteObject(BUCKET.name, key, id);
      expect(removed?.versionId).toBe(versions.length === 0 ? undefined : id);
      model.remove(key, id);
    }
    const [newest] = model.versions(key);
    expect((await store.version(BUCKET.name, key))?.versionId).toBe(newest?.id);
    expect((await store.object(BUCKET.name, key))?.etag).toBe(newest?.kind === 'marker' ? undefined : newest?.kind);
  }
  const expected = model.listed();
  for (const limit of [1, 2, 7, 1000]) expect(await listed(store, { limit })).toEqual(expected);
  await store.close();
});
