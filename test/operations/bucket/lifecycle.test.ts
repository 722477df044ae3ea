import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { dueAt, isDue } from '../../../src/operations/bucket/lifecycle/due.ts';
import { lifecycle } from '../../../src/operations/bucket/lifecycle/index.ts';
import { accessMonitor } from '../../../src/operations/bucket/settings/access-monitor.ts';
import type { Operation } from '../../../src/operations/operation.ts';
import { type Harness, NOW, openHarness } from '../harness.ts';

const DAY = 24 * 60 * 60 * 1000;
const [put, get] = lifecycle.operations as readonly [Operation, Operation];
const URL = '/b?lifecycle';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('b');
});
afterEach(() => oss.store.close());

const rule = (prefix: string, inside: string) =>
  `<Rule><Prefix>${prefix}</Prefix><Status>Enabled</Status>${inside}</Rule>`;
const expire = (days: number) => `<Expiration><Days>${days}</Days></Expiration>`;
const move = (storageClass: string, days: number, more = '') =>
  `<Transition><Days>${days}</Days><StorageClass>${storageClass}</StorageClass>${more}</Transition>`;
const ACCESS = '<IsAccessTime>true</IsAccessTime><ReturnToStdWhenVisit>false</ReturnToStdWhenVisit>';
const body = (...rules: string[]) => `<LifecycleConfiguration>${rules.join('')}</LifecycleConfiguration>`;
const set = (...rules: string[]) => oss.run(put, URL, { body: body(...rules) });
const cause = async (...rules: string[]) => (await oss.refusal(put, URL, { body: body(...rules) })).cause;
const monitored = () =>
  oss.run(accessMonitor.operations[0] as Operation, '/b?accessmonitor', {
    body: '<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>',
  });

describe('PutBucketLifecycle', () => {
  it('takes back what GetBucketLifecycle gave', async () => {
    await monitored();
    await set(rule('a', move('IA', 1, ACCESS)), rule('b', `${move('IA', 1)}${expire(9)}`));
    const { text } = await oss.run(get, URL);
    await oss.advance(DAY);
    expect((await oss.run(put, URL, { body: text })).status).toBe(200);
    expect((await oss.run(get, URL)).text).toBe(text);
  });

  it('compares rules with all those whose prefixes theirs begin with, not only the nearest', async () => {
    const between = [rule('a/b', move('IA', 3)), rule('a/c', move('Archive', 3)), rule('ab', move('Archive', 2))];
    expect(await cause(rule('a/b/c', expire(9)), ...between, rule('a/', expire(8)))).toBe(
      'lifecycle-same-action-overlap',
    );
    expect((await set(rule('a/b/c', expire(9)), ...between)).status).toBe(200);
  });

  it('takes the Date of older SDKs, gives it back, and lets all that is there expire from then on', async () => {
    const inside = '<Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration>';
    await set(rule('a', inside));
    expect((await oss.run(get, URL)).text.replaceAll(/\s/g, '')).toContain(inside);
    const from = Date.UTC(2030, 0, 1);
    expect([from - 1, from].map((now) => isDue({ from }, NOW, now))).toEqual([false, true]);
    expect(await cause(rule('a', inside.replace('<Date>', '<Days>1</Days><Date>')))).toBe(
      'lifecycle-expiration-days-and-date',
    );
  });

  it('takes an empty prefix for one that all others begin with', async () => {
    expect(await cause(rule('', expire(1)), rule('logs/', expire(2)))).toBe('lifecycle-same-action-overlap');
  });

  it('does not compare days of the last access with those of the last modification', async () => {
    await monitored();
    expect((await set(rule('a', `${move('IA', 90, ACCESS)}${move('Archive', 10)}${expire(30)}`))).status).toBe(200);
    expect(await cause(rule('a', `${move('IA', 90, ACCESS)}${move('Archive', 10, ACCESS)}`))).toBe(
      'lifecycle-days-conflict',
    );
  });

  it('lets versions of the past have an order of their own', async () => {
    const past = (days: number) =>
      `<NoncurrentVersionExpiration><NoncurrentDays>${days}</NoncurrentDays></NoncurrentVersionExpiration>`;
    const cold = `<NoncurrentVersionTransition><NoncurrentDays>5</NoncurrentDays><StorageClass>IA</StorageClass></NoncurrentVersionTransition>`;
    expect((await set(rule('a', `${expire(1)}${cold}${past(6)}`))).status).toBe(200);
    expect(await cause(rule('a', `${cold}${past(5)}`))).toBe('lifecycle-days-conflict');
  });

  it('makes an id for an empty one, and keeps blanks of a prefix', async () => {
    await set(`<Rule><ID/><Prefix> a </Prefix><Status>Enabled</Status>${expire(1)}</Rule>`);
    const { text } = await oss.run(get, URL);
    expect(text).toMatch(/<ID>[0-9a-f-]{36}<\/ID>\n {4}<Prefix> a <\/Prefix>/);
  });

  it.each(['2024-02-30', '2024-13-01'])('knows that there is no %s', async (day) => {
    const expiration = `<Expiration><CreatedBeforeDate>${day}T00:00:00.000Z</CreatedBeforeDate></Expiration>`;
    expect(await cause(rule('a', expiration))).toBe('lifecycle-date-invalid');
  });

  it('compares a thousand rules with each other in no time that is felt', async () => {
    const many = Array.from({ length: 1000 }, (_, i) =>
      rule('p'.repeat(1 + (i % 500)), `<Tag><Key>k</Key><Value>${i}</Value></Tag>${expire(1)}`),
    );
    expect((await set(...many)).status).toBe(200);
  });
});

test('days begin at the next midnight in UTC; what happens at midnight is there already', () => {
  const midnight = Date.UTC(2025, 10, 21);
  expect(dueAt({ days: 1 }, NOW)).toBe(midnight + DAY);
  expect(dueAt({ days: 1 }, midnight)).toBe(midnight + DAY);
  expect(dueAt({ days: 1 }, midnight + 1)).toBe(midnight + 2 * DAY);
});

test('a date is for what is older than it, even before it has come', () => {
  const before = NOW + 9 * DAY;
  expect([isDue({ before }, NOW, NOW), isDue({ before }, before, NOW)]).toEqual([true, false]);
  expect([dueAt({ before }, NOW), dueAt({ before }, before)]).toEqual([before, undefined]);
});
