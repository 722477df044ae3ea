import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { putBucketInventory } from '../../../src/operations/bucket/inventory/putBucketInventory.ts';
import { makeReports } from '../../../src/operations/bucket/inventory/report/report.ts';
import { deleteObject } from '../../../src/operations/object/deleteObject.ts';
import { getObject } from '../../../src/operations/object/getObject.ts';
import { putObject } from '../../../src/operations/object/putObject.ts';
import type { BucketRecord } from '../../../src/store/store.ts';
import { type Harness, NOW, OWNER, openHarness } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('source');
  await oss.bucket('reports');
});
afterEach(() => oss.store.close());

interface Asked {
  readonly id?: string;
  readonly enabled?: boolean;
  readonly filter?: string;
  readonly versions?: string;
  readonly encryption?: string;
}

const FIELDS = ['ETag', 'Size', 'StorageClass', 'TaggingCount'].map((field) => `<Field>${field}</Field>`).join('');

const put = ({ id = 'daily', enabled = true, filter = '', versions = 'Current', encryption = '' }: Asked = {}) =>
  oss.run(putBucketInventory, `/source?inventory&inventoryId=${id}`, {
    body: `<InventoryConfiguration><Id>${id}</Id><IsEnabled>${enabled}</IsEnabled><Filter>${filter}</Filter><Destination><OSSBucketDestination><Format>CSV</Format><AccountId>${OWNER}</AccountId><RoleArn>r</RoleArn><Bucket>acs:oss:::reports</Bucket><Prefix>lists</Prefix><Encryption>${encryption}</Encryption></OSSBucketDestination></Destination><Schedule><Frequency>Weekly</Frequency></Schedule><IncludedObjectVersions>${versions}</IncludedObjectVersions><OptionalFields>${FIELDS}</OptionalFields></InventoryConfiguration>`,
  });

const make = () => makeReports(oss);
const read = async (key: string) => (await oss.run(getObject, `/reports/${key}`)).body;

/** The manifest and the lines of the only report. */
async function report() {
  const [{ manifest } = { manifest: '' }, ...others] = await make();
  expect(others).toEqual([]);
  const told = JSON.parse((await read(manifest)).toString());
  const lines = gunzipSync(await read(told.files[0].key)).toString();
  return { manifest, told, lines };
}

test('a report is a list in gzip, a manifest that names it, and the sum of the manifest', async () => {
  await oss.object('source', 'a "quoted" key', 'hello', { tagging: 'k=v' });
  await oss.object('source', 'b', '', { storageClass: 'IA' });
  await put();
  const { manifest, told, lines } = await report();
  expect(manifest).toBe('lists/source/daily/2025-11-20T08-00Z/manifest.json');
  expect(told).toMatchObject({
    creationTimestamp: `${NOW / 1000}`,
    destinationBucket: 'reports',
    fileSchema: 'Bucket, Key, Size, StorageClass, ETag, TaggingCount',
    sourceBucket: 'source',
  });
  expect(told.files[0].key).toMatch(/^lists\/source\/daily\/data\/[0-9a-f-]{36}\.csv\.gz$/);
  expect(lines.split('\n')).toEqual([
    '"source","a%20%22quoted%22%20key","5","Standard","5D41402ABC4B2A76B9719D911017C592","1"',
    '"source","b","0","IA","D41D8CD98F00B204E9800998ECF8427E","0"',
    '',
  ]);
  expect((await read(manifest.replace('.json', '.checksum'))).toString()).toMatch(/^[0-9A-F]{32}$/);
});

test('the filter decides what is listed', async () => {
  for (const key of ['logs/a', 'logs/bb', 'other']) await oss.object('source', key, key);
  await put({ filter: '<Prefix>logs/</Prefix><LowerSizeBound>7</LowerSizeBound>' });
  expect((await report()).lines).toMatch(/^"source","logs%2Fbb"[^\n]*\n$/);
});

test('all versions are listed with their ids where there are versions', async () => {
  await oss.store.updateBucket({ ...(oss.store.bucket('source') as BucketRecord), versioning: 'Enabled' });
  await oss.run(putObject, '/source/a', { body: '1' });
  await oss.run(putObject, '/source/a', { body: '22' });
  await oss.run(deleteObject, '/source/a');
  await put({ versions: 'All' });
  const { told, lines } = await report();
  expect(told.fileSchema).toMatch(/^Bucket, Key, VersionId, IsLatest, IsDeleteMarker, /);
  const cells = lines
    .trim()
    .split('\n')
    .map((line) => line.split(',').slice(3, 6));
  expect(cells).toEqual([
    ['"true"', '"true"', '""'],
    ['"false"', '"false"', '"2"'],
    ['"false"', '"false"', '"1"'],
  ]);
});

test('what is written is encrypted as the inventory says', async () => {
  await put({ encryption: '<SSE-OSS/>' });
  const { manifest } = await report();
  expect((await oss.store.object('reports', manifest))?.encryption).toEqual([
    ['x-oss-server-side-encryption', 'AES256'],
  ]);
});

test('an inventory that is switched off, or whose destination is gone, makes no report', async () => {
  await put({ enabled: false });
  expect(await make()).toEqual([]);
  await put({ id: 'second' });
  await oss.store.deleteBucket('reports');
  expect(await make()).toEqual([]);
});
