import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FaultSpec, type RunningServer, startServer } from '../../src/index.ts';
import { signed } from '../support/signed.ts';
import { openBrowser, openSite, type Site } from './browser.ts';

/** Both manuals' chapter on network timeouts, and what ali-oss in a browser says of each fault (services.md §4.3). */

const SDK = fileURLToPath(new URL('../../node_modules/ali-oss/dist/aliyun-oss-sdk.min.js', import.meta.url));
const BUCKET = 'examplebucket';
const MS = 700;
const CORS =
  '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod><AllowedMethod>POST</AllowedMethod><AllowedMethod>DELETE</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-oss-request-id</ExposeHeader></CORSRule></CORSConfiguration>';

interface Failed {
  readonly name: string;
  readonly status: number;
  readonly message: string;
}

let server: RunningServer;
let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer({ host: '127.0.0.1', blackholePort: 0 });
  const owner = { bucket: BUCKET, at: Date.now() };
  await signed(server.port, { ...owner, method: 'PUT', query: 'cors', body: CORS });
  await signed(server.port, { ...owner, method: 'PUT', key: 'there', body: Buffer.alloc(3_000_000, 'x') });
  site = await openSite();
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(site.origin);
  await page.addScriptTag({ path: SDK });
  await page.evaluate(prepare, { port: server.port, bucket: BUCKET, timeout: MS });
});
beforeEach(() => server.faults.clear());
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), server?.close()]);
});

/** Runs in the page: a client, and what a call of it fails with. */
function prepare({ port, bucket, timeout }: { port: number; bucket: string; timeout: number }): void {
  const world = globalThis as unknown as Record<string, unknown>;
  const Client = world.OSS as new (options: object) => Record<string, (...args: unknown[]) => Promise<unknown>>;
  const connect = (to: number) =>
    new Client({
      accessKeyId: 'ossmock',
      accessKeySecret: 'ossmock-secret',
      endpoint: `http://127.0.0.1:${to}`,
      sldEnable: true,
      bucket,
      timeout,
      retryMax: 0,
    });
  world.connect = connect;
  world.client = connect(port);
  world.failure = async (call: Promise<unknown>) => {
    try {
      await call;
    } catch (error) {
      const { name, status, message } = error as Failed;
      return { name, status, message };
    }
    return undefined;
  };
}

const putting = () => page.evaluate('failure(client.put("key", new Blob([new Uint8Array(3000000)])))');
const getting = () => page.evaluate('failure(client.get("there"))');

const TIMED_OUT = {
  name: 'ConnectionTimeoutError',
  status: -2,
  message: expect.stringMatching(
    /^Connect timeout for 700ms, (PUT|GET) http:\S+ -2 \(connected: false, keepalive socket: false\)\nheaders: {}/,
  ),
};
const BROKEN = { name: 'RequestError', status: -1 };

test.each<[string, FaultSpec['effect'], () => Promise<unknown>, object]>([
  ['no answer', { noAnswer: true }, putting, TIMED_OUT],
  ['no reading', { noRead: true }, putting, TIMED_OUT],
  ['a late answer', { delay: '1h' }, getting, TIMED_OUT],
  ['a stalled answer', { stallDownload: 5000 }, getting, TIMED_OUT],
  ['a reset', { resetUpload: 500_000 }, putting, BROKEN],
  ['an end', { closeUpload: 500_000 }, putting, BROKEN],
  ['bytes that are not HTTP', { garbage: true }, getting, BROKEN],
  ['a request timeout', { error: 'request-timeout' }, putting, { name: 'RequestTimeoutError', status: 400 }],
  ['too many requests', { error: 'requests-exceeded' }, getting, { name: 'TotalQpsLimitExceededError', status: 503 }],
])('%s is told as services.md says', async (_, effect, call, expected) => {
  server.faults.add({ match: { operation: ['PutObject', 'GetObject'] }, effect });
  expect(await call()).toMatchObject(expected);
});

test('a connection that is never made is told as no answer', async () => {
  const failed = await page.evaluate(`failure(connect(${server.blackholePort}).get("there"))`);
  expect(failed).toMatchObject(TIMED_OUT);
});

test('the ConnectionTimeout of the manual: its words, and its code that carries on from the checkpoint', async () => {
  server.faults.add({ name: 'slow-part', match: { partNumber: 2 }, effect: { noAnswer: true }, times: 2 });
  const told = (await page.evaluate(`(async () => {
    const file = new File([new Uint8Array(300 * 1024)], 'video.mp4');
    const told = [];
    let currentCheckpoint;
    for (let retryCount = 0; retryCount <= 3; retryCount++) {
      const progress = (share, checkpoint) => { if (checkpoint) currentCheckpoint = checkpoint; };
      const options = { progress, partSize: 100 * 1024, parallel: 4, checkpoint: currentCheckpoint };
      const failed = await failure(client.multipartUpload('video.mp4', file, options));
      told.push(failed ? failed.message : 'upload success');
      if (!failed) break;
    }
    return told;
  })()`)) as string[];
  expect(told).toHaveLength(3);
  for (const message of told.slice(0, 2)) {
    expect(message).toMatch(
      /^Failed to upload some parts with error: ConnectionTimeoutError: Connect timeout for 700ms, PUT http:\S+partNumber=2\S* -2 \(connected: false, keepalive socket: false\)\nheaders: {} part_num: 2/,
    );
  }
  expect(told[2]).toBe('upload success');
  const parts = (server.requests(1000) as { operation: string; target: string; method: string }[])
    .filter(({ operation, method }) => operation === 'UploadPart' && method === 'PUT')
    .map(({ target }) => /partNumber=(\d)/.exec(target)?.[1]);
  expect(parts.filter((part) => part === '1')).toHaveLength(1);
  expect(parts.filter((part) => part === '2')).toHaveLength(3);
});
