import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signV1Header } from '../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { BOUNDARY, FORM_TIME, formBody, policyText, v1Fields } from '../support/forms.ts';
import { raw, wire } from '../support/raw.ts';
import { KEYS, signed } from '../support/signed.ts';
import { openBrowser } from './browser.ts';
import { buildPage, type Inspector, openInspector } from './inspector.ts';

const BUCKET = 'examplebucket';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Where pictures of the views go, for docs/inspector; none are made unless it is set. */
const PICTURES = process.env.SCREENSHOTS;

let server: RunningServer;
let browser: Browser;
let axe: string;
/** Requests of a kind each, by what they show. */
const ids: Record<string, string> = {};

const REFERER =
  '<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>https://www.example.com</Referer></RefererList></RefererConfiguration>';
const CORS =
  '<CORSConfiguration><CORSRule><AllowedOrigin>https://app.example.com</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>';

beforeAll(async () => {
  await buildPage();
  axe = await readFile(AXE, 'utf8');
  server = await startServer({
    clock: FORM_TIME,
    seed: 9,
    buckets: [{ name: BUCKET }, { name: 'photos', acl: 'public-read' }],
  });
  await fill();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Something to look at in every view. */
async function fill(): Promise<void> {
  const ask = (call: Partial<Parameters<typeof signed>[1]>) =>
    signed(server.port, { method: 'PUT', bucket: BUCKET, at: FORM_TIME, ...call });
  for (const key of ['readme.txt', '目录/照片.jpg', 'logs/2024-10-31.gz']) await ask({ key, body: 'x'.repeat(4000) });
  await ask({ bucket: 'photos', query: 'referer', body: REFERER });
  await ask({ query: 'cors', body: CORS });
  const kept = async (name: string, answer: Promise<{ header(name: string): string | undefined }>) => {
    ids[name] = (await answer).header('x-oss-request-id') as string;
  };
  const keys = { ...KEYS, accessKeySecret: 'ossmock-secret\n' };
  await kept('signature', ask({ key: 'readme.txt', body: 'x', keys, version: 'v4' }));
  const unsigned = { method: 'PUT', bucket: BUCKET, key: 'type.txt', query: '', headers: [] };
  const changed = { ...Object.fromEntries(signV1Header(unsigned, KEYS, FORM_TIME)), 'Content-Type': 'text/plain' };
  await kept('difference', raw(server.port, wire('PUT', `/${BUCKET}/type.txt`, { ...changed, 'Content-Length': '0' })));
  await kept('clock', ask({ key: 'late.txt', body: 'x', at: FORM_TIME - 16 * 60_000 }));
  await kept('missing', ask({ method: 'GET', key: 'missing.txt' }));
  const fetched = async (name: string, path: string, options: RequestInit) => {
    const { headers } = await fetch(`${server.url}/${path}`, options);
    ids[name] = headers.get('x-oss-request-id') as string;
  };
  await fetched('referer', 'photos/a.jpg', { headers: { Referer: 'https://elsewhere.example' } });
  await fetched('cors', BUCKET, {
    method: 'OPTIONS',
    headers: { Origin: 'https://app.example.com', 'Access-Control-Request-Method': 'PUT' },
  });
  const policy = policyText([{ bucket: BUCKET }, ['starts-with', '$key', 'user/'], ['content-length-range', 1, 1000]]);
  await fetched('form', BUCKET, {
    method: 'POST',
    headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: formBody({ fields: { key: 'other/a.txt', ...v1Fields(policy) } }),
  });
  server.faults.add({ name: 'slow-parts', match: { operation: 'UploadPart' }, effect: { delay: '5s' } });
  server.faults.add({ match: { operation: 'PutObject' }, effect: { error: 'internal-error' }, times: 1 });
  await kept('fault', ask({ key: 'unlucky.txt', body: 'x' }));
  const callback = Buffer.from(
    JSON.stringify({ callbackUrl: 'http://127.0.0.1:9/notify', callbackBody: `key=${'$'}{object}&size=${'$'}{size}` }),
  ).toString('base64');
  await kept('callback', ask({ key: 'told.txt', body: 'x', headers: { 'x-oss-callback': callback } }));
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds that keeps people from using the page. */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as { violations: Violation[] };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

test('axe would find a control without a name', async () => {
  const { page, go } = await openInspector(browser, server.url);
  await go('clock');
  await page.evaluate("document.querySelector('main').append(document.createElement('button'))");
  expect(await serious(page)).toEqual([expect.stringMatching(/^button-name/)]);
  await page.context().close();
});

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  const { default: sharp } = await import('sharp');
  await mkdir(PICTURES, { recursive: true });
  await sharp(await page.screenshot())
    .png({ palette: true, effort: 10 })
    .toFile(join(PICTURES, `${name}.png`));
}

const VIEWS: readonly (readonly [name: string, place: () => string, ready: string])[] = [
  ['requests', () => 'requests', '.tall .row'],
  ...['signature', 'difference', 'form', 'cors', 'referer', 'clock', 'callback', 'fault', 'missing'].map(
    (kind) => [`request-${kind}`, () => `requests/${ids[kind]}`, '.ladder li'] as const,
  ),
  ['buckets', () => 'buckets', 'tbody tr'],
  ['bucket', () => `buckets/${BUCKET}`, 'tbody tr'],
  ['accounts', () => 'accounts', '.panel tr'],
  ['faults', () => 'faults', '.cards li'],
  ['clock', () => 'clock', '.face'],
  ['errors', () => 'errors/SignatureDoesNotMatch', '.cards li'],
];

describe.each([
  ['light', 'en-GB'],
  ['dark', 'en-GB'],
  ['light', 'zh-CN'],
] as const)('%s, %s', (colors, locale) => {
  let inspector: Inspector;
  beforeAll(async () => {
    inspector = await openInspector(browser, server.url, { colors, locale });
  });
  afterAll(() => inspector?.page.context().close());

  test.each(VIEWS)('%s can be used by everybody', async (name, place, ready) => {
    const { page, go, problems } = inspector;
    await go(place());
    await page.locator(ready).first().waitFor();
    expect(await serious(page)).toEqual([]);
    expect(problems).toEqual([]);
    await picture(page, `${name}-${colors}${locale === 'zh-CN' ? '-zh' : ''}`);
  });
});

test('every view fits a narrow window', async () => {
  const { page, go } = await openInspector(browser, server.url, { size: { width: 400, height: 800 } });
  for (const [name, place, ready] of VIEWS) {
    await go(place());
    await page.locator(ready).first().waitFor();
    const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wider, name).toBeLessThanOrEqual(0);
  }
  await page.context().close();
});

describe('a request that is open', () => {
  let inspector: Inspector;
  beforeAll(async () => {
    inspector = await openInspector(browser, server.url);
  });
  afterAll(() => inspector?.page.context().close());

  test.each([
    ['cors', 'cors', /PUT\s+GET/],
    ['referer', 'referer', /https:\/\/elsewhere\.example[\s\S]*https:\/\/www\.example\.com/],
    ['clock', 'clocks', /16m[\s\S]*15m/],
    ['callback', 'callback', /POST http:\/\/127\.0\.0\.1:9\/notify[\s\S]*key=told\.txt&size=1/],
    ['signature', 'signature', /Proven by computing it/],
    ['difference', 'signature', /They part at byte 5, line 3/],
  ])('shows what its %s check compared', async (kind, panel, text) => {
    await inspector.go(`requests/${ids[kind]}`);
    expect(await inspector.page.locator(`[data-panel="${panel}"]`).innerText()).toMatch(text);
  });
});

test('10,000 requests scroll without a row more than the window shows', async () => {
  const many = await startServer({ clock: FORM_TIME, seed: 9, journalBytes: 256 * 1024 * 1024 });
  for (let i = 0; i < 100; i++) {
    await Promise.all(Array.from({ length: 100 }, (_, j) => fetch(`${many.url}/${BUCKET}/${i * 100 + j}`)));
  }
  const { page, go } = await openInspector(browser, many.url);
  await go('requests');
  await page.getByText('10000 of 10000 requests').waitFor();
  // What keeps a frame short is how little is drawn in it; how long one takes is the machine's affair.
  expect(await page.evaluate(SCROLL)).toBeLessThan(100);
  expect(await page.locator('.tall .row').last().getAttribute('aria-rowindex')).toBe('10001');
  const search = page.getByLabel('Search');
  await search.fill('key:9999');
  await page.getByText('1 of 10000 requests').waitFor();
  await page.context().close();
  await many.close();
});

/** Runs in the page: scrolls from end to end, and says how many rows there were at most. */
const SCROLL = `(async () => {
  const grid = document.querySelector('.grid');
  let rows = 0;
  for (let step = 0; step <= 120; step++) {
    grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * step / 120;
    await new Promise(requestAnimationFrame);
    rows = Math.max(rows, document.querySelectorAll('.tall .row').length);
  }
  await new Promise(requestAnimationFrame);
  return rows;
})()`;
