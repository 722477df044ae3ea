import { beforeEach, describe, expect, it } from 'vitest';
import type { Sent } from '../harness.ts';
import { type ObjectHarness, openObjects } from './setup.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
});

const put = (storageClass: string, key = 'key') =>
  oss.send('PutObject', `/b/${key}`, { body: 'frozen', headers: { 'x-oss-storage-class': storageClass } });
const request = (days?: number, tier?: string, sent: Sent = {}): Sent => ({
  ...sent,
  body: `<RestoreRequest>${days === undefined ? '' : `<Days>${days}</Days>`}${
    tier === undefined ? '' : `<JobParameters><Tier>${tier}</Tier></JobParameters>`
  }</RestoreRequest>`,
});
const restore = async (sent?: Sent) => (await oss.send('RestoreObject', '/b/key?restore', sent)).status;
const told = async () => (await oss.send('HeadObject', '/b/key')).header('x-oss-restore');
const readable = async () => {
  const outcome = await oss.send('GetObject', '/b/key').catch((error: { cause: string }) => error.cause);
  return typeof outcome === 'string' ? outcome : outcome.text;
};

describe('RestoreObject', () => {
  it('makes an Archive object readable a minute later, for a day from then on', async () => {
    await put('Archive');
    expect([await told(), await readable()]).toEqual([undefined, 'object-not-restored']);
    expect(await restore()).toBe(202);
    await oss.advance(MINUTE - 1);
    expect([await told(), await readable()]).toEqual(['ongoing-request="true"', 'object-not-restored']);
    await oss.advance(1);
    expect([await told(), await readable()]).toEqual([
      'ongoing-request="false", expiry-date="Fri, 21 Nov 2025 08:01:00 GMT"',
      'frozen',
    ]);
    await oss.advance(DAY - 1);
    expect(await readable()).toBe('frozen');
    await oss.advance(1);
    expect([await told(), await readable()]).toEqual([undefined, 'object-not-restored']);
    expect(await restore()).toBe(202);
  });

  it.each([
    ['ColdArchive', 'Expedited', HOUR],
    ['ColdArchive', 'Standard', 5 * HOUR],
    ['ColdArchive', 'Bulk', 12 * HOUR],
    ['ColdArchive', undefined, 5 * HOUR],
    ['DeepColdArchive', 'Expedited', 12 * HOUR],
    ['DeepColdArchive', 'Standard', 48 * HOUR],
  ])('takes its time for %s by %s', async (storageClass, tier, ms) => {
    await put(storageClass);
    expect(await restore(request(3, tier))).toBe(202);
    await oss.advance(ms - 1);
    expect(await readable()).toBe('object-not-restored');
    await oss.advance(1);
    expect(await readable()).toBe('frozen');
  });

  it('takes the time that the configuration gives it', async () => {
    const service = { restore: { Archive: 5, ColdArchive: { Bulk: 7 } } };
    await put('Archive');
    await restore({ service });
    await oss.advance(5);
    expect(await readable()).toBe('frozen');
    await put('ColdArchive');
    await restore(request(1, 'Bulk', { service }));
    await oss.advance(6);
    expect(await readable()).toBe('object-not-restored');
    await oss.advance(1);
    expect(await readable()).toBe('frozen');
  });

  it('keeps a restored copy for longer, seven days after the restoring at most', async () => {
    await put('Archive');
    await restore();
    await oss.advance(MINUTE);
    expect(await restore(request(2))).toBe(200);
    expect(await told()).toContain('Sun, 23 Nov 2025 08:01:00 GMT');
    expect(await restore(request(7))).toBe(200);
    expect(await told()).toContain('Thu, 27 Nov 2025 08:01:00 GMT');
  });

  it('is sped up by a higher priority and by no other', async () => {
    await put('ColdArchive');
    await restore(request(1, 'Standard'));
    const refused = async (tier: string) =>
      (await oss.refused('RestoreObject', '/b/key?restore', request(1, tier))).cause;
    expect([await refused('Standard'), await refused('Bulk')]).toEqual(['restore-in-progress', 'restore-tier-lower']);
    expect(await restore(request(1, 'Expedited'))).toBe(202);
    await oss.advance(HOUR);
    expect(await readable()).toBe('frozen');
  });

  it('begins once when two ask at the same moment', async () => {
    await put('Archive');
    const outcomes = await Promise.allSettled([restore(), restore()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('is forgotten with the object that was restored, and survives a change of its metadata', async () => {
    await put('Archive');
    await restore();
    await oss.advance(MINUTE);
    const headers = { 'x-oss-copy-source': '/b/key', 'x-oss-meta-a': '1' };
    await oss.send('CopyObject', '/b/key', { headers });
    expect(await readable()).toBe('frozen');
    await put('Archive');
    expect(await readable()).toBe('object-not-restored');
  });
});

describe('what reads an archived object', () => {
  it('is refused before it is restored, copies of parts as well', async () => {
    await put('ColdArchive');
    await oss.send('InitiateMultipartUpload', '/b/big?uploads');
    const [upload] = (
      await oss.store.listUploads({
        bucket: 'b',
        prefix: '',
        delimiter: '',
        keyMarker: '',
        uploadIdMarker: '',
        limit: 1,
      })
    ).uploads;
    const headers = { 'x-oss-copy-source': '/b/key' };
    const part = `/b/big?partNumber=1&uploadId=${upload?.id}`;
    expect((await oss.refused('UploadPartCopy', part, { headers })).cause).toBe('copy-source-not-restored');
    expect((await oss.refused('CopyObject', '/b/copy', { headers })).cause).toBe('copy-source-not-restored');
    await restore();
    await oss.advance(5 * HOUR);
    expect((await oss.send('UploadPartCopy', part, { headers })).status).toBe(200);
    expect((await oss.send('CopyObject', '/b/copy', { headers })).status).toBe(200);
  });

  it('reads Archive objects as they are where the bucket says so, and no colder ones', async () => {
    const body = '<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>';
    await oss.send('PutBucketArchiveDirectRead', '/b?bucketArchiveDirectRead', { body });
    await put('Archive');
    expect(await readable()).toBe('frozen');
    await put('ColdArchive');
    expect(await readable()).toBe('object-not-restored');
  });
});

describe('CleanRestoredObject', () => {
  it('freezes the object again', async () => {
    await put('ColdArchive');
    await restore(request(1, 'Expedited'));
    await oss.advance(HOUR);
    await oss.send('CleanRestoredObject', '/b/key?cleanRestoredObject');
    expect([await told(), await readable()]).toEqual([undefined, 'object-not-restored']);
    expect((await oss.refused('CleanRestoredObject', '/b/key?cleanRestoredObject')).cause).toBe('never-restored');
  });
});
