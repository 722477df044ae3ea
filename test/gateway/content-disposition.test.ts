import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { type SignedCall, signed } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
/** As the bytes of its UTF-8 form. */
const CHINESE = Buffer.from('attachment; filename="中文.txt"').toString('latin1');
const PERSISTENT = `content-disposition:${Buffer.from(CHINESE, 'latin1').toString('base64')}`;
/** Bytes that are no UTF-8. */
const LATIN = 'attachment; filename="caf\xe9.txt"';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOW });
});
afterAll(() => server.close());

const ask = (call: Partial<SignedCall>) =>
  signed(server.port, { method: 'GET', bucket: 'examplebucket', key: 'k', at: NOW, ...call });

describe('a Content-Disposition beyond ASCII', () => {
  it.each([
    ['in UTF-8', { 'Content-Disposition': CHINESE }, CHINESE],
    ['in Latin-1', { 'Content-Disposition': LATIN }, LATIN],
    ['kept as a persistent header', { 'x-oss-persistent-headers': PERSISTENT }, CHINESE],
  ])('%s comes back as the bytes that were stored', async (_, headers, expected) => {
    for (const body of ['hello', '']) {
      await ask({ method: 'PUT', headers, body });
      for (const method of ['GET', 'HEAD']) {
        const answer = await ask({ method });
        expect(answer).toMatchObject({ status: 200 });
        expect(answer.header('Content-Disposition')).toBe(expected);
      }
    }
  });

  it('comes back in a part, compressed, and where nothing was modified', async () => {
    const headers = { 'Content-Disposition': CHINESE, 'Content-Type': 'text/plain' };
    const etag = (await ask({ method: 'PUT', headers, body: 'x'.repeat(2000) })).header('ETag') as string;
    const asked: [Record<string, string>, number][] = [
      [{ Range: 'bytes=0-4' }, 206],
      [{ 'Accept-Encoding': 'gzip' }, 200],
      [{ 'If-None-Match': etag }, 304],
    ];
    for (const [condition, status] of asked) {
      const answer = await ask({ headers: condition });
      expect(answer).toMatchObject({ status });
      expect(answer.header('Content-Disposition')).toBe(CHINESE);
    }
  });

  it('replaces the stored one when response-content-disposition asks for it', async () => {
    await ask({ method: 'PUT', body: 'hello' });
    const query = `response-content-disposition=${encodeURIComponent('attachment; filename="中文.txt"')}`;
    const answer = await ask({ query });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.header('Content-Disposition')).toBe(CHINESE);
    const [latest] = server.requests(1) as { requestId: string }[];
    expect(JSON.stringify(server.request(latest?.requestId ?? ''))).toContain(JSON.stringify(CHINESE).slice(1, -1));
  });
});
