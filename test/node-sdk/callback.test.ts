// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of callbacks
import OSS from 'ali-oss';
import { afterEach, describe, expect, test } from 'vitest';
import type { ReceivedCallback } from '../../src/callback/receiver/receiver.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { HEIGHT, IMAGES, WIDTH } from '../callback/images.ts';
import { CALLBACK_EXAMPLES, type CallbackExample, PATIENCE, printed } from '../support/callback-examples.ts';
import { openReceiver } from '../support/callback-receiver.ts';
import { client, content, OWNER } from './clients.ts';

/** Callbacks as ali-oss asks for them and tells of them. */

const CONTENT = content(150 * 1024);
const VERSIONS = [{ version: 'V1' }, { version: 'V4' }] as const;
type Version = (typeof VERSIONS)[number]['version'];

const closing: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

async function start(settings: CallbackExample['settings'] = {}): Promise<RunningServer> {
  const buckets = ['bucket', 'guoping-hangzhou'].map(
    (name) => ({ name, acl: 'private', storageClass: 'Standard' }) as const,
  );
  const server = await startServer({ wire: '2022', buckets, callbacks: settings });
  closing.push(() => server.close());
  return server;
}

/** ali-oss with an address as endpoint, so that Host names a bucket of the service; `bodies` are the answers' as received. */
function sdk(server: RunningServer, version: Version, bucket: string) {
  const oss = client(server, { v4: version === 'V4', style: 'ip' }, { bucket });
  const bodies: string[] = [];
  const http = (oss as unknown as { urllib: { request(...sent: unknown[]): Promise<{ data: Buffer }> } }).urllib;
  const request = async (...sent: unknown[]) => {
    const answer = await http.request(...sent);
    bodies.push(answer.data.toString());
    return answer;
  };
  Object.assign(oss, { urllib: { request } });
  return { oss, bodies };
}

const UPLOADS = [
  { operation: 'put', upload: (oss: OSS, options: object) => oss.put('object', CONTENT, options) },
  {
    operation: 'multipartUpload',
    upload: (oss: OSS, options: object) =>
      oss.multipartUpload('object', CONTENT, { partSize: 100 * 1024, parallel: 1, ...options }),
  },
];

/** What the option `callback` makes of a callback; what is no JSON can be sent only as a header. */
function option(base64: string): object {
  const text = Buffer.from(base64, 'base64').toString();
  try {
    const { callbackUrl, callbackBody } = JSON.parse(text) as Record<string, string>;
    return { callback: { url: callbackUrl, body: callbackBody, customValue: { who: '名' } } };
  } catch {
    return { headers: { 'x-oss-callback': base64 } };
  }
}

describe.each(VERSIONS)('ali-oss $version', ({ version }) => {
  describe.each(UPLOADS)('$operation', ({ operation, upload }) => {
    test.each(CALLBACK_EXAMPLES)('$name: $mistake', async (example) => {
      const { status, bucket, settings } = example;
      const server = await start(settings);
      const { oss, bodies } = sdk(server, version, bucket);
      const { callback, address, silence } = await example.make('2022');
      silence?.then(() => server.clock.advance(PATIENCE));
      const error = await upload(oss, option(callback)).then(
        () => expect.unreachable('the callback failed'),
        (thrown: { requestId: string }) => thrown,
      );
      const xml = bodies.at(-1) ?? '';
      expect(xml).toBe(printed(example, '2022', { requestId: error.requestId, address }));
      const [code, message] = ['Code', 'Message'].map((name) => new RegExp(`<${name}>(.*)</${name}>`).exec(xml)?.[1]);
      expect(error).toMatchObject({ name: `${code}Error`, status, code, message });
      if (status === 203) expect(CONTENT.equals((await oss.get('object')).content)).toBe(true);
      else await expect(oss.head('object')).rejects.toMatchObject({ status: 404 });
    });

    test('gives the answer of the callback server, which got every variable under a right signature', async () => {
      const server = await start();
      const receiver = await openReceiver(`${server.url}/_ossmock/`);
      closing.push(() => receiver.close());
      const names = ['bucket', 'object', 'etag', 'size', 'mimeType', 'crc64', 'operation', 'reqId', 'clientIp'];
      const body = `{${[...names, 'x:who'].map((name) => `"${name}":\${${name}}`).join(',')}}`;
      const { oss } = sdk(server, version, 'bucket');
      const result = (await upload(oss, {
        mime: 'text/x-test',
        callback: {
          url: `${receiver.url}/通知?a=b c`,
          host: 'callback.example.com',
          contentType: 'application/json',
          body,
          customValue: { who: '名' },
        },
      })) as unknown as { data: unknown; res: { status: number; headers: Record<string, string> } };
      expect([result.res.status, result.data]).toEqual([200, { Status: 'OK' }]);
      const { headers } = result.res;
      const [{ fault, path, headers: sent, body: told }] = receiver.received as [ReceivedCallback];
      expect([fault, path, sent.host]).toEqual([undefined, '/%E9%80%9A%E7%9F%A5?a=b%20c', 'callback.example.com']);
      expect(JSON.parse(told.toString())).toEqual({
        bucket: 'bucket',
        object: 'object',
        etag: headers.etag?.replaceAll('"', ''),
        size: CONTENT.length,
        mimeType: 'text/x-test',
        crc64: headers['x-oss-hash-crc64ecma'],
        operation: operation === 'put' ? 'PutObject' : 'CompleteMultipartUpload',
        reqId: headers['x-oss-request-id'],
        clientIp: '127.0.0.1',
        'x:who': '名',
      });
    });
  });
});

