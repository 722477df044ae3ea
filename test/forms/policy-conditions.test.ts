import { describe, expect, test } from 'vitest';
import { sizeRange } from '../../src/forms/conditions.ts';
import { checkExpiration } from '../../src/forms/expiration.ts';
import { hold, policyOf, refusal } from './policies.ts';

const FAILED = 'Invalid according to Policy: Policy Condition failed: ';
const FILENAME = '$' + '{filename}';

describe('each operator', () => {
  const form = { key: 'user/eric/a.png', 'Content-Type': 'image/png', empty: '' };

  test.each([
    ['["eq","$key","user/eric/a.png"]', true],
    ['["eq","$key","user/eric/"]', false],
    ['["eq","$key","User/eric/a.png"]', false],
    ['{"key":"user/eric/a.png"}', true],
    ['{"key":"user/eric/b.png"}', false],
    ['["eq","$empty",""]', true],
    ['["starts-with","$key","user/eric/"]', true],
    ['["starts-with","$key","user/eric/a.png"]', true],
    ['["starts-with","$key","user/eric/a.png.exe"]', false],
    ['["starts-with","$key",""]', true],
    ['["starts-with","$empty",""]', true],
    ['["starts-with","$key","eric/"]', false],
    ['["in","$content-type",["image/jpg","image/png"]]', true],
    ['["in","$content-type",["image/jpg"]]', false],
    ['["in","$content-type",["image/"]]', false],
    ['["in","$content-type",[]]', false],
    ['["not-in","$content-type",["image/jpg"]]', true],
    ['["not-in","$content-type",["image/jpg","image/png"]]', false],
    ['["not-in","$content-type",[]]', true],
  ])('%s holds: %s', (condition, held) => {
    if (held) expect(hold(`[${condition}]`, form).conditions[0]?.held).toBe(true);
    else expect(refusal(() => hold(`[${condition}]`, form)).cause).toBe('policy-condition-failed');
  });
});

