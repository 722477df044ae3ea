import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { signed } from '../support/signed.ts';
import { openBrowser, openSite, type Site } from './browser.ts';

const PHOTO = readFileSync(new URL('../fixtures/images/photo.jpg', import.meta.url));
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
  await put('whole.jpg', PHOTO);
  await put('half.jpg', PHOTO.subarray(0, PHOTO.length >> 1));
  site = await openSite();
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(site.origin);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), server?.close()]);
});

async function put(key: string, body: Buffer): Promise<void> {
  const headers = { 'Content-Type': 'image/jpeg' };
  const answer = await signed(server.port, { method: 'PUT', bucket: BUCKET, key, body, headers, at: Date.now() });
  expect(answer.status, answer.body).toBe(200);
}

/** The size in which an `<img>` shows an address; undefined when the browser cannot show it. */
function shown(address: string): Promise<string | undefined> {
  return page.evaluate(
    `new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve(image.naturalWidth + 'x' + image.naturalHeight);
      image.onerror = () => resolve(undefined);
      image.src = ${JSON.stringify(address)};
    })`,
  );
}

const address = (key: string, process?: string): string =>
  `${server.url}/${BUCKET}/${key}${process === undefined ? '' : `?x-oss-process=${process}`}`;

// The manual's ImageDamage (Chinese manual, chapter 8): "the picture opens in the browser, OSS says it is damaged".
describe('a JPG cut at half', () => {
  test('is shown by the browser as if nothing were wrong', async () => {
    expect(await shown(address('half.jpg'))).toBe('400x267');
  });

  test('is refused as ImageDamage when it is to be resized', async () => {
    expect(await shown(address('half.jpg', 'image/resize,w_100'))).toBeUndefined();
    const [latest] = server.requests(1) as { status: number; cause: string }[];
    expect([latest?.status, latest?.cause]).toEqual([403, 'image-damaged']);
  });

  test('is no fault of the processing: the whole one is shown resized', async () => {
    expect(await shown(address('whole.jpg', 'image/resize,w_100'))).toBe('100x67');
  });
});
