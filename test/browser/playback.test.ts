import { readFile } from 'node:fs/promises';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signV1Url } from '../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { KEYS, type SignedCall, signed } from '../support/signed.ts';
import { openBrowser, openSite, type Site } from './browser.ts';

/** What the page plays; the files are stored without a Content-Type. */
const SOURCES = [
  { key: 'h264-aac.mp4', contentType: 'video/mp4' },
  { key: 'vp9-opus.webm', contentType: 'video/webm' },
] as const;
const SILENT_PICTURE = 'mpeg4-mp3.mp4';
const DURATION = 4;
const CHANNEL = 'test-channel';

const BUCKET = 'examplebucket';
let server: RunningServer;
let browser: Browser;
let site: Site;
let page: Page;

beforeAll(async () => {
  server = await startServer({
    host: '127.0.0.1',
    buckets: [{ name: BUCKET, acl: 'public-read', storageClass: 'Standard' }],
  });
  site = await openSite('playback.js');
  browser = await openBrowser();
  await streamToChannel();
  for (const key of [...SOURCES.map((source) => source.key), SILENT_PICTURE]) {
    const body = await readFile(new URL(`../fixtures/media/${key}`, import.meta.url));
    await manage({ method: 'PUT', key, body });
    await manage({ method: 'PUT', key: `private/${key}`, body, headers: { 'x-oss-object-acl': 'private' } });
  }
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), server?.close()]);
});
/** Stores what a stream leaves under a channel's name, and the playlist that the service makes of it. */
async function streamToChannel(): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const body = '<LiveChannelConfiguration><Target><Type>HLS</Type></Target></LiveChannelConfiguration>';
  await manage({ method: 'PUT', key: CHANNEL, query: 'live', body });
  for (const [index, at] of [now - 4, now - 2].entries()) {
    const segment = await readFile(new URL(`../fixtures/media/live-${index + 1}.mpegts`, import.meta.url));
    await manage({ method: 'PUT', key: `${CHANNEL}/${at}.ts`, body: segment });
  }
  const query = `vod&startTime=${now - 60}&endTime=${now}`;
  await manage({ method: 'POST', key: `${CHANNEL}/vod.m3u8`, query });
}

/** A page of its own for every test, without rules and without a cache. */
beforeEach(async () => {
  await manage({ method: 'DELETE', query: 'cors' });
  await manage({ method: 'PUT', query: 'referer', body: refererXml('true') });
  const context = await browser.newContext();
  page = await context.newPage();
  await page.goto(`${site.origin}/player.html`);
  return () => context.close();
});

async function manage(call: Omit<SignedCall, 'at' | 'bucket'>): Promise<void> {
  const answer = await signed(server.port, { ...call, bucket: BUCKET, at: Date.now() });
  expect(answer.status, answer.body).toBeLessThan(300);
}

function refererXml(allowEmpty: 'true' | 'false', ...list: readonly string[]): string {
  const entries = list.map((entry) => `<Referer>${entry}</Referer>`).join('');
  return `<RefererConfiguration><AllowEmptyReferer>${allowEmpty}</AllowEmptyReferer><RefererList>${entries}</RefererList></RefererConfiguration>`;
}

/** The rule that the documentation of players asks for. */
const allowPlayers = () =>
  manage({
    method: 'PUT',
    query: 'cors',
    body: `<CORSConfiguration><CORSRule><AllowedOrigin>${site.origin}</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>Content-Range</ExposeHeader><ExposeHeader>Accept-Ranges</ExposeHeader></CORSRule></CORSConfiguration>`,
  });

const url = (key: string) => `${server.url}/${BUCKET}/${key}`;

/** @param seconds from now until the signature expires. */
function signedUrl(key: string, seconds: number): string {
  const request = { method: 'GET', bucket: BUCKET, key, query: '', headers: [] };
  return `${url(key)}?${signV1Url(request, KEYS, Math.floor(Date.now() / 1000) + seconds)}`;
}

/** As `play` of pages/playback.js. */
interface Player {
  readonly url: string;
  readonly crossOrigin?: 'anonymous';
  readonly canvas?: boolean;
  readonly seekTo?: number;
}

interface Outcome {
  readonly error?: number;
  readonly duration: number;
  readonly seekable: number;
  readonly from: number;
  readonly moved: boolean;
  readonly width: number;
  readonly height: number;
  readonly sound: boolean;
  readonly canvas?: string;
}

const play = (player: Player): Promise<Outcome> => page.evaluate(`play(${JSON.stringify(player)})`);
const part = (headers: Record<string, string>): Promise<unknown> =>
  page.evaluate(`part(${JSON.stringify({ url: url('h264-aac.mp4'), headers })})`);

const PLAYS = { moved: true, width: 64, height: 48, sound: true };
const REFUSED = { error: 4 };

