import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import type { RawAnswer } from '../support/raw.ts';
import { type SignedCall, signed } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const [SOURCE, TARGET, THIRD] = ['source-bucket', 'target-bucket', 'third-bucket'] as const;

let server: RunningServer;
beforeEach(async () => {
  server = await startServer({
    host: '127.0.0.1',
    clock: NOW,
    seed: 1,
    buckets: [{ name: SOURCE }, { name: TARGET, region: 'cn-beijing' }, { name: THIRD }],
  });
});
afterEach(() => server.close());

type Ask = Partial<Omit<SignedCall, 'at'>>;
const send = (bucket: string, ask: Ask): Promise<RawAnswer> =>
  signed(server.port, { method: 'GET', bucket, at: NOW, ...ask });
const succeed = async (bucket: string, ask: Ask): Promise<RawAnswer> => {
  const answer = await send(bucket, ask);
  expect(answer.status, answer.body).toBeLessThan(300);
  return answer;
};
const put = (key: string, body: string, headers = {}, bucket: string = SOURCE) =>
  succeed(bucket, { method: 'PUT', key, body, headers });
const remove = (key: string, bucket: string = SOURCE) => succeed(bucket, { method: 'DELETE', key });

const replicate = async (inside = '', from: string = SOURCE, to: string = TARGET): Promise<string> => {
  const region = to === TARGET ? 'cn-beijing' : 'cn-hangzhou';
  const body = `<ReplicationConfiguration><Rule>${inside}<Destination><Bucket>${to}</Bucket><Location>oss-${region}</Location></Destination></Rule></ReplicationConfiguration>`;
  const answer = await succeed(from, { method: 'POST', query: 'replication&comp=add', body });
  return answer.header('x-oss-replication-rule-id') ?? '';
};
/** What a bucket holds once everything is copied: keys and bodies. */
const contents = async (bucket: string = TARGET): Promise<Record<string, string>> => {
  await server.replicated();
  const { body } = await succeed(bucket, { query: 'max-keys=1000' });
  const keys = [...body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key as string);
  const found: Record<string, string> = {};
  for (const key of keys) found[key] = (await succeed(bucket, { key })).body;
  return found;
};
const head = async (key: string, bucket: string = TARGET) => {
  await server.replicated();
  return send(bucket, { method: 'HEAD', key });
};
const progress = async () => (await succeed(SOURCE, { query: 'replicationProgress' })).body;

