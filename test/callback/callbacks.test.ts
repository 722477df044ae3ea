// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the callback, as sent
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Callbacks } from '../../src/callback/callbacks.ts';
import { makeRsaKey } from '../../src/callback/rsa.ts';
import { makeRuntime } from '../../src/runtime/index.ts';
import { openStore } from '../../src/store/index.ts';
import { IMAGES } from './images.ts';
import { callback, freePort, openCallbacks, rawReceiver, refusalOf, upload } from './support.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"Status":"OK"}';

/** The parts of a request as bytes. */
function parse(request: string) {
  const end = request.indexOf('\r\n\r\n');
  const [line = '', ...lines] = request.slice(0, end).split('\r\n');
  const headers = new Map(lines.map((l) => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 2)]));
  return { target: line.split(' ')[1] as string, headers, body: request.slice(end + 4) };
}

/** A receiver's own way to the signed text, by bytes: independent of src/callback/sign.ts. */
function signedBytes(target: string, body: string): Buffer {
  const raw = Buffer.from(target, 'latin1');
  const mark = raw.indexOf('?');
  const path = mark === -1 ? raw : raw.subarray(0, mark);
  const out: number[] = [];
  for (let i = 0; i < path.length; i++) {
    const hex = path.toString('latin1', i + 1, i + 3);
    if (path[i] === 0x25 && /^[0-9a-f]{2}$/i.test(hex)) {
      out.push(Number.parseInt(hex, 16));
      i += 2;
    } else out.push(path[i] as number);
  }
  const query = mark === -1 ? Buffer.alloc(0) : raw.subarray(mark);
  return Buffer.concat([Buffer.from(out), query, Buffer.from('\n'), Buffer.from(body, 'latin1')]);
}