describe.each(SOURCES)('$key', ({ key, contentType }) => {
  test('plays with picture and sound, opened as a range of the type that its name says', async () => {
    const responses: Response[] = [];
    page.on('response', (response) => responses.push(response));
    expect(await play({ url: url(key) })).toMatchObject(PLAYS);
    const opened = responses.find((response) => response.url() === url(key));
    const sent = (await opened?.request().allHeaders())?.range;
    expect([sent, opened?.status()]).toEqual(['bytes=0-', 206]);
    expect(await opened?.allHeaders()).toMatchObject({
      'content-type': contentType,
      'accept-ranges': 'bytes',
      'content-range': expect.stringMatching(/^bytes 0-(\d+)\/\d+$/),
    });
  });

  test('is sought in', async () => {
    const outcome = await play({ url: url(key), seekTo: 3 });
    expect(outcome).toMatchObject(PLAYS);
    expect(outcome.seekable).toBeCloseTo(DURATION, 0);
    expect(outcome.from).toBeCloseTo(3, 1);
  });

  test('plays by a signed URL, and not once that has expired', async () => {
    expect(await play({ url: url(`private/${key}`) })).toMatchObject(REFUSED);
    expect(await play({ url: signedUrl(`private/${key}`, 60) })).toMatchObject(PLAYS);
    expect(await play({ url: signedUrl(`private/${key}`, -60) })).toMatchObject(REFUSED);
    expect(server.requests(1)).toMatchObject([{ status: 403, operation: 'GetObject', cause: 'url-expired' }]);
  });

  test('plays on the listed site only', async () => {
    await manage({ method: 'PUT', query: 'referer', body: refererXml('false', site.origin) });
    expect(await play({ url: url(key) })).toMatchObject(PLAYS);
    await manage({ method: 'PUT', query: 'referer', body: refererXml('false', 'http://www.example.com') });
    expect(await play({ url: `${url(key)}?n=2` })).toMatchObject(REFUSED);
    expect(server.requests(1)).toMatchObject([{ status: 403, cause: 'referer-not-in-whitelist' }]);
  });

  test('plays without rules for other origins, but shows the page no pixels', async () => {
    expect(await play({ url: url(key), canvas: true })).toMatchObject({ ...PLAYS, canvas: 'tainted' });
  });

  test('is kept from a player with crossorigin until a rule allows its origin, then shows its pixels too', async () => {
    const player: Player = { url: url(key), crossOrigin: 'anonymous', canvas: true };
    expect(await play(player)).toMatchObject(REFUSED);
    await allowPlayers();
    expect(await play({ ...player, seekTo: 2 })).toMatchObject({ ...PLAYS, canvas: 'colours' });
  });
});

test('an MP4 whose index lies megabytes behind the beginning is opened by a second range', async () => {
  const whole = await readFile(new URL('../fixtures/media/h264-aac.mp4', import.meta.url));
  const index = whole.indexOf('moov') - 4;
  const body = Buffer.concat([whole.subarray(0, index), emptyBox(4 * 1024 * 1024), whole.subarray(index)]);
  await manage({ method: 'PUT', key: 'late-index.mp4', body });
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  expect(await play({ url: url('late-index.mp4'), seekTo: 3 })).toMatchObject(PLAYS);
  const [opened, jumped] = await Promise.all(
    responses.slice(0, 2).map((response) => response.headerValue('content-range')),
  );
  const end = `${body.length - 1}/${body.length}`;
  expect(opened).toBe(`bytes 0-${end}`);
  expect(jumped).toMatch(new RegExp(`^bytes [1-9]\\d{6}-${end}$`));
});

/** A box of MP4 that says nothing. */
function emptyBox(size: number): Buffer {
  const box = Buffer.alloc(size);
  box.writeUInt32BE(size);
  box.write('free', 4);
  return box;
}

describe('the playlist of a LiveChannel', () => {
  const playlist = `${CHANNEL}/vod.m3u8`;

  test('is played beyond its first segment: the page loads it, then the segments by their names in it', async () => {
    await allowPlayers();
    const loaded: string[] = [];
    page.on('response', (response) => loaded.push(`${response.status()} ${new URL(response.url()).pathname}`));
    const outcome = await play({ url: url(playlist), seekTo: 3 });
    expect(outcome).toMatchObject({ moved: true, width: 64, height: 48 });
    expect(outcome.duration).toBeCloseTo(DURATION, 0);
    expect(loaded[0]).toMatch(new RegExp(`^20[06] /${BUCKET}/${playlist}$`));
    const segments = new Set(loaded.filter((line) => line.endsWith('.ts')).map((line) => line.replace(/^206/, '200')));
    expect([...segments]).toEqual([
      expect.stringMatching(`^200 /${BUCKET}/${CHANNEL}/\\d+\\.ts$`),
      expect.stringMatching(`^200 /${BUCKET}/${CHANNEL}/\\d+\\.ts$`),
    ]);
  });
});

test('MPEG-4 Part 2 in MP4 is heard and not seen, and the browser calls that no error', async () => {
  expect(await play({ url: url(SILENT_PICTURE) })).toMatchObject({ moved: true, width: 0, height: 0, sound: true });
});

describe('a script that asks for parts', () => {
  test.each([
    ['a part', { Range: 'bytes=10-19' }, { status: 206, range: 'bytes 10-19/11575', bytes: 10 }],
    ['the end', { Range: 'bytes=-5' }, { status: 206, range: 'bytes 11570-11574/11575', bytes: 5 }],
    ['what lies behind the end', { Range: 'bytes=20000-' }, { status: 200, range: null, bytes: 11_575 }],
  ])('gets for %s what the service answers', async (_, headers, seen) => {
    await allowPlayers();
    expect(await part(headers)).toEqual(seen);
  });

  test('gets 416 for what lies behind the end when it asks for the standard behaviour', async () => {
    await allowPlayers();
    const headers = { Range: 'bytes=20000-', 'x-oss-range-behavior': 'standard' };
    expect(await part(headers)).toMatchObject({ status: 416 });
    expect(server.requests(1)).toMatchObject([{ status: 416, cause: 'range-not-satisfiable' }]);
  });

  test('is refused by the browser where no rule allows its origin', async () => {
    expect(await part({ Range: 'bytes=0-9' })).toBe('refused');
  });
});
