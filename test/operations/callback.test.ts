import { beforeAll, describe, expect, it } from 'vitest';
import { completeMultipartUpload } from '../../src/operations/multipart/completeMultipartUpload.ts';
import { putObject } from '../../src/operations/object/putObject.ts';
import { type Harness, openHarness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
  await harness.bucket('bkt');
});

describe('an upload that asks for a callback', () => {
  it('in a header is not stored without calling', async () => {
    const error = await harness.refusal(putObject, '/bkt/key', { headers: { 'x-oss-callback': 'e30=' }, body: 'x' });
    expect(error).toMatchObject({ cause: 'callback-not-implemented', details: { Header: 'x-oss-callback' } });
    expect(await harness.store.object('bkt', 'key')).toBeUndefined();
  });

  it('in the query is refused too', async () => {
    const error = await harness.refusal(completeMultipartUpload, '/bkt/key?uploadId=A&callback=e30%3D', { body: '' });
    expect(error).toMatchObject({ cause: 'callback-not-implemented', details: { Header: 'callback' } });
  });
});
