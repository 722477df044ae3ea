import { afterEach, beforeEach, expect, test } from 'vitest';
import { completeMultipartUpload } from '../../../src/operations/multipart/completeMultipartUpload.ts';
import { initiateMultipartUpload } from '../../../src/operations/multipart/initiateMultipartUpload.ts';
import { uploadPart } from '../../../src/operations/multipart/uploadPart.ts';
import { appendObject } from '../../../src/operations/object/appendObject.ts';
import { copyObject } from '../../../src/operations/object/copyObject.ts';
import { createDirectory } from '../../../src/operations/object/directory/createDirectory.ts';
import { deleteDirectory } from '../../../src/operations/object/directory/deleteDirectory.ts';
import { HIERARCHY } from '../../../src/operations/object/directory/hierarchy.ts';
import { rename } from '../../../src/operations/object/directory/rename.ts';
import { getObject } from '../../../src/operations/object/getObject.ts';
import { headObject } from '../../../src/operations/object/headObject.ts';
import { putObject } from '../../../src/operations/object/putObject.ts';
import { putSymlink } from '../../../src/operations/object/symlink/putSymlink.ts';
import { accountKeys, type Harness, OWNER, openHarness, type Sent, STRANGER } from '../harness.ts';

const TREE = 'treebucket';
let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket(TREE, { documents: { [HIERARCHY]: 'Enabled' } });
});
afterEach(() => oss.store.close());

async function keys(): Promise<string[]> {
  const query = { bucket: TREE, prefix: '', delimiter: '', after: '', limit: 1000 };
  return (await oss.store.list(query)).objects.map(({ key }) => key);
}

async function complete(url: string): Promise<void> {
  const begun = await oss.run(initiateMultipartUpload, `${url}?uploads`);
  const id = /<UploadId>(.*)<\/UploadId>/.exec(begun.text)?.[1];
  const part = await oss.run(uploadPart, `${url}?uploadId=${id}&partNumber=1`, { body: 'part' });
  const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.header('ETag')}</ETag></Part></CompleteMultipartUpload>`;
  await oss.run(completeMultipartUpload, `${url}?uploadId=${id}`, { body });
}

const WRITES: [string, (url: string) => Promise<unknown>][] = [
  ['PutObject', (url) => oss.run(putObject, url, { body: 'x' })],
  ['AppendObject', (url) => oss.run(appendObject, `${url}?append&position=0`, { body: 'x' })],
  ['CompleteMultipartUpload', complete],
  ['PutSymlink', (url) => oss.run(putSymlink, `${url}?symlink`, { headers: { 'x-oss-symlink-target': 'source' } })],
  ['CopyObject', (url) => oss.run(copyObject, url, { headers: { 'x-oss-copy-source': `/${TREE}/source` } })],
];

test.each(WRITES)('%s makes the directories above what it stores', async (_, write) => {
  await oss.object(TREE, 'source', 'x');
  await write(`/${TREE}/a/b/c`);
  expect(await keys()).toEqual(['a/', 'a/b/', 'a/b/c', 'source']);
});

test.each(WRITES)('%s stores nothing below an object, nor in the place of a directory', async (_, write) => {
  await oss.object(TREE, 'source', 'x');
  await oss.object(TREE, 'file', 'x');
  await oss.run(createDirectory, `/${TREE}/dir?x-oss-dir`);
  const before = await keys();
  for (const key of ['file/below', 'dir']) {
    await expect(write(`/${TREE}/${key}`)).rejects.toMatchObject({ cause: 'directory-in-the-way' });
  }
  expect(await keys()).toEqual(before);
});

test('flat buckets get no directories', async () => {
  await oss.bucket('flatbucket');
  await oss.run(putObject, '/flatbucket/a/b', { body: 'x' });
  expect(await oss.store.object('flatbucket', 'a/')).toBeUndefined();
});

test.each(['a/b', 'a/b/'])('a directory is asked for as %s', async (name) => {
  await oss.run(createDirectory, `/${TREE}/a/b?x-oss-dir`);
  const head = await oss.run(headObject, `/${TREE}/${name}`);
  expect([head.status, head.contentType, head.header('ETag')]).toEqual([200, 'application/x-directory', '"null"']);
  expect((await oss.run(getObject, `/${TREE}/${name}`)).body.length).toBe(0);
});

test('who may not delete all that is in a directory deletes nothing of it', async () => {
  await oss.run(putObject, `/${TREE}/a/mine`, { body: 'x' });
  const sent: Sent = { as: accountKeys(STRANGER), headers: { 'x-oss-delete-recursive': 'true' } };
  expect((await oss.refusal(deleteDirectory, `/${TREE}/a?x-oss-delete`, sent)).row.code).toBe('AccessDenied');
  expect(await keys()).toEqual(['a/', 'a/mine']);
});

test('who may not delete the old name does not rename', async () => {
  await oss.run(putObject, `/${TREE}/a`, { body: 'x' });
  const sent: Sent = { as: accountKeys(STRANGER), headers: { 'x-oss-rename-source': 'a' } };
  expect((await oss.refusal(rename, `/${TREE}/b?x-oss-rename`, sent)).row.code).toBe('AccessDenied');
  await oss.run(rename, `/${TREE}/b?x-oss-rename`, { ...sent, as: accountKeys(OWNER) });
  expect(await keys()).toEqual(['b']);
});

test.each(['a%20b', 'a b'])('a source is named as %s', async (name) => {
  await oss.object(TREE, 'a b', 'x');
  await oss.run(rename, `/${TREE}/c?x-oss-rename`, { headers: { 'x-oss-rename-source': name } });
  expect(await keys()).toEqual(['c']);
});

test('a hundred objects are deleted in one call, the directory in the next', async () => {
  for (let i = 0; i < 100; i++) await oss.object(TREE, `a/${i}`, 'x');
  await oss.run(createDirectory, `/${TREE}/a?x-oss-dir`);
  const headers = { 'x-oss-delete-recursive': 'true' };
  const first = await oss.run(deleteDirectory, `/${TREE}/a?x-oss-delete`, { headers });
  const token = /<NextDeleteToken>(.*)<\/NextDeleteToken>/.exec(first.text)?.[1] ?? '';
  expect(await keys()).toEqual(['a/']);
  const query = `x-oss-delete&x-oss-delete-recursive=true&x-oss-delete-token=${token}`;
  const last = await oss.run(deleteDirectory, `/${TREE}/a?${query}`);
  expect(last.text).toContain('<DeleteNumber>1</DeleteNumber>\n</DeleteDirectoryResult>');
  expect(await keys()).toEqual([]);
});
