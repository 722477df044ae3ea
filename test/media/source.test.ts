import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openFile, openUrl } from '../../src/media/source.ts';

const folder = mkdtempSync(join(tmpdir(), 'ossmock-source-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Bytes that tell where they stand. */
const BYTES = Uint8Array.from({ length: 600 * 1024 }, (_, index) => index % 251);

describe('a file', () => {
  it('is read anywhere, and not beyond its end', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, BYTES);
    const source = await openFile(path);
    expect(source.size).toBe(BYTES.length);
    expect(await source.read(10, 300_000)).toEqual(BYTES.subarray(300_000, 300_010));
    expect(await source.read(10, BYTES.length - 4)).toEqual(BYTES.subarray(-4));
    expect(await source.read(10, BYTES.length)).toHaveLength(0);
    await source.close();
  });

  it('that is not there is named', async () => {
    const path = join(folder, 'missing');
    await expect(openFile(path)).rejects.toThrow(`there is no file ${path}`);
  });

  it('is not a folder', async () => {
    await expect(openFile(folder)).rejects.toThrow(`${folder} is not a file`);
  });
});

describe('a URL', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  async function serve(listener: RequestListener): Promise<string> {
    const started = createServer(listener);
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}/a.mp4?Signature=secret`;
  }

  const asked = (range = ''): [number, number] => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    return [Number(from), Number(to)];
  };

  it('is read by GET in parts, the first one once', async () => {
    const requests: string[] = [];
    const url = await serve(({ method, headers: { range } }, response) => {
      requests.push(`${method} ${range}`);
      const [from, to] = asked(range);
      const part = BYTES.subarray(from, to + 1);
      response.writeHead(206, { 'Content-Range': `bytes ${from}-${from + part.length - 1}/${BYTES.length}` });
      response.end(part);
    });
    const source = await openUrl(url);
    expect(source.size).toBe(BYTES.length);
    expect(await source.read(262_144, 0)).toEqual(BYTES.subarray(0, 262_144));
    expect(await source.read(262_144, 500_000)).toEqual(BYTES.subarray(500_000));
    expect(await source.read(10, BYTES.length)).toHaveLength(0);
    expect(requests).toEqual(['GET bytes=0-262143', `GET bytes=500000-${BYTES.length - 1}`]);
  });

  it('of a server without ranges is read at once', async () => {
    let requests = 0;
    const url = await serve((_, response) => {
      requests += 1;
      response.end(BYTES);
    });
    const source = await openUrl(url);
    expect(await source.read(10, 590_000)).toEqual(BYTES.subarray(590_000, 590_010));
    expect([source.size, requests]).toEqual([BYTES.length, 1]);
  });

  it('of such a server is not read when it is large', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': 257 * 1024 * 1024 });
      response.write('a');
    });
    await expect(openUrl(url)).rejects.toThrow('the server sends no ranges, and the file is large; download it first');
  });

  it('of an empty file has no bytes, even where a range of it is refused', async () => {
    const url = await serve((_, response) => {
      response.writeHead(416).end();
    });
    expect((await openUrl(url)).size).toBe(0);
  });

  it('that is refused says with which error of OSS, and keeps the signature to itself', async () => {
    const url = await serve((_, response) => {
      response.writeHead(403, { 'Content-Type': 'application/xml' });
      response.end('<Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>');
    });
    const error = await openUrl(url).catch(String);
    expect(error).toBe(`Error: ${url.replace('?Signature=secret', '')}: 403 AccessDenied Request has expired.`);
  });

  it('that is replaced while it is read is not mixed', async () => {
    let size = BYTES.length;
    const url = await serve(({ headers: { range } }, response) => {
      const [from, to] = asked(range);
      const part = BYTES.subarray(from, Math.min(to + 1, size));
      response.writeHead(206, { 'Content-Range': `bytes ${from}-${to}/${size}` }).end(part);
    });
    const source = await openUrl(url);
    size = 300_000;
    await expect(source.read(262_144, 262_144)).rejects.toThrow('changed while it was read');
  });

  it('that nobody serves says so', async () => {
    const url = await serve(() => {});
    server?.close();
    server?.closeAllConnections();
    await expect(openUrl(url)).rejects.toThrow('ECONNREFUSED');
  });
});
