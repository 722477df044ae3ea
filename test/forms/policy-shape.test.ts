import { describe, expect, test } from 'vitest';
import { parseFormPolicy } from '../../src/forms/policy.ts';
import { EXPIRATION, encoded, policyOf, refusal } from './policies.ts';

const SIMPLE = 'Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.';
const E = `"expiration":"${EXPIRATION}"`;
const C = '"conditions":[["eq","$key","k"]]';

describe('the field must be the Base64 of UTF-8', () => {
  const good = encoded(`{${E},${C}}`);

  test.each([
    ['raw JSON', `{${E},${C}}`],
    ['line breaks', `${good.slice(0, 60)}\r\n${good.slice(60)}`],
    ['a blank for each plus, as URL decoding makes', 'eyI+ Ijoi'],
    ['the alphabet of URLs', 'eyI_Ijoi'],
    ['three of four characters', 'eyI'],
    ['padding inside', 'eyI=Ijoi'],
    ['too much padding', 'e==='],
    ['bytes above 7F', 'eyI\xc3'],
  ])('%s: EC 0006-00000202', (_, field) => {
    expect(refusal(() => parseFormPolicy(field))).toMatchObject({
      cause: 'policy-not-base64',
      status: 400,
      code: 'InvalidPolicyDocument',
      ec: '0006-00000202',
      message: expect.stringMatching(/^Invalid Policy: /),
    });
  });

  test('GBK is not UTF-8: EC 0006-00000203', () => {
    const gbk = Buffer.concat([Buffer.from(`{${E},"conditions":[["eq","$key","`), Buffer.from([0xd6, 0xd0])]);
    expect(refusal(() => parseFormPolicy(gbk.toString('base64')))).toMatchObject({
      cause: 'policy-not-utf8',
      status: 400,
      code: 'InvalidPolicyDocument',
      ec: '0006-00000203',
    });
  });

  test('an empty field is no policy', () => {
    expect(refusal(() => parseFormPolicy(''))).toMatchObject({ ec: '0006-00000204' });
  });
});

describe('the two members', () => {
  test.each([
    ['a third', `{"test":"test",${E},${C}}`, '0006-00000206', "Unexpected: 'test'."],
    ['another case', `{"Expiration":"${EXPIRATION}",${C}}`, '0006-00000206', "Unexpected: 'Expiration'."],
    ['no conditions', `{${E}}`, '0006-00000207', 'Policy missing conditions.'],
    ['no expiration', `{${C}}`, '0006-00000208', 'Policy missing expiration.'],
    ['neither', '{}', '0006-00000209', 'Policy missing expiration.'],
    ['a list', `[{${E},${C}}]`, '0006-00000209', 'Policy missing expiration.'],
    ['null', 'null', '0006-00000209', 'Policy missing expiration.'],
    [
      'conditions as an object',
      `{${E},"conditions":{"key":"k"}}`,
      '0006-00000214',
      "Invalid 'conditions' value: must be a List.",
    ],
    ['conditions as text', `{${E},"conditions":"x"}`, '0006-00000214', "Invalid 'conditions' value: must be a List."],
    ['no condition at all', `{${E},"conditions":[]}`, '0006-00000215', SIMPLE],
  ])('%s', (_, text, ec, message) => {
    expect(refusal(() => parseFormPolicy(encoded(text)))).toMatchObject({
      status: 400,
      code: 'InvalidPolicyDocument',
      ec,
      message: `Invalid Policy: ${message}`,
    });
  });

  test('are read in either order, blanks anywhere', () => {
    const { expiration, conditions } = parseFormPolicy(encoded(` { ${C} ,\n ${E} } `));
    expect(expiration).toBe(Date.UTC(2030, 0, 1, 12));
    expect(conditions).toEqual([{ operator: 'eq', field: 'key', operand: 'k' }]);
  });
});

