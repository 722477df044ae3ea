// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of callbacks
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { signV1Url, signV4Url } from '../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { HEIGHT, IMAGES, WIDTH } from '../callback/images.ts';
import { encode, freePort, rawReceiver } from '../callback/support.ts';
import { openReceiver, type TestReceiver } from '../support/callback-receiver.ts';
import { formBody, FORM_TIME as NOW, postBytes } from '../support/forms.ts';
import { type RawAnswer, raw, wire } from '../support/raw.ts';
import { KEYS, type SignedCall, signed } from '../support/signed.ts';

/** The ways to ask for a callback and to be told of it, through a running server. */

const BUCKET = 'open-bucket';
let server: RunningServer;
let receiver: TestReceiver;

beforeAll(async () => {
  server = await startServer({
    host: '127.0.0.1',
    clock: NOW,
    buckets: [{ name: BUCKET, acl: 'public-read-write', storageClass: 'Standard' }],
    cnames: { 'img.example.com': BUCKET },
  });
  receiver = await openReceiver(`${server.url}/_ossmock/`);
});
afterAll(() => Promise.all([server.close(), receiver.close()]));
afterEach(() => {
  receiver.received.length = 0;
});

const put = (call: Partial<SignedCall>): Promise<RawAnswer> =>
  signed(server.port, {
    method: 'PUT',
    bucket: BUCKET,
    key: 'a.txt',
    body: 'hello',
    host: `127.0.0.1:${server.port}`,
    at: NOW,
    ...call,
  });

const to = (callbackUrl: string, more: object = {}): string =>
  encode({ callbackUrl, callbackBody: 'x=${x:a}', ...more });

