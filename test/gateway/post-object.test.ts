import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningServer } from '../../src/index.ts';
import { formBody, HELLO, policyText, postBytes, type TestForm, v1Fields, v4Fields } from '../support/forms.ts';
import { raw } from '../support/raw.ts';
import {
  asOwner,
  BUCKET,
  CLOSED,
  formServer,
  keysIn,
  PUBLIC,
  post,
  postBody,
  refusal,
  stored,
  told,
} from './post-object-support.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await formServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

/** A key with the placeholder for the file's name. */
const PLACED = `up/${'$'}{filename}`;

/** A signed form for one key. */
const signedForm = (fields: TestForm['fields'] = {}, more: Omit<TestForm, 'fields'> = {}): TestForm => ({
  fields: { key: 'a.txt', ...fields, ...v1Fields() },
  ...more,
});

describe('what a form says of its object', () => {
  test('metadata, headers and storage class are kept, and the object is an ordinary one', async () => {
    const fields = {
      'Cache-Control': 'no-cache',
      'Content-Disposition': 'attachment;filename=D:\\img\\1.png',
      'Content-Encoding': 'gzip',
      Expires: 'Fri, 01 Nov 2024 08:00:00 GMT',
      'x-oss-meta-uuid': 'c7b6-01',
      'x-oss-meta-Tag': '标签',
      'x-oss-storage-class': 'IA',
    };
    expect((await post(server, signedForm(fields))).status).toBe(204);
    const { body, header } = await stored(server, 'a.txt');
    expect(body).toBe('hello world');
    for (const [name, value] of Object.entries(fields)) {
      expect(header(name), name).toBe(Buffer.from(value).toString('latin1'));
    }
    expect(header('x-oss-object-type')).toBe('Normal');
  });

  test('tags are not taken from a form', async () => {
    await post(server, signedForm({ 'x-oss-tagging': 'a=1' }));
    expect((await stored(server, 'a.txt')).header('x-oss-tagging-count')).toBeUndefined();
  });

  test('the ACL of the form outranks that of the header', async () => {
    const acl = async () => (await asOwner(server, { method: 'GET', key: 'a.txt', query: 'acl' })).body;
    const headers = { 'x-oss-object-acl': 'public-read' };
    await post(server, signedForm(), { headers });
    expect(await acl()).toContain('<Grant>public-read</Grant>');
    await post(server, signedForm({ 'x-oss-object-acl': 'private' }), { headers });
    expect(await acl()).toContain('<Grant>private</Grant>');
  });

  const OWN = { 'x-oss-content-type': 'text/own' };
  const FIELD = { 'Content-Type': 'text/field' };
  const PART = { file: { content: 'x', type: 'text/part' } };
  const BARE = { file: { content: 'x' } };
  test.each([
    ['x-oss-content-type before all', { ...OWN, ...FIELD }, PART, 'text/own'],
    ['the field before the part', FIELD, PART, 'text/field'],
    ['the part where no field says it', {}, PART, 'text/part'],
    ['the key where nothing says it', {}, BARE, 'text/plain'],
  ])('the content type is that of %s', async (_, fields, more, type) => {
    await post(server, signedForm(fields, more));
    expect((await stored(server, 'a.txt')).header('Content-Type')).toBe(type);
  });

  test('x-oss-forbid-overwrite keeps what is there', async () => {
    await post(server, signedForm());
    const again = await post(server, signedForm({ 'x-oss-forbid-overwrite': 'true' }, { file: { content: 'other' } }));
    expect(refusal(server, again)).toEqual({ status: 409, code: 'FileAlreadyExists', cause: 'object-exists' });
    expect((await stored(server, 'a.txt')).body).toBe('hello world');
    await post(server, signedForm({}, { file: { content: 'other' } }));
    expect((await stored(server, 'a.txt')).body).toBe('other');
  });

  test('Content-Transfer-Encoding base64 on the file is undone, as the manual of 2022 says', async () => {
    const file = { content: 'aGVsbG8gd29ybGQ=', type: 'image/png', lines: 'Content-Transfer-Encoding: base64\r\n' };
    await post(server, signedForm({}, { file }));
    expect((await stored(server, 'a.txt')).body).toBe('hello world');
  });
});

