import { connect, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { raw } from '../support/raw.ts';
import { signed, signedBytes } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOW });
});
afterAll(() => server.close());

/** Sends bytes in pieces; each later piece waits for its cue. @returns everything received until the end. */
async function inPieces(pieces: (Buffer | string | (() => Promise<unknown>))[]): Promise<string> {
  const socket: Socket = connect({ port: server.port, host: '127.0.0.1' });
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  for (const piece of pieces) {
    if (typeof piece === 'function') await piece();
    else await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
  }
  socket.end();
  await ended;
  return received;
}

const answers = (received: string): string[] => received.match(/HTTP\/1\.1 \d{3}/g) ?? [];

describe('one request gets one answer', () => {
  it('also when the body of a refused request breaks off', async () => {
    const received = await inPieces([
      'GET /examplebucket/key HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n',
    ]);
    expect(answers(received)).toEqual(['HTTP/1.1 403']);
  });

  it('and what comes behind it is judged by itself', async () => {
    const received = await inPieces([
      'GET /examplebucket/key HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nhello world',
    ]);
    expect(answers(received)[0]).toBe('HTTP/1.1 403');
    expect(received).not.toContain('<Method>');
  });

  it('when two come in one packet, in their order', async () => {
    const one = 'GET /examplebucket/key HTTP/1.1\r\nHost: h\r\n\r\n';
    const two = 'GET /no-such-bucket/key HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';
    expect(answers(await inPieces([one + two]))).toEqual(['HTTP/1.1 403', 'HTTP/1.1 404']);
  });
});

describe('an answer of unknown length', () => {
  const compressed = async (version: string) => {
    const body = 'x'.repeat(2000);
    const headers = { 'Content-Type': 'text/plain', 'x-oss-object-acl': 'public-read' };
    await signed(server.port, { method: 'PUT', bucket: 'examplebucket', key: 'text', headers, body, at: NOW });
    const head = `GET /examplebucket/text HTTP/${version}\r\nHost: h\r\nAccept-Encoding: gzip\r\n`;
    const { bytes } = await raw(
      server.port,
      `${head}Connection: ${version === '1.0' ? 'keep-alive' : 'close'}\r\n\r\n`,
    );
    const end = bytes.indexOf('\r\n\r\n') + 4;
    return { head: bytes.slice(0, end), body: Buffer.from(bytes.slice(end), 'latin1') };
  };

  it('ends with the connection for HTTP/1.0, which knows no chunks', async () => {
    const { head, body } = await compressed('1.0');
    expect(head).toContain('Connection: close\r\n');
    expect(head).not.toContain('Transfer-Encoding');
    expect(gunzipSync(body).toString()).toBe('x'.repeat(2000));
  });

  it('comes in chunks for HTTP/1.1', async () => {
    const { head, body } = await compressed('1.1');
    expect(head).toContain('Transfer-Encoding: chunked\r\n');
    expect(body.subarray(-5).toString()).toBe('0\r\n\r\n');
  });
});

describe('a client that ends its side behind the request', () => {
  it('gets the answer, also when it takes a while', async () => {
    const put = signedBytes({
      method: 'PUT',
      bucket: 'examplebucket',
      key: 'large',
      body: 'x'.repeat(3_000_000),
      at: NOW,
    });
    expect(answers(await inPieces([put.toString('latin1').replace('Connection: close\r\n', '')]))).toEqual([
      'HTTP/1.1 200',
    ]);
    const get = signedBytes({ method: 'GET', bucket: 'examplebucket', key: 'large', at: NOW });
    const received = await inPieces([get.toString('latin1').replace('Connection: close\r\n', '')]);
    expect(received.length).toBeGreaterThan(3_000_000);
  });
});

describe('a bucket deleted during an upload', () => {
  it('is missing when the upload ends', async () => {
    await signed(server.port, { method: 'PUT', bucket: 'short-lived', body: '', at: NOW });
    const upload = signedBytes({ method: 'PUT', bucket: 'short-lived', key: 'key', body: 'x'.repeat(1000), at: NOW });
    const received = await inPieces([
      upload.subarray(0, -500),
      async () => {
        // The upload has begun when the bucket goes.
        const gone = await signed(server.port, { method: 'DELETE', bucket: 'short-lived', at: NOW });
        expect(gone.status).toBe(204);
      },
      upload.subarray(-500),
    ]);
    expect(received).toContain('<Code>NoSuchBucket</Code>');
  });
});

describe('a body that breaks', () => {
  const put = 'PUT /examplebucket/broken HTTP/1.1\r\nHost: h\r\n';

  it('by a bad chunk is refused at once, also in the packet of its head, and the connection ends', async () => {
    const bytes = signedBytes({
      method: 'PUT',
      bucket: 'examplebucket',
      key: 'broken',
      chunked: true,
      body: '',
      at: NOW,
    });
    const head = bytes
      .toString('latin1')
      .replace('Connection: close\r\n', '')
      .replace(/0\r\n\r\n$/, 'zz\r\n');
    const received = await inPieces([head]);
    expect(answers(received)).toEqual(['HTTP/1.1 400']);
    expect(received).toContain('The chunked body is not well-formed.');
    expect(received).toContain('Connection: close');
  });

  it('and is not asked for leaves the refusal of the request alone', async () => {
    const received = await inPieces([`${put}Transfer-Encoding: chunked\r\n\r\nzz\r\n`]);
    expect(answers(received)).toEqual(['HTTP/1.1 403']);
  });
});

describe('what was never a request', () => {
  it('is kept in the record under the id of its answer', async () => {
    const received = await inPieces(['NONSENSE\r\n\r\n']);
    const id = /x-oss-request-id: (\S+)/.exec(received)?.[1] ?? '';
    expect(server.request(id)).toMatchObject({
      cause: 'bad-request-line',
      rungs: [{ name: 'http', outcome: 'refused' }],
    });
  });
});

describe('a client that leaves in the middle of an upload', () => {
  it('leaves nothing behind', async () => {
    const upload = signedBytes({
      method: 'PUT',
      bucket: 'examplebucket',
      key: 'left',
      body: 'x'.repeat(1000),
      at: NOW,
    });
    const half = upload.subarray(0, -1).toString('latin1').replace('Connection: close\r\n', '');
    const received = await inPieces([half]);
    expect(received).toContain('<Code>IncompleteBody</Code>');
    expect(received).toContain('Connection: close');
    const missing = await signed(server.port, { method: 'GET', bucket: 'examplebucket', key: 'left', at: NOW });
    expect(missing.body).toContain('<Code>NoSuchKey</Code>');
  });
});
