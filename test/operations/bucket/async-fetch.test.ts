import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { getAsyncFetchTask } from '../../../src/operations/bucket/async-fetch/getAsyncFetchTask.ts';
import { putAsyncFetchTask } from '../../../src/operations/bucket/async-fetch/putAsyncFetchTask.ts';
import type { BucketRecord } from '../../../src/store/store.ts';
import { accountKeys, type Harness, openHarness, STRANGER } from '../harness.ts';

const BODY = 'what the source has';
const MD5 = createHash('md5').update(BODY).digest('base64');

let oss: Harness;
let source: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];

beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
  asked = [];
  answer = (_, response) => response.setHeader('Content-Type', 'text/plain').end(BODY);
  source = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await oss.origins.background.stop();
  source.closeAllConnections();
  await new Promise((resolve) => source.close(resolve));
  await oss.store.close();
});

const url = (path = '/a.txt') => `http://127.0.0.1:${(source.address() as AddressInfo).port}${path}`;

/** Begins a task. @returns its id. */
async function begin(more = '', from = url()): Promise<string> {
  const body = `<AsyncFetchTaskConfiguration><Url>${from}</Url><Object>dir/b.txt</Object>${more}</AsyncFetchTaskConfiguration>`;
  const { text } = await oss.run(putAsyncFetchTask, '/examplebucket?asyncFetch', { body });
  return /<TaskId>([^<]+)</.exec(text)?.[1] as string;
}

/** Waits for the end of what is under way, moving the clock over the pauses in it. */
async function settled(): Promise<void> {
  let over = false;
  const end = oss.origins.background.settled().then(() => {
    over = true;
  });
  while (!over) {
    // What a source is waited for is longer.
    const pauses = oss.runtime.clock.state().waiting.filter((left) => left <= 1000);
    if (pauses.length > 0) await oss.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await end;
}

/** State and ErrorMsg of a task. */
async function reached(id: string): Promise<(string | undefined)[]> {
  const headers = { 'x-oss-task-id': id };
  const { text } = await oss.run(getAsyncFetchTask, '/examplebucket?asyncFetch', { headers });
  return ['State', 'ErrorMsg'].map((name) => new RegExp(`<${name}>([^<]*)<`).exec(text)?.[1]);
}

const bucketOf = () => oss.store.bucket('examplebucket') as BucketRecord;
const stored = () => oss.store.object('examplebucket', 'dir/b.txt');

test('what a URL has is stored behind the answer, with its type and the class that was asked for', async () => {
  const id = await begin(`<ContentMD5>${MD5}</ContentMD5><StorageClass>IA</StorageClass>`);
  expect(await reached(id)).toEqual(['Running', '']);
  await settled();
  expect(await reached(id)).toEqual(['Success', '']);
  expect(await stored()).toMatchObject({ size: BODY.length, contentType: 'text/plain', storageClass: 'IA' });
});

test('another host is named where the task says so', async () => {
  await begin('<Host>www.example.com</Host>');
  await settled();
  expect(asked.map(({ headers }) => headers.host)).toEqual(['www.example.com']);
});

test('an object that is there is replaced unless the task says otherwise', async () => {
  await oss.object('examplebucket', 'dir/b.txt', 'old');
  const id = await begin();
  await settled();
  expect([await reached(id), (await stored())?.size]).toEqual([['Success', ''], BODY.length]);
});

test.each([
  ['has not got it', 404, 'FileNotFound'],
  ['refuses', 403, 'The source answered 403'],
])('a source that %s is asked once', async (_, status, why) => {
  answer = (_, response) => response.writeHead(status).end();
  const id = await begin();
  await settled();
  expect([await reached(id), asked.length, await stored()]).toEqual([['Failed', why], 1, undefined]);
});

test('a source that fails is asked three times, and the task waits to retry', async () => {
  const states: (string | undefined)[][] = [];
  let id = '';
  answer = async (_, response) => {
    states.push(await reached(id));
    response.writeHead(503).end();
  };
  id = await begin();
  await settled();
  const retry = ['Retry', 'The source answered 503'];
  expect(states).toEqual([['Running', ''], retry, retry]);
  expect(await reached(id)).toEqual(['Failed', 'The source answered 503']);
});

test('what breaks off is not stored, and fetched again', async () => {
  answer = (_, response) => {
    if (asked.length > 1) return response.end(BODY);
    response.writeHead(200, { 'Content-Length': '100' });
    return response.write('half', () => response.destroy());
  };
  const id = await begin();
  await settled();
  expect([await reached(id), asked.length]).toEqual([['Success', ''], 2]);
});

test('what has another digest than the task says is not stored', async () => {
  const id = await begin('<ContentMD5>1B2M2Y8AsgTpgAmY7PhCfg==</ContentMD5>');
  await settled();
  expect((await reached(id))[0]).toBe('Failed');
  expect(await stored()).toBeUndefined();
});

test.each([
  ['that is accepted', 200, 'Success'],
  ['that fails', 500, 'FetchSuccessCallbackFailed'],
])('a callback %s leaves the object there', async (_, status, state) => {
  answer = (request, response) => {
    if (request.method !== 'POST') return response.end(BODY);
    request.resume();
    return response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': '2' }).end('{}');
  };
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the syntax of callbacks
  const callback = JSON.stringify({ callbackUrl: url('/callback'), callbackBody: 'etag=${etag}' });
  const id = await begin(`<Callback>${Buffer.from(callback).toString('base64')}</Callback>`);
  await settled();
  expect((await reached(id))[0]).toBe(state);
  expect(asked.map(({ method }) => method)).toEqual(['GET', 'POST']);
  expect(await stored()).toMatchObject({ size: BODY.length });
});

test('a server that stops leaves a task that failed', async () => {
  answer = () => {};
  const id = await begin();
  await oss.origins.background.stop();
  expect(await reached(id)).toEqual(['Failed', 'The server stopped meanwhile']);
});

test('who may not write the object has nothing fetched', async () => {
  const body = `<AsyncFetchTaskConfiguration><Url>${url()}</Url><Object>b</Object></AsyncFetchTaskConfiguration>`;
  const as = accountKeys(STRANGER);
  const refused = await oss.refusal(putAsyncFetchTask, '/examplebucket?asyncFetch', { body, as });
  expect([refused.row.status, refused.row.code, asked.length]).toEqual([403, 'AccessDenied', 0]);
});

test('a bucket keeps the latest thousand tasks', async () => {
  const names = Array.from({ length: 1000 }, (_, number) => [`asyncFetch/task-${number}`, '{}'] as const);
  await oss.store.updateBucket({ ...bucketOf(), documents: { cors: '<x/>', ...Object.fromEntries(names) } });
  const id = await begin();
  await settled();
  expect(await reached(id)).toEqual(['Success', '']);
  const kept = Object.keys(bucketOf().documents);
  expect(kept).toHaveLength(1001);
  expect(kept).not.toContain('asyncFetch/task-0');
  expect(kept).toContain('cors');
});
