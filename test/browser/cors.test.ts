import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { type CorsConfiguration, readCorsConfiguration } from '../../src/operations/cors-configuration.ts';
import { matchCors } from '../../src/operations/cors-match.ts';
import { readXml } from '../../src/xml/read.ts';
import { type SignedCall, signed } from '../support/signed.ts';
import { openBrowser, openSite, type Site } from './browser.ts';
import { CONFIGURATIONS, corsXml, type Tried } from './cors-configurations.ts';

/** What a page does; `needs` are the header names for which the browser asks beforehand, sorted. */
interface Action {
  readonly name: string;
  readonly method: string;
  readonly key: string;
  readonly query?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly needs: readonly string[];
  readonly body?: string;
  readonly credentials?: true;
  /** The status and whether there is an ETag to see, when the page may read the answer. */
  readonly status: number;
  readonly etag: boolean;
}

const NEITHER = { headers: {}, needs: [] } as const;
const JSON_WITH_META = {
  headers: { 'Content-Type': 'application/json', 'x-oss-meta-a': '1' },
  needs: ['content-type', 'x-oss-meta-a'],
} as const;
const WITH_META = { headers: { 'x-oss-meta-a': '1' }, needs: ['x-oss-meta-a'] } as const;

/** In this order, on objects of their own, so that none depends on whether another was let through. */
const ACTIONS: readonly Action[] = [
  { name: 'downloads', method: 'GET', key: 'there', ...NEITHER, status: 200, etag: true },
  { name: 'downloads with a header', method: 'GET', key: 'there', ...WITH_META, status: 200, etag: true },
  { name: 'downloads what is missing', method: 'GET', key: 'missing', ...NEITHER, status: 404, etag: false },
  { name: 'downloads what is private', method: 'GET', key: 'private', ...NEITHER, status: 403, etag: false },
  { name: 'looks', method: 'HEAD', key: 'there', ...NEITHER, status: 200, etag: true },
  { name: 'uploads', method: 'PUT', key: 'new', ...NEITHER, body: 'body', status: 200, etag: true },
  { name: 'uploads with headers', method: 'PUT', key: 'new', ...JSON_WITH_META, body: '{}', status: 200, etag: true },
  { name: 'deletes', method: 'DELETE', key: 'new', ...NEITHER, status: 204, etag: false },
  {
    name: 'posts without asking first',
    method: 'POST',
    key: 'there',
    query: 'append&position=0',
    ...NEITHER,
    body: 'more',
    status: 409,
    etag: false,
  },
  { name: 'sends cookies', method: 'GET', key: 'there', ...NEITHER, credentials: true, status: 200, etag: true },
];

const BUCKET = 'examplebucket';
let server: RunningServer;
let browser: Browser;
let sites: { readonly A: Site; readonly B: Site };
let pages: { readonly A: Page; readonly B: Page };

