import type OSS from 'ali-oss';
import type { Checkpoint } from 'ali-oss';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FaultSpec, type RunningServer, startServer } from '../../src/index.ts';
import { client, content } from './clients.ts';

/** What ali-oss in Node says of each network fault (services.md §4.3). */

const MS = 400;
const BUCKET = 'examplebucket';
const WAY = { v4: false, style: 'path' } as const;
const BIG = content(3_000_000);
const PART = content(300_000);

let server: RunningServer;
/** Gives up soon; the other never. */
let oss: OSS;
let patient: OSS;
beforeAll(async () => {
  server = await startServer({ host: '127.0.0.1', blackholePort: 0 });
  oss = client(server, WAY, { bucket: BUCKET, timeout: MS });
  patient = client(server, WAY, { bucket: BUCKET });
  await patient.put('there', BIG);
});
beforeEach(() => server.faults.clear());
afterAll(() => server.close());

/** What the call fails with. */
async function failure(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    const { name, code, status, message } = error as Record<string, unknown>;
    return { name, code, status, message };
  }
  throw new Error('the call succeeded');
}

const put = () => patient.put('key', BIG);
const get = () => patient.get('there');
const putInTime = () => oss.put('key', BIG);
const getInTime = () => oss.get('there');

test.each<[string, FaultSpec['effect'], () => Promise<unknown>, object]>([
  ['no answer', { noAnswer: true }, putInTime, { name: 'ResponseTimeoutError', message: /Response timeout for 400ms/ }],
  ['no reading', { noRead: true }, putInTime, { name: 'ResponseTimeoutError', message: /Response timeout for 400ms/ }],
  [
    'a late answer',
    { delay: '1h' },
    getInTime,
    { name: 'ResponseTimeoutError', message: /Response timeout for 400ms/ },
  ],
  [
    'a stalled answer',
    { stallDownload: 5000 },
    getInTime,
    { name: 'ResponseTimeoutError', message: /Response timeout for/ },
  ],
  ['a reset', { resetUpload: 500_000 }, put, { name: 'ResponseError', status: -1, message: /ECONNRESET|EPIPE/ }],
  ['an end', { closeUpload: 500_000 }, put, { name: 'ResponseError', status: -1, message: /hang up|ECONNRESET/ }],
  ['a lost answer', { loseAnswer: 'close' }, put, { name: 'ResponseError', status: -1, message: /hang up|ECONNRESET/ }],
  ['bytes that are not HTTP', { garbage: true }, get, { name: 'ResponseError', status: -1, message: /Parse Error/ }],
  [
    'a request timeout',
    { error: 'request-timeout' },
    put,
    { name: 'RequestTimeoutError', code: 'RequestTimeout', status: 400 },
  ],
  [
    'too many requests',
    { error: 'requests-exceeded' },
    get,
    { name: 'TotalQpsLimitExceededError', code: 'TotalQpsLimitExceeded', status: 503 },
  ],
  [
    'a proxy',
    { badGateway: true },
    put,
    { name: 'UnknownError', status: 502, message: 'unknow request error, status: 502' },
  ],
])('%s is told as services.md says', async (_, effect, call, expected) => {
  server.faults.add({ effect });
  const { message, ...rest } = expected as { message?: string | RegExp };
  const failed = await failure(call());
  expect(failed).toMatchObject(rest);
  if (message !== undefined) expect(failed.message).toMatch(message);
});

test('a connection that is never made is told as a connection timeout', async () => {
  const lost = client({ port: server.blackholePort as number }, WAY, { bucket: BUCKET, timeout: MS });
  expect(await failure(lost.get('there'))).toMatchObject({
    name: 'ConnectionTimeoutError',
    code: 'ConnectionTimeoutError',
    status: -2,
    message: expect.stringContaining('Connect timeout for 400ms'),
  });
});

test('the second part of an upload fails once, and the checkpoint resumes it with the missing parts only', async () => {
  server.faults.add({ match: { partNumber: 2 }, effect: { noAnswer: true }, times: 1 });
  let saved: Checkpoint | undefined;
  const options = { partSize: 100 * 1024, parallel: 2 };
  const progress = (_: number, checkpoint: Checkpoint | null) => {
    if (checkpoint !== null) saved = checkpoint;
  };
  const failed = await failure(oss.multipartUpload('resumed', PART, { ...options, progress }));
  expect(failed.message).toMatch(/^Failed to upload some parts with error: ResponseTimeoutError: .*part_num: 2/s);
  expect(server.faults.unused()).toEqual([]);
  const before = server.requests(1000).length;
  const { res } = await patient.multipartUpload('resumed', PART, { ...options, checkpoint: saved as Checkpoint });
  expect(res.status).toBe(200);
  const again = (server.requests(1000) as { operation: string }[]).slice(0, server.requests(1000).length - before);
  expect(again.map(({ operation }) => operation)).toEqual(['CompleteMultipartUpload', 'UploadPart']);
});
