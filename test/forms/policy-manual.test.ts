import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkConditions } from '../../src/forms/conditions.ts';
import { checkExpiration } from '../../src/forms/expiration.ts';
import { parseFormPolicy } from '../../src/forms/policy.ts';
import { encoded, formOf, refusal } from './policies.ts';

const NOW = Date.UTC(2018, 0, 1, 11);
const E = '"expiration":"2018-01-01T12:00:00.000Z"';
const RANGE = '["content-length-range", 0, 104857600]';

/** All that the gateway asks of a policy before the file is read. */
function judge(text: string, fields: Readonly<Record<string, string>>) {
  const policy = parseFormPolicy(encoded(text));
  checkExpiration(policy, NOW);
  return checkConditions(policy, formOf(fields));
}

/** The rows of both manuals' table of PostObject errors that a policy causes. */
const ROWS: readonly (readonly [
  row: number,
  name: string,
  policy: string,
  fields: Readonly<Record<string, string>>,
])[] = [
  [3, 'an expired policy', `{"expiration":"2018-01-01T10:59:59.999Z","conditions":[${RANGE}]}`, {}],
  [5, 'a policy without a condition', `{${E},"conditions":[]}`, {}],
  [5, 'two fields in one condition', `{${E},"conditions":[{"bucket":"b","key":"k"}]}`, {}],
  [6, 'a quotation mark that is missing', `{expiration":"2018-01-01T12:00:00.000Z","conditions":[${RANGE}]}`, {}],
  [7, 'a bracket that is missing', `{${E},"conditions":[["content-length-range", 0, 104857600}`, {}],
  [7, 'a comma that is missing', `{${E},"conditions":[${RANGE} ["eq","$key","k"]]}`, {}],
  [8, 'a key in another folder', `{${E},"conditions":[["starts-with","$key","user/eric/"]]}`, { key: 'a.png' }],
  [9, 'a bucket of another endpoint', `{${E},"conditions":[{"bucket":"mingdi-bjx"}]}`, { key: 'a.png' }],
  [
    10,
    'metadata with another prefix',
    `{${E},"conditions":[["starts-with","$x-oss-meta-prop","prop-"]]}`,
    { 'x-oss-meta-prop': 'x' },
  ],
  [
    11,
    'a field with another value',
    `{${E},"conditions":[["eq","$success_action_status","200"]]}`,
    { success_action_status: '204' },
  ],
  [11, 'a field that is not sent', `{${E},"conditions":[["eq","$success_action_status","200"]]}`, {}],
];

describe('the manuals’ table of PostObject errors', () => {
  test.each(ROWS)('row %i: %s', (row, name, policy, fields) => {
    const { error } = refusal(() => judge(policy, fields));
    const golden = new URL(`../golden/forms/row-${row}-${name.replaceAll(' ', '-')}.xml`, import.meta.url);
    const host = 'examplebucket.oss-cn-hangzhou.aliyuncs.com';
    expect(error.document('665B0C40A1B2C33330343132', host, 'current')).toBe(readFileSync(golden, 'utf8'));
    for (const edition of ['2022', '2019'] as const) expect(error.worded(edition)).toEqual(error.worded('current'));
  });

  test('the manuals’ own policies are read and hold', () => {
    const policy = `{${E},"conditions":[["eq","$bucket","examplebucket"],["starts-with","$key","md/conf/"],${RANGE}]}`;
    expect(judge(policy, { key: 'md/conf/a' }).conditions.map(({ held }) => held)).toEqual([true, true, undefined]);
  });
});