describe('a field that the form does not have', () => {
  test.each(['["eq","$f",""]', '{"f":""}', '["starts-with","$f",""]', '["in","$f",[""]]'])('fails %s', (condition) => {
    expect(refusal(() => hold(`[${condition}]`))).toMatchObject({
      cause: 'policy-field-missing',
      status: 403,
      code: 'AccessDenied',
      ec: '0006-00000226',
      message: expect.stringMatching(/^Invalid according to Policy: Policy Condition failed: \["/),
    });
  });

  test('is not in any list', () => {
    expect(hold('[["not-in","$f",["a",""]]]').conditions).toEqual([
      { rule: '["not-in", "$f", ["a", ""]]', value: undefined, held: true },
    ]);
  });
});

describe('where a value comes from', () => {
  test('bucket is the addressed bucket, whatever a field of that name says', () => {
    expect(hold('[{"bucket":"examplebucket"}]', { bucket: 'other' }).conditions[0]?.held).toBe(true);
    expect(refusal(() => hold('[{"bucket":"other"}]', { bucket: 'other' })).message).toBe(
      `${FAILED}["eq", "$bucket", "other"]`,
    );
  });

  test('key is compared before its file name is filled in', () => {
    const conditions = `[["eq","$key","user/eric/\\${FILENAME}"]]`;
    expect(hold(conditions, { key: `user/eric/${FILENAME}` }).conditions[0]?.held).toBe(true);
    expect(refusal(() => hold(conditions, { key: 'user/eric/a.png' })).message).toBe(
      `${FAILED}["eq", "$key", "user/eric/${FILENAME}"]`,
    );
  });

  test('names are compared without case, values with it', () => {
    const form = { 'Cache-Control': 'no-cache', SUCCESS_ACTION_STATUS: '200' };
    expect(hold('[["eq","$cache-control","no-cache"],["eq","$Success_Action_Status","200"]]', form).uncovered).toEqual(
      [],
    );
    expect(refusal(() => hold('[["eq","$Cache-Control","No-Cache"]]', form)).message).toBe(
      `${FAILED}["eq", "$Cache-Control", "No-Cache"]`,
    );
  });

  test('content-type is the form field, else the type of the file part', () => {
    const png = { fileContentType: 'image/png' };
    expect(hold('[["eq","$content-type","image/png"]]', {}, png).conditions[0]?.value).toBe('image/png');
    expect(hold('[["eq","$Content-Type","text/css"]]', { 'content-type': 'text/css' }, png).conditions[0]?.held).toBe(
      true,
    );
    expect(refusal(() => hold('[["eq","$content-type","image/png"]]')).cause).toBe('policy-field-missing');
  });

  test('x: variables and callback are fields like any other', () => {
    const form = { 'x:id': '1', callback: 'eyJ9' };
    expect(hold('[["eq","$x:id","1"],["starts-with","$callback","eyJ"]]', form).uncovered).toEqual([]);
  });

  test('text beyond ASCII is compared as UTF-8; bytes that are none equal nothing', () => {
    expect(hold('[["starts-with","$key","目录/"]]', { key: '目录/图.png' }).conditions[0]?.value).toBe('目录/图.png');
    const broken = { fields: new Map([['key', '\xff']]) };
    const refused = refusal(() => hold('[["in","$key",["\\ufffd","ÿ"]]]', {}, broken));
    expect(refused.facts).toMatchObject({ conditions: [{ value: 'ÿ', held: false }] });
  });
});

describe('what a refusal quotes', () => {
  test.each([
    ['{"success_action_status":"200"}', '["eq", "$success_action_status", "200"]'],
    ['["eq","success_action_status","200"]', '["eq", "$success_action_status", "200"]'],
    ['[ "eq" , "$success_action_status" , "200" ]', '["eq", "$success_action_status", "200"]'],
    ['["starts-with","$x-oss-meta-prop","prop-"]', '["starts-with", "$x-oss-meta-prop", "prop-"]'],
    ['["in","$content-type",["image/jpg","image/png"]]', '["in", "$content-type", ["image/jpg", "image/png"]]'],
    ['["in","$content-type",[]]', '["in", "$content-type", []]'],
    ['["not-in","$cache-control",["no-cache"]]', '["not-in", "$cache-control", ["no-cache"]]'],
    ['["eq","$X-Oss-Meta-A","\\"\\\\\\/\\u4e2d"]', '["eq", "$X-Oss-Meta-A", ""\\/中"]'],
  ])('%s is quoted as %s', (condition, quoted) => {
    const form = {
      success_action_status: '201',
      'x-oss-meta-prop': 'x',
      'content-type': 'a/b',
      'cache-control': 'no-cache',
      'x-oss-meta-a': '',
    };
    expect(refusal(() => hold(`[${condition}]`, form))).toMatchObject({
      cause: 'policy-condition-failed',
      status: 403,
      code: 'AccessDenied',
      ec: '0006-00000227',
      message: `${FAILED}${quoted}`,
    });
  });

  test('a captured refusal: an empty token wanted, none sent', () => {
    expect(refusal(() => hold('[{"x-oss-security-token":""}]')).message).toBe(
      `${FAILED}["eq", "$x-oss-security-token", ""]`,
    );
  });

  test('the first failure in document order is reported, all are recorded', () => {
    const refused = refusal(() =>
      hold('[["content-length-range",0,9],["eq","$b","2"],{"bucket":"x"},["starts-with","$a","1"]]', {
        a: '1',
        b: '3',
        c: '',
      }),
    );
    expect(refused.message).toBe(`${FAILED}["eq", "$b", "2"]`);
    expect(refused.facts).toEqual({
      conditions: [
        { rule: '["content-length-range", 0, 9]', value: undefined, held: undefined },
        { rule: '["eq", "$b", "2"]', value: '3', held: false },
        { rule: '["eq", "$bucket", "x"]', value: 'examplebucket', held: false },
        { rule: '["starts-with", "$a", "1"]', value: '1', held: true },
      ],
      uncovered: ['c'],
    });
  });
});

describe('fields that no condition covers', () => {
  test('are listed, save those that make the signature', () => {
    const form = { key: 'k', OSSAccessKeyId: 'i', policy: 'p', Signature: 's', fileName: 'x', submit: 'go' };
    expect(hold('[["starts-with","$key",""]]', form).uncovered).toEqual(['filename', 'submit']);
  });

  const V4 = {
    key: 'k',
    'x-oss-date': '20300101T000000Z',
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': 'i/20300101/cn-hangzhou/oss/aliyun_v4_request',
    policy: 'p',
    'x-oss-signature': 's',
    fileName: 'x',
  };
  const all = Object.entries(V4).filter(([name]) => name.startsWith('x-oss-') && name !== 'x-oss-signature');
  const covering = (...without: string[]) =>
    JSON.stringify(all.filter(([name]) => !without.includes(name)).map(([name, value]) => ({ [name]: value })));

  test('are allowed in a V4 form too, if its own are covered', () => {
    expect(hold(covering(), V4, { version: 'v4' }).uncovered).toEqual(['key', 'filename']);
  });

  test.each([
    [['x-oss-credential', 'x-oss-date', 'x-oss-signature-version'], 'x-oss-credential'],
    [['x-oss-date', 'x-oss-signature-version'], 'x-oss-date'],
    [['x-oss-signature-version'], 'x-oss-signature-version'],
  ])('%j: a V4 form is refused for %s', (without, Field) => {
    const conditions = covering(...without)
      .replace('[', '[{"key":"k"},')
      .replace(',]', ']');
    expect(refusal(() => hold(conditions, V4, { version: 'v4' }))).toMatchObject({
      cause: 'policy-extra-field',
      status: 403,
      code: 'AccessDenied',
      ec: '0006-00000228',
      message: `Invalid according to Policy: Extra input fields: ${Field}`,
      facts: { uncovered: expect.arrayContaining([Field]) },
    });
  });

  test('of a V4 form include its token, when it has one', () => {
    const form = { ...V4, 'x-oss-security-token': 't' };
    expect(refusal(() => hold(covering(), form, { version: 'v4' })).details).toEqual({ Field: 'x-oss-security-token' });
    const conditions = `[{"x-oss-security-token":"t"},${covering().slice(1)}`;
    expect(hold(conditions, form, { version: 'v4' }).uncovered).toEqual(['key', 'filename']);
  });

  test('come before a condition that fails', () => {
    expect(refusal(() => hold('[{"key":"other"}]', V4, { version: 'v4' })).cause).toBe('policy-extra-field');
    expect(refusal(() => hold('[{"key":"other"}]', V4, { version: 'v1' })).cause).toBe('policy-condition-failed');
  });
});

describe('the size of the file', () => {
  test.each([
    ['[{"bucket":"b"}]', undefined],
    ['[["content-length-range",1,10]]', { min: 1, max: 10 }],
    ['[["content-length-range",1,10],["content-length-range",5,20]]', { min: 5, max: 10 }],
    ['[["content-length-range",1,2],["content-length-range",5,6]]', { min: 5, max: 2 }],
  ])('%s allows %j', (conditions, range) => {
    expect(sizeRange(policyOf(conditions))).toEqual(range);
  });

  test('is read from as many ranges as a policy can hold', () => {
    const many = `[${Array.from({ length: 60_000 }, () => '["content-length-range",1,10]').join(',')}]`;
    expect(sizeRange(policyOf(many))).toEqual({ min: 1, max: 10 });
  });
});

describe('the expiration', () => {
  const policy = policyOf('[{"bucket":"b"}]');

  test('may be reached, not passed', () => {
    expect(checkExpiration(policy, Date.UTC(2030, 0, 1, 12))).toEqual({
      expiration: Date.UTC(2030, 0, 1, 12),
      now: Date.UTC(2030, 0, 1, 12),
    });
    expect(refusal(() => checkExpiration(policy, Date.UTC(2030, 0, 1, 12) + 1))).toMatchObject({
      cause: 'policy-expired',
      status: 403,
      code: 'AccessDenied',
      ec: '0006-00000213',
      message: 'Invalid according to Policy: Policy expired.',
      facts: { expiration: Date.UTC(2030, 0, 1, 12), now: Date.UTC(2030, 0, 1, 12) + 1 },
    });
  });
});