describe('the request that goes out', () => {
  it('is this one, to the byte', async () => {
    const receiver = await rawReceiver((socket) => socket.end(OK));
    const { callbacks } = await openCallbacks();
    const callbackUrl = `http://127.0.0.1:${receiver.port}/a%20b?id=1&index=2#top`;
    const callbackBody = 'bucket=${bucket}&object=${object}&my_var=${x:my_var}';
    await callbacks.perform(callback({ callbackUrl, callbackBody }, { 'x:my_var': 'a b' }), upload());
    const [request = ''] = receiver.requests;
    const body = 'bucket=examplebucket&object=photos%2F%E4%B8%80.jpg&my_var=a%20b';
    const signature = /^authorization: (.*)$/m.exec(request)?.[1]?.trim();
    expect(request).toBe(
      [
        'POST /a%20b?id=1&index=2 HTTP/1.1',
        'Host: 127.0.0.1',
        'Connection: close',
        `Content-Length: ${body.length}`,
        `authorization: ${signature}`,
        `Content-MD5: ${createHash('md5').update(body).digest('base64')}`,
        'Content-Type: application/x-www-form-urlencoded',
        'Date: Thu, 20 Nov 2025 08:00:00 GMT',
        'User-Agent: aliyun-oss-callback',
        'x-oss-additional-headers: ',
        'x-oss-bucket: examplebucket',
        'x-oss-owner: 1234567890123456',
        `x-oss-pub-key-url: ${Buffer.from('http://127.0.0.1:9000/_ossmock/callback-key.pem').toString('base64')}`,
        'x-oss-request-id: 691ECC80A1B2C33334D5E6F7',
        'x-oss-requester: 1234567890123456',
        'x-oss-signature-version: 1.0',
        'x-oss-tag: CALLBACK',
        'eagleeye-rpcid: 0.1',
        '',
        body,
      ].join('\r\n'),
    );
    const key = createPublicKey(await callbacks.publicKeyPem());
    expect(
      verify('RSA-MD5', Buffer.from(`/a b?id=1&index=2\n${body}`), key, Buffer.from(signature as string, 'base64')),
    ).toBe(true);
  });

  it('has callbackHost as Host, the given URL of the key, and the user as requester', async () => {
    const receiver = await rawReceiver((socket) => socket.end(OK));
    const publicKeyUrl = 'https://gosspublic.alicdn.com/callback_pub_key_v1.pem';
    const { callbacks } = await openCallbacks({ publicKeyUrl });
    const request = callback({ callbackUrl: receiver.url, callbackHost: 'oss-cn-hangzhou.aliyuncs.com' });
    const requester = {
      kind: 'user',
      account: '1234567890123456',
      accessKeyId: 'a',
      userId: '200',
      name: 'n',
    } as const;
    await callbacks.perform(request, upload({ requester }));
    await callbacks.perform(request, upload({ requester: { kind: 'anonymous' } }));
    const [first, second] = receiver.requests.map((text) => parse(text).headers);
    expect(first?.get('Host')).toBe('oss-cn-hangzhou.aliyuncs.com');
    expect(Buffer.from(first?.get('x-oss-pub-key-url') ?? '', 'base64').toString()).toBe(publicKeyUrl);
    expect([first?.get('x-oss-requester'), second?.get('x-oss-requester')]).toEqual(['200', '-']);
  });

  it('tells every system variable', async () => {
    const receiver = await rawReceiver((socket) => socket.end(OK));
    const { callbacks } = await openCallbacks();
    const names = [
      'bucket',
      'object',
      'etag',
      'size',
      'mimeType',
      'crc64',
      'contentMd5',
      'vpcId',
      'clientIp',
      'reqId',
      'operation',
    ];
    const callbackBody = `{${names.map((name) => `"${name}":\${${name}}`).join(',')}}`;
    await callbacks.perform(
      callback({ callbackUrl: receiver.url, callbackBody, callbackBodyType: 'application/json' }),
      upload(),
    );
    const { headers, body } = parse(receiver.requests[0] as string);
    expect(headers.get('Content-Type')).toBe('application/json');
    expect(JSON.parse(Buffer.from(body, 'latin1').toString())).toEqual({
      bucket: 'examplebucket',
      object: 'photos/一.jpg',
      etag: '5D41402ABC4B2A76B9719D911017C592',
      size: 5,
      mimeType: 'image/jpeg',
      crc64: '11387722543087512356',
      contentMd5: 'XUFAKrxLKna5cZ2REBfFkg==',
      vpcId: null,
      clientIp: '127.0.0.1',
      reqId: '691ECC80A1B2C33334D5E6F7',
      operation: 'PutObject',
    });
  });

  it('tells the size of an image, whatever its type is said to be, and nothing for what is no image', async () => {
    const receiver = await rawReceiver((socket) => socket.end(OK));
    const { callbacks } = await openCallbacks();
    const request = callback({
      callbackUrl: receiver.url,
      callbackBody: '${imageInfo.width}x${imageInfo.height} ${imageInfo.format}',
    });
    const [, image] = IMAGES.WebP ?? (IMAGES['lossy WebP'] as readonly [string, Buffer]);
    await callbacks.perform(
      request,
      upload({ read: async (at, n) => image.subarray(at, at + n), mimeType: 'text/plain' }),
    );
    await callbacks.perform(request, upload());
    expect(receiver.requests.map((text) => parse(text).body)).toEqual(['17x11 webp', 'x ']);
  });

  it('fails when the stored object cannot be read for its size; nothing is read when nobody asks', async () => {
    const receiver = await rawReceiver((socket) => socket.end(OK));
    const { callbacks } = await openCallbacks();
    const read = async () => {
      throw new Error('the object is gone');
    };
    const asking = callback({ callbackUrl: receiver.url, callbackBody: 'w=${imageInfo.width}' });
    const error = await refusalOf(callbacks.perform(asking, upload({ read })));
    expect([error.row.message, error.headers()]).toEqual(['Get image info failed.', upload().headers]);
    await callbacks.perform(callback({ callbackUrl: receiver.url }), upload({ read }));
  });
});