beforeAll(async () => {
  server = await startServer({
    host: '127.0.0.1',
    buckets: [{ name: BUCKET, acl: 'public-read-write', storageClass: 'Standard' }],
  });
  sites = { A: await openSite(), B: await openSite() };
  browser = await openBrowser();
  pages = { A: await browser.newPage(), B: await browser.newPage() };
  await Promise.all([pages.A.goto(`${sites.A.origin}/`), pages.B.goto(`${sites.B.origin}/`)]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([sites?.A.close(), sites?.B.close(), server?.close()]);
});

async function manage(call: Omit<SignedCall, 'at' | 'bucket'>): Promise<void> {
  const answer = await signed(server.port, { ...call, bucket: BUCKET, at: Date.now() });
  expect(answer.status, answer.body).toBeLessThan(300);
}

/** Configures the bucket and puts the objects of one configuration under its folder. */
async function prepare(tried: Tried, folder: string): Promise<CorsConfiguration | undefined> {
  await manage({ method: 'PUT', key: `${folder}/there`, body: 'body' });
  await manage({ method: 'PUT', key: `${folder}/private`, body: 'body', headers: { 'x-oss-object-acl': 'private' } });
  if (tried.rules === undefined) {
    await manage({ method: 'DELETE', query: 'cors' });
    return undefined;
  }
  const body = corsXml(tried, { A: sites.A.origin, B: sites.B.origin, a: `${sites.A.port}` });
  await manage({ method: 'PUT', query: 'cors', body });
  return readCorsConfiguration(readXml(body));
}

/** What the engine says the page gets to see. */
function predicted(configuration: CorsConfiguration | undefined, origin: string, action: Action) {
  // The service never allows credentials.
  if (configuration === undefined || action.credentials) return 'refused';
  const { method, needs } = action;
  const asksFirst = needs.length > 0 || !['GET', 'HEAD', 'POST'].includes(method);
  if (asksFirst && !matchCors(configuration, { origin, method, requestHeaders: needs }).allowed) return 'refused';
  const decision = matchCors(configuration, { origin, method });
  if (!decision.allowed) return 'refused';
  const exposed = decision.rule.exposeHeaders.some((name) => name.toLowerCase() === 'etag');
  return { status: action.status, etag: action.etag && exposed };
}

/** Downloads have addresses of their own: XMLHttpRequest would answer a HEAD from what an earlier GET left in the cache. */
let asked = 0;

async function seen(page: Page, folder: string, action: Action, api: 'fetch' | 'xhr'): Promise<unknown> {
  const { method, key, headers, body, credentials = false } = action;
  const query = action.query ?? (body === undefined ? `n=${asked++}` : '');
  const url = `${server.url}/${BUCKET}/${folder}/${key}?${query}`;
  return page.evaluate(`act(${JSON.stringify({ api, method, url, headers, body, credentials })})`);
}

test('at least 20 configurations are tried, and they tell the pages apart', () => {
  expect(CONFIGURATIONS.length).toBeGreaterThanOrEqual(20);
});

describe('Chromium allows what the engine says, under', () => {
  test.each(CONFIGURATIONS.map((tried, i) => ({ ...tried, folder: `c${i}` })))('$name', async (tried) => {
    const configuration = await prepare(tried, tried.folder);
    const expected: Record<string, unknown> = {};
    const got: Record<string, unknown> = {};
    for (const at of ['A', 'B'] as const) {
      for (const api of ['fetch', 'xhr'] as const) {
        for (const action of ACTIONS) {
          const what = `${at} ${action.name} by ${api}`;
          expected[what] = predicted(configuration, sites[at].origin, action);
          // Browsers remember preflights by URL, so each configuration has a folder of its own.
          got[what] = await seen(pages[at], tried.folder, action, api);
        }
      }
    }
    expect(got).toEqual(expected);
  });
});

describe('in plain words', () => {
  const outcome = (at: 'A' | 'B', folder: string, name: string, api: 'fetch' | 'xhr' = 'fetch') =>
    seen(pages[at], folder, ACTIONS.find((action) => action.name === name) as Action, api);
  const configured = async (name: string, folder: string) => {
    await prepare(CONFIGURATIONS.find((tried) => tried.name === name) as Tried, folder);
  };

  test('a page may do nothing where there are no rules, though a POST it need not ask for is carried out', async () => {
    await configured('no rules', 'p0');
    for (const { name } of ACTIONS) expect(await outcome('A', 'p0', name), name).toBe('refused');
    const appends = server.requests(ACTIONS.length).filter((one) => JSON.stringify(one).includes('"AppendObject"'));
    expect(appends).toMatchObject([{ status: 409 }]);
  });

  test('with every origin, method and header both pages upload and download and see the ETag', async () => {
    await configured('everything', 'p1');
    for (const at of ['A', 'B'] as const) {
      expect(await outcome(at, 'p1', 'downloads')).toEqual({ status: 200, etag: true });
      expect(await outcome(at, 'p1', 'uploads with headers')).toEqual({ status: 200, etag: true });
    }
  });

  test('with the origin of A only A gets through', async () => {
    await configured('the origin of A', 'p2');
    expect(await outcome('A', 'p2', 'uploads')).toEqual({ status: 200, etag: true });
    expect(await outcome('B', 'p2', 'uploads')).toBe('refused');
    expect(await outcome('B', 'p2', 'downloads')).toBe('refused');
  });

  test('an error that a rule covers can be read by the page', async () => {
    await configured('everything', 'p3');
    expect(await outcome('A', 'p3', 'downloads what is missing')).toEqual({ status: 404, etag: false });
    expect(await outcome('A', 'p3', 'downloads what is private')).toEqual({ status: 403, etag: false });
  });

  test('a header that no rule allows stops the request before it is sent', async () => {
    await configured('every origin and method, no header', 'p4');
    expect(await outcome('A', 'p4', 'uploads')).toEqual({ status: 200, etag: false });
    expect(await outcome('A', 'p4', 'uploads with headers')).toBe('refused');
  });

  test('a preflight is remembered for as long as the rule says, and not at all when it does not say', async () => {
    for (const [name, folder, asks] of [
      ['everything', 'p5', 1],
      ['everything, nothing exposed', 'p6', 3],
    ] as const) {
      await configured(name, folder);
      // The fetch of these pages goes past every cache, that of preflights too.
      for (let i = 0; i < 3; i++) expect(await outcome('A', folder, 'uploads', 'xhr')).toMatchObject({ status: 200 });
      const exchanges = server.requests(20) as { readonly method: string; readonly target: string }[];
      const preflights = exchanges.filter(
        ({ method, target }) => method === 'OPTIONS' && target.includes(`/${folder}/`),
      );
      expect(preflights, name).toHaveLength(asks);
    }
  });
});
