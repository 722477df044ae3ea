import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportMedia } from '../../../src/commands/media.ts';
import { type RunningServer, startServer } from '../../../src/index.ts';
import type { Outcome } from '../../../src/media/judge.ts';
import { openBrowser, openSite, type Site } from '../../browser/browser.ts';
import { signed } from '../../support/signed.ts';
import { makeSamples, NO_MEDIA, type Samples, WHOLE } from './samples.ts';

const BUCKET = 'examplebucket';
let samples: Samples;
let server: RunningServer;
let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  samples = await makeSamples();
  server = await startServer({
    host: '127.0.0.1',
    buckets: [{ name: BUCKET, acl: 'public-read', storageClass: 'Standard' }],
  });
  site = await openSite('playback.js');
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(site.origin);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), server?.close(), samples?.remove()]);
});

/** What the page of `playback.js` says of a file that is stored here. */
interface Played {
  readonly error?: number;
  readonly moved?: boolean;
  readonly width?: number;
  readonly sound?: boolean;
}

async function store(key: string): Promise<string> {
  const body = await readFile(samples.path(key));
  const answer = await signed(server.port, { method: 'PUT', bucket: BUCKET, key, body, at: Date.now() });
  expect(answer.status, answer.body).toBe(200);
  return `${server.url}/${BUCKET}/${key}`;
}

const play = (url: string): Promise<Played> => page.evaluate(`play(${JSON.stringify({ url })})`);

interface Report {
  readonly playable: boolean;
  readonly container: string;
  readonly streams: readonly { readonly kind: string }[];
  readonly browsers: readonly { readonly browser: string; readonly outcome: Outcome }[];
}

/** What was seen and heard, in the words of a verdict. */
function outcomeOf({ error, moved, width = 0, sound }: Played, { streams }: Report): Outcome {
  if (error !== undefined || moved !== true) return 'does not play';
  const lacks = (kind: string, has: boolean | undefined) => streams.some((stream) => stream.kind === kind) && !has;
  if (lacks('video', width > 0)) return 'sound only';
  return lacks('audio', sound) ? 'picture only' : 'plays';
}

test.each(WHOLE)('Chromium plays of %s what the verdict says', async (name) => {
  const url = await store(name);
  const { text } = await reportMedia([url, '--json']);
  const report: Report = JSON.parse(text);
  const verdict = report.browsers.find((one) => one.browser === 'chrome')?.outcome;
  const seen = outcomeOf(await play(url), report);
  if (verdict === 'depends') expect(['plays', 'sound only']).toContain(seen);
  else expect(seen).toBe(verdict);
});

test.each(NO_MEDIA)('Chromium opens no %s either', async (name) => {
  const url = await store(name);
  expect((await reportMedia([url, '--browser', 'chrome'])).playable).toBe(false);
  expect((await play(url)).error).toBe(4);
});
