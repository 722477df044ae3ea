import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manualRows } from '../../src/errors/manuals/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { TABLE, TABLE_SERVER, type TableRow } from '../support/form-table.ts';
import { type Fields, policyText, v1Fields, v4Fields } from '../support/forms.ts';
import { signed } from '../support/signed.ts';
import { openBrowser, openSite, type Site } from './browser.ts';

const BUCKET = 'examplebucket';
const MIB = 1024 * 1024;
const CORS =
  '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>POST</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>';

let server: RunningServer;
/** The same of 2022, where names count in the manual's case only. */
let earlier: RunningServer;
let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer(TABLE_SERVER);
  earlier = await startServer({ ...TABLE_SERVER, wire: '2022' });
  for (const each of [server, earlier]) await owner(each, { method: 'PUT', query: 'cors', body: CORS });
  site = await openSite('forms.js');
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), server?.close(), earlier?.close()]);
});

async function owner(where: RunningServer, call: { method: string; key?: string; query?: string; body?: string }) {
  const answer = await signed(where.port, { ...call, bucket: BUCKET, at: TABLE_SERVER.clock });
  expect(answer.status, answer.body).toBeLessThan(300);
  return answer;
}

const keys = async (where = server): Promise<string[]> =>
  [...(await owner(where, { method: 'GET' })).body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key);

interface Posting {
  readonly fields: Fields;
  readonly after?: Fields;
  readonly headers?: Fields;
  readonly file?: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
}

interface Seen {
  readonly status: number;
  readonly text: string;
  readonly etag?: string | null;
  readonly progress?: readonly (readonly [number, number])[];
}

const FILE = { name: 'hello.txt', mimeType: 'text/plain', buffer: Buffer.from('hello world') };
const WAYS = ['a plain form', 'FormData with fetch', 'XHR with progress'] as const;
type Way = (typeof WAYS)[number];

/** Lets the page upload. What it sees comes back; of a plain form, what the browser was answered. */
async function upload(
  way: Way,
  { fields, after = {}, headers = {}, file = FILE }: Posting,
  where = server,
): Promise<Seen> {
  const url = `${where.url}/${BUCKET}`;
  await page.goto(`${site.origin}/`);
  const posting = JSON.stringify({ url, fields, after, headers });
  await page.evaluate(`writeForm(${posting})`);
  await page.setInputFiles('#file', file);
  if (way === 'FormData with fetch') return page.evaluate(`postByFetch(${posting})`);
  if (way === 'XHR with progress') return page.evaluate(`postByXhr(${posting})`);
  const [answer] = await Promise.all([page.waitForResponse(url), page.click('button')]);
  return { status: answer.status(), text: await answer.text() };
}

/** How a page makes the mistake of a row: what only a script can do, a form cannot. */
function canMake({ headers }: TableRow, way: Way): boolean {
  return headers === undefined || way !== 'a plain form';
}

describe.each(WAYS)('%s', (way) => {
  const rows = TABLE.filter((row) => canMake(row, way));

  test('makes a mistake of every row of the manuals’ table', () => {
    expect([...new Set(rows.map(({ row }) => row))]).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
  });

  test.each(rows)('row $row: $mistake', async (row) => {
    const where = row.profiles === undefined ? server : earlier;
    const { fields, after } = row.form;
    const { status, text } = await upload(
      way,
      { fields, ...(after && { after }), ...(row.headers && { headers: row.headers }) },
      where,
    );
    const printed = manualRows.find(({ place }) => place === `PostObject ${row.row}`);
    const code = row.row === 4 ? 'SignatureDoesNotMatch' : printed?.code;
    expect(text).toContain(`<Code>${code}</Code>`);
    const id = /<RequestId>(.*)<\/RequestId>/.exec(text)?.[1] ?? '';
    expect(where.request(id)).toMatchObject({ cause: row.cause, status });
    expect(await keys(where)).toEqual([]);
  });

  test('uploads, and the object is what was chosen', async () => {
    const key = '目录/a&b "c".txt';
    const policy = policyText([
      ['starts-with', '$key', '目录/'],
      ['eq', '$x-oss-meta-note', '一行'],
    ]);
    const fields = { key, 'x-oss-meta-note': '一行', success_action_status: '200', ...v1Fields(policy) };
    expect((await upload(way, { fields })).status).toBe(200);
    const object = await owner(server, { method: 'GET', key });
    expect([object.body, object.header('Content-Type')]).toEqual(['hello world', 'text/plain']);
    expect(Buffer.from(object.header('x-oss-meta-note') ?? '', 'latin1').toString()).toBe('一行');
    await owner(server, { method: 'DELETE', key });
  });

  test('uploads with V4', async () => {
    const fields = { key: 'v4.txt', ...v4Fields(), success_action_status: '201' };
    expect(await upload(way, { fields })).toMatchObject({
      status: 201,
      text: expect.stringContaining('<PostResponse>'),
    });
    await owner(server, { method: 'DELETE', key: 'v4.txt' });
  });

  test('uploads 8 MiB, and gets to see the refusal of 8 MiB where 1 MiB is allowed', async () => {
    const buffer = Buffer.alloc(8 * MIB, 'browser');
    const file = { name: 'large.bin', mimeType: 'application/octet-stream', buffer };
    const seen = await upload(way, { fields: { key: 'large', ...v1Fields(), success_action_status: '200' }, file });
    expect(seen.status).toBe(200);
    const md5 = createHash('md5').update(buffer).digest('hex').toUpperCase();
    expect((await owner(server, { method: 'HEAD', key: 'large' })).header('ETag')).toBe(`"${md5}"`);
    if (way === 'XHR with progress') {
      const [sent, total] = seen.progress?.at(-1) ?? [];
      expect(total).toBeGreaterThan(buffer.length);
      expect(sent).toBe(total);
    }
    if (way !== 'a plain form') expect(seen.etag).toBe(`"${md5}"`);
    await owner(server, { method: 'DELETE', key: 'large' });

    const limited = v1Fields(policyText([['content-length-range', 0, MIB]]));
    const refused = await upload(way, { fields: { key: 'large', ...limited }, file });
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('<Code>EntityTooLarge</Code>') });
    expect(refused.text).toContain(`<ProposedSize>${buffer.length}</ProposedSize>`);
    expect(await keys()).toEqual([]);
  });
});

test('a plain form ends on the page that success_action_redirect names', async () => {
  const fields = { key: 'a.txt', ...v1Fields(), success_action_redirect: `${site.origin}/done?from=form` };
  await page.goto(`${site.origin}/`);
  await page.evaluate(`writeForm(${JSON.stringify({ url: `${server.url}/${BUCKET}`, fields, after: {} })})`);
  await page.setInputFiles('#file', FILE);
  await Promise.all([page.waitForURL(`${site.origin}/done?**`), page.click('button')]);
  const { searchParams } = new URL(page.url());
  expect(Object.fromEntries(searchParams)).toEqual({
    from: 'form',
    bucket: BUCKET,
    key: 'a.txt',
    etag: '"5EB63BBBE01EEED093CB22BB8F5ACDC3"',
  });
  await owner(server, { method: 'DELETE', key: 'a.txt' });
});

test('a script may not see the answer where no CORS rule allows it, though the file is stored', async () => {
  await owner(server, { method: 'DELETE', query: 'cors' });
  expect(await upload('FormData with fetch', { fields: { key: 'unseen.txt', ...v1Fields() } })).toBe('refused');
  expect(await keys()).toEqual(['unseen.txt']);
});
