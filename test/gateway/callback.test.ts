// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the callback, as sent
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ReceivedCallback, type Receiver, startReceiver } from '../../src/callback/receiver/receiver.ts';
import { replyNamed } from '../../src/callback/receiver/replies.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { makeRuntime } from '../../src/runtime/index.ts';
import { raw, wire } from '../support/raw.ts';
import { type SignedCall, signed } from '../support/signed.ts';

/** Callbacks through a running server; their rules are tested in test/callback. */

const NOW = Date.UTC(2026, 0, 31, 12);

let server: RunningServer;
let receiver: Receiver;
let refusing: Receiver;
const received: ReceivedCallback[] = [];

beforeAll(async () => {
  server = await startServer({
    clock: NOW,
    buckets: [{ name: 'open-bucket', acl: 'public-read-write', storageClass: 'Standard' }],
  });
  receiver = await open('ok');
  refusing = await open('500');
});
afterAll(() => Promise.all([server.close(), receiver.close(), refusing.close()]));
beforeEach(() => {
  received.length = 0;
});

/** A receiver that trusts the key of this server and no other. */
async function open(reply: string): Promise<Receiver> {
  const named = replyNamed(reply);
  if (named === undefined) throw new Error(`no reply is named ${reply}`);
  return startReceiver({
    host: '127.0.0.1',
    port: 0,
    keys: { pem: undefined, prefixes: [`${server.url}/_ossmock/`] },
    reply: named,
    trusting: false,
    timers: makeRuntime().timers,
    onCallback: (callback) => received.push(callback),
  });
}

function callback(
  to: Receiver,
  body = 'bucket=${bucket}&object=${object}&size=${size}&op=${operation}&x=${x:a}',
): string {
  return base64({ callbackUrl: `http://127.0.0.1:${to.port}/notify?from=oss`, callbackBody: body });
}

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

const put = (call: Partial<SignedCall>): Promise<Awaited<ReturnType<typeof raw>>> =>
  signed(server.port, {
    method: 'PUT',
    bucket: 'open-bucket',
    key: 'dir/a b.txt',
    body: 'hello',
    host: `127.0.0.1:${server.port}`,
    at: NOW,
    ...call,
  });

const VARIABLES = { 'x-oss-callback-var': base64({ 'x:a': '1 2' }) };
const TOLD = (operation: string) => `bucket=open-bucket&object=dir%2Fa%20b.txt&size=5&op=${operation}&x=1%202`;

describe('a callback that succeeds', () => {
  it('of PutObject answers in the place of the upload, signed so that the receiver believes it', async () => {
    const answer = await put({ headers: { 'x-oss-callback': callback(receiver), ...VARIABLES } });
    expect([answer.status, answer.body]).toEqual([200, '{"Status":"OK"}']);
    expect(answer.header('Content-Type')).toBe('application/json');
    expect(answer.header('ETag')).toBe('"5D41402ABC4B2A76B9719D911017C592"');
    expect(received.map(({ path, fault, body }) => [path, fault, body.toString()])).toEqual([
      ['/notify?from=oss', undefined, TOLD('PutObject')],
    ]);
  });

  it('of CompleteMultipartUpload stands where the XML would', async () => {
    const initiated = await put({ method: 'POST', query: 'uploads', body: '' });
    const id = /<UploadId>(.*)<\/UploadId>/.exec(initiated.body)?.[1];
    const part = await put({ query: `partNumber=1&uploadId=${id}` });
    const list = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.header('ETag')}</ETag></Part></CompleteMultipartUpload>`;
    const answer = await put({
      method: 'POST',
      query: `uploadId=${id}`,
      body: list,
      headers: { 'x-oss-callback': callback(receiver), ...VARIABLES },
    });
    expect([answer.status, answer.body]).toEqual([200, '{"Status":"OK"}']);
    expect(received.map(({ fault, body }) => [fault, body.toString()])).toEqual([
      [undefined, TOLD('CompleteMultipartUpload')],
    ]);
  });

  it('of PostObject makes the answer a 200, whatever status the form asked for', async () => {
    const fields = { key: 'dir/a b.txt', success_action_status: '201', callback: callback(receiver), 'x:a': '1 2' };
    const parts = Object.entries(fields).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nhello\r\n--b--\r\n';
    const body = `${parts.join('')}${file}`;
    const headers = {
      Host: `127.0.0.1:${server.port}`,
      'Content-Type': 'multipart/form-data; boundary=b',
      'Content-Length': `${body.length}`,
    };
    const answer = await raw(server.port, wire('POST', '/open-bucket', headers, body));
    expect([answer.status, answer.body]).toEqual([200, '{"Status":"OK"}']);
    expect(received.map(({ fault, body }) => [fault, body.toString()])).toEqual([[undefined, TOLD('PostObject')]]);
  });
});

describe('a callback that fails', () => {
  it('is a 203 with the headers of the upload, and the object stays', async () => {
    const answer = await put({ key: 'kept', headers: { 'x-oss-callback': callback(refusing) } });
    expect(answer.status).toBe(203);
    expect(answer.body).toContain('<Code>CallbackFailed</Code>\n  <Message>Error status : 500.</Message>');
    expect(answer.header('ETag')).toBe('"5D41402ABC4B2A76B9719D911017C592"');
    expect((await put({ method: 'GET', key: 'kept', body: undefined })).body).toBe('hello');
  });

  it('leaves each attempt in the record', async () => {
    const answer = await put({ headers: { 'x-oss-callback': callback(refusing) } });
    const record = server.request(answer.header('x-oss-request-id') ?? '') as {
      rungs: { name: string; facts: object }[];
    };
    expect(record.rungs.find(({ name }) => name === 'callback')?.facts).toMatchObject({
      sent: { url: expect.any(String) },
    });
  });
});

describe('a callback that cannot be made', () => {
  it('is refused before anything is stored', async () => {
    const answer = await put({ key: 'not-stored', headers: { 'x-oss-callback': 'e30=' } });
    expect(answer.body).toContain('<Code>InvalidArgument</Code>');
    const missing = await put({ method: 'GET', key: 'not-stored', body: undefined });
    expect(missing.body).toContain('<Code>NoSuchKey</Code>');
  });
});