describe('the key', () => {
  test.each(['plain', 'dir/文件 名.txt', 'a+b&c=d?e#f%20g', '😀/é"\'<>.txt', 'tail/', `${'k'.repeat(1019)}.txt`])(
    '%s is stored as it is',
    async (key) => {
      expect((await post(server, signedForm({ key }))).status).toBe(204);
      expect(await keysIn(server)).toEqual([key]);
      expect((await stored(server, key)).body).toBe('hello world');
    },
  );

  test.each([
    ['hello.txt', 'up/hello.txt'],
    ['C:\\photos\\été.png', 'up/été.png'],
    ['/home/eric/a b.png', 'up/a b.png'],
    [null, 'up/'],
  ])('the placeholder is the name of the file %s without its folders', async (filename, key) => {
    const file = { ...HELLO, filename };
    expect((await post(server, signedForm({ key: PLACED }, { file }))).status).toBe(204);
    expect(await keysIn(server)).toEqual([key]);
  });

  test('the policy sees the placeholder as it was sent', async () => {
    const policy = policyText([['eq', '$key', PLACED]]);
    const form = { fields: { key: PLACED, ...v1Fields(policy) } };
    expect((await post(server, form)).status).toBe(204);
    const spelt = { fields: { key: 'up/hello.txt', ...v1Fields(policy) } };
    expect(refusal(server, await post(server, spelt)).cause).toBe('policy-condition-failed');
  });

  test.each(['', '/absolute', '\\back', 'k'.repeat(1024)])('%j is no name for an object', async (key) => {
    const answer = await post(server, signedForm({ key }));
    expect(refusal(server, answer)).toMatchObject({ status: 400, code: 'InvalidObjectName' });
    expect(await keysIn(server)).toEqual([]);
  });

  test('a key in the path is a request about an object, which cannot be posted to', async () => {
    const answer = await post(server, signedForm(), { target: '/a.txt' });
    expect(refusal(server, answer)).toEqual({ status: 405, code: 'MethodNotAllowed', cause: 'no-such-operation' });
    expect(answer.body).toContain('<ResourceType>Object</ResourceType>');
  });

  test('a form may be posted in path style', async () => {
    const answer = await post(server, signedForm({ success_action_status: '201' }), {
      target: `/${BUCKET}`,
      headers: { Host: `127.0.0.1:${server.port}` },
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toContain(`<Location>http://127.0.0.1:${server.port}/${BUCKET}/a.txt</Location>`);
  });
});

describe('the answer', () => {
  test.each([
    ['', 204],
    ['200', 200],
    ['201', 201],
    ['204', 204],
    ['404', 204],
    ['200 ', 204],
  ])('success_action_status %j is answered %i', async (asked, status) => {
    expect((await post(server, signedForm({ success_action_status: asked }))).status).toBe(status);
  });

  test.each([
    ['http://www.example.com/done', 'http://www.example.com/done?'],
    ['http://www.example.com/done?a=b', 'http://www.example.com/done?a=b&'],
  ])('a redirect goes to %s with what was stored', async (asked, begin) => {
    const answer = await post(server, signedForm({ key: 'a b/ü.txt', success_action_redirect: asked }));
    const etag = answer.header('ETag') ?? '';
    expect(answer.status).toBe(303);
    expect(answer.header('Location')).toBe(
      `${begin}bucket=${BUCKET}&key=a%20b%2F%C3%BC.txt&etag=${encodeURIComponent(etag)}`,
    );
  });

  test('a refused form is not redirected', async () => {
    const fields = { key: 'a', success_action_redirect: 'http://www.example.com/', ...v1Fields('{}') };
    const answer = await post(server, { fields });
    expect([answer.status, answer.header('Location')]).toEqual([400, undefined]);
  });

  test('what could not stand in a header is no URL', async () => {
    const fields = { success_action_redirect: 'http://x/\r\nSet-Cookie: a=b', success_action_status: '200' };
    const answer = await post(server, signedForm(fields));
    expect([answer.status, answer.header('Location'), answer.header('Set-Cookie')]).toEqual([
      200,
      undefined,
      undefined,
    ]);
  });
});

describe('who posts', () => {
  test('nobody may post to a private bucket, anybody to a public one', async () => {
    const anonymous = { fields: { key: 'a.txt' } };
    const refused = await post(server, anonymous);
    expect(refusal(server, refused)).toEqual({ status: 403, code: 'AccessDenied', cause: 'bucket-acl-refuses' });
    expect((await post(server, anonymous, { bucket: PUBLIC })).status).toBe(204);
    expect([await keysIn(server), await keysIn(server, PUBLIC)]).toEqual([[], ['a.txt']]);
  });

  test.each(['OSSAccessKeyId', 'policy', 'Signature'])(
    '%s alone demands the other two, whatever the ACL',
    async (name) => {
      const { [name]: value = '' } = v1Fields();
      const answer = await post(server, { fields: { key: 'a.txt', [name]: value } }, { bucket: PUBLIC });
      expect(refusal(server, answer)).toMatchObject({ status: 400, code: 'InvalidArgument' });
      expect(answer.body).toContain('The bucket POST must contain the specified');
      expect(await keysIn(server, PUBLIC)).toEqual([]);
    },
  );

  test('an anonymous ACL is a right of its own', async () => {
    const fields = { key: 'a.txt', 'x-oss-object-acl': 'public-read' };
    const answer = await post(server, { fields }, { bucket: PUBLIC });
    expect(refusal(server, answer)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await keysIn(server, PUBLIC)).toEqual([]);
  });

  test('a bucket whose owner is in debt takes no form, signed or not', async () => {
    for (const fields of [{ key: 'a' }, { key: 'a', ...v1Fields() }]) {
      const answer = await post(server, { fields }, { bucket: CLOSED });
      expect(refusal(server, answer)).toMatchObject({ status: 403, cause: 'account-in-debt-overdue' });
    }
  });

  test('signatures in headers and URL are not looked at', async () => {
    const options = {
      headers: { Authorization: 'OSS nobody:nothing' },
      target: '/?OSSAccessKeyId=a&Signature=b&Expires=1',
    };
    expect((await post(server, signedForm(), options)).status).toBe(204);
    expect(refusal(server, await post(server, { fields: { key: 'a' } }, options)).status).toBe(403);
  });

  test('V4 signs too, and its policy must cover its own fields', async () => {
    expect((await post(server, { fields: { key: 'a.txt', ...v4Fields() } })).status).toBe(204);
    const bare = v4Fields([['eq', '$key', 'b']], { covered: [] });
    expect(refusal(server, await post(server, { fields: { key: 'b', ...bare } })).cause).toBe('policy-extra-field');
    expect(await keysIn(server)).toEqual(['a.txt']);
  });

  test('a token that was never issued is refused before the signature is looked at', async () => {
    const fields = { key: 'a', ...v1Fields(), 'x-oss-security-token': 'CAISxxx' };
    expect(refusal(server, await post(server, { fields })).status).toBe(403);
    expect(await keysIn(server)).toEqual([]);
  });
});

describe('what is refused stores nothing', () => {
  const large = Buffer.alloc(3 * 1024 * 1024, 'x');

  test('a file above its size range is refused by its whole size, however it is cut', async () => {
    const fields = { key: 'a', ...v1Fields(policyText([['content-length-range', 10, 1024]])) };
    const body = formBody({ fields, file: { content: large } });
    const head = Buffer.from(`${body.length.toString(16)}\r\n`);
    const chunked = Buffer.concat([head, body, Buffer.from('\r\n0\r\n\r\n')]);
    const answers = await Promise.all([
      postBody(server, body),
      postBody(server, chunked, { headers: { 'Content-Length': '', 'Transfer-Encoding': 'chunked' } }),
    ]);
    for (const answer of answers) {
      expect(refusal(server, answer)).toMatchObject({ code: 'EntityTooLarge', cause: 'form-file-too-large' });
      expect(answer.body).toContain(
        `<MaxSizeAllowed>1024</MaxSizeAllowed>\n  <ProposedSize>${large.length}</ProposedSize>`,
      );
    }
    expect(await keysIn(server)).toEqual([]);
  });

  test.each([
    [9, 'form-file-too-small'],
    [10, undefined],
    [12, undefined],
    [13, 'form-file-too-large'],
  ])('a range holds for both its ends: %i bytes under 10 to 12', async (size, cause) => {
    const fields = { key: 'a', ...v1Fields(policyText([['content-length-range', 10, 12]])) };
    const answer = await post(server, { fields, file: { content: 'x'.repeat(size) } });
    expect(told(server, answer).cause).toBe(cause);
    expect(await keysIn(server)).toEqual(cause === undefined ? ['a'] : []);
  });

  test('Content-MD5 is that of the whole body, not of the file', async () => {
    const body = formBody(signedForm());
    const md5 = (bytes: Buffer | string) => createHash('md5').update(bytes).digest('base64');
    const wrong = await postBody(server, body, { headers: { 'Content-MD5': md5('hello world') } });
    expect(refusal(server, wrong)).toMatchObject({ status: 400, code: 'InvalidDigest' });
    expect(await keysIn(server)).toEqual([]);
    expect((await postBody(server, body, { headers: { 'Content-MD5': md5(body) } })).status).toBe(204);
  });

  test('a file below its size range is refused before Content-MD5 is compared', async () => {
    const fields = { key: 'a', ...v1Fields(policyText([['content-length-range', 100, 200]])) };
    const answer = await post(server, { fields }, { headers: { 'Content-MD5': '1B2M2Y8AsgTpgAmY7PhCfg==' } });
    expect(refusal(server, answer).cause).toBe('form-file-too-small');
  });

  test.each([
    ['two files', signedForm({}, { file: { content: large }, after: { file: 'second' } }), 'form-several-files'],
    ['no file', signedForm({}, { file: null }), 'form-without-file'],
    ['a bad signature', signedForm({}, { file: { content: large } }), 'form-signature-mismatch'],
  ])('%s', async (what, form, cause) => {
    const { fields } = form;
    const changed = what === 'a bad signature' ? { ...form, fields: { ...fields, Signature: 'AAAA' } } : form;
    expect(refusal(server, await post(server, changed)).cause).toBe(cause);
    expect(await keysIn(server)).toEqual([]);
  });

  test('a form that is cut off anywhere', async () => {
    const body = formBody(signedForm());
    for (const end of [0, 1, 60, body.indexOf('hello world') + 3, body.length - 5]) {
      const answer = await postBody(server, body.subarray(0, end));
      expect(refusal(server, answer)).toMatchObject({ status: 400, code: 'MalformedPOSTRequest' });
    }
    expect(await keysIn(server)).toEqual([]);
  });

  test('a form whose client goes away', async () => {
    const body = formBody(signedForm({}, { file: { content: large } }));
    const request = postBytes({ host: `${BUCKET}.oss-cn-hangzhou.aliyuncs.com`, body });
    await raw(server.port, request.subarray(0, request.length - 100), { halfClose: true });
    expect(await keysIn(server)).toEqual([]);
  });

  test('a form whose bucket is not there', async () => {
    expect(refusal(server, await post(server, signedForm(), { bucket: 'nobucket' })).status).toBe(404);
  });
});

test('fields behind the file do not count', async () => {
  const after = { success_action_status: '201', 'x-oss-meta-late': 'x', submit: 'Upload to OSS' };
  expect((await post(server, signedForm({}, { after }))).status).toBe(204);
  expect((await stored(server, 'a.txt')).header('x-oss-meta-late')).toBeUndefined();
});

describe('the record', () => {
  const conditions = [
    ['eq', '$bucket', BUCKET],
    ['starts-with', '$key', 'user/'],
    ['content-length-range', 0, 100],
    ['in', '$content-type', ['image/png', 'text/plain']],
  ];
  const rows = (key: string, held: boolean) => [
    { rule: `["eq", "$bucket", "${BUCKET}"]`, value: BUCKET, held: true },
    { rule: '["starts-with", "$key", "user/"]', value: key, held },
    { rule: '["content-length-range", 0, 100]', value: undefined, held: undefined },
    { rule: '["in", "$content-type", ["image/png", "text/plain"]]', value: 'text/plain', held: true },
  ];

  test('shows each condition, the form’s value and whether it held, and what no condition covers', async () => {
    const fields = { key: 'user/1', 'x-oss-meta-a': 'b', ...v1Fields(policyText(conditions)) };
    const { rungs } = told(server, await post(server, { fields }));
    const facts = rungs.find(({ name }) => name === 'form policy')?.facts;
    expect(facts).toMatchObject({ conditions: rows('user/1', true), uncovered: ['x-oss-meta-a'] });
    expect(rungs.find(({ name }) => name === 'form signature')?.facts).toMatchObject({ mode: 'form-v1' });
  });

  test('shows them all also where one of them refused', async () => {
    const fields = { key: 'other/1', 'x-oss-meta-a': 'b', ...v1Fields(policyText(conditions)) };
    const { rungs } = told(server, await post(server, { fields }));
    expect(rungs.at(-1)).toMatchObject({
      outcome: 'refused',
      facts: { conditions: rows('other/1', false), uncovered: ['x-oss-meta-a'] },
    });
  });

  test('names the fields of a form that lacks one', async () => {
    const { rungs } = told(server, await post(server, { fields: v1Fields(), after: { key: 'late' } }));
    expect(rungs.find(({ name }) => name === 'form')?.facts).toEqual({
      fields: ['OSSAccessKeyId', 'policy', 'Signature'],
      file: { filename: 'hello.txt', contentType: 'text/plain' },
    });
  });
});
