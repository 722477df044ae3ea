import { beforeEach, describe, expect, it } from 'vitest';
import { OssError } from '../../../src/errors/oss-error.ts';
import { putObject } from '../../../src/operations/object/putObject.ts';
import type { Call } from '../../../src/operations/operation.ts';
import { MAX_UPLOAD_BYTES, receiveContent } from '../../../src/operations/receive.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Sent } from '../harness.ts';
import { expectObjectGolden, type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
});

/** A call whose reads and discarded writers can be counted. */
function watched(sent: Sent, announced?: number) {
  const seen = { reads: 0, staged: 0, discarded: 0 };
  const call = oss.call(putObject, '/b/k', sent);
  const store = Object.create(oss.store) as Store;
  store.stage = (expected) => {
    seen.staged++;
    const writer = oss.store.stage(expected);
    return {
      write: (chunk) => writer.write(chunk),
      finish: () => writer.finish(),
      discard: () => {
        seen.discarded++;
        return writer.discard();
      },
    };
  };
  const body: Call['body'] = {
    announced: announced ?? call.body.announced,
    present: true,
    readInto: (take) => {
      seen.reads++;
      return call.body.readInto(take);
    },
    readAll: (limit, tooLong) => call.body.readAll(limit, tooLong),
  };
  return { seen, call: { ...call, bucket: call.bucket, store, body } };
}

async function refusalOf(call: Call, limit: number, total?: number): Promise<OssError> {
  const rules = total === undefined ? { limit } : { limit, total };
  const outcome = await receiveContent(call, rules).catch((error: unknown) => error);
  if (!(outcome instanceof OssError)) throw new Error('was not refused');
  return outcome;
}

describe('receiving content', () => {
  it('refuses an announced length over the limit before a byte is read', async () => {
    const { call, seen } = watched({}, MAX_UPLOAD_BYTES + 1);
    await expectObjectGolden(await refusalOf(call, MAX_UPLOAD_BYTES), 'too-large.xml');
    expect(seen).toEqual({ reads: 0, staged: 0, discarded: 0 });
  });

  it('refuses a chunked body as soon as it is over the limit, and discards it', async () => {
    const chunks = [Buffer.alloc(6), Buffer.alloc(5), Buffer.alloc(9)];
    const { call, seen } = watched({ body: chunks, chunked: true });
    const refusal = await refusalOf(call, 10);
    expect(refusal.details).toEqual({ MaxSizeAllowed: '10', ProposedSize: '11' });
    expect(seen).toEqual({ reads: 1, staged: 1, discarded: 1 });
  });

  it('takes a body of exactly the limit', async () => {
    const { call } = watched({ body: Buffer.alloc(10), chunked: true });
    expect((await receiveContent(call, { limit: 10 })).size).toBe(10);
  });

  it('names the whole object where the limit is what is left of it', async () => {
    const { call } = watched({ body: 'abc' });
    expect((await refusalOf(call, 2, 10)).details).toEqual({ MaxSizeAllowed: '10', ProposedSize: '11' });
  });

  it('refuses a malformed Content-MD5 before a byte is read', async () => {
    const { call, seen } = watched({ body: 'abc', headers: { 'Content-MD5': 'x' } });
    expect((await refusalOf(call, 10)).cause).toBe('content-md5-malformed');
    expect(seen.reads).toBe(0);
  });

  it('discards what it read when a digest is wrong or the client goes away', async () => {
    const wrong = watched({ body: 'abc', headers: { 'x-oss-hash-crc64ecma': '1' } });
    await refusalOf(wrong.call, 10);
    expect(wrong.seen.discarded).toBe(1);

    const gone = watched({ body: 'abc' });
    gone.call.body.readInto = async () => Promise.reject(new Error('reset'));
    await expect(receiveContent(gone.call, { limit: 10 })).rejects.toThrow('reset');
    expect(gone.seen.discarded).toBe(1);
  });
});
