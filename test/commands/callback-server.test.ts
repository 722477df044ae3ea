import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Callbacks } from '../../src/callback/callbacks.ts';
import { REPLIES } from '../../src/callback/receiver/replies.ts';
import { openCallbackServer } from '../../src/commands/callback-server.ts';
import { ConfigError } from '../../src/config/config.ts';
import { callback, openCallbacks, refusalOf, upload } from '../callback/support.ts';

/** `ossmock callback-server --port 0 …`, and what it prints. */
async function start(...args: string[]) {
  const printed: string[] = [];
  const receiver = await openCallbackServer(['--port', '0', ...args], (text) => printed.push(text));
  if (receiver === undefined) throw new Error('it did not start');
  onTestFinished(() => receiver.close());
  return { url: `http://127.0.0.1:${receiver.port}/callback?id=1`, printed };
}

/** Serves the public key of callbacks, as ossmock does. Counts the downloads. */
async function keyServer(pem: () => Promise<string>) {
  let downloads = 0;
  const server = createServer(async (_, response) => {
    downloads++;
    response.end(await pem());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/_ossmock/callback-key.pem`;
  return { url, downloads: () => downloads };
}

/** Callbacks signed with a key that can be downloaded. */
async function signing() {
  let callbacks: Callbacks | undefined;
  const keys = await keyServer(async () => (await callbacks?.publicKeyPem()) ?? '');
  const opened = await openCallbacks({ publicKeyUrl: keys.url });
  callbacks = opened.callbacks;
  return { ...opened, keys };
}

function send(url: string, method: string, headers: Record<string, string> = {}, body = '') {
  return new Promise<{ status: number; message: string; body: string }>((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, message: response.statusMessage ?? '', body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('the callback server', () => {
  it('answers a right signature with {"Status":"OK"}, and prints what it received', async () => {
    const { url, printed } = await start();
    const { callbacks, keys } = await signing();
    for (let i = 0; i < 2; i++) {
      const answer = await callbacks.perform(callback({ callbackUrl: url }), upload());
      expect([answer.contentType, answer.body.toString()]).toEqual(['application/json', '{"Status":"OK"}']);
    }
    expect(keys.downloads()).toBe(1);
    expect(printed[0]).toMatch(
      /^callback server is ready at http:\/\/127\.0\.0\.1:\d+; it answers 200 with \{"Status":"OK"\}\n$/,
    );
    expect(printed[1]).toMatch(/^POST \/callback\?id=1\n {2}Host: 127\.0\.0\.1\n/);
    expect(printed[1]).toContain('\n\n  object=photos%2F%E4%B8%80.jpg\n\n  signature: right\n\n');
  });

  it('answers a wrong signature, or none, with 400 Bad Request', async () => {
    const { url, printed } = await start();
    const { keys } = await signing();
    const encoded = Buffer.from(keys.url).toString('base64');
    const wrong = Buffer.alloc(64, 1).toString('base64');
    const headers: Record<string, string>[] = [
      {},
      { authorization: wrong },
      { authorization: '!', 'x-oss-pub-key-url': encoded },
      { authorization: wrong, 'x-oss-pub-key-url': '!' },
      { authorization: wrong, 'x-oss-pub-key-url': encoded },
      { authorization: wrong, 'x-oss-pub-key-url': Buffer.from('http://127.0.0.1:1/key').toString('base64') },
    ];
    for (const sent of headers) {
      expect(await send(url, 'POST', sent, 'object=test_obj')).toMatchObject({ status: 400, message: 'Bad Request' });
    }
    expect(printed.slice(1).map((text) => /signature: wrong, (.*)/.exec(text)?.[1]?.replace(/ at http.*/, ''))).toEqual(
      [
        'there is no authorization header',
        'there is no x-oss-pub-key-url header',
        'authorization is not Base64',
        'x-oss-pub-key-url is not Base64',
        'the signature does not match',
        'the key',
      ],
    );
  });

  it('answers other methods with 501', async () => {
    const { url } = await start();
    expect(await send(url, 'GET')).toMatchObject({ status: 501, message: "Unsupported method ('GET')" });
  });

  it('takes curl at its word with --trust', async () => {
    const { url } = await start('--trust');
    expect(await send(url, 'POST', {}, 'object=test_obj')).toMatchObject({ status: 200, body: '{"Status":"OK"}' });
  });

  it('insists on the prefix of the official key with --key-prefix, and verifies with --key', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ossmock-key-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const official = [
      '--key-prefix',
      'http://gosspublic.alicdn.com/',
      '--key-prefix',
      'https://gosspublic.alicdn.com/',
    ];
    const { callbacks } = await openCallbacks({
      publicKeyUrl: 'https://gosspublic.alicdn.com/callback_pub_key_v1.pem',
    });
    writeFileSync(join(folder, 'key.pem'), await callbacks.publicKeyPem());
    const { url } = await start('--key', join(folder, 'key.pem'), ...official);
    const answer = await callbacks.perform(callback({ callbackUrl: url }), upload());
    expect(answer.body.toString()).toBe('{"Status":"OK"}');
    const { callbacks: ours } = await signing();
    expect((await refusalOf(ours.perform(callback({ callbackUrl: url }), upload()))).details).toEqual({
      Status: '400',
    });
  });

  it.each([
    ['400', 'callback-status'],
    ['redirect', 'callback-status'],
    ['not-json', 'callback-answer-not-json'],
    ['bom', 'callback-answer-not-json'],
    ['no-length', 'callback-answer-without-length'],
    ['bad-length', 'callback-answer-length-invalid'],
    ['too-long', 'callback-answer-too-long'],
    ['short-body', 'callback-connection-lost'],
    ['reset', 'callback-connection-lost'],
    ['close', 'callback-connection-lost'],
    ['endless-headers', 'callback-answer-not-http'],
    ['endless-body', 'callback-answer-too-long'],
    ['not-http', 'callback-answer-not-http'],
  ])('misbehaves with --reply %s: %s', async (reply, cause) => {
    const { url } = await start('--reply', reply);
    const { callbacks } = await signing();
    expect((await refusalOf(callbacks.perform(callback({ callbackUrl: url }), upload()))).cause).toBe(cause);
  });

  it.each(['silent', 'slow-headers', 'slow-body', 'drip'])(
    'keeps the caller waiting with --reply %s',
    async (reply) => {
      const { url, printed } = await start('--reply', reply);
      const { callbacks, time } = await signing();
      const failed = refusalOf(callbacks.perform(callback({ callbackUrl: url }), upload()));
      await expect.poll(() => printed.length).toBe(2);
      time.pass(5_000);
      expect((await failed).cause).toBe('callback-timeout');
    },
  );

  it('explains every reply in its help', async () => {
    const printed: string[] = [];
    expect(await openCallbackServer(['--help'], (text) => printed.push(text))).toBeUndefined();
    for (const [name, { explain }] of Object.entries(REPLIES)) {
      expect(printed.join('')).toMatch(
        new RegExp(`^ {4}${name} +${explain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'm'),
      );
    }
  });

  it.each([
    [['--reply', 'nicely'], '--reply nicely: expected a status or one of ok, redirect,'],
    [['--reply', '42'], '--reply 42: expected a status'],
    [['--port', 'x'], '--port x: expected 0 to 65535'],
    [['--port', '65536'], '--port 65536: expected 0 to 65535'],
    [['--key', '/nowhere/key.pem'], '--key /nowhere/key.pem: ENOENT'],
    [['--unknown'], "Unknown option '--unknown'"],
  ])('refuses %j', async (args, message) => {
    const outcome = await openCallbackServer(args, () => {}).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(ConfigError);
    expect((outcome as Error).message).toContain(message);
  });

  it('says which port is taken', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    await expect(openCallbackServer(['--port', port], () => {})).rejects.toThrow(
      `port ${port} is taken; choose another with --port`,
    );
  });
});
