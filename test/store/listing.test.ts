import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/runtime/random.ts';
import type { ListQuery, Store } from '../../src/store/store.ts';
import { BUCKET, initiate, openWithBucket, put } from './helpers.ts';

const random = seededRandom(2024);
const below = (limit: number) => random.bytes(4).readUInt32LE() % limit;
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;

// U+FFFD is before an emoji by bytes and behind it by UTF-16 units.
const LETTERS = ['a', 'b', '/', '/', '-', '\0', '\x01', '\x02', 'é', '\ud7ff', '\ue000', '\ufffd', '😀', '\u{10ffff}'];
const text = (longest: number) => Array.from({ length: below(longest + 1) }, () => pick(LETTERS)).join('');
const first = (key: string) => Array.from(key)[0] as string;
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

type Named = readonly ['object' | 'prefix', string];

/** The listing as its definition has it: every key is looked at. */
function slowList(all: readonly string[], { prefix, delimiter, after, limit }: Omit<ListQuery, 'bucket'>) {
  const entries: Named[] = [];
  const groupOf = (key: string): string | undefined => {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    return at === -1 ? undefined : key.slice(0, at + delimiter.length);
  };
  for (const key of all) {
    if (!key.startsWith(prefix) || (after !== '' && byBytes(key, after) <= 0)) continue;
    const group = groupOf(key);
    if (group === undefined) entries.push(['object', key]);
    else if (group !== after && entries.at(-1)?.[1] !== group) entries.push(['prefix', group]);
  }
  const page = entries.slice(0, limit);
  return { page, next: entries.length > limit ? page.at(-1)?.[1] : undefined };
}

async function list(
  store: Store,
  query: Omit<ListQuery, 'bucket'>,
): Promise<{ page: Named[]; next: string | undefined }> {
  const { objects, prefixes, next } = await store.list({ bucket: BUCKET.name, ...query });
  const page: Named[] = [
    ...objects.map(({ key }) => ['object', key] as const),
    ...prefixes.map((prefix) => ['prefix', prefix] as const),
  ];
  return { page: page.sort((a, b) => byBytes(a[1], b[1])), next };
}

async function storeOf(count: number, longest: number): Promise<{ store: Store; all: string[] }> {
  const store = await openWithBucket();
  const all = new Set<string>();
  for (let i = 0; i < count; i++) {
    const key = text(longest);
    if (key === '') continue;
    all.add(key);
    await put(store, key, 'x');
  }
  return { store, all: [...all].sort(byBytes) };
}

describe('list', () => {
  it('answers as a scan of all keys would, for any prefix, delimiter, start and limit', async () => {
    for (const [count, longest] of [
      [1, 3],
      [30, 3],
      [200, 5],
      [400, 9],
    ] as const) {
      const { store, all } = await storeOf(count, longest);
      for (let i = 0; i < 400; i++) {
        const query = {
          prefix: pick(['', '', text(2), first(pick(all)), `${pick(all).split('/')[0]}/`]),
          delimiter: pick(['', '/', '/', '/', '-', 'a/', '😀', '\0']),
          after: pick(['', '', text(4), pick(all), `${pick(all).split('/')[0]}/`]),
          limit: pick([1, 2, 3, 7, 100, 1000]),
        };
        expect({ query, ...(await list(store, query)) }).toEqual({ query, ...slowList(all, query) });
      }
      await store.close();
    }
  });

  it('names everything exactly once when it is followed page by page', async () => {
    const { store, all } = await storeOf(300, 6);
    for (const delimiter of ['', '/', 'a']) {
      for (const limit of [1, 3, 10]) {
        const found: Named[] = [];
        let after: string | undefined = '';
        while (after !== undefined) {
          const { page, next } = await list(store, { prefix: '', delimiter, after, limit });
          found.push(...page);
          after = next;
        }
        expect(found).toEqual(slowList(all, { prefix: '', delimiter, after: '', limit: 10_000 }).page);
      }
    }
    await store.close();
  });

  it('still names a common prefix when the start lies inside it', async () => {
    const store = await openWithBucket();
    for (const key of ['dir/a', 'dir/b', 'file']) await put(store, key, 'x');
    expect((await list(store, { prefix: '', delimiter: '/', after: 'dir/a', limit: 10 })).page).toEqual([
      ['prefix', 'dir/'],
      ['object', 'file'],
    ]);
    expect((await list(store, { prefix: '', delimiter: '/', after: 'dir/', limit: 10 })).page).toEqual([
      ['object', 'file'],
    ]);
    await store.close();
  });

  it('of a bucket that is not there is empty', async () => {
    const store = await openWithBucket();
    const query = { bucket: 'no-such-bucket', prefix: '', delimiter: '', after: '', limit: 10 };
    expect(await store.list(query)).toEqual({ objects: [], prefixes: [], next: undefined });
    await store.close();
  });
});

