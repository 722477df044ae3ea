// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the callback, as sent
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyNamed } from '../../src/callback/receiver/replies.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { makeRuntime } from '../../src/runtime/index.ts';
import { client } from '../node-sdk/clients.ts';
import { raw, wire } from '../support/raw.ts';
import { encode, freePort, rawReceiver } from './support.ts';

/** The common errors of the manuals' chapter Upload callback as clients meet them, on the profile 2022. */

const BUCKET = 'open-bucket';
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({
    wire: '2022',
    buckets: [{ name: BUCKET, acl: 'public-read-write', storageClass: 'Standard' }],
    callbacks: { timeout: 300 },
  });
});
afterAll(() => server.close());

interface Case {
  readonly place: string;
  readonly message: (port: number) => string;
  readonly url: () => Promise<{ url: string; port: number }>;
}

async function replying(name: string): Promise<{ url: string; port: number }> {
  return rawReceiver((socket) => replyNamed(name)?.send(socket, makeRuntime().timers));
}

const CASES: readonly Case[] = [
  { place: 'example 1, OK', message: () => 'Response body is not valid json format.', url: () => replying('not-json') },
  { place: 'example 1, BOM', message: () => 'Response body is not valid json format.', url: () => replying('bom') },
  {
    place: 'example 2',
    message: () => 'Error status : -1.OSS can not connect to your callbackUrl, please check it.',
    // A handshake that never ends: no address is out of reach on every machine.
    url: async () => {
      const { port } = await rawReceiver(() => {});
      return { url: `https://127.0.0.1:${port}`, port };
    },
  },
  {
    place: 'timeout',
    message: (port) =>
      `Error status : -1.call 127.0.0.1:${port} reply timeout, cost:300ms, timeout:300ms (err:-4, errno:115)`,
    url: () => replying('drip'),
  },
  { place: 'example 4', message: () => 'Error status : 400.', url: () => replying('400') },
  {
    place: 'example 5',
    message: () => 'Error status : 502.',
    url: async () => {
      const port = await freePort();
      return { url: `127.0.0.1:${port}`, port };
    },
  },
];

/** A form without policy, and the answer to it. */
function form(fields: Readonly<Record<string, string>>) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nhello\r\n--b--\r\n';
  const body = `${parts.join('')}${file}`;
  const headers = {
    Host: `${BUCKET}.oss-cn-hangzhou.aliyuncs.com`,
    'Content-Type': 'multipart/form-data; boundary=b',
    'Content-Length': `${body.length}`,
  };
  return raw(server.port, wire('POST', '/', headers, body));
}

const caught = (promise: Promise<unknown>): Promise<{ status: number; code: string; message: string }> =>
  promise.then(
    (answer) => {
      throw new Error(`it succeeded: ${JSON.stringify(answer)}`);
    },
    (error) => error,
  );

describe.each(CASES)('$place', ({ message, url: open }) => {
  it('is told by ali-oss after put and multipartUpload, and the object is there', async () => {
    const { url, port } = await open();
    const oss = client(server, { v4: true, style: 'path' }, { bucket: BUCKET });
    const options = { callback: { url, body: 'object=${object}&v=${x:v}', customValue: { v: '1' } } } as object;
    const told = { status: 203, code: 'CallbackFailed', message: message(port) };
    expect(await caught(oss.put('put', Buffer.from('hello'), options))).toMatchObject(told);
    const whole = Buffer.alloc(150 * 1024, 'a');
    const multipart = { ...options, partSize: 100 * 1024 };
    expect(await caught(oss.multipartUpload('multipart', whole, multipart))).toMatchObject(told);
    expect((await oss.get('put')).content.toString()).toBe('hello');
    expect((await oss.get('multipart')).content.equals(whole)).toBe(true);
  });

  it('comes back to a form as it is printed, with the headers of the upload', async () => {
    const { url, port } = await open();
    const callback = encode({ callbackUrl: url, callbackBody: 'v=${x:v}' });
    const answer = await form({ key: 'form', success_action_status: '201', callback, 'x:v': '1' });
    expect(answer.statusLine).toBe('HTTP/1.1 203 Non-Authoritative Information');
    expect(answer.body).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>CallbackFailed</Code>
  <Message>${message(port)}</Message>
  <RequestId>${answer.header('x-oss-request-id')}</RequestId>
  <HostId>${BUCKET}.oss-cn-hangzhou.aliyuncs.com</HostId>
</Error>
`);
    expect(answer.names()).toEqual([
      'Server',
      'Date',
      'Content-Type',
      'Content-Length',
      'Connection',
      'x-oss-request-id',
      'ETag',
      'x-oss-hash-crc64ecma',
      'Content-MD5',
      'x-oss-server-time',
    ]);
  });
});

describe('InvalidArgument', () => {
  const text =
    '{"callbackUrl":"8.8.8.8:9090","callbackBody":{"bucket":${bucket},"object":${object}}},"callbackBodyType":"application/json"';

  it('comes back to a form as it is printed, and nothing is stored', async () => {
    const answer = await form({ key: 'none', callback: encode(text) });
    expect(answer.status).toBe(400);
    expect(answer.body).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>InvalidArgument</Code>
  <Message>The callback configuration is not json format.</Message>
  <RequestId>${answer.header('x-oss-request-id')}</RequestId>
  <HostId>${BUCKET}.oss-cn-hangzhou.aliyuncs.com</HostId>
  <ArgumentName>callback</ArgumentName>
  <ArgumentValue>${text}</ArgumentValue>
</Error>
`);
    const oss = client(server, { v4: false, style: 'path' }, { bucket: BUCKET });
    expect(await caught(oss.head('none'))).toMatchObject({ status: 404 });
  });

  it('is told by ali-oss', async () => {
    const oss = client(server, { v4: false, style: 'path' }, { bucket: BUCKET });
    const headers = { 'x-oss-callback': encode(text) };
    expect(await caught(oss.put('none', Buffer.from('hello'), { headers }))).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
      message: 'The callback configuration is not json format.',
    });
  });
});

describe('a callback that succeeds', () => {
  it('gives ali-oss the answer of the callback server', async () => {
    const receiver = await rawReceiver((socket) => replyNamed('ok')?.send(socket, makeRuntime().timers));
    const oss = client(server, { v4: true, style: 'path' }, { bucket: BUCKET });
    const callback = {
      url: receiver.url,
      body: '{"object":${object},"size":${size},"v":${x:名}}',
      contentType: 'application/json',
      customValue: { 名: '值' },
    };
    const put = await oss.put('好', Buffer.from('hello'), { callback } as object);
    expect((put as { data?: unknown }).data).toEqual({ Status: 'OK' });
    const multipart = await oss.multipartUpload('大', Buffer.alloc(150 * 1024), {
      callback,
      partSize: 100 * 1024,
    } as object);
    expect((multipart as { data?: unknown }).data).toEqual({ Status: 'OK' });
    const bodies = receiver.requests.map((text) =>
      Buffer.from(text.slice(text.indexOf('\r\n\r\n') + 4), 'latin1').toString(),
    );
    expect(bodies).toEqual(['{"object":"好","size":5,"v":"值"}', '{"object":"大","size":153600,"v":"值"}']);
  });
});
