import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createPlainServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type REPLIES, replyNamed } from '../../src/callback/receiver/replies.ts';
import { makeRuntime } from '../../src/runtime/index.ts';
import { CERTIFICATE, CERTIFICATE_KEY } from './certificate.ts';
import {
  callback,
  documentOf,
  freePort,
  openCallbacks,
  type RawReceiver,
  rawReceiver,
  refusalOf,
  upload,
} from './support.ts';

type ReplyName = keyof typeof REPLIES;

/** A receiver that answers as the sample server does with `--reply name`. */
function replying(name: string): Promise<RawReceiver> {
  const reply = replyNamed(name);
  if (reply === undefined) throw new Error(name);
  return rawReceiver((socket) => reply.send(socket, makeRuntime().timers));
}

/** What the uploader is told when the receiver behaves like this; `pass` moves the clock once it has the request. */
async function told(receiver: RawReceiver, pass?: number) {
  const { callbacks, time } = await openCallbacks();
  const failed = refusalOf(callbacks.perform(callback({ callbackUrl: receiver.url }), upload()));
  if (pass !== undefined) {
    await receiver.arrived();
    time.pass(pass);
  }
  const error = await failed;
  expect(time.waiting()).toBe(0);
  return error;
}

describe('an answer that OSS accepts', () => {
  it.each([
    ['the sample answer', '{"Status":"OK"}', 'application/json'],
    ['JSON of any kind', ' [1, "a"]\r\n', 'text/plain; charset=gbk'],
    ['XML that says it is', '<a>1</a>', 'application/xml'],
  ])('%s reaches the uploader with its content type, to the byte', async (_name, body, type) => {
    const receiver = await rawReceiver((socket) =>
      socket.end(`HTTP/1.0 200 Fine\r\ncontent-length: ${body.length}\r\nContent-Type: ${type}\r\n\r\n${body}`),
    );
    const { callbacks } = await openCallbacks();
    const done = upload();
    const answer = await callbacks.perform(callback({ callbackUrl: receiver.url }), done);
    expect(answer).toEqual({ status: 200, headers: done.headers, contentType: type, body: Buffer.from(body) });
    await receiver.quiet();
  });

  it('may be exactly 1 MB', async () => {
    const body = JSON.stringify('x'.repeat(1024 * 1024 - 2));
    const receiver = await rawReceiver((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n${body}`),
    );
    const { callbacks } = await openCallbacks();
    const answer = await callbacks.perform(callback({ callbackUrl: receiver.url }), upload());
    expect(answer.body).toHaveLength(1024 * 1024);
  });

  it('may come behind a 100 and with bytes of GBK in a text', async () => {
    const receiver = await rawReceiver((socket) => {
      const head = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n';
      socket.end(Buffer.from(`${head}"\xc4\xe3\xba\xc3"`, 'latin1'));
    });
    const { callbacks } = await openCallbacks();
    const answer = await callbacks.perform(callback({ callbackUrl: receiver.url }), upload());
    expect(answer.body.toString('latin1')).toBe('"\xc4\xe3\xba\xc3"');
  });
});

describe('a failure is told with status 203', () => {
  const LOST = 'Error status : 502.';

  it.each<[reply: ReplyName | `${number}`, message: string, ec: string | undefined]>([
    ['201', 'Error status : 201.', '0007-00000203'],
    ['204', 'Error status : 204.', '0007-00000203'],
    ['400', 'Error status : 400.', '0007-00000203'],
    ['404', 'Error status : 404.', '0007-00000203'],
    ['500', 'Error status : 500.', '0007-00000203'],
    ['502', 'Error status : 502.', '0007-00000203'],
    ['redirect', 'Error status : 301.', '0007-00000203'],
    ['not-json', 'Response body is not valid json format.', '0007-00000205'],
    ['bom', 'Response body is not valid json format.', '0007-00000205'],
    ['no-length', 'Error Status : 400.User server missing content-length.', undefined],
    ['chunked', 'Error Status : 400.User server missing content-length.', undefined],
    ['bad-length', 'Error Status : 400.User server return invalid conent-length value.', undefined],
    ['too-long', 'Error Status : 400.User server return too long content-length value.', undefined],
    ['endless-body', 'Error Status : 400.User server return too long content-length value.', undefined],
    ['short-body', LOST, '0007-00000203'],
    ['reset', LOST, '0007-00000203'],
    ['close', LOST, '0007-00000203'],
    ['not-http', LOST, '0007-00000203'],
    ['endless-headers', LOST, '0007-00000203'],
  ])('%s: %s', async (name, message, ec) => {
    const receiver = await replying(name);
    const error = await told(receiver);
    const document = documentOf(error);
    expect(error.row).toMatchObject({ status: 203, code: 'CallbackFailed' });
    expect(document).toContain(`  <Message>${message}</Message>\n`);
    expect(error.row.ec).toBe(ec);
    expect(error.headers()).toEqual(upload().headers);
    expect(receiver.requests).toHaveLength(1);
    await receiver.quiet();
  });

  it.each<ReplyName>(['silent', 'slow-headers', 'slow-body', 'drip'])(
    '%s: the reply is late after 5,000 ms',
    async (name) => {
      const receiver = await replying(name);
      const error = await told(receiver, 5_000);
      expect(documentOf(error)).toContain(
        `<Message>Error status : -1.call 127.0.0.1:${receiver.port} reply timeout, cost:5000ms, timeout:5000ms (err:-4, errno:115)</Message>`,
      );
      await receiver.quiet();
    },
  );

  it('4,999 ms are in time', async () => {
    let late: (() => void) | undefined;
    const receiver = await rawReceiver((socket) => {
      late = () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    });
    const { callbacks, time } = await openCallbacks();
    const answer = callbacks.perform(callback({ callbackUrl: receiver.url }), upload());
    await receiver.arrived();
    time.pass(4_999);
    late?.();
    expect((await answer).body.toString()).toBe('{}');
  });

  it('nothing listens', async () => {
    const { callbacks } = await openCallbacks();
    const url = `http://127.0.0.1:${await freePort()}/`;
    const error = await refusalOf(callbacks.perform(callback({ callbackUrl: url }), upload()));
    expect([error.cause, error.row.message]).toEqual(['callback-refused', LOST]);
  });

  it('no connection comes about in time', async () => {
    const { callbacks, time } = await openCallbacks();
    // An address of documentation: nobody answers there, or the machine knows no way to it.
    const failed = refusalOf(callbacks.perform(callback({ callbackUrl: 'http://192.0.2.1:9090/' }), upload()));
    time.pass(5_000);
    expect((await failed).row.message).toBe(
      'Error status : -1.OSS can not connect to your callbackUrl, please check it.',
    );
  });

  it('an answer with two lengths, or with a length that overflows, has an invalid one', async () => {
    for (const lengths of [
      'Content-Length: 2\r\nContent-Length: 3',
      'Content-Length: 99999999999999999999999',
      'Content-Length: -1',
    ]) {
      const receiver = await rawReceiver((socket) => socket.end(`HTTP/1.1 200 OK\r\n${lengths}\r\n\r\n{}`));
      expect((await told(receiver)).cause).toBe('callback-answer-length-invalid');
    }
  });

  it('an empty 200 is no JSON', async () => {
    const receiver = await rawReceiver((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    expect((await told(receiver)).cause).toBe('callback-answer-not-json');
  });

  it('XML that is broken is neither', async () => {
    const receiver = await rawReceiver((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: 3\r\n\r\n<a>'),
    );
    expect((await told(receiver)).cause).toBe('callback-answer-not-json');
  });

  it('interim answers without end are no answer', async () => {
    const receiver = await rawReceiver((socket) => {
      const block = 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100);
      const flood = (): void => {
        while (!socket.destroyed && socket.write(block));
      };
      socket.on('drain', flood);
      flood();
    });
    expect((await told(receiver, 5_000)).cause).toBe('callback-timeout');
    await receiver.quiet();
  });

  it('a status decides although its body has no end', async () => {
    const receiver = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 503 No\r\n\r\n');
      const flood = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(65_536)));
      };
      socket.on('drain', flood);
      flood();
    });
    const error = await told(receiver);
    expect(error.details).toEqual({ Status: '503' });
    expect((error.facts as { body: string }).body).toHaveLength(16 * 1024);
    await receiver.quiet();
  });

  it('JSON nested 400,000 times is JSON', async () => {
    const deep = '['.repeat(400_000) + ']'.repeat(400_000);
    const receiver = await rawReceiver((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${deep.length}\r\n\r\n${deep}`),
    );
    const { callbacks } = await openCallbacks();
    const answer = await callbacks.perform(callback({ callbackUrl: receiver.url }), upload());
    expect(answer.body).toHaveLength(deep.length);
  });

  it('a 101 changes no protocol', async () => {
    const receiver = await rawReceiver((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'),
    );
    expect(documentOf(await told(receiver))).toContain('Error status : 101.');
    await receiver.quiet();
  });

  it('a status decides even when its body never ends', async () => {
    const receiver = await rawReceiver((socket) => socket.write('HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\noops'));
    const { callbacks, time } = await openCallbacks();
    const headRead = new Promise<void>((resolve) => {
      const read = (): void => {
        unsubscribe('http.client.response.finish', read);
        resolve();
      };
      subscribe('http.client.response.finish', read);
    });
    const failed = refusalOf(callbacks.perform(callback({ callbackUrl: receiver.url }), upload()));
    await headRead;
    time.pass(5_000);
    expect((await failed).details).toEqual({ Status: '500' });
  });

  it('bytes behind a whole answer do not matter', async () => {
    const { callbacks } = await openCallbacks();
    const receiver = await rawReceiver((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}, and more'),
    );
    const answer = await callbacks.perform(callback({ callbackUrl: receiver.url }), upload());
    expect(answer.body.toString()).toBe('{}');
  });
});

describe('https', () => {
  const TLS = { key: CERTIFICATE_KEY, cert: CERTIFICATE };

  /** A server of many names: without SNI it breaks the handshake, as in cap-013. */
  async function pickyServer(): Promise<string> {
    const server = createServer(
      { ...TLS, SNICallback: (name, done) => done(name === 'localhost' ? null : new Error(name)) },
      (request, response) => response.end(`{"sni":${JSON.stringify((request.socket as TLSSocket).servername)}}`),
    );
    server.on('secureConnection', (socket) => {
      if (socket.servername === false) socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    onTestFinished(() => void server.close());
    return `https://localhost:${(server.address() as AddressInfo).port}/`;
  }

  it('names the host in the handshake only when callbackSNI says so, and takes any certificate', async () => {
    const callbackUrl = await pickyServer();
    const { callbacks } = await openCallbacks();
    const answer = await callbacks.perform(callback({ callbackUrl, callbackSNI: true }), upload());
    expect(answer.body.toString()).toBe('{"sni":"localhost"}');
    const error = await refusalOf(callbacks.perform(callback({ callbackUrl }), upload()));
    expect(documentOf(error)).toContain('<Message>Error status : 502.</Message>');
  });

  it('never names an address in the handshake, where only names may stand', async () => {
    const server = createServer(TLS, (request, response) =>
      response.end(`{"sni":${JSON.stringify((request.socket as TLSSocket).servername)}}`),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { callbacks } = await openCallbacks();
    const callbackUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const answer = await callbacks.perform(callback({ callbackUrl, callbackSNI: true }), upload());
    expect(answer.body.toString()).toBe('{"sni":false}');
  });

  it('at a port that does not speak it is a 502', async () => {
    const server = createPlainServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { callbacks } = await openCallbacks();
    const callbackUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const error = await refusalOf(callbacks.perform(callback({ callbackUrl }), upload()));
    expect([error.cause, error.row.message]).toEqual(['callback-handshake-failed', 'Error status : 502.']);
  });

  it('whose handshake hangs cannot be connected to', async () => {
    const { callbacks, time } = await openCallbacks();
    let reached = (): void => {};
    const connected = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const server = createPlainServer((socket) => {
      socket.on('error', () => {});
      reached();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const callbackUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const failed = refusalOf(callbacks.perform(callback({ callbackUrl }), upload()));
    await connected;
    time.pass(5_000);
    expect((await failed).cause).toBe('callback-unreachable');
  });
});
