import { afterEach, beforeEach, expect, test } from 'vitest';
import { getBucketInfo } from '../../../src/operations/bucket/getBucketInfo.ts';
import { createBucketDataRedundancyTransition as create } from '../../../src/operations/bucket/redundancy-transition/createBucketDataRedundancyTransition.ts';
import { deleteBucketDataRedundancyTransition as remove } from '../../../src/operations/bucket/redundancy-transition/deleteBucketDataRedundancyTransition.ts';
import { getBucketDataRedundancyTransition as get } from '../../../src/operations/bucket/redundancy-transition/getBucketDataRedundancyTransition.ts';
import { expectGolden, type Harness, openHarness } from '../harness.ts';

const HOUR = 3600 * 1000;
const URL = '/examplebucket?redundancyTransition';

let oss: Harness;
let task: string;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
  const { text } = await oss.run(create, `${URL}&x-oss-target-redundancy-type=ZRS`);
  const id = /<TaskId>(.*)<\/TaskId>/.exec(text)?.[1];
  task = `${URL}&x-oss-redundancy-transition-taskid=${id}`;
});
afterEach(() => oss.store.close());

const redundancy = async () => {
  const { text } = await oss.run(getBucketInfo, '/examplebucket?bucketInfo');
  return /<DataRedundancyType>(.*)<\/DataRedundancyType>/.exec(text)?.[1];
};

test('a task is under way after an hour, and cannot be deleted then', async () => {
  await oss.advance(2 * HOUR);
  await expectGolden((await oss.run(get, task)).text, 'bucket/redundancy-transition-processing.xml');
  expect((await oss.refusal(remove, task)).cause).toBe('redundancy-transition-conflict');
  expect(await redundancy()).toBe('LRS');
});

test('a task is finished after five hours, and the bucket is ZRS', async () => {
  await oss.advance(5 * HOUR);
  await expectGolden((await oss.run(get, task)).text, 'bucket/redundancy-transition-finished.xml');
  expect(await redundancy()).toBe('ZRS');
  const again = await oss.refusal(create, `${URL}&x-oss-target-redundancy-type=ZRS`);
  expect(again.cause).toBe('redundancy-transition-not-supported');
});

test('the bucket stays ZRS when its finished task is deleted', async () => {
  await oss.advance(5 * HOUR);
  expect((await oss.run(remove, task)).status).toBe(204);
  expect((await oss.refusal(get, task)).cause).toBe('redundancy-transition-not-found');
  expect(await redundancy()).toBe('ZRS');
});

test('the bucket stays LRS when its task is deleted from the queue', async () => {
  await oss.run(remove, task);
  await oss.advance(9 * HOUR);
  expect(await redundancy()).toBe('LRS');
});