describe('listUploads', () => {
  const slowUploads = (
    all: readonly { key: string; id: string }[],
    {
      prefix,
      delimiter,
      keyMarker,
      uploadIdMarker,
      limit,
    }: Record<'prefix' | 'delimiter' | 'keyMarker' | 'uploadIdMarker', string> & { limit: number },
  ) => {
    const entries: [string, string][] = [];
    let behind = false;
    for (const { key, id } of all) {
      const sameKey = key === keyMarker && uploadIdMarker !== '' && keyMarker !== '';
      const passed = keyMarker === '' || byBytes(key, keyMarker) > 0 || (sameKey && behind);
      if (sameKey && id === uploadIdMarker) behind = true;
      if (!passed || !key.startsWith(prefix)) continue;
      const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      const group = key.slice(0, at + delimiter.length);
      if (at === -1) entries.push([key, id]);
      else if ((group !== keyMarker || uploadIdMarker !== '') && entries.at(-1)?.[0] !== group)
        entries.push([group, '']);
    }
    return { page: entries.slice(0, limit), truncated: entries.length > limit };
  };

  it('answers as a scan of all uploads would, by key and then in the order of initiation', async () => {
    const store = await openWithBucket();
    const all: { key: string; id: string; order: number }[] = [];
    for (let order = 0; order < 250; order++) {
      const [key, id] = [text(3) || 'a', random.bytes(16).toString('hex').toUpperCase()];
      all.push({ key, id, order });
      await initiate(store, key, id);
    }
    all.sort((a, b) => byBytes(a.key, b.key) || a.order - b.order);
    for (let i = 0; i < 600; i++) {
      const marker = pick(all);
      const withId = below(2) === 0;
      const query = {
        prefix: pick(['', '', text(1), first(marker.key)]),
        delimiter: pick(['', '/', '/', '-']),
        keyMarker: withId ? marker.key : pick(['', text(3), marker.key, `${marker.key.split('/')[0]}/`]),
        uploadIdMarker: withId ? marker.id : '',
        limit: pick([1, 2, 7, 1000]),
      };
      const { uploads, prefixes, truncated } = await store.listUploads({ bucket: BUCKET.name, ...query });
      const page = [...uploads.map(({ key, id }) => [key, id]), ...prefixes.map((prefix) => [prefix, ''])].sort(
        (a, b) => byBytes(a[0] as string, b[0] as string),
      );
      expect({ query, page, truncated }).toEqual({ query, ...slowUploads(all, query) });
    }
    await store.close();
  });

  it('lists what is left of a key when the marked upload is gone', async () => {
    const store = await openWithBucket();
    for (const id of ['U1', 'U2', 'U3']) await initiate(store, 'key', id);
    await store.abortUpload('U1');
    const query = { bucket: BUCKET.name, prefix: '', delimiter: '', keyMarker: 'key', uploadIdMarker: 'U1', limit: 10 };
    expect((await store.listUploads(query)).uploads.map(({ id }) => id)).toEqual(['U2', 'U3']);
    await store.close();
  });
});
