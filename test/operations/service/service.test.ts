import { afterEach, beforeEach, expect, test } from 'vitest';
import { resourceGroupDocument } from '../../../src/operations/bucket/settings/resource-group.ts';
import { describeRegions } from '../../../src/operations/service/describeRegions.ts';
import { listBuckets } from '../../../src/operations/service/listBuckets.ts';
import {
  ANONYMOUS,
  accountKeys,
  errorDocument,
  expectGolden,
  type Harness,
  OWNER,
  openHarness,
  STRANGER,
} from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
});
afterEach(() => oss.store.close());

const names = (text: string): string[] => [...text.matchAll(/<Name>(.*)<\/Name>/g)].map((match) => match[1] as string);

test('an account without buckets has an empty list', async () => {
  const got = await oss.run(listBuckets, '/');
  expect([got.status, got.headers, got.contentType]).toEqual([200, [], 'application/xml']);
  await expectGolden(got.text, 'bucket/list-buckets-empty.xml');
});

test('when every bucket fits there are no paging elements; buckets of all regions come by name, those of others never', async () => {
  await oss.bucket('mybucket02', { storageClass: 'IA', region: 'cn-beijing' });
  await oss.bucket('mybucket01', { documents: { resourceGroup: resourceGroupDocument('rg-aekz1') } });
  await oss.bucket('foreign', { owner: STRANGER });
  await expectGolden((await oss.run(listBuckets, '/')).text, 'bucket/list-buckets.xml');
  expect(names((await oss.run(listBuckets, '/', { as: accountKeys(STRANGER) })).text)).toEqual(['foreign']);
});

test('under aliyuncs.com each bucket has the endpoints of its region', async () => {
  await oss.bucket('mybucket', { region: 'cn-beijing' });
  const { text } = await oss.run(listBuckets, '/', { request: { endpoint: 'oss-cn-hangzhou.aliyuncs.com' } });
  expect(text).toContain('<ExtranetEndpoint>oss-cn-beijing.aliyuncs.com</ExtranetEndpoint>');
  expect(text).toContain('<IntranetEndpoint>oss-cn-beijing-internal.aliyuncs.com</IntranetEndpoint>');
});

test('a truncated list names where the next page begins', async () => {
  for (const name of ['my-a', 'my-b', 'my-c', 'other']) await oss.bucket(name);
  const first = await oss.run(listBuckets, '/?prefix=my&max-keys=2');
  await expectGolden(first.text, 'bucket/list-buckets-truncated.xml');
  const last = await oss.run(listBuckets, '/?prefix=my&max-keys=2&marker=my-b');
  await expectGolden(last.text, 'bucket/list-buckets-last.xml');
});

test('a marker need not exist', async () => {
  for (const name of ['aaa', 'bbb', 'ccc']) await oss.bucket(name);
  expect(names((await oss.run(listBuckets, '/?marker=b')).text)).toEqual(['bbb', 'ccc']);
});

test('the resource group chooses among the buckets', async () => {
  await oss.bucket('first', { documents: { resourceGroup: resourceGroupDocument('rg-aekz1') } });
  await oss.bucket('second');
  const list = async (group: string) =>
    names((await oss.run(listBuckets, '/', { headers: { 'x-oss-resource-group-id': group } })).text);
  expect(await list('rg-aekz1')).toEqual(['first']);
  expect(await list('rg-default-id')).toEqual(['second']);
});

test('no bucket has tags, so a tag chooses none', async () => {
  await oss.bucket('first');
  expect(names((await oss.run(listBuckets, '/?tag-key=k&tag-value=v')).text)).toEqual([]);
});

test.each([
  ['max-keys=0', 'max-keys-out-of-range-buckets'],
  ['max-keys=1001', 'max-keys-out-of-range-buckets'],
  ['prefix=-a', 'bucket-prefix-invalid'],
  ['prefix=A', 'bucket-prefix-invalid'],
  ['prefix=a.b', 'bucket-prefix-invalid'],
  [`prefix=${'a'.repeat(64)}`, 'bucket-prefix-invalid'],
  ['marker=%E7%9B%AE', 'bucket-marker-invalid'],
])('ListBuckets with %s is %s', async (query, cause) => {
  expect((await oss.refusal(listBuckets, `/?${query}`)).cause).toBe(cause);
});

test.each([
  ['max-keys-out-of-range-buckets', 'max-keys=100000'],
  ['bucket-prefix-invalid', 'prefix=..'],
  ['bucket-marker-invalid', 'marker=..'],
])('%s is worded as on record', async (cause, query) => {
  await expectGolden(errorDocument(await oss.refusal(listBuckets, `/?${query}`)), `bucket/${cause}.xml`);
});

test('an anonymous caller has no account to list', async () => {
  expect(() => listBuckets.run(oss.call(listBuckets, '/', { as: ANONYMOUS }))).toThrow(TypeError);
});

test('DescribeRegions describes one region with the address of this server', async () => {
  await expectGolden((await oss.run(describeRegions, '/?regions=oss-cn-hangzhou')).text, 'bucket/regions-local.xml');
});

test('DescribeRegions under aliyuncs.com names the endpoints of the service', async () => {
  const request = { endpoint: 'oss-cn-hangzhou.aliyuncs.com' };
  const { text } = await oss.run(describeRegions, '/?regions=oss-cn-shanghai', { request });
  await expectGolden(text, 'bucket/regions-cloud.xml');
});

test('DescribeRegions lists every region, the configured one among them even when it is not public', async () => {
  const { text } = await oss.run(describeRegions, '/?regions', { service: { region: 'cn-home' } });
  const regions = [...text.matchAll(/<Region>(.*)<\/Region>/g)].map((match) => match[1]);
  expect(regions).toContain('oss-cn-home');
  expect(regions).toContain('oss-eu-central-1');
  expect(new Set(regions).size).toBe(regions.length);
});

test.each(['oss-nowhere', 'cn-hangzhou'])('region %s does not exist', async (region) => {
  const refused = await oss.refusal(describeRegions, `/?regions=${region}`);
  expect(refused.row.status).toBe(404);
  await expectGolden(errorDocument(refused), 'bucket/no-such-region.xml');
});

test('the owner is the caller', async () => {
  expect((await oss.run(listBuckets, '/')).text).toContain(`<ID>${OWNER}</ID>`);
});
