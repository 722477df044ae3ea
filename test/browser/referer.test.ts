import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkReferer } from '../../src/access/referer.ts';
import { signV1Url } from '../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { readRefererConfiguration } from '../../src/operations/referer-configuration.ts';
import { readXml } from '../../src/xml/read.ts';
import { KEYS, type SignedCall, signed } from '../support/signed.ts';
import { openBrowser, openSite, type Site } from './browser.ts';

/** A transparent GIF of one pixel. */
const IMAGE = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
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
  site = await openSite();
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(`${site.origin}/gallery/page.html?album=holidays`);
  const image = { method: 'PUT', body: IMAGE, headers: { 'Content-Type': 'image/gif' } };
  await manage({ ...image, key: 'image.gif' });
  await manage({ ...image, key: 'private.gif', headers: { ...image.headers, 'x-oss-object-acl': 'private' } });
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), server?.close()]);
});

async function manage(call: Omit<SignedCall, 'at' | 'bucket'>): Promise<void> {
  const answer = await signed(server.port, { ...call, bucket: BUCKET, at: Date.now() });
  expect(answer.status, answer.body).toBe(200);
}

/** Every image has an address of its own, so that none comes from the browser's memory. */
let shown = 0;
const show = (url: string, policy?: string): Promise<unknown> =>
  page.evaluate(
    `shows(${JSON.stringify(`${url}${url.includes('?') ? '&' : '?'}n=${shown++}`)}, ${JSON.stringify(policy)})`,
  );
const publicImage = () => `${server.url}/${BUCKET}/image.gif`;

interface Protection {
  readonly empty: boolean;
  readonly white?: readonly string[];
  readonly black?: readonly string[];
  readonly query?: boolean;
  readonly path?: boolean;
}

/** The document of PutBucketReferer; `{site}` and `{port}` stand for the page's origin and its port. */
function refererXml({ empty, white = [], black = [], query, path }: Protection): string {
  const entries = (list: readonly string[]) =>
    list
      .map((entry) => entry.replace('{site}', site.origin).replace('{port}', `${site.port}`))
      .map((entry) => `<Referer>${entry}</Referer>`)
      .join('');
  const flag = (name: string, value: boolean | undefined) => (value === undefined ? '' : `<${name}>${value}</${name}>`);
  return `<RefererConfiguration>${flag('AllowEmptyReferer', empty)}${flag('AllowTruncateQueryString', query)}${flag('TruncatePath', path)}<RefererList>${entries(white)}</RefererList><RefererBlacklist>${entries(black)}</RefererBlacklist></RefererConfiguration>`;
}

/** What Chromium sends as Referer under a policy. */
const SENDS: Readonly<Record<string, () => string | undefined>> = {
  'no-referrer': () => undefined,
  origin: () => `${site.origin}/`,
  'unsafe-url': () => `${site.origin}/gallery/page.html?album=holidays`,
};

describe('a protected image', () => {
  test.each([
    ['shows where everything is allowed', { empty: true }, 'origin', true],
    ['shows on the page that is listed', { empty: false, white: ['{site}'] }, 'origin', true],
    ['shows on every page of that site', { empty: false, white: ['{site}'] }, 'unsafe-url', true],
    ['shows on a page listed with a wildcard', { empty: false, white: ['http://*:{port}'] }, 'origin', true],
    ['shows where any site is listed', { empty: false, white: ['*'] }, 'origin', true],
    ['hides on another site', { empty: false, white: ['http://www.example.com'] }, 'origin', false],
    ['hides where the entry has no scheme', { empty: false, white: ['127.0.0.1'] }, 'origin', false],
    ['hides where the entry has another scheme', { empty: false, white: ['https://127.0.0.1'] }, 'origin', false],
    ['hides where the entry has another port', { empty: false, white: ['http://127.0.0.1:1'] }, 'origin', false],
    ['hides from a page that says nothing', { empty: false, white: ['{site}'] }, 'no-referrer', false],
    ['shows to such a page when that is allowed', { empty: true, white: ['{site}'] }, 'no-referrer', true],
    ['shows to such a page when there is no whitelist', { empty: false }, 'no-referrer', true],
    ['hides on a site that is on the blacklist', { empty: true, black: ['{site}'] }, 'origin', false],
    [
      'hides there though it is on the whitelist too',
      { empty: true, white: ['*'], black: ['{site}'] },
      'origin',
      false,
    ],
    ['shows on a site that is not on the blacklist', { empty: true, black: ['http://bad.test'] }, 'origin', true],
    ['shows on the listed folder', { empty: false, white: ['{site}/gallery/'] }, 'unsafe-url', true],
    ['hides on another folder', { empty: false, white: ['{site}/shop/'] }, 'unsafe-url', false],
    ['hides when the folder is not told', { empty: false, white: ['{site}/gallery/'] }, 'origin', false],
    ['hides when the folder is cut off', { empty: false, white: ['{site}/gallery/'], path: true }, 'unsafe-url', false],
    [
      'shows for the site when the folder is cut off',
      { empty: false, white: ['{site}'], path: true },
      'unsafe-url',
      true,
    ],
    ['hides for a query, which is cut off', { empty: false, white: ['*holidays'] }, 'unsafe-url', false],
    ['shows for a query that counts', { empty: false, white: ['*holidays'], query: false }, 'unsafe-url', true],
  ] as const)('%s', async (_, protection: Protection, policy, shows) => {
    const body = refererXml(protection);
    await manage({ method: 'PUT', query: 'referer', body });
    const decision = checkReferer(readRefererConfiguration(readXml(body)), SENDS[policy]?.());
    expect([await show(publicImage(), policy), decision.allowed]).toEqual([shows, shows]);
  });

  test('that is private shows by signed URL on the listed site only', async () => {
    const url = () => {
      const expires = Math.floor(Date.now() / 1000) + 60;
      const request = { method: 'GET', bucket: BUCKET, key: 'private.gif', query: '', headers: [] };
      return `${server.url}/${BUCKET}/private.gif?${signV1Url(request, KEYS, expires)}`;
    };
    await manage({ method: 'PUT', query: 'referer', body: refererXml({ empty: false, white: ['{site}'] }) });
    expect(await show(`${server.url}/${BUCKET}/private.gif`)).toBe(false);
    expect(await show(url())).toBe(true);
    await manage({ method: 'PUT', query: 'referer', body: refererXml({ empty: false, white: ['http://a.test'] }) });
    expect(await show(url())).toBe(false);
  });

  test('is refused with the cause of its case, which the record keeps', async () => {
    await manage({ method: 'PUT', query: 'referer', body: refererXml({ empty: false, white: ['http://a.test'] }) });
    expect(await show(publicImage(), 'origin')).toBe(false);
    expect(server.requests(1)).toMatchObject([{ status: 403, cause: 'referer-not-in-whitelist' }]);
  });
});
