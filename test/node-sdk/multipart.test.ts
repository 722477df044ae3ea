import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpoint } from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { content, inBucket, refused, WAYS } from './clients.ts';

const PART = 100 * 1024;
const MEGABYTE = 1024 * 1024;

let server: RunningServer;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'ossmock-node-sdk-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe.each(WAYS)('ali-oss $name', (way) => {
  test('makes one object of parts uploaded out of order', async () => {
    const { oss } = await inBucket(server, way);
    const data = content(2 * PART + 10);
    const { uploadId } = await oss.initMultipartUpload('big', { meta: { a: '1' }, mime: 'text/x-test' });
    const parts = [];
    for (const number of [3, 1, 2]) {
      const start = (number - 1) * PART;
      const { etag } = await oss.uploadPart('big', uploadId, number, data, start, Math.min(start + PART, data.length));
      parts.push({ number, etag });
    }
    const { etag } = await oss.completeMultipartUpload('big', uploadId, parts);
    const tags = parts.sort((a, b) => a.number - b.number).map((part) => part.etag.replaceAll('"', ''));
    expect(etag).toBe(`"${createHash('md5').update(tags.join('')).digest('hex').toUpperCase()}-3"`);
    expect(data.equals((await oss.get('big')).content)).toBe(true);
    const { meta, res } = await oss.head('big');
    expect(meta).toEqual({ a: '1' });
    expect(res.headers).toMatchObject({ 'x-oss-object-type': 'Multipart', 'content-type': 'text/x-test' });
  });

  test('copies parts, whole and by range', async () => {
    const { oss, bucket } = await inBucket(server, way);
    const data = content(PART);
    await oss.put('source key+1', data);
    const source = { sourceKey: 'source key+1', sourceBucketName: bucket };
    const { uploadId } = await oss.initMultipartUpload('big');
    const whole = await oss.uploadPartCopy('big', uploadId, 1, undefined, source);
    const cut = await oss.uploadPartCopy('big', uploadId, 2, '10-19', source);
    await oss.completeMultipartUpload('big', uploadId, [
      { number: 1, etag: whole.etag },
      { number: 2, etag: cut.etag },
    ]);
    expect(Buffer.concat([data, data.subarray(10, 20)]).equals((await oss.get('big')).content)).toBe(true);
  });

  test('pages through parts and uploads; an aborted upload is gone', async () => {
    const { oss } = await inBucket(server, way);
    const uploads = [];
    for (const name of ['a', 'b 1', 'c'])
      uploads.push({ name, uploadId: (await oss.initMultipartUpload(name)).uploadId });
    const { uploadId } = uploads[0] as { uploadId: string };
    for (const number of [1, 2, 3]) await oss.uploadPart('a', uploadId, number, Buffer.alloc(number, 'x'), 0, number);
    const page = await oss.listParts('a', uploadId, { 'max-parts': 2 });
    expect(page).toMatchObject({
      isTruncated: 'true',
      nextPartNumberMarker: '2',
      parts: [
        { PartNumber: '1', Size: '1' },
        { PartNumber: '2', Size: '2' },
      ],
    });
    expect(await oss.listParts('a', uploadId, { 'part-number-marker': 2 })).toMatchObject({
      isTruncated: 'false',
      parts: { PartNumber: '3' },
    });
    const first = await oss.listUploads({ 'max-uploads': 2 });
    const rest = await oss.listUploads({
      'key-marker': first.nextKeyMarker,
      'upload-id-marker': first.nextUploadIdMarker,
      'max-uploads': 10,
    });
    expect([first.isTruncated, rest.isTruncated]).toEqual([true, false]);
    expect([...first.uploads, ...rest.uploads]).toMatchObject(uploads);
    await oss.abortMultipartUpload('a', uploadId);
    await refused(oss.abortMultipartUpload('a', uploadId), 404, 'NoSuchUpload');
    await refused(oss.listParts('a', uploadId), 404, 'NoSuchUpload');
    await refused(oss.uploadPart('a', uploadId, 1, Buffer.from('x'), 0, 1), 404, 'NoSuchUpload');
  });

  test('cannot complete with a wrong ETag or a small inner part', async () => {
    const { oss } = await inBucket(server, way);
    const { uploadId } = await oss.initMultipartUpload('big');
    const [one, two] = [
      { number: 1, etag: (await oss.uploadPart('big', uploadId, 1, Buffer.from('small'), 0, 5)).etag },
      { number: 2, etag: (await oss.uploadPart('big', uploadId, 2, Buffer.from('last'), 0, 4)).etag },
    ];
    const wrong = { number: 1, etag: `"${'0'.repeat(32)}"` };
    await refused(oss.completeMultipartUpload('big', uploadId, [wrong]), 400, 'InvalidPart');
    await refused(oss.completeMultipartUpload('big', uploadId, [one, two]), 400, 'EntityTooSmall');
    await oss.completeMultipartUpload('big', uploadId, [one]);
    expect((await oss.get('big')).content.toString()).toBe('small');
  });

  test('resumes a 10 MB upload from its checkpoint and sends no part twice', async () => {
    const { oss, bucket } = await inBucket(server, way);
    const data = content(10 * MEGABYTE);
    const file = join(folder, `${way.style}-${way.v4}.bin`);
    writeFileSync(file, data);
    let stored = '';
    const interrupted = oss.multipartUpload('ten', file, {
      partSize: MEGABYTE,
      parallel: 1,
      progress: (_, checkpoint) => {
        stored = JSON.stringify(checkpoint);
        if (checkpoint?.doneParts.length === 4) oss.cancel();
      },
    });
    await expect(interrupted).rejects.toMatchObject({ name: 'cancel' });
    const checkpoint = JSON.parse(stored) as Checkpoint;
    expect(await oss.listParts('ten', checkpoint.uploadId)).toMatchObject({ parts: { length: 4 } });
    await oss.multipartUpload('ten', file, { partSize: MEGABYTE, parallel: 1, checkpoint });
    expect(data.equals((await oss.get('ten')).content)).toBe(true);
    expect((await oss.listUploads({ 'max-uploads': 10 })).uploads).toEqual([]);
    const sent = server.requests(100).filter((request) => {
      const { operation, target, host } = request as { operation: string; target: string; host: string };
      return operation === 'UploadPart' && `${host}${target}`.includes(bucket);
    });
    expect(sent).toHaveLength(10);
  });
});