describe('several URLs', () => {
  it('are tried in order until one succeeds, each with its own signature and Host', async () => {
    const bad = await rawReceiver((socket) => socket.end('HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n'));
    const good = await rawReceiver((socket) => socket.end(OK));
    const never = await rawReceiver((socket) => socket.end(OK));
    const { callbacks } = await openCallbacks();
    const callbackUrl = `http://127.0.0.1:${await freePort()}/0;${bad.url}/1;${good.url}/2;${never.url}/3`;
    const done = upload();
    const answer = await callbacks.perform(callback({ callbackUrl }), done);
    expect(answer.body.toString()).toBe('{"Status":"OK"}');
    expect([bad, good, never].map(({ requests }) => requests.length)).toEqual([1, 1, 0]);
    const key = createPublicKey(await callbacks.publicKeyPem());
    for (const text of [bad, good].map(({ requests }) => requests[0] as string)) {
      const { target, headers, body } = parse(text);
      expect(
        verify(
          'RSA-MD5',
          signedBytes(target, body),
          key,
          Buffer.from(headers.get('authorization') as string, 'base64'),
        ),
      ).toBe(true);
    }
    expect(done.notes.map(({ facts }) => facts.failed)).toEqual(['callback-refused', 'callback-status', undefined]);
  });

  it('that all fail are told by the last', async () => {
    const bad = await rawReceiver((socket) => socket.end('HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n'));
    const worse = await rawReceiver((socket) => socket.end('HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n'));
    const { callbacks } = await openCallbacks();
    const error = await refusalOf(callbacks.perform(callback({ callbackUrl: `${bad.url};${worse.url}` }), upload()));
    expect(error.details).toEqual({ Status: '403' });
  });

  it('share five seconds: a first that hangs leaves nothing for a second', async () => {
    const slow = await rawReceiver(() => {});
    const good = await rawReceiver((socket) => socket.end(OK));
    const { callbacks, time } = await openCallbacks();
    const failed = refusalOf(callbacks.perform(callback({ callbackUrl: `${slow.url};${good.url}` }), upload()));
    await slow.arrived();
    time.pass(5_000);
    expect((await failed).cause).toBe('callback-timeout');
    expect(good.requests).toEqual([]);
  });

  it('of which a later one uses up the time cost too long', async () => {
    const bad = await rawReceiver((socket) => socket.end('HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n'));
    const slow = await rawReceiver(() => {});
    const { callbacks, time } = await openCallbacks();
    const failed = refusalOf(callbacks.perform(callback({ callbackUrl: `${bad.url};${slow.url}` }), upload()));
    await slow.arrived();
    time.pass(5_000);
    expect((await failed).row.message).toBe('Cost too long time.');
  });
});

describe('1,000 callbacks to random URLs with random bodies', () => {
  it('verify with the served key, and with no other', { timeout: 60_000 }, async () => {
    const receiver = await rawReceiver((socket) => socket.end(OK));
    const { callbacks } = await openCallbacks();
    const { random } = makeRuntime({ seed: 5 });
    const pick = <T>(from: readonly T[]): T => from[random.bytes(2).readUInt16BE() % from.length] as T;
    const text = (alphabet: readonly string[], max: number): string =>
      Array.from({ length: (random.bytes(1)[0] as number) % max }, () => pick(alphabet)).join('');
    const letters = [
      'a',
      'Z',
      '0',
      '/',
      '%20',
      '%2F',
      '%e4%b8%80',
      '一',
      'é',
      '+',
      '%',
      '-',
      '=',
      '&',
      '~',
      '!',
      "'",
      '(',
      ':',
      '@',
      '?',
      '💾',
    ];
    const values = [...'ab 0\n\t"\\/&=%+$?é一💾', '\u0001'];
    const key = createPublicKey(await callbacks.publicKeyPem());
    const other = createPublicKey(makeRsaKey(makeRuntime({ seed: 77 }).random));
    const expected: string[] = [];
    for (let i = 0; i < 1_000; i++) {
      const json = i % 2 === 1;
      const variables = { 'x:a': text(values, 20), 'x:一': text(values, 20) };
      const object = `k${text(values, 30)}`;
      const settings = {
        callbackUrl: `http://127.0.0.1:${receiver.port}/${text(letters, 30)}`,
        callbackBody: json ? '{"o":${object},"a":${x:a},"b":${x:一},"c":"é"}' : 'o=${object}&a=${x:a}&b=${x:一}&c=é',
        callbackBodyType: json ? 'application/json' : 'application/x-www-form-urlencoded',
      };
      await callbacks.perform(callback(settings, variables), upload({ key: object }));
      expected.push(
        json
          ? JSON.stringify({ o: object, a: variables['x:a'] || null, b: variables['x:一'] || null, c: 'é' })
          : `o=${form(object)}&a=${form(variables['x:a'])}&b=${form(variables['x:一'])}&c=é`,
      );
    }
    expect(receiver.requests).toHaveLength(1_000);
    for (const [i, request] of receiver.requests.entries()) {
      const { target, headers, body } = parse(request);
      const signature = Buffer.from(headers.get('authorization') as string, 'base64');
      const signed = signedBytes(target, body);
      expect(verify('RSA-MD5', signed, key, signature), request).toBe(true);
      expect(verify('RSA-MD5', signed, other, signature)).toBe(false);
      expect(Buffer.from(body, 'latin1').toString()).toBe(expected[i]);
    }
    await receiver.quiet();
  });

  const form = (value: string): string =>
    encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
});

