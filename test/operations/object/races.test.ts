import { beforeEach, describe, expect, it } from 'vitest';
import { OssError } from '../../../src/errors/oss-error.ts';
import { initiateBucketWorm } from '../../../src/operations/bucket/worm/initiateBucketWorm.ts';
import { completeMultipartUpload } from '../../../src/operations/multipart/completeMultipartUpload.ts';
import { initiateMultipartUpload } from '../../../src/operations/multipart/initiateMultipartUpload.ts';
import { uploadPart } from '../../../src/operations/multipart/uploadPart.ts';
import { uploadPartCopy } from '../../../src/operations/multipart/uploadPartCopy.ts';
import { appendObject } from '../../../src/operations/object/appendObject.ts';
import { copyObject } from '../../../src/operations/object/copyObject.ts';
import { getObject } from '../../../src/operations/object/getObject.ts';
import { putObject } from '../../../src/operations/object/putObject.ts';
import type { RequestBody } from '../../../src/operations/operation.ts';
import { type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
});

const ONE_DAY =
  '<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>';

/** Large enough to live in extents. */
const filled = (letter: string) => Buffer.alloc(150_000, letter);

describe('reads beside writes', () => {
  it('are of one version, or say that there is none', async () => {
    await oss.send('PutObject', '/b/k', { body: filled('a') });
    const reads: Promise<string>[] = [];
    const writes: Promise<unknown>[] = [];
    for (let i = 0; i < 40; i++) {
      writes.push(oss.send('PutObject', '/b/k', { body: filled(i % 2 === 0 ? 'b' : 'c') }));
      if (i % 5 === 0) writes.push(oss.send('DeleteObject', '/b/k'));
      const headers = { Range: 'bytes=0-9,-10', 'x-oss-multi-range-behavior': 'multi-range' };
      for (const sent of [{}, { headers }]) {
        reads.push(
          oss.send('GetObject', '/b/k', sent).then(
            ({ status, body, text }) =>
              status === 206 ? [...new Set(text.match(/^[abc]{10}$/gm) ?? [])].join() : homogeneous(body),
            (error: unknown) => (error instanceof OssError ? error.cause : String(error)),
          ),
        );
      }
      writes.push(
        oss
          .send('CopyObject', '/b/copy', { headers: { 'x-oss-copy-source': '/b/k' } })
          .catch((error: unknown) => expect((error as OssError).cause).toBe('no-such-key')),
      );
    }
    await Promise.all(writes);
    const seen = new Set((await Promise.all(reads)).map((read) => read.replace(/^([abc])\1{9}$/, '$1')));
    for (const read of seen) expect(['a', 'b', 'c', 'no-such-key']).toContain(read);
  });
});

describe('a retention policy that begins while a body comes', () => {
  beforeEach(async () => {
    await oss.send('AppendObject', '/b/k?append&position=0', { body: 'old' });
  });

  async function complete() {
    const id = /<UploadId>(.+)<\/UploadId>/.exec((await oss.run(initiateMultipartUpload, '/b/k?uploads')).text)?.[1];
    const etag = (await oss.run(uploadPart, `/b/k?partNumber=1&uploadId=${id}`, { body: 'new' })).header('ETag');
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`;
    return oss.call(completeMultipartUpload, `/b/k?uploadId=${id}`, { body });
  }

  it.each([
    [putObject, () => oss.call(putObject, '/b/k', { body: 'new' })],
    [appendObject, () => oss.call(appendObject, '/b/k?append&position=3', { body: 'new' })],
    [completeMultipartUpload, complete],
  ])('keeps what $name would have changed', async (operation, called) => {
    const call = await called();
    const begin = () => oss.run(initiateBucketWorm, '/b?worm', { body: ONE_DAY });
    const { body } = call;
    const late: RequestBody = {
      ...body,
      readInto: async (take) => (await begin()) && body.readInto(take),
      readAll: async (limit, tooLong) => (await begin()) && body.readAll(limit, tooLong),
    };
    const upload = Object.create(call, { body: { value: late } });
    await expect(operation.run(upload)).rejects.toMatchObject({ cause: 'object-immutable' });
    expect((await oss.run(getObject, '/b/k')).text).toBe('old');
  });
});

describe('a copy that takes its time', () => {
  it.each(['an object', 'a part'])('as %s has the bytes its source had when it began', async (what) => {
    await oss.send('PutObject', '/b/k', { body: filled('a') });
    const upload = (await oss.run(initiateMultipartUpload, '/b/copy?uploads')).text;
    const id = /<UploadId>(.+)<\/UploadId>/.exec(upload)?.[1];
    const operation = what === 'a part' ? uploadPartCopy : copyObject;
    const url = what === 'a part' ? `/b/copy?partNumber=1&uploadId=${id}` : '/b/copy';
    const passTraffic = async () => {
      await oss.send('DeleteObject', '/b/k');
      await new Promise((collected) => setTimeout(collected, 20));
    };
    const call = oss.call(operation, url, { headers: { 'x-oss-copy-source': '/b/k' } });
    const answer = await operation.run(Object.create(call, { passTraffic: { value: passTraffic } }));
    expect(answer.status).toBe(200);
    if (what === 'an object') expect(homogeneous((await oss.send('GetObject', '/b/copy')).body)).toBe('a');
  });

  it('does not replace what a retention policy keeps since', async () => {
    await oss.send('PutObject', '/b/k', { body: 'new' });
    await oss.send('PutObject', '/b/copy', { body: 'old' });
    const passTraffic = async () => void (await oss.run(initiateBucketWorm, '/b?worm', { body: ONE_DAY }));
    const call = oss.call(copyObject, '/b/copy', { headers: { 'x-oss-copy-source': '/b/k' } });
    const copying = copyObject.run(Object.create(call, { passTraffic: { value: passTraffic } }));
    await expect(copying).rejects.toMatchObject({ cause: 'object-immutable' });
    expect((await oss.send('GetObject', '/b/copy')).text).toBe('old');
  });
});

function homogeneous(body: Buffer): string {
  const letter = String.fromCharCode(body[0] ?? 0);
  return body.equals(filled(letter)) ? letter : 'mixed';
}
