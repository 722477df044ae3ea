import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signV1Header } from '../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { BOUNDARY, FORM_TIME, formBody, policyText, v1Fields } from '../support/forms.ts';
import { raw, wire } from '../support/raw.ts';
import { KEYS, signed } from '../support/signed.ts';
import { openBrowser } from './browser.ts';
import { buildPage, type Inspector, openInspector } from './inspector.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const BUCKET = 'examplebucket';
const FILE = { name: 'hello.txt', mimeType: 'text/plain', buffer: Buffer.from('hello world') };

let server: RunningServer;
let browser: Browser;
let inspector: Inspector;

beforeAll(async () => {
  await buildPage();
  server = await startServer({ clock: FORM_TIME, seed: 9 });
  browser = await openBrowser();
  inspector = await openInspector(browser, server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Runs in the page: keeps every value that the bar of an upload has shown. */
const WATCH_PROGRESS = `
  progressSeen = [];
  new MutationObserver(() => {
    const bar = document.querySelector('.upload progress');
    if (bar) progressSeen.push(bar.value);
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
`;

/** Uploads by the form of the page. @returns the line that says what came of it. */
async function upload(key: string, file = FILE): Promise<string> {
  const { page } = inspector;
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await page.getByLabel('Key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Upload' }).click();
  const line = page.locator('.upload .result[data-shown="true"]');
  await line.waitFor();
  return line.innerText();
}

/** The steps of the request that is open, by how they ended. */
async function steps(outcome: string): Promise<string[]> {
  return inspector.page.locator(`.ladder [data-outcome="${outcome}"] .check strong`).allInnerTexts();
}

async function openWhy(): Promise<void> {
  await inspector.page.getByRole('link', { name: 'Why?' }).click();
  await inspector.page.locator('article').waitFor();
}

describe('uploads', () => {
  test('a file is stored through the storage service itself, shown, and deleted', async () => {
    const { page, go } = inspector;
    await go(`buckets/${BUCKET}`);
    expect(await upload('目录/a b+c.txt')).toContain('done');
    const stored = await signed(server.port, { method: 'GET', bucket: BUCKET, key: '目录/a b+c.txt', at: FORM_TIME });
    expect([stored.body, stored.header('Content-Type')]).toEqual(['hello world', 'text/plain']);
    await page.getByRole('link', { name: '目录/' }).click();
    await page.getByRole('button', { name: 'Delete 目录/a b+c.txt' }).click();
    await page.getByText('Nothing here.').waitFor();
    expect(
      (await signed(server.port, { method: 'GET', bucket: BUCKET, key: '目录/a b+c.txt', at: FORM_TIME })).status,
    ).toBe(404);
  });

  test('a large file shows how far it has come', async () => {
    const { page, go } = inspector;
    await go(`buckets/${BUCKET}`);
    await page.evaluate(WATCH_PROGRESS);
    const large = { ...FILE, name: 'large.bin', buffer: Buffer.alloc(4 * 1024 * 1024, 'x') };
    const line = await upload('large.bin', large);
    expect(line).toContain('done');
    expect(await page.evaluate('progressSeen')).not.toEqual([]);
  });

  test('a bucket is made and deleted, an object downloaded', async () => {
    const { page, go } = inspector;
    await go('buckets');
    await page.getByLabel('New bucket').fill('made-by-the-page');
    await page.getByRole('button', { name: 'Make' }).click();
    await page.getByRole('link', { name: 'made-by-the-page' }).click();
    expect(await upload('folder/hello.txt')).toContain('done');
    await page.getByRole('button', { name: 'Delete bucket' }).click();
    await page.getByText('409 BucketNotEmpty').waitFor();
    await page.getByRole('link', { name: 'folder/' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download folder/hello.txt' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('hello.txt');
    expect(await readFile(await download.path(), 'utf8')).toBe('hello world');
    await page.getByRole('button', { name: 'Delete folder/hello.txt' }).click();
    await page.getByText('Nothing here.').waitFor();
    await page.getByRole('button', { name: 'Delete bucket' }).click();
    await page.getByRole('link', { name: 'made-by-the-page' }).waitFor({ state: 'detached' });
  });
});

describe('five kinds of refusal, each explained', () => {
  test('a wrong secret: both texts beside each other, and that only the key differs', async () => {
    const { page, go } = inspector;
    await go(`buckets/${BUCKET}`);
    await page.getByLabel('AccessKeySecret').fill('ossmock-secret ');
    expect(await upload('refused.txt')).toContain('403 SignatureDoesNotMatch');
    await page.getByLabel('AccessKeySecret').fill('ossmock-secret');
    await openWhy();
    expect(await steps('refused')).toEqual(['signature']);
    expect(await steps('unreached')).toContain('authorization');
    expect(await page.locator('[data-panel="signature"]').innerText()).toContain('Proven by computing it');
    expect(await page.getByLabel('Response').innerText()).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  test('a header changed on the way: the first differing byte is marked in both texts', async () => {
    const { page, go } = inspector;
    const request = { method: 'PUT', bucket: BUCKET, key: 'type.txt', query: '' };
    const headers = Object.fromEntries(signV1Header({ ...request, headers: [] }, KEYS, FORM_TIME));
    const changed = { ...headers, 'Content-Type': 'text/plain', 'Content-Length': '1' };
    const answer = await raw(server.port, wire('PUT', `/${BUCKET}/type.txt`, changed, 'x'));
    await go(`requests/${answer.header('x-oss-request-id')}`);
    const panel = page.locator('[data-panel="signature"]');
    expect(await panel.innerText()).toMatch(/They part at byte \d+, line 3/);
    expect(await panel.locator('mark').allInnerTexts()).toHaveLength(2);
  });

  test('an unknown key', async () => {
    const { page, go } = inspector;
    await go(`buckets/${BUCKET}`);
    await page.getByLabel('Sign as').last().selectOption('(other)');
    await page.getByLabel('AccessKeyId').fill('LTAI5tNobody');
    await page.getByLabel('AccessKeySecret').fill('whatever');
    expect(await upload('refused.txt')).toContain('403 InvalidAccessKeyId');
    await openWhy();
    expect(await steps('refused')).toEqual(['access-key']);
  });

  test('nobody at all, on a private bucket', async () => {
    const { page, go } = inspector;
    await go(`buckets/${BUCKET}`);
    await page.getByLabel('Sign as').last().selectOption('(nobody)');
    expect(await upload('refused.txt')).toContain('403 AccessDenied');
    await page.getByLabel('Sign as').last().selectOption('ossmock');
    await openWhy();
    expect(await steps('refused')).toEqual(['authorization']);
    expect(await page.locator('[data-panel="permission"]').innerText()).toContain('acl');
  });

  test('a form whose policy does not hold: the conditions as a table', async () => {
    const { page, go } = inspector;
    const policy = policyText([
      ['eq', '$bucket', BUCKET],
      ['starts-with', '$key', 'user/'],
    ]);
    const fields = { key: 'other/a.txt', ...v1Fields(policy) };
    const answer = await fetch(`${server.url}/${BUCKET}`, {
      method: 'POST',
      headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
      body: formBody({ fields }),
    });
    expect(answer.status).toBe(403);
    await go(`requests/${answer.headers.get('x-oss-request-id')}`);
    const rows = page.locator('[data-panel="conditions"] tbody tr');
    expect(await rows.nth(0).innerText()).toMatch(/✓ held/);
    expect(await rows.nth(1).innerText()).toMatch(/\["starts-with", "\$key", "user\/"\]\s+other\/a\.txt\s+✕ not held/);
  });

  test('a fault: added by the form, seen firing, and named in the request', async () => {
    const { page, go } = inspector;
    await go('faults');
    await page.getByLabel('What happens').selectOption('error');
    await page.getByRole('button', { name: 'Add' }).click();
    const card = page.locator('[data-fault="fault-1"]');
    await card.waitFor();
    const answer = await signed(server.port, { method: 'PUT', bucket: BUCKET, key: 'f', body: 'x', at: FORM_TIME });
    expect(answer.status).toBe(500);
    await page.locator('[data-fault="fault-1"][data-flash="true"]').waitFor();
    expect(await card.locator('.counts').innerText()).toMatch(/Fired 1\s+Matched 1\s+Left 0/);
    await card.getByRole('link').click();
    expect(await page.locator('.fault-note').innerText()).toContain('fault-1');
    await go('faults');
    await page.getByRole('button', { name: 'Delete fault-1' }).click();
    await page.getByText('No fault is filed').waitFor();
  });

  test('a fault that makes no sense is not filed, and the page says why', async () => {
    const { page, go } = inspector;
    await go('faults');
    await page.getByLabel('As JSON').fill('{"effect": {"error": "no-such-cause"}}');
    await page.getByRole('button', { name: 'Add' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('effect.error');
  });
});

describe('the list', () => {
  test('is searched by words, fields and outcome', async () => {
    const { page, go } = inspector;
    await go('requests');
    const rows = page.locator('.tall [role="row"]');
    await page.getByLabel('Search').fill('status:403 code:access -key:nothing');
    await rows.first().waitFor();
    expect(new Set(await rows.locator('.status').allInnerTexts())).toEqual(new Set(['403']));
    await page.getByLabel('Search').fill('no such words anywhere');
    await page.getByText('No request fits the search.').waitFor();
    await page.getByLabel('Search').fill('');
    await page.getByLabel('Show', { exact: true }).selectOption('fault');
    expect(await page.locator('.count').innerText()).toMatch(/^1 of/);
    await page.getByLabel('Show', { exact: true }).selectOption('all');
  });

  test('is walked and opened by keyboard alone', async () => {
    const { page, go } = inspector;
    await go('requests');
    await page.getByRole('grid').focus();
    for (const key of ['End', 'Home', 'ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    const current = await page.getByRole('grid').getAttribute('aria-activedescendant');
    await page.keyboard.press('Enter');
    await page.locator('article').waitFor();
    expect(`row-${await page.getByTestId('request-id').innerText()}`).toBe(current);
  });

  test('shows new requests by themselves, and what is being read does not move', async () => {
    const { page, go } = inspector;
    await go('requests');
    const count = Number((await page.locator('.count').innerText()).split(' ')[0]);
    await signed(server.port, { method: 'GET', bucket: 'brand-new', at: FORM_TIME });
    await page.getByText(`${count + 1} of ${count + 1} requests`).waitFor();
    expect(await page.locator('.tall [aria-rowindex="2"]').innerText()).toContain('/brand-new/');
  });
});

test('keys are made with their secret covered until it is asked for', async () => {
  const { page, go } = inspector;
  await go('accounts');
  await page.getByRole('button', { name: 'New key' }).first().click();
  const secret = page.locator('.made .secret');
  await secret.waitFor();
  expect(await secret.locator('code').innerText()).toMatch(/^•+$/);
  await secret.getByRole('button', { name: 'Show' }).click();
  expect(await secret.locator('code').innerText()).toMatch(/^[\x21-\x7e]{20,}$/);
});

test('the clock is moved, set, set beside the machine’s and let go', async () => {
  const { page, go } = inspector;
  await go('clock');
  const face = page.locator('.face');
  await page.getByRole('button', { name: 'Move forward 15m' }).click();
  await face.getByText('08:15:00').waitFor();
  expect(server.clock.now()).toBe(FORM_TIME + 15 * 60_000);
  await page.getByLabel('Set to').fill(new Date(FORM_TIME).toISOString());
  await page.getByRole('button', { name: 'Set', exact: true }).first().click();
  await face.getByText('08:00:00').waitFor();
  expect(server.clock.now()).toBe(FORM_TIME);
});

test('errors are looked up by EC, code or words', async () => {
  const { page, go } = inspector;
  await go('errors');
  await page.getByLabel('Code, EC, message or words').fill('NoSuchUpload');
  await page.getByText(/^\d causes$/).waitFor();
  expect(await page.locator('.cards').innerText()).toContain('NoSuchUpload');
});

describe('copies', () => {
  test('as curl: the same request, signature and all', async () => {
    const { go } = inspector;
    const answer = await signed(server.port, { method: 'GET', bucket: BUCKET, key: 'not-there', at: FORM_TIME });
    await go(`requests/${answer.header('x-oss-request-id')}`);
    const text = await copied('curl');
    expect(text).toContain(`/${BUCKET}/not-there'`);
    expect(text).toContain(`-H 'Authorization: OSS ossmock:`);
  });

  test.each(['ali-oss', 'oss2', 'Go', 'Java'])('as a program for %s, without the secret', async (sdk) => {
    const text = await copied(sdk);
    expect(text).toContain('"not-there"');
    expect(text).toContain('OSS_ACCESS_KEY_SECRET');
    expect(text).not.toContain('ossmock-secret');
  });

  test('as a report without signatures', async () => {
    const text = await copied('Redacted report');
    expect(text).toContain('Cause: no-such-key');
    expect(text).toContain('Authorization: OSS os…:[removed]');
  });
});

/** One of each: a signature, a key, a right, a form's policy, the clock, a fault. */
const REFUSALS: readonly (readonly [code: string, ask: () => Promise<{ header(name: string): string | undefined }>])[] =
  [
    ['SignatureDoesNotMatch', () => put({ keys: { ...KEYS, accessKeySecret: 'wrong' }, version: 'v4' })],
    ['InvalidAccessKeyId', () => put({ keys: { accessKeyId: 'LTAI5tNobody', accessKeySecret: 'x' } })],
    ['AccessDenied', () => put({ keys: undefined })],
    ['AccessDenied', postedForm],
    ['RequestTimeTooSkewed', () => put({ at: FORM_TIME - 16 * 60_000 })],
    ['InternalError', withFault],
  ];

function put(call: Partial<Parameters<typeof signed>[1]>) {
  return signed(server.port, { method: 'PUT', bucket: BUCKET, key: 'again.txt', body: 'x', at: FORM_TIME, ...call });
}

function postedForm() {
  const policy = policyText([['starts-with', '$key', 'user/']]);
  const body = formBody({ fields: { key: 'other/a.txt', ...v1Fields(policy) } });
  const headers = { Host: '127.0.0.1', 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` };
  return raw(server.port, wire('POST', `/${BUCKET}`, { ...headers, 'Content-Length': `${body.length}` }, body));
}

async function withFault() {
  server.faults.add({ name: 'once', match: { key: 'again.txt' }, effect: { error: 'internal-error' }, times: 1 });
  const answer = await put({});
  server.faults.remove('once');
  return answer;
}

interface Answered {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** All but the id that each exchange has of its own, and how long the connection stays. */
function alike({ headers, body }: Answered, id: string): Answered {
  return {
    headers: headers.filter(([name]) => name !== 'x-oss-request-id' && name !== 'Connection'),
    body: body.replaceAll(id, 'ID'),
  };
}

describe('copied as a scenario and run from the command line, the same bytes come back', () => {
  test.each(REFUSALS)('%s', async (code, ask) => {
    const id = (await ask()).header('x-oss-request-id') as string;
    await inspector.go(`requests/${id}`);
    const file = join(await mkdtemp(join(tmpdir(), 'scenario-')), `${id}.yaml`);
    await writeFile(file, await copied('Scenario file'));
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'reproduce', '--run', file, '--json']);
    const { passed, differences, exchanges } = JSON.parse(stdout);
    expect([passed, differences]).toEqual([true, []]);
    const { answer } = exchanges.at(-1);
    const again = { headers: answer.headers, body: Buffer.from(answer.body, 'latin1').toString() };
    const newId = again.headers.find(([name]: [string]) => name === 'x-oss-request-id')[1];
    const { response } = server.request(id) as { response: { headers: [string, string][]; errorBody: string } };
    expect(response.errorBody).toContain(`<Code>${code}</Code>`);
    expect(alike(again, newId)).toEqual(alike({ headers: response.headers, body: response.errorBody }, id));
  });
});

/** Presses one of the buttons. @returns what the dialog shows, which must be in the clipboard too. */
async function copied(name: string): Promise<string> {
  const { page } = inspector;
  await page.locator('.copies').getByRole('button', { name, exact: true }).click();
  const text = await page.locator('dialog[open] textarea').inputValue();
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(text);
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  return text;
}

test('where the server wants its token, the page is opened with it once, and asks for a new one', async () => {
  const guarded = await startServer({ adminToken: 'the-token-of-today' });
  const { page } = await openInspector(browser, guarded.url);
  const live = page.locator('.connection[data-on="true"]');
  expect((await page.goto(`${guarded.url}/_ossmock/`))?.status()).toBe(401);
  await page.goto(`${guarded.url}/_ossmock/?token=the-token-of-today`);
  await live.waitFor();
  expect(page.url()).not.toContain('the-token');
  await page.context().clearCookies();
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByLabel('Token', { exact: true }).fill('the-token-of-today');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Buckets' }).click();
  await page.getByRole('link', { name: BUCKET }).waitFor();
  await page.context().close();
  await guarded.close();
});

test('all of that without an error, and without asking anybody but the server', () => {
  expect(inspector.problems).toEqual([]);
  expect(inspector.strangers).toEqual([]);
});

test('the page is at most 60 KB, compressed', async () => {
  const files = ['index.html', 'page.js', 'style.css'].map(
    (name) => new URL(`../../dist/page/${name}`, import.meta.url),
  );
  const bytes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length));
  expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(60 * 1024);
});