async function multipart(headers: Record<string, string> = {}): Promise<RawAnswer> {
  const initiated = await put({ method: 'POST', query: 'uploads', body: '' });
  const id = /<UploadId>(.*)<\/UploadId>/.exec(initiated.body)?.[1];
  const etag = (await put({ query: `partNumber=1&uploadId=${id}` })).header('ETag');
  const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`;
  return put({ method: 'POST', query: `uploadId=${id}`, body, headers });
}

function form(fields: Record<string, string>, content: string | Buffer = 'hello'): Promise<RawAnswer> {
  const host = `${BUCKET}.oss-cn-hangzhou.aliyuncs.com`;
  return raw(server.port, postBytes({ host, body: formBody({ fields, file: { content } }) }));
}

const told = () => receiver.received.map(({ fault, body }) => [fault, body.toString()]);
const stored = (key: string) => put({ method: 'GET', key, body: undefined });

describe('a callback in the query', () => {
  // Base64 of these has a plus and a slash, which a client may leave as they are.
  const callback = () => to(`${receiver.url}/`, { callbackHost: 'a.example.com', callbackSNI: false });
  const variables = encode({ 'x:a': '>>>???~~~' });
  const asSent = (text: string) => text.replaceAll('=', '%3D');
  const encoded = (text: string) => encodeURIComponent(text);
  const target = (version: string, query: string): string => {
    const request = { method: 'PUT', headers: [], query, bucket: BUCKET, key: 'a.txt' };
    return version === 'V1'
      ? signV1Url(request, KEYS, NOW / 1000 + 60)
      : signV4Url(request, KEYS, NOW, 60, { region: 'cn-hangzhou' });
  };
  const send = (query: string) =>
    raw(
      server.port,
      wire('PUT', `/${BUCKET}/a.txt?${query}`, { Host: `127.0.0.1:${server.port}`, 'Content-Length': '5' }, 'hello'),
    );

  test.each([
    ['V1', 'encoded', encoded],
    ['V1', 'with a plus as it is', asSent],
    ['V4', 'encoded', encoded],
    ['V4', 'with a plus as it is', asSent],
  ])('of a URL signed with %s, %s, is made', async (version, _, show) => {
    expect(variables).toMatch(/[+/]/);
    const answer = await send(target(version, `callback=${show(callback())}&callback-var=${show(variables)}`));
    expect([answer.status, answer.body]).toEqual([200, '{"Status":"OK"}']);
    expect(told()).toEqual([[undefined, 'x=%3E%3E%3E%3F%3F%3F~~~']]);
    expect(receiver.received[0]?.headers.host).toBe('a.example.com');
  });

  test.each(['V1', 'V4'])('is covered by the signature of %s', async (version) => {
    const query = target(version, `callback=${encoded(callback())}`);
    const answer = await send(query.replace(/callback=[^&]+/, `callback=${encoded(to('http://127.0.0.1:1/'))}`));
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('<Code>SignatureDoesNotMatch</Code>');
    expect(told()).toEqual([]);
  });

  test.each([
    ['callback', 'x-oss-callback', '<EC>0007-00000027</EC>'],
    ['callback-var', 'x-oss-callback-var', ''],
  ])('named %s and in the header too is refused, and nothing is stored or told', async (name, header, ec) => {
    const { status, body } = await put({
      key: 'twice',
      query: `${name}=${encoded(name === 'callback' ? callback() : variables)}`,
      headers: { 'x-oss-callback': callback(), [header]: header === 'x-oss-callback' ? callback() : variables },
    });
    expect(status).toBe(400);
    expect(body).toContain(
      `<Message>Either the ${name} query string parameter or the ${header} header should be specified, not both.</Message>`,
    );
    expect(body).toContain(`<ArgumentName>${name}</ArgumentName>`);
    expect(body).toContain(ec);
    expect(told()).toEqual([]);
    expect((await stored('twice')).status).toBe(404);
  });

  test('of CompleteMultipartUpload is made', async () => {
    const initiated = await put({ method: 'POST', query: 'uploads', body: '' });
    const id = /<UploadId>(.*)<\/UploadId>/.exec(initiated.body)?.[1];
    await put({ query: `partNumber=1&uploadId=${id}` });
    const query = `callback=${encoded(callback())}&uploadId=${id}`;
    const answer = await put({ method: 'POST', query, body: '', headers: { 'x-oss-complete-all': 'yes' } });
    expect([answer.status, answer.body, told()]).toEqual([200, '{"Status":"OK"}', [[undefined, 'x=']]]);
  });
});

describe('five URLs', () => {
  test('are tried in order until one answers 200 with JSON', async () => {
    const replies = ['HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK'];
    const [broken, plain] = await Promise.all(replies.map((reply) => rawReceiver((socket) => socket.end(reply))));
    const closing = await rawReceiver((socket) => socket.destroy());
    const urls = [`http://127.0.0.1:${await freePort()}`, broken?.url, plain?.url, closing.url, `${receiver.url}/5`];
    const answer = await put({ headers: { 'x-oss-callback': to(urls.join(';')) } });
    expect([answer.status, answer.body]).toEqual([200, '{"Status":"OK"}']);
    expect(told()).toEqual([[undefined, 'x=']]);
    const record = server.request(answer.header('x-oss-request-id') ?? '') as {
      rungs: { name: string; facts?: { sent?: { url: string }; failed?: string } }[];
    };
    const attempts = record.rungs.filter(({ name }) => name === 'callback').map(({ facts }) => facts);
    expect(attempts.map((facts) => facts?.sent?.url)).toEqual(urls);
    expect(attempts.map((facts) => facts?.failed)).toEqual([
      'callback-refused',
      'callback-status',
      'callback-answer-not-json',
      'callback-connection-lost',
      undefined,
    ]);
  });

  test('are the most: a sixth is refused', async () => {
    const urls = Array.from({ length: 6 }, (_, i) => `${receiver.url}/${i}`).join(';');
    const { body } = await put({ key: 'six', headers: { 'x-oss-callback': to(urls) } });
    expect(body).toContain('<Message>The number of callback url exceed max value.</Message>');
    expect([told(), (await stored('six')).status]).toEqual([[], 404]);
  });
});

describe('a strict server', () => {
  test.each([
    ['refuses callbacks to private addresses, as the service does', {}, 400, 404],
    ['makes them when its settings allow it', { forbidPrivate: false }, 200, 200],
  ])('%s', async (_, callbacks, status, found) => {
    const strict = await startServer({ clock: NOW, strict: true, callbacks });
    onTestFinished(() => strict.close());
    const call = { bucket: 'examplebucket', key: 'a', host: 'examplebucket.oss-cn-hangzhou.aliyuncs.com', at: NOW };
    const { url } = await openReceiverOf(strict);
    const headers = { 'x-oss-callback': to(url) };
    const answer = await signed(strict.port, { ...call, method: 'PUT', body: 'hello', headers });
    expect(answer.status, answer.body).toBe(status);
    if (status === 400) expect(answer.body).toContain('<Message>Private address is forbidden to callback.</Message>');
    expect((await signed(strict.port, { ...call, method: 'GET' })).status).toBe(found);
  });

  async function openReceiverOf({ url }: RunningServer): Promise<TestReceiver> {
    const own = await openReceiver(`${url}/_ossmock/`);
    onTestFinished(() => own.close());
    return own;
  }
});

