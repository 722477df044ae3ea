import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { client, inBucket, refused, WAYS } from './clients.ts';

const origin = createServer((request, response) => response.end(`mirrored ${request.url}`));
let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await server.close();
  origin.close();
});

describe.each(WAYS)('ali-oss, $name', (way) => {
  test('sets a website, reads it back and deletes it', async () => {
    const { oss, bucket } = await inBucket(server, way);
    await refused(oss.getBucketWebsite(bucket), 404, 'NoSuchWebsiteConfiguration');
    await oss.putBucketWebsite(bucket, { index: 'index.html', error: 'error.html', supportSubDir: 'true', type: '2' });
    expect(await oss.getBucketWebsite(bucket)).toMatchObject({
      index: 'index.html',
      error: 'error.html',
      supportSubDir: 'true',
      type: '2',
      routingRules: [],
    });
    await oss.deleteBucketWebsite(bucket);
    await refused(oss.getBucketWebsite(bucket), 404, 'NoSuchWebsiteConfiguration');
  });

  test('gets what is missing from the origin of a mirror rule, and finds it stored', async () => {
    const { oss, bucket } = await inBucket(server, way);
    const { port } = origin.address() as AddressInfo;
    const rule = {
      RuleNumber: '1',
      Condition: { KeyPrefixEquals: 'docs/', HttpErrorCodeReturnedEquals: '404' },
      Redirect: { RedirectType: 'Mirror', MirrorURL: `http://127.0.0.1:${port}/` },
    };
    await oss.putBucketWebsite(bucket, { routingRules: [rule] });
    expect((await oss.getBucketWebsite(bucket)).routingRules).toEqual([rule]);
    expect(String((await oss.get('docs/a b.txt')).content)).toBe('mirrored /docs/a%20b.txt');
    expect((await client(server, way, { bucket }).head('docs/a b.txt')).res.status).toBe(200);
    await refused(oss.get('other.txt'), 404, 'NoSuchKey');
  });
});