describe('the key', () => {
  it('is made at first use, and stays with the data', async () => {
    const data = mkdtempSync(join(tmpdir(), 'ossmock-callback-'));
    onTestFinished(() => rmSync(data, { recursive: true }));
    const pems: string[] = [];
    for (let start = 0; start < 2; start++) {
      const store = await openStore({ directory: data });
      const callbacks = new Callbacks(store, makeRuntime());
      expect(store.setting('callback-key') === undefined).toBe(start === 0);
      pems.push(await callbacks.publicKeyPem(), await callbacks.publicKeyPem());
      await store.close();
    }
    expect(new Set(pems).size).toBe(1);
    expect(pems[0]).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  });

  it('outlives a reset of the store, and is one key for all that ask at once', async () => {
    const { callbacks, store } = await openCallbacks();
    const [first, second] = await Promise.all([callbacks.publicKeyPem(), callbacks.publicKeyPem()]);
    await store.reset();
    expect([first, await callbacks.publicKeyPem()]).toEqual([second, first]);
    expect(store.setting('callback-key')).toBeDefined();
  });

  it('can be given, and then nothing is kept', async () => {
    const key = makeRsaKey(makeRuntime().random);
    const { callbacks, store } = await openCallbacks({ key });
    expect(await callbacks.publicKeyPem()).toBe(createPublicKey(key).export({ format: 'pem', type: 'spki' }));
    expect(store.setting('callback-key')).toBeUndefined();
  });

  it('that is none is refused at the start', async () => {
    const store = await openStore({});
    expect(() => new Callbacks(store, makeRuntime(), { key: 'not a key' })).toThrow();
  });
});

describe('many callbacks at once', () => {
  it('wait side by side, end together, and leave no socket', async () => {
    const slow = await rawReceiver(() => {});
    const { callbacks, time } = await openCallbacks();
    const failed = Array.from({ length: 200 }, () =>
      refusalOf(callbacks.perform(callback({ callbackUrl: slow.url }), upload())),
    );
    await slow.arrived(200);
    expect(slow.open()).toBe(200);
    time.pass(5_000);
    expect(new Set((await Promise.all(failed)).map(({ cause }) => cause))).toEqual(new Set(['callback-timeout']));
    await slow.quiet();
    expect(time.waiting()).toBe(0);
  });

  it('above the limit are refused, and accepted again afterwards', async () => {
    const slow = await rawReceiver(() => {});
    const good = await rawReceiver((socket) => socket.end(OK));
    const { callbacks, time } = await openCallbacks({ maxUnderWay: 1 });
    const first = refusalOf(callbacks.perform(callback({ callbackUrl: slow.url }), upload()));
    await slow.arrived();
    const second = await refusalOf(callbacks.perform(callback({ callbackUrl: good.url }), upload()));
    expect(second.row.message).toBe('Too many callback requests.');
    expect(second.headers()).toEqual(upload().headers);
    time.pass(5_000);
    await first;
    await callbacks.perform(callback({ callbackUrl: good.url }), upload());
  });
});

describe('the record', () => {
  it('holds the request sent, the answer received and its timing', async () => {
    const receiver = await rawReceiver((socket) => socket.end(OK));
    const { callbacks } = await openCallbacks();
    const done = upload();
    await callbacks.perform(callback({ callbackUrl: receiver.url }), done);
    expect(done.notes).toMatchObject([
      {
        name: 'callback',
        facts: {
          sent: { url: receiver.url, headers: { 'x-oss-tag': 'CALLBACK' }, body: 'object=photos%2F%E4%B8%80.jpg' },
          received: { status: 200, contentType: 'application/json', body: '{"Status":"OK"}' },
          took: 0,
        },
      },
    ]);
  });

  it('holds what a receiver said when it refused', async () => {
    const receiver = await rawReceiver((socket) => socket.end('HTTP/1.1 400 No\r\nContent-Length: 9\r\n\r\nwrong key'));
    const { callbacks } = await openCallbacks();
    const done = upload();
    const error = await refusalOf(callbacks.perform(callback({ callbackUrl: receiver.url }), done));
    expect(done.notes).toMatchObject([{ facts: { failed: 'callback-status', status: 400, body: 'wrong key' } }]);
    expect(error.facts).toMatchObject({ status: 400, body: 'wrong key' });
  });
});

describe('the timeout', () => {
  it('is worded as in 2017 when the settings say so', async () => {
    const slow = await rawReceiver(() => {});
    const { callbacks, time } = await openCallbacks({ timeoutWording: '2017', timeout: 3_000 });
    const failed = refusalOf(callbacks.perform(callback({ callbackUrl: slow.url }), upload()));
    await slow.arrived();
    time.pass(3_000);
    expect((await failed).worded('2022').message).toBe(
      `Error status : -1 127.0.0.1:${slow.port} reply timeout, cost:3000ms, timeout:3000ms (err -4, errno115)`,
    );
  });
});