describe('the image that was stored', () => {
  const callback = () =>
    to(`${receiver.url}/`, {
      callbackBody: '{"w":${imageInfo.width},"h":${imageInfo.height},"f":${imageInfo.format}}',
      callbackBodyType: 'application/json',
    });

  test.each(Object.entries(IMAGES))('%s is measured, whatever its name and type say', async (_, [format, bytes]) => {
    await form({ key: 'a.txt', callback: callback() }, bytes);
    await put({ key: 'b.txt', body: bytes, headers: { 'x-oss-callback': callback(), 'Content-Type': 'text/plain' } });
    const size = { w: WIDTH, h: HEIGHT, f: format };
    expect(told().map(([fault, body]) => [fault, JSON.parse(body ?? '')])).toEqual([
      [undefined, size],
      [undefined, size],
    ]);
  });

  test('is null in JSON when it is none', async () => {
    await put({ key: 'a.png', headers: { 'x-oss-callback': callback() } });
    expect(told()).toEqual([[undefined, '{"w":null,"h":null,"f":null}']]);
  });
});

describe('an answer', () => {
  const XML = '<?xml version="1.0"?><ok/>';

  test('in XML that says so stands in the place of the upload’s own, with its type', async () => {
    const text = `HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: ${XML.length}\r\n\r\n${XML}`;
    const { url } = await rawReceiver((socket) => socket.end(text));
    const headers = { 'x-oss-callback': to(url) };
    for (const answer of [await put({ headers }), await multipart(headers)]) {
      expect([answer.status, answer.header('Content-Type'), answer.body]).toEqual([200, 'application/xml', XML]);
    }
  });

  /** Headers that differ from one request to the next, or with the body. */
  const PASSING = new Set(['Content-Length', 'Content-Type', 'x-oss-request-id', 'x-oss-ec']);
  const lasting = ({ headers }: RawAnswer) => headers.filter(([name]) => !PASSING.has(name));

  test.each([
    ['PutObject', (headers: Record<string, string>) => put({ headers })],
    ['CompleteMultipartUpload', multipart],
    [
      'PostObject',
      (headers: Record<string, string>) => {
        const { 'x-oss-callback': callback, ...more } = headers;
        return form({ key: 'a.txt', ...more, ...(callback !== undefined && { callback }) });
      },
    ],
  ])('of %s has the headers of the upload without a callback, good or bad', async (operation, upload) => {
    const more = operation === 'CompleteMultipartUpload' ? {} : { 'x-oss-server-side-encryption': 'AES256' };
    const plain = await upload(more);
    const good = await upload({ ...more, 'x-oss-callback': to(`${receiver.url}/`) });
    const bad = await upload({ ...more, 'x-oss-callback': to(`http://127.0.0.1:${await freePort()}`) });
    expect([good.status, bad.status]).toEqual([200, 203]);
    expect(lasting(good)).toEqual(lasting(plain));
    expect(lasting(bad)).toEqual(lasting(plain));
    expect([bad.header('x-oss-ec'), bad.header('Content-Type')]).toEqual(['0007-00000203', 'application/xml']);
    expect(lasting(plain).map(([name]) => name)).toContain('ETag');
  });
});

describe('what is told', () => {
  test('is of one upload, when forty store under the same key at once', async () => {
    const headers = { 'x-oss-callback': to(`${receiver.url}/`, { callbackBody: '${etag} ${size} ${reqId}' }) };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => put({ key: 'same', body: 'x'.repeat(i), headers })),
    );
    const expected = answers.map(
      (answer, i) => `${answer.header('ETag')?.replaceAll('"', '')} ${i} ${answer.header('x-oss-request-id')}`,
    );
    expect(
      told()
        .map(([, body]) => body)
        .sort(),
    ).toEqual(expected.sort());
  });

  test.each(['img.example.com', `${BUCKET}.oss-cn-hangzhou.aliyuncs.com`, '127.0.0.1'])(
    'to a client that comes to %s is signed with a key that the receiver finds',
    async (host) => {
      const path = host === '127.0.0.1' ? `/${BUCKET}/a.txt` : '/a.txt';
      const headers = {
        Host: host === '127.0.0.1' ? `${host}:${server.port}` : host,
        'Content-Length': '5',
        'x-oss-callback': to(`${receiver.url}/`),
      };
      const answer = await raw(server.port, wire('PUT', path, headers, 'hello'));
      expect([answer.status, answer.body]).toEqual([200, '{"Status":"OK"}']);
      expect(told()).toEqual([[undefined, 'x=']]);
      expect(receiver.received[0]?.headers['x-oss-requester']).toBe('-');
    },
  );
});