describe('expiration', () => {
  test.each([
    ['2014-12-01T12:00:00.000Z', Date.UTC(2014, 11, 1, 12)],
    ['2013-12-01T12:00:00Z', Date.UTC(2013, 11, 1, 12)],
    ['2024-02-29T23:59:59.999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
    ['0099-01-01T00:00:00Z', Date.parse('0099-01-01T00:00:00Z')],
  ])('%s is read', (text, at) => {
    expect(parseFormPolicy(encoded(`{"expiration":"${text}",${C}}`)).expiration).toBe(at);
  });

  test.each([
    ['1893499200', 'policy-expiration-not-text', '0006-00000210'],
    ['null', 'policy-expiration-not-text', '0006-00000210'],
    [`["${EXPIRATION}"]`, 'policy-expiration-not-text', '0006-00000210'],
    ['""', 'policy-expiration-empty', '0006-00000211'],
    ['"tomorrow"', 'policy-expiration-unreadable', '0006-00000212'],
    ['"2030-01-01T20:00:00.000+08:00"', 'policy-expiration-unreadable', '0006-00000212'],
    ['"2030-01-01T12:00:00"', 'policy-expiration-unreadable', '0006-00000212'],
    ['"2030-01-01 12:00:00Z"', 'policy-expiration-unreadable', '0006-00000212'],
    ['"2030-01-01"', 'policy-expiration-unreadable', '0006-00000212'],
    ['"2030-02-31T12:00:00.000Z"', 'policy-expiration-unreadable', '0006-00000212'],
    ['"2030-13-01T12:00:00.000Z"', 'policy-expiration-unreadable', '0006-00000212'],
    ['"2030-01-01T24:00:00.000Z"', 'policy-expiration-unreadable', '0006-00000212'],
    ['" 2030-01-01T12:00:00.000Z"', 'policy-expiration-unreadable', '0006-00000212'],
    ['"20300101T120000Z"', 'policy-expiration-unreadable', '0006-00000212'],
    ['"Tue, 01 Jan 2030 12:00:00 GMT"', 'policy-expiration-unreadable', '0006-00000212'],
  ])('%s is not', (value, cause, ec) => {
    expect(refusal(() => parseFormPolicy(encoded(`{"expiration":${value},${C}}`)))).toMatchObject({
      cause,
      status: 400,
      code: 'InvalidPolicyDocument',
      ec,
      message: expect.stringMatching(/^Invalid Policy: Invalid 'expiration' value: /),
    });
  });
});

describe('a condition', () => {
  test.each([
    ['{"bucket":"b"}', { operator: 'eq', field: 'bucket', operand: 'b' }],
    ['{"$key":"k"}', { operator: 'eq', field: 'key', operand: 'k' }],
    ['["eq","$key","k"]', { operator: 'eq', field: 'key', operand: 'k' }],
    ['["eq","key","k"]', { operator: 'eq', field: 'key', operand: 'k' }],
    ['["starts-with","$key",""]', { operator: 'starts-with', field: 'key', operand: '' }],
    ['["in","$content-type",["a","b"]]', { operator: 'in', field: 'content-type', operand: ['a', 'b'] }],
    ['["not-in","$cache-control",[]]', { operator: 'not-in', field: 'cache-control', operand: [] }],
    ['["content-length-range",0,0]', { operator: 'content-length-range', min: 0, max: 0 }],
    ['["content-length-range",1,5368709120]', { operator: 'content-length-range', min: 1, max: 5368709120 }],
  ])('%s is read', (text, condition) => {
    expect(policyOf(`[${text}]`).conditions).toEqual([condition]);
  });

  const ARGUMENT = 'Invalid Condition: wrong type of argument.';
  const LENGTH = 'Invalid Condition: wrong number of arguments.';
  const MISSING = 'Invalid Condition: operator is missing.';
  const KIND = 'Invalid Condition: must be a Map or a List.';
  // Captured with its blank at the end (access.md §7.5, C3).
  const BARE = 'Invalid JSON. ';

  test.each([
    ['123', '0006-00000222', KIND],
    ['"eq"', '0006-00000222', KIND],
    ['null', '0006-00000222', KIND],
    ['{}', undefined, SIMPLE],
    ['{"bucket":"b","key":"k"}', undefined, SIMPLE],
    ['{"bucket":"b","bucket":"b"}', undefined, SIMPLE],
    ['{"success_action_status":200}', '0006-00000224', ARGUMENT],
    ['[]', '0006-00000216', MISSING],
    ['["$key"]', '0006-00000216', MISSING],
    ['["key"]', '0006-00000216', MISSING],
    ['["$key","user/"]', '0006-00000216', MISSING],
    ['["equals","$key","k"]', '0006-00000217', "Invalid Condition: unknown operator 'equals'."],
    ['["EQ","$key","k"]', '0006-00000217', "Invalid Condition: unknown operator 'EQ'."],
    ['[1,"$key","k"]', '0006-00000217', "Invalid Condition: unknown operator 'not a String'."],
    ['["eq"]', '0006-00000218', LENGTH],
    ['["eq","$key"]', '0006-00000218', LENGTH],
    ['["starts-with","$key","user/user1","test"]', '0006-00000218', LENGTH],
    ['["content-length-range",1]', '0006-00000218', LENGTH],
    ['["content-length-range",1,2,3]', '0006-00000218', LENGTH],
    [
      '["content-length-range",20,10]',
      '0006-00000219',
      'Invalid Condition: the maximum of content-length-range is below its minimum.',
    ],
    ['["content-length-range",10,"test"]', '0006-00000221', BARE],
    ['["content-length-range","0","1048576"]', '0006-00000221', BARE],
    ['["content-length-range",[1],"test"]', '0006-00000223', BARE],
    ['["content-length-range",-1,10]', '0006-00000223', BARE],
    ['["content-length-range",0,1.5]', '0006-00000223', BARE],
    ['["content-length-range",0,1e999]', '0006-00000223', BARE],
    ['["content-length-range",null,10]', '0006-00000223', BARE],
    ['["eq",1,"k"]', '0006-00000224', ARGUMENT],
    ['["eq","$key",["k"]]', '0006-00000224', ARGUMENT],
    ['["starts-with","$key",1]', '0006-00000224', ARGUMENT],
    ['["in","$content-type","image/png"]', '0006-00000224', ARGUMENT],
    ['["not-in","cache-control","no-cache"]', '0006-00000224', ARGUMENT],
    ['["in","$content-type",["a",1]]', '0006-00000224', ARGUMENT],
  ])('%s is refused', (text, ec, message) => {
    expect(refusal(() => policyOf(`[["content-length-range",0,9],${text},123]`))).toMatchObject({
      status: 400,
      code: 'InvalidPolicyDocument',
      ec,
      message: `Invalid Policy: ${message}`,
    });
  });
});
