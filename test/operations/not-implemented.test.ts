import { afterEach, beforeEach, expect, test } from 'vitest';
import { operations } from '../../src/operations/index.ts';
import { notImplementedOperations } from '../../src/operations/not-implemented.ts';
import { postObject } from '../../src/operations/object/postObject.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { errorDocument, expectGolden, type Harness, openHarness } from './harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
});
afterEach(() => oss.store.close());

const URLS = { service: '/', bucket: '/examplebucket', object: '/examplebucket/key' };

test.each(notImplementedOperations)('$name is refused by its name', async (declared) => {
  const refused = await oss.refusal(declared, URLS[declared.resource]);
  expect([refused.cause, refused.details]).toEqual(['operation-not-implemented', { Operation: declared.name }]);
  expect(declared.support).toBe('NotImplemented');
});

test('the refusal is a 400 NotImplemented', async () => {
  const pipeline = notImplementedOperations.find(({ name }) => name === 'PutDataPipeline') as Operation;
  const refused = await oss.refusal(pipeline, '/?dataPipeline');
  expect(refused.row.status).toBe(400);
  await expectGolden(errorDocument(refused), 'bucket/not-implemented.xml');
});

test.each(['', 'application/xml', 'application/x-www-form-urlencoded'])(
  'a POST to a bucket as %j is no form and no operation',
  async (type) => {
    const refused = await oss.refusal(postObject, '/examplebucket', { headers: { 'Content-Type': type }, body: 'a=b' });
    expect([refused.cause, refused.row.status]).toEqual(['no-such-operation', 405]);
  },
);

test('no two operations of the table are selected by the same request', () => {
  const selectors = operations.map(({ method, resource, subResource, when, whenHeader }) =>
    [method, resource, subResource, when, whenHeader].join(' '),
  );
  expect(selectors.filter((selector, i) => selectors.indexOf(selector) !== i)).toEqual([]);
});

test('every line of the table has a name and a method that OSS has', () => {
  for (const { name, method, action } of notImplementedOperations) {
    expect(name).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(['GET', 'PUT', 'POST', 'DELETE']).toContain(method);
    expect(action).toMatch(/^oss:[A-Z][A-Za-z]+$/);
  }
});

test.each([
  [
    'GET',
    'bucket',
    [
      'cors',
      'lifecycle',
      'versioning',
      'tagging',
      'referer',
      'policy',
      'website',
      'logging',
      'encryption',
      'inventory',
      'worm',
      'replication',
      'live',
      'style',
      'cname',
      'metaQuery',
      'qos',
      'resourceGroup',
    ],
  ],
  [
    'PUT',
    'bucket',
    ['quota', 'metadataInventoryTable', 'metadataJournalTable', 'img', 'responseHeader', 'agenticBucket'],
  ],
  // None of these may delete the bucket.
  ['DELETE', 'bucket', ['quota', 'metadataConfiguration', 'img', 'responseHeader', 'agenticBucket']],
  ['GET', 'object', ['symlink', 'tagging', 'x-oss-process', 'live', 'vod', 'retention', 'legalHold']],
  [
    'POST',
    'object',
    [
      'restore',
      'seal',
      'cleanRestoredObject',
      'x-oss-process',
      'x-oss-async-process',
      'x-oss-dir',
      'x-oss-rename',
      'x-oss-delete',
    ],
  ],
])('%s of the sub-resources of a %s that are not supported yet is declared', (method, resource, subResources) => {
  const declared = operations.filter((op) => op.method === method && op.resource === resource);
  for (const subResource of subResources) {
    expect(declared.map((op) => op.subResource)).toContain(subResource);
  }
});
