import { beforeEach, describe, expect, it } from 'vitest';
import { accountKeys, NOW, STRANGER } from '../harness.ts';
import { type ObjectHarness, openObjects } from './setup.ts';

const DAY = 24 * 60 * 60 * 1000;
const BYPASS = { 'x-oss-bypass-governance-retention': 'true' };
const iso = (at: number) => new Date(at).toISOString();

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
  await oss.bucket('v', { versioning: 'Enabled' });
});

const configure = (rule = '') =>
  oss.send('PutBucketObjectWormConfiguration', '/v?objectWorm', {
    body: `<ObjectWormConfiguration><ObjectWormEnabled>Enabled</ObjectWormEnabled>${rule}</ObjectWormConfiguration>`,
  });
const put = async (headers: Record<string, string> = {}) =>
  (await oss.send('PutObject', '/v/key', { body: 'kept', headers })).header('x-oss-version-id');
const remove = (version: string | undefined, headers: Record<string, string> = {}) =>
  oss.send('DeleteObject', `/v/key?versionId=${version}`, { headers }).then(
    ({ status }) => status,
    (error: { cause: string }) => error.cause,
  );
const retain = (mode: string, until: number, headers: Record<string, string> = {}) =>
  oss
    .send('PutObjectRetention', '/v/key?retention', {
      body: `<Retention><Mode>${mode}</Mode><RetainUntilDate>${iso(until)}</RetainUntilDate></Retention>`,
      headers,
    })
    .then(
      ({ status }) => status,
      (error: { cause: string }) => error.cause,
    );

describe('the retention of an object', () => {
  it('ends at its date', async () => {
    await configure();
    const version = await put();
    await retain('COMPLIANCE', NOW + 1000);
    await oss.advance(999);
    expect(await remove(version)).toBe('object-immutable');
    await oss.advance(1);
    expect(await remove(version)).toBe(204);
  });

  it('is that of the bucket for what is uploaded after it, copied and completed too', async () => {
    const before = await put();
    await configure('<Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>2</Days></DefaultRetention></Rule>');
    const version = await put();
    await oss.send('CopyObject', '/v/copy', { headers: { 'x-oss-copy-source': '/v/key' } });
    expect((await oss.store.object('v', 'copy'))?.state?.retention).toEqual({
      mode: 'GOVERNANCE',
      until: NOW + 2 * DAY,
    });
    expect(await remove(version)).toBe('object-immutable');
    expect(await remove(before)).toBe(204);
    await oss.advance(2 * DAY);
    expect(await remove(version)).toBe(204);
  });

  it('begins for an upload in parts with its completion, unless the initiation has said until when', async () => {
    await configure('<Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule>');
    const kept = async (key: string, headers: Record<string, string> = {}) => {
      const { text } = await oss.send('InitiateMultipartUpload', `/v/${key}?uploads`, { headers });
      const upload = `uploadId=${/<UploadId>(.*)<\/UploadId>/.exec(text)?.[1]}`;
      const part = await oss.send('UploadPart', `/v/${key}?partNumber=1&${upload}`, { body: 'part' });
      await oss.advance(DAY);
      const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.header('ETag')}</ETag></Part></CompleteMultipartUpload>`;
      await oss.send('CompleteMultipartUpload', `/v/${key}?${upload}`, { body });
      return (await oss.store.object('v', key))?.state?.retention;
    };
    expect(await kept('initial')).toEqual({ mode: 'GOVERNANCE', until: NOW + 2 * DAY });
    const until = NOW + 9 * DAY;
    const headers = { 'x-oss-object-worm-mode': 'COMPLIANCE', 'x-oss-object-worm-retain-until-date': iso(until) };
    expect(await kept('own', headers)).toEqual({ mode: 'COMPLIANCE', until });
  });

  it('is what the upload says rather than the bucket', async () => {
    await configure('<Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Years>1</Years></DefaultRetention></Rule>');
    await put({
      'x-oss-object-worm-mode': 'COMPLIANCE',
      'x-oss-object-worm-retain-until-date': iso(NOW + DAY),
      'x-oss-object-worm-legal-hold': 'ON',
    });
    const head = await oss.send('HeadObject', '/v/key');
    expect(head.header('x-oss-object-worm-mode')).toBe('COMPLIANCE');
    expect(head.header('x-oss-object-worm-retain-until-date')).toBe('2025-11-21T08:00:00.000Z');
    expect(head.header('x-oss-object-worm-legal-hold')).toBe('ON');
  });

  it('can be made longer by everybody, shorter only in governance mode by those who bypass it', async () => {
    await configure();
    const version = await put();
    expect(await retain('GOVERNANCE', NOW + DAY)).toBe(200);
    expect(await retain('GOVERNANCE', NOW + 2 * DAY)).toBe(200);
    expect(await retain('GOVERNANCE', NOW + DAY)).toBe('retention-shortened');
    expect(await retain('GOVERNANCE', NOW + DAY, BYPASS)).toBe(200);
    expect(await retain('COMPLIANCE', NOW + DAY)).toBe(200);
    expect(await retain('GOVERNANCE', NOW + 9 * DAY, BYPASS)).toBe('retention-shortened');
    expect(await retain('COMPLIANCE', NOW + 9 * DAY)).toBe(200);
    expect(await remove(version, BYPASS)).toBe('object-immutable');
  });

  it('is not bypassed by who may delete but not bypass', async () => {
    await configure();
    const version = await put();
    await retain('GOVERNANCE', NOW + DAY);
    await oss.send('PutBucketPolicy', '/v?policy', {
      body: JSON.stringify({
        Version: '1',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['oss:DeleteObjectVersion'],
            Principal: [STRANGER],
            Resource: ['acs:oss:*:*:v/*'],
          },
        ],
      }),
    });
    const as = accountKeys(STRANGER);
    const refusal = await oss.refused('DeleteObject', `/v/key?versionId=${version}`, { headers: BYPASS, as });
    expect(refusal.row.code).toBe('AccessDenied');
    expect(await remove(version, BYPASS)).toBe(204);
  });
});

describe('a legal hold', () => {
  const hold = (status: string) =>
    oss.send('PutObjectLegalHold', '/v/key?legalHold', { body: `<LegalHold><Status>${status}</Status></LegalHold>` });

  it('holds until it is lifted, beside the retention', async () => {
    await configure();
    const version = await put();
    await retain('COMPLIANCE', NOW + DAY);
    await hold('ON');
    await oss.advance(400 * DAY);
    expect(await remove(version, BYPASS)).toBe('object-immutable');
    await hold('OFF');
    expect(await remove(version)).toBe(204);
  });

  it('does not keep new versions and delete markers away', async () => {
    await configure();
    await put();
    await hold('ON');
    await put();
    expect((await oss.send('DeleteObject', '/v/key')).status).toBe(204);
  });
});