describe('what is written behind a rule', () => {
  it('is copied with metadata, tags, class, ACL and date', async () => {
    await replicate();
    await put('a/ä.txt', 'hello', {
      'Content-Type': 'text/plain',
      'x-oss-meta-author': 'me',
      'x-oss-tagging': 'k=v',
      'x-oss-storage-class': 'IA',
      'x-oss-object-acl': 'public-read',
    });
    const [copy, original] = [await head('a/ä.txt'), await head('a/ä.txt', SOURCE)];
    expect(copy.status).toBe(200);
    const told = ({ headers }: RawAnswer) => headers.filter(([name]) => name !== 'x-oss-request-id');
    expect(told(copy)).toEqual(told(original));
    expect((await send(TARGET, { key: 'a/ä.txt', query: 'acl' })).body).toContain('<Grant>public-read</Grant>');
    expect(await contents()).toEqual({ 'a/ä.txt': 'hello' });
  });

  it('is copied whatever wrote it: a copy, an upload of parts, an append, a link', async () => {
    await replicate();
    await put('one', '1');
    await succeed(SOURCE, { method: 'PUT', key: 'copy', headers: { 'x-oss-copy-source': `/${SOURCE}/one` } });
    const { body } = await succeed(SOURCE, { method: 'POST', key: 'parts', query: 'uploads' });
    const id = /<UploadId>(.*)<\/UploadId>/.exec(body)?.[1];
    const part = await succeed(SOURCE, {
      method: 'PUT',
      key: 'parts',
      query: `partNumber=1&uploadId=${id}`,
      body: 'p',
    });
    const list = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.header('ETag')}</ETag></Part></CompleteMultipartUpload>`;
    await succeed(SOURCE, { method: 'POST', key: 'parts', query: `uploadId=${id}`, body: list });
    await succeed(SOURCE, { method: 'POST', key: 'log', query: 'append&position=0', body: 'a' });
    await succeed(SOURCE, { method: 'POST', key: 'log', query: 'append&position=1', body: 'b' });
    const link = { 'x-oss-symlink-target': 'one' };
    await succeed(SOURCE, { method: 'PUT', key: 'link', query: 'symlink', headers: link });
    expect(await contents()).toEqual({ copy: '1', link: '1', log: 'ab', one: '1', parts: 'p' });
    expect((await head('log')).header('x-oss-object-type')).toBe('Appendable');
    expect((await head('parts')).header('x-oss-object-type')).toBe('Multipart');
  });

  it('is copied again when its ACL or its tags change, without another version', async () => {
    const enabled = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
    for (const bucket of [SOURCE, TARGET]) await succeed(bucket, { method: 'PUT', query: 'versioning', body: enabled });
    await replicate();
    await put('key', 'x');
    await server.replicated();
    await succeed(SOURCE, { method: 'PUT', key: 'key', query: 'acl', headers: { 'x-oss-object-acl': 'public-read' } });
    await server.replicated();
    expect((await send(TARGET, { key: 'key', query: 'acl' })).body).toContain('<Grant>public-read</Grant>');
    expect((await succeed(TARGET, { query: 'versions' })).body.match(/<Version>/g)).toHaveLength(1);
  });

  it('is removed when it is removed, and overwritten when it is overwritten', async () => {
    await replicate();
    await put('a', '1');
    await put('b', '1');
    await server.replicated();
    await put('a', '2');
    await remove('b');
    expect(await contents()).toEqual({ a: '2' });
    const both = '<Delete><Object><Key>a</Key></Object></Delete>';
    const headers = { 'Content-MD5': createHash('md5').update(both).digest('base64') };
    await succeed(SOURCE, { method: 'POST', query: 'delete', body: both, headers });
    expect(await contents()).toEqual({});
  });

  it('arrives in the order it was written in, however fast', async () => {
    await replicate();
    const rounds = Array.from({ length: 40 }, (_, i) => i);
    await Promise.all(
      rounds.map(async (i) => {
        await put(`key-${i % 8}`, `body ${i}`);
        if (i % 3 === 0) await remove(`key-${i % 8}`);
      }),
    );
    expect(await contents()).toEqual(await contents(SOURCE));
  });

  it('keeps versions and delete markers in versioned buckets', async () => {
    const enabled = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
    for (const bucket of [SOURCE, TARGET]) await succeed(bucket, { method: 'PUT', query: 'versioning', body: enabled });
    await replicate();
    await put('key', 'first');
    await put('key', 'second');
    await server.replicated();
    await remove('key');
    await server.replicated();
    const versions = async (bucket: string) => {
      await server.replicated();
      const { body } = await succeed(bucket, { query: 'versions' });
      return [...body.matchAll(/<(DeleteMarker|Version|VersionId|ETag)>([^<\n]*)/g)].map(([found]) => found);
    };
    expect(await versions(TARGET)).toHaveLength(8);
    expect(await versions(TARGET)).toEqual(await versions(SOURCE));
    for (const [, id] of (await succeed(SOURCE, { query: 'versions' })).body.matchAll(
      /<VersionId>(.*)<\/VersionId>/g,
    )) {
      await succeed(SOURCE, { method: 'DELETE', key: 'key', query: `versionId=${id}` });
      expect(await versions(TARGET)).toEqual(await versions(SOURCE));
    }
    expect(await versions(TARGET)).toEqual([]);
  });
});

describe('a rule', () => {
  it('with Action PUT leaves deletions alone', async () => {
    await replicate('<Action>PUT</Action>');
    await put('key', 'x');
    await server.replicated();
    await remove('key');
    expect(await contents()).toEqual({ key: 'x' });
  });

  it('with Action PUT copies delete markers all the same, and no removal of a version', async () => {
    const enabled = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
    for (const bucket of [SOURCE, TARGET]) await succeed(bucket, { method: 'PUT', query: 'versioning', body: enabled });
    await replicate('<Action>PUT</Action>');
    const id = (await put('key', 'x')).header('x-oss-version-id');
    await remove('key');
    expect(await contents()).toEqual({});
    await succeed(SOURCE, { method: 'DELETE', key: 'key', query: `versionId=${id}` });
    await server.replicated();
    expect((await send(TARGET, { key: 'key', query: `versionId=${id}` })).body).toBe('x');
  });

  it('with Action DELETE,ABORT copies nothing but deletions', async () => {
    await put('key', 'x', {}, TARGET);
    await replicate('<Action>DELETE,ABORT</Action><HistoricalObjectReplication>disabled</HistoricalObjectReplication>');
    await put('key', 'y');
    expect(await contents()).toEqual({ key: 'x' });
    await remove('key');
    expect(await contents()).toEqual({});
  });

  it('with prefixes copies what begins with one of them', async () => {
    await put('a/old', '1');
    await put('x/old', '1');
    await replicate('<PrefixSet><Prefix>a/</Prefix><Prefix>b</Prefix></PrefixSet>');
    for (const key of ['a/new', 'bc', 'c']) await put(key, key);
    expect(Object.keys(await contents())).toEqual(['a/new', 'a/old', 'bc']);
  });

  it('copies what was there before unless it says otherwise', async () => {
    await put('old', 'x');
    await replicate('<HistoricalObjectReplication>disabled</HistoricalObjectReplication>');
    await replicate('', SOURCE, THIRD);
    expect([await contents(), await contents(THIRD)]).toEqual([{}, { old: 'x' }]);
  });

  it('tells how far it has come, page by page', async () => {
    await Promise.all(Array.from({ length: 250 }, (_, i) => put(`key-${1000 + i}`, String(i))));
    await replicate();
    await server.replicated();
    expect(await progress()).toContain('<HistoricalObject>1</HistoricalObject>');
    expect(await progress()).toContain('<NewObject>2026-01-31T12:00:00.000Z</NewObject>');
    expect(Object.keys(await contents())).toHaveLength(250);
  });

  it('ends when it is removed; what was copied stays', async () => {
    const id = await replicate();
    await put('before', 'x');
    await server.replicated();
    const body = `<ReplicationRules><ID>${id}</ID></ReplicationRules>`;
    await succeed(SOURCE, { method: 'POST', query: 'replication&comp=delete', body });
    await put('after', 'x');
    expect(await contents()).toEqual({ before: 'x' });
    expect((await send(SOURCE, { query: 'replication' })).body).toContain('NoSuchReplicationConfiguration');
  });

  it('copies objects under KMS only where it says so, with the key that it names', async () => {
    const kms = { 'x-oss-server-side-encryption': 'KMS' };
    await replicate();
    await replicate(
      '<SyncRole>role</SyncRole><SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria><EncryptionConfiguration><ReplicaKmsKeyID>its-key</ReplicaKmsKeyID></EncryptionConfiguration>',
      SOURCE,
      THIRD,
    );
    await put('secret', 'x', kms);
    expect((await head('secret')).status).toBe(404);
    expect((await head('secret', THIRD)).header('x-oss-server-side-encryption-key-id')).toBe('its-key');
  });
});

describe('rules together', () => {
  it('that point at each other make no circle, and a chain ends behind its first link', async () => {
    await replicate();
    await replicate('', TARGET, SOURCE);
    await replicate('', TARGET, THIRD);
    await put('from-source', 's');
    await put('from-target', 't', {}, TARGET);
    expect(await contents(SOURCE)).toEqual({ 'from-source': 's', 'from-target': 't' });
    expect(await contents(TARGET)).toEqual({ 'from-source': 's', 'from-target': 't' });
    expect(await contents(THIRD)).toEqual({ 'from-target': 't' });
  });

  it('are told of in GetBucketInfo', async () => {
    const told = async () => (await succeed(SOURCE, { query: 'bucketInfo' })).body;
    expect(await told()).toContain('<CrossRegionReplication>Disabled</CrossRegionReplication>');
    await replicate();
    expect(await told()).toContain('<CrossRegionReplication>Enabled</CrossRegionReplication>');
  });
});

describe('a target', () => {
  it('that protects its objects keeps them', async () => {
    await put('key', 'mine', {}, TARGET);
    const worm =
      '<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>';
    const { headers } = await succeed(TARGET, { method: 'POST', query: 'worm', body: worm });
    const id = headers.find(([name]) => name === 'x-oss-worm-id')?.[1];
    await succeed(TARGET, { method: 'POST', query: `wormId=${id}` });
    await replicate();
    await put('key', 'theirs');
    await put('other', 'theirs');
    expect(await contents()).toEqual({ key: 'mine', other: 'theirs' });
  });

  it('that is gone stops nothing', async () => {
    await replicate();
    await replicate('', SOURCE, THIRD);
    expect((await send(TARGET, { method: 'DELETE' })).status).toBe(204);
    await put('key', 'x');
    expect(await contents(THIRD)).toEqual({ key: 'x' });
  });
});

it('a reset forgets rules and what they have still to copy', async () => {
  await replicate();
  await put('key', 'x');
  await server.reset();
  await put('other', 'x');
  expect(await contents()).toEqual({});
  await replicate();
  expect(await contents()).toEqual({ other: 'x' });
});

it('a snapshot that is restored goes on from where it was taken', async () => {
  await replicate();
  await put('key', 'x');
  const snapshot = await server.snapshot();
  await remove('key');
  expect(await contents()).toEqual({});
  await snapshot.restore();
  await put('other', 'x');
  expect(await contents()).toEqual({ key: 'x', other: 'x' });
});
