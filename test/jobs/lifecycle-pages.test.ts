import { beforeEach, expect, it } from 'vitest';
import { runLifecycle } from '../../src/jobs/lifecycle/run.ts';
import { PAGE } from '../../src/jobs/lifecycle/world.ts';
import { lifecycle } from '../../src/operations/bucket/lifecycle/index.ts';
import { putBucketVersioning } from '../../src/operations/bucket/versioning/putBucketVersioning.ts';
import { deleteObject } from '../../src/operations/object/deleteObject.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { type Harness, NOW, openHarness } from '../operations/harness.ts';
import { DAY, HOUR } from './setup.ts';

/** More than two pages. */
const MANY = 2 * PAGE + 50;
/** From now to the first midnight on which `<Days>1</Days>` takes what is written now. */
const DUE = 2 * DAY - 8 * HOUR;

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
});

const names = (count: number) => Array.from({ length: count }, (_, i) => `k${String(i).padStart(3, '0')}`);
const put = (key: string, lastModified = oss.runtime.clock.now()) =>
  oss.object('examplebucket', key, 'hello', { lastModified });
const run = () => runLifecycle({ store: oss.store, clock: oss.runtime.clock, stopped: () => false });
const version = (status: string) => {
  const body = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
  return oss.run(putBucketVersioning, '/examplebucket?versioning', { body });
};
const rule = (action: string) => {
  const body = `<LifecycleConfiguration><Rule><Prefix></Prefix><Status>Enabled</Status>${action}</Rule></LifecycleConfiguration>`;
  return oss.run(lifecycle.operations[0] as Operation, '/examplebucket?lifecycle', { body });
};
const keys = async () => {
  const { objects } = await oss.store.list({
    bucket: 'examplebucket',
    prefix: '',
    delimiter: '',
    after: '',
    limit: 1000,
  });
  return objects.map(({ key }) => key);
};
const versions = async () => {
  const query = { bucket: 'examplebucket', prefix: '', delimiter: '', keyMarker: '', versionIdMarker: '', limit: 1000 };
  return (await oss.store.listVersions(query)).versions.map(({ version: { type } }) => type);
};

it('goes through more objects than fit on a page, and leaves those that have changed', async () => {
  for (const name of names(MANY)) await put(name);
  await rule('<Expiration><Days>1</Days></Expiration>');
  await oss.advance(DUE - 1);
  await put('k007');
  expect(await run()).toMatchObject({ expired: 0 });
  await oss.advance(1);
  expect(await run()).toMatchObject({ expired: MANY - 1 });
  expect(await keys()).toEqual(['k007']);
});

it('removes versions that are not current with the delete markers among them, over several pages', async () => {
  await version('Enabled');
  for (let i = 0; i < MANY / 2; i++) {
    await put('a');
    await oss.run(deleteObject, '/examplebucket/a');
  }
  await put('a');
  await rule('<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>');
  await oss.advance(DUE - 1);
  expect(await run()).toMatchObject({ versionsRemoved: 0 });
  expect(await versions()).toHaveLength(MANY + 1);
  await oss.advance(1);
  expect(await run()).toMatchObject({ versionsRemoved: MANY });
  expect(await versions()).toEqual(['Normal']);
});

it.each(['never', 'Enabled', 'Suspended'])('takes nothing that is written meanwhile, versioning %s', async (status) => {
  if (status !== 'never') await version(status);
  const written = names(PAGE + 20);
  for (const name of written) await put(name, NOW - 9 * DAY);
  await rule('<Expiration><Days>1</Days></Expiration>');
  // Each turn of the run meets a few of the writes: before its page was read, behind that, and behind the run.
  const write = async () => {
    for (const name of written) await Promise.all([put(name), new Promise((resolve) => setImmediate(resolve))]);
  };
  const [, first, second] = await Promise.all([write(), run(), run()]);
  expect(first.expired + second.expired).toBeGreaterThan(0);
  expect(await run()).toMatchObject({ expired: 0 });
  expect(await keys()).toEqual(written);
});
