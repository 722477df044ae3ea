import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { blocksOf, gunzipped } from '../../../src/operations/object/select/blocks.ts';
import { createCsvMeta, createJsonMeta } from '../../../src/operations/object/select/createSelectObjectMeta.ts';
import { selectCsvObject, selectJsonObject } from '../../../src/operations/object/select/selectObject.ts';
import type { Answer } from '../../../src/operations/operation.ts';
import type { ByteSource, Store } from '../../../src/store/store.ts';
import { type Harness, openHarness, type Sent } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('b');
});

const request = (sql: string, input = '<CSV/>', output = ''): Sent => ({
  body: `<SelectRequest><Expression>${Buffer.from(sql).toString('base64')}</Expression><InputSerialization>${input}</InputSerialization><OutputSerialization>${output}</OutputSerialization></SelectRequest>`,
});
const RAW = '<OutputRawData>true</OutputRawData>';
const CSV_META: Sent = { body: '<CsvMetaRequest/>' };
const ranged = (range: string): Sent => request('select _1 from ossobject', `<CSV><Range>${range}</Range></CSV>`, RAW);
const rows = (count: number): string => Array.from({ length: count }, (_, i) => `${i},${'x'.repeat(60)}\n`).join('');

/** Type and payload of each frame. */
function frames(body: Buffer): [type: number, payload: Buffer][] {
  const found: [number, Buffer][] = [];
  for (let at = 0; at < body.length; ) {
    const length = body.readUInt32BE(at + 4);
    found.push([body.readUInt32BE(at) - 0x01000000, body.subarray(at + 12, at + 12 + length)]);
    at += 12 + length + 4;
  }
  return found;
}

/** A store whose objects arrive block by block, with `pause` before each. */
function slow(pause: () => Promise<void>): Store {
  const read: Store['read'] = (object, range) => {
    const source = oss.store.read(object, range);
    return {
      size: source.size,
      pump: (write) =>
        source.pump(async (chunk) => {
          for (let at = 0; at < chunk.length; at += 65_536) {
            await pause();
            await write(chunk.subarray(at, at + 65_536));
          }
        }),
      discard: () => source.discard(),
    };
  };
  return Object.create(oss.store, { read: { value: read } }) as Store;
}

describe('SelectObject', () => {
  it('says how far it is when nothing was found for five seconds', async () => {
    await oss.object('b', 'k', rows(8000));
    const store = slow(() => oss.advance(1000));
    const call = { ...oss.call(selectCsvObject, '/b/k', request("select _1 from ossobject where _1 = '7999'")), store };
    Object.defineProperty(call, 'bucket', { value: oss.store.bucket('b') });
    const answer = await selectCsvObject.run(call);
    const types = frames(await bodyOf(answer)).map(([type]) => type);
    expect(types).toEqual([0x800004, 0x800001, 0x800005]);
  });

  it('lets go of the object when the client goes away, and when LIMIT is reached', async () => {
    await oss.object('b', 'k', rows(20_000));
    const answer = await selectCsvObject.run(oss.call(selectCsvObject, '/b/k', request('select * from ossobject')));
    const gone = new Error('gone');
    await expect((answer.body as ByteSource).pump(() => Promise.reject(gone))).rejects.toBe(gone);
    const first = await oss.run(selectCsvObject, '/b/k', request('select _1 from ossobject limit 1', '<CSV/>', RAW));
    expect(first.text).toBe('0\n');
    expect(await oss.store.deleteObject('b', 'k')).toBeDefined();
  });

  it('ends the connection when raw output goes wrong behind the first block', async () => {
    await oss.object('b', 'k', `${rows(8000)}x\n`);
    const sent = request('select _1 from ossobject where _1 >= 0', '<CSV/>', RAW);
    const answer = await selectCsvObject.run(oss.call(selectCsvObject, '/b/k', sent));
    await expect(bodyOf(answer)).rejects.toMatchObject({ cause: 'select-csv-too-many-skipped' });
  });

  it('takes a Range header as a window of bytes', async () => {
    await oss.object('b', 'k', 'a\nbb\nccc\ndddd\n');
    const at = async (range: string): Promise<string> =>
      (
        await oss.run(selectCsvObject, '/b/k', {
          ...request('select * from ossobject', '<CSV/>', RAW),
          headers: { Range: range },
        })
      ).text;
    expect(await at('bytes=0-3')).toBe('a\nbb\n');
    expect(await at('bytes=4-13')).toBe('ccc\ndddd\n');
  });

  it('reads what JSON lines hold within a range', async () => {
    await oss.object('b', 'k', '{"a":1}\n{"a":2}\n{"a":3}');
    const body =
      '<JsonMetaRequest><InputSerialization><JSON><Type>LINES</Type></JSON></InputSerialization></JsonMetaRequest>';
    await oss.run(createJsonMeta, '/b/k', { body });
    const input = '<JSON><Type>LINES</Type><Range>line-range=1-</Range></JSON>';
    expect((await oss.run(selectJsonObject, '/b/k', request('select a from ossobject', input, RAW))).text).toBe(
      '{"a":2}\n{"a":3}\n',
    );
  });
});