describe.each(VERSIONS)('a URL that ali-oss signs with a callback, $version', ({ version }) => {
  test.each(['PNG', 'JPEG'] as const)('uploads a %s and tells its size', async (format) => {
    const server = await start();
    const receiver = await openReceiver(`http://127.0.0.1:${server.port}/_ossmock/`);
    closing.push(() => receiver.close());
    const { url, received } = receiver;
    const body = '${imageInfo.format} ${imageInfo.width}x${imageInfo.height} ${x:who}';
    const oss = client(server, { v4: version === 'V4', style: 'path' }, { bucket: 'bucket' });
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64');
    const target =
      version === 'V1'
        ? oss.signatureUrl('picture', { method: 'PUT', callback: { url, body, customValue: { who: '>>>???' } } })
        : await oss.signatureUrlV4(
            'PUT',
            60,
            {
              queries: {
                callback: encoded({ callbackUrl: url, callbackBody: body }),
                'callback-var': encoded({ 'x:who': '>>>???' }),
              },
            },
            'picture',
          );
    const [type, bytes] = IMAGES[format] as readonly [string, Buffer];
    const answer = await fetch(target.replace('localhost', '127.0.0.1'), {
      method: 'PUT',
      body: new Uint8Array(bytes),
    });
    expect([answer.status, await answer.text()]).toEqual([200, '{"Status":"OK"}']);
    expect(received.map(({ fault, body }) => [fault, body.toString()])).toEqual([
      [undefined, `${type} ${WIDTH}x${HEIGHT} %3E%3E%3E%3F%3F%3F`],
    ]);
  });
});

describe('x-oss-requester', () => {
  const alice = { accessKeyId: 'alicekey', accessKeySecret: 'alice-secret' };
  const ROLE = '300000000000000001';
  const USER = '200000000000000001';

  async function startWithUsers(): Promise<RunningServer> {
    const server = await startServer({
      accounts: [
        {
          id: OWNER,
          keys: [{ id: 'ossmock', secret: 'ossmock-secret', status: 'active' }],
          users: [
            {
              name: 'alice',
              id: USER,
              keys: [{ id: alice.accessKeyId, secret: alice.accessKeySecret, status: 'active' }],
              policies: ['AliyunSTSAssumeRoleAccess', 'AliyunOSSFullAccess'],
            },
          ],
          roles: [{ name: 'uploader', id: ROLE, policies: ['AliyunOSSFullAccess'] }],
        },
      ],
    });
    closing.push(() => server.close());
    return server;
  }

  async function temporary(server: RunningServer) {
    const sts = new OSS.STS({ ...alice, endpoint: server.url });
    const { credentials } = await sts.assumeRole(`acs:ram::${OWNER}:role/uploader`, '', 900, 'app');
    const { AccessKeyId, AccessKeySecret, SecurityToken } = credentials;
    const renewal = { refreshSTSToken: async () => ({}), refreshSTSTokenInterval: 3_600_000 };
    return { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, stsToken: SecurityToken, ...renewal };
  }

  test.each([
    ['the account', OWNER, async () => ({ accessKeyId: 'ossmock', accessKeySecret: 'ossmock-secret' })],
    ['a RAM user', USER, async () => alice],
    ['a role, with temporary keys', ROLE, temporary],
  ])('is %s that uploads, and x-oss-owner the account of the bucket', async (_, id, keys) => {
    const server = await startWithUsers();
    const receiver = await openReceiver(`${server.url}/_ossmock/`);
    closing.push(() => receiver.close());
    const common = { region: 'oss-cn-hangzhou', endpoint: server.url, bucket: 'examplebucket' };
    const callback = { url: receiver.url, body: '${bucket}' };
    for (const authorizationV4 of [false, true]) {
      const oss = new OSS({ ...common, authorizationV4, ...(await keys(server)) });
      await oss.put('object', CONTENT, { callback } as object);
    }
    const seen = receiver.received.map(({ fault, headers, body }) => ({
      fault,
      requester: headers['x-oss-requester'],
      owner: headers['x-oss-owner'],
      body: body.toString(),
    }));
    const each = { fault: undefined, requester: id, owner: OWNER, body: 'examplebucket' };
    expect(seen).toEqual([each, each]);
  });
});
