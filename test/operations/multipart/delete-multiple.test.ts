import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteMultipleObjects } from '../../../src/operations/object/deleteMultipleObjects.ts';
import { putObject } from '../../../src/operations/object/putObject.ts';
import { errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';
import { md5 } from './setup.ts';

const URL = '/examplebucket?delete';

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
  await harness.bucket('examplebucket');
  for (const key of ['a', 'b', 'c', 'line%0Abreak', '&%3C%3E', '%20blank%20']) {
    await harness.run(putObject, `/examplebucket/${key}`, { body: key });
  }
});
afterEach(() => harness.store.close());

const list = (...nodes: string[]) => `<Delete>${nodes.join('')}</Delete>`;
const object = (key: string, more = '') => `<Object><Key>${key}</Key>${more}</Object>`;
const sent = (body: string) => ({ body, headers: { 'Content-MD5': md5(body).toString('base64') } });
const run = (body: string, query = '') => harness.run(deleteMultipleObjects, URL + query, sent(body));
const refused = (body: string, query = '') => harness.refusal(deleteMultipleObjects, URL + query, sent(body));

async function keys(): Promise<string[]> {
  const page = await harness.store.list({ bucket: 'examplebucket', prefix: '', delimiter: '', after: '', limit: 1000 });
  return page.objects.map(({ key }) => key);
}

test('every key is reported in the order asked, whether it existed or not', async () => {
  const answer = await run(list(object('c'), object('missing'), object('a'), object('c')));
  expect([answer.status, answer.contentType, answer.headers]).toEqual([200, 'application/xml', []]);
  await expectGolden(answer.text, 'multipart/delete.xml');
  expect(await keys()).toEqual([' blank ', '&<>', 'b', 'line\nbreak'].sort());
});

test('entities, numeric references and blanks are part of the key', async () => {
  await run(list(object('&amp;&lt;&gt;'), object('line&#10;break'), object(' blank ')));
  expect(await keys()).toEqual(['a', 'b', 'c']);
});

test('a control character written as a reference does not name another key', async () => {
  await harness.run(putObject, '/examplebucket/a%01', { body: 'x' });
  const { text } = await run(list(object('a&#1;'), object('b&#x0;')));
  expect(text).toContain('<Key>a&#1;</Key>');
  expect(await keys()).toEqual(expect.arrayContaining(['a', 'b']));
  expect(await keys()).not.toContain('a\x01');
});

test('encoding-type=url encodes the keys of the answer, not those of the request', async () => {
  const body = list(object('line&#x0A;break'), object('a%2Fb'), object('中/ +'));
  await expectGolden((await run(body, '&encoding-type=url')).text, 'multipart/delete-encoded.xml');
});

test.each(['true', 'True', ' true '])('quiet (%s) answers without a body', async (quiet) => {
  const answer = await run(list(`<Quiet>${quiet}</Quiet>`, object('a')));
  expect([answer.status, answer.contentType, answer.text]).toEqual([200, undefined, '']);
  expect(await keys()).not.toContain('a');
});

test('quiet false, or empty, reports', async () => {
  for (const quiet of ['false', ''])
    expect((await run(list(`<Quiet>${quiet}</Quiet>`, object('a')))).text).toContain('<Key>a</Key>');
});

test('the version null is the one version there is', async () => {
  const { text } = await run(list(object('a', '<VersionId>null</VersionId>')));
  expect(text).toContain('<VersionId>null</VersionId>');
  expect(await keys()).not.toContain('a');
});

test('1000 keys are deleted', async () => {
  const { text } = await run(list(...Array.from({ length: 1000 }, (_, i) => object(`k${i}`))));
  expect(text.match(/<Deleted>/g)).toHaveLength(1000);
});

test('Content-MD5 is required', async () => {
  const error = await harness.refusal(deleteMultipleObjects, URL, { body: list(object('a')) });
  await expectGolden(errorDocument(error), 'multipart/delete-without-digest.xml');
});

test('Content-MD5 is compared before anything else is looked at', async () => {
  const headers = { 'Content-MD5': md5('other').toString('base64') };
  const error = await harness.refusal(deleteMultipleObjects, URL, { body: 'junk', headers });
  expect(error.cause).toBe('content-md5-mismatch');
});

describe('a document that is refused deletes nothing:', () => {
  test.each([
    ['malformed', list(object('a')).slice(0, -1), 'delete-malformed'],
    ['empty', '', 'delete-malformed'],
    ['with a DOCTYPE', `<!DOCTYPE a>${list(object('a'))}`, 'delete-malformed'],
    ['wrong root', '<BatchDelete><Object><Key>a</Key></Object></BatchDelete>', 'delete-wrong-root'],
    ['no objects', list('<Quiet>false</Quiet>'), 'delete-without-objects'],
    ['no key', list(object('a'), '<Object><VersionId>null</VersionId></Object>'), 'delete-without-key'],
    ['empty key', list(object('a'), object('')), 'delete-key-invalid'],
    ['key too long', list(object('a'), object('k'.repeat(1024))), 'delete-key-invalid'],
    ['key with a leading slash', list(object('a'), object('/a')), 'delete-key-invalid'],
    ['1001 objects', list(object('a'), ...Array.from({ length: 1000 }, () => object('k'))), 'delete-over-limit'],
    ['more than 2 MB', list(object('a'), ' '.repeat(2 * 1024 * 1024)), 'delete-over-limit'],
    ['empty version', list(object('a', '<VersionId></VersionId>')), 'delete-version-empty'],
    ['illegal version', list(object('a'), object('b', '<VersionId>a+b</VersionId>')), 'version-id-illegal'],
    ['numeric version', list(object('a'), object('b', '<VersionId>234</VersionId>')), 'version-id-illegal'],
    [
      'a version where there are none',
      list(object('a'), object('b', '<VersionId>CAEQNhiBgM</VersionId>')),
      'bucket-not-versioned',
    ],
  ])('%s', async (name, body, cause) => {
    const error = await refused(body);
    expect([error.cause, error.row.status]).toEqual([cause, 400]);
    await expectGolden(errorDocument(error), `multipart/delete-${name.replaceAll(' ', '-')}.xml`);
    expect(await keys()).toContain('a');
  });

  test('unknown encoding', async () => {
    expect((await refused(list(object('a')), '&encoding-type=utf8')).cause).toBe('encoding-type-unknown');
    expect(await keys()).toContain('a');
  });
});