describe('CreateSelectObjectMeta', () => {
  it('is kept for the object as it is: a new object of the same key has none', async () => {
    await oss.object('b', 'k', 'a\nb\nc\n');
    await oss.run(createCsvMeta, '/b/k', CSV_META);
    expect((await oss.run(selectCsvObject, '/b/k', ranged('line-range=-2'))).text).toBe('b\nc\n');
    expect((await oss.run(selectCsvObject, '/b/k', ranged('split-range=0-5'))).text).toBe('a\nb\nc\n');
    expect((await oss.refusal(selectCsvObject, '/b/k', ranged('split-range=1-5'))).cause).toBe(
      'select-split-range-invalid',
    );
    await oss.object('b', 'k', 'other\n', { etag: 'F'.repeat(32) });
    expect((await oss.refusal(selectCsvObject, '/b/k', ranged('line-range=0-1'))).cause).toBe(
      'select-range-without-metadata',
    );
  });

  it('is made again when the delimiters are others', async () => {
    await oss.object('b', 'k', 'a;b;c');
    const semicolons =
      '<CsvMetaRequest><InputSerialization><CSV><RecordDelimiter>Ow==</RecordDelimiter></CSV></InputSerialization></CsvMetaRequest>';
    const counted = async (body: string): Promise<bigint | undefined> =>
      frames((await oss.run(createCsvMeta, '/b/k', { body })).body)[0]?.[1].readBigUInt64BE(24);
    expect(await counted('<CsvMetaRequest/>')).toBe(1n);
    expect(await counted(semicolons)).toBe(3n);
    expect((await oss.refusal(selectCsvObject, '/b/k', ranged('line-range=0-1'))).cause).toBe(
      'select-metadata-differs',
    );
  });

  it('cuts large objects into splits that make up the whole', async () => {
    const content = rows(150_000);
    await oss.object('b', 'k', content);
    const [frame] = frames((await oss.run(createCsvMeta, '/b/k', CSV_META)).body);
    const splits = frame?.[1].readUInt32BE(20) ?? 0;
    expect(splits).toBe(3);
    let joined = '';
    for (let i = 0; i < splits; i++)
      joined += (await oss.run(selectCsvObject, '/b/k', ranged(`split-range=${i}-${i}`))).text;
    expect(joined).toBe(rows(150_000).replace(/,x+/g, ''));
    expect((await oss.run(selectCsvObject, '/b/k', ranged('line-range=149998-'))).text).toBe('149998\n149999\n');
  });
});

describe('blocks', () => {
  it('are let go when the loop ends early', async () => {
    let ended = false;
    const source: ByteSource = {
      size: 3,
      async pump(write) {
        try {
          for (const text of ['a', 'b', 'c']) await write(Buffer.from(text));
        } finally {
          ended = true;
        }
      },
      discard() {},
    };
    for await (const block of blocksOf(source)) {
      expect(block.toString()).toBe('a');
      break;
    }
    expect(ended).toBe(true);
  });

  it('tell why they stop', async () => {
    const source: ByteSource = { size: 1, pump: () => Promise.reject(new Error('disk')), discard() {} };
    await expect(blocksOf(source).next()).rejects.toThrow('disk');
  });

  it.each([
    ['not compressed', Buffer.from('plain text, and no gzip')],
    ['cut off', gzipSync('x'.repeat(1000)).subarray(0, 20)],
  ])('of an object that is %s are no gzip', async (_, bytes) => {
    const source: ByteSource = { size: bytes.length, pump: (write) => write(bytes), discard() {} };
    const read = async (): Promise<void> => {
      for await (const block of blocksOf(gunzipped(source))) expect(block.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toMatchObject({ cause: 'select-not-gzip' });
  });
});

async function bodyOf(answer: Answer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await (answer.body as ByteSource).pump(async (chunk) => void chunks.push(Buffer.from(chunk)));
  return Buffer.concat(chunks);
}
