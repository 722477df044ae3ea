import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { openBrowser } from './browser.ts';

const BUCKET = 'examplebucket';
const WEBSITE =
  '<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix><SupportSubDir>true</SupportSubDir></IndexDocument><ErrorDocument><Key>error.html</Key></ErrorDocument>' +
  '<RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Condition><KeyPrefixEquals>old/</KeyPrefixEquals><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition><Redirect><RedirectType>Internal</RedirectType><ReplaceKeyPrefixWith>docs/</ReplaceKeyPrefixWith></Redirect></RoutingRule></RoutingRules></WebsiteConfiguration>';
const html = (title: string, body = ''): string =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"><h1>${title}</h1>${body}`;

let server: RunningServer;
let browser: Browser;
let page: Page;
/** The bucket's own host, which browsers find without DNS. */
let origin: string;

beforeAll(async () => {
  server = await startServer({
    host: '127.0.0.1',
    buckets: [
      {
        name: BUCKET,
        acl: 'public-read',
        settings: { website: WEBSITE },
        objects: [
          { key: 'index.html', content: html('Home', '<a href="docs">Docs</a>') },
          { key: 'docs/index.html', content: html('Docs', '<a href="first.html">First</a>') },
          { key: 'docs/first.html', content: html('First') },
          { key: 'error.html', content: html('Not here') },
        ],
      },
    ],
  });
  origin = `http://${BUCKET}.localhost:${server.port}`;
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe('a website in Chromium', () => {
  test('opens at its index page', async () => {
    const answer = await page.goto(`${origin}/`);
    expect([answer?.status(), await page.title()]).toEqual([200, 'Home']);
  });

  test('redirects a link to a directory, so that the links of its index page are right', async () => {
    await page.goto(`${origin}/`);
    await page.click('a');
    expect([page.url(), await page.title()]).toEqual([`${origin}/docs/`, 'Docs']);
    await page.click('a');
    expect([page.url(), await page.title()]).toEqual([`${origin}/docs/first.html`, 'First']);
  });

  test('shows its error page for what is missing, with 404', async () => {
    const answer = await page.goto(`${origin}/missing/page.html`);
    expect([answer?.status(), await page.title()]).toEqual([404, 'Not here']);
  });

  test('shows another page in the place of a missing one where a rule says so', async () => {
    const answer = await page.goto(`${origin}/old/first.html`);
    expect([answer?.status(), await page.title()]).toEqual([200, 'First']);
  });

  test('redirects inside the bucket in path style too', async () => {
    await page.goto(`${server.url}/${BUCKET}/docs`);
    expect([page.url(), await page.title()]).toEqual([`${server.url}/${BUCKET}/docs/`, 'Docs']);
  });
});
