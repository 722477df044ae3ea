import { describe, expect, it } from 'vitest';
import { OssError } from '../../../src/errors/oss-error.ts';
import { checkConditions } from '../../../src/operations/conditions.ts';
import { httpDate } from '../../../src/wire/dates.ts';
import { Headers } from '../../../src/wire/headers.ts';

const ETAG = '5B3C1A2E053D763E1B002CC607C5A0FE';
/** The store keeps milliseconds; the wire has seconds. */
const MODIFIED = Date.UTC(2025, 10, 20, 8, 0, 0, 750);
const AT = httpDate(MODIFIED);
const BEFORE = httpDate(MODIFIED - 1000);
const AFTER = httpDate(MODIFIED + 1000);

function verdict(sent: Record<string, string>, prefix: '' | 'x-oss-copy-source-' = ''): string {
  const raw = Object.entries(sent).flatMap(([name, value]) => [prefix + name, value]);
  try {
    return checkConditions(new Headers(raw), { etag: ETAG, lastModified: MODIFIED }, prefix);
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    return `${error.row.status} ${String(error.details.Condition)}`;
  }
}

const MATCH = { holds: { 'If-Match': `"${ETAG}"` }, fails: { 'If-Match': '"0"' } };
const UNMODIFIED = { holds: { 'If-Unmodified-Since': AT }, fails: { 'If-Unmodified-Since': BEFORE } };
const NONE_MATCH = { holds: { 'If-None-Match': '"0"' }, fails: { 'If-None-Match': `"${ETAG}"` } };
const MODIFIED_SINCE = { holds: { 'If-Modified-Since': BEFORE }, fails: { 'If-Modified-Since': AT } };

describe('conditions of a read (operations.md §6.2)', () => {
  it.each([
    [{}, 'proceed'],
    [{ 'If-Match': `"${ETAG}"` }, 'proceed'],
    [{ 'If-Match': ETAG }, 'proceed'],
    [{ 'If-Match': '*' }, 'proceed'],
    [{ 'If-Match': `"0", "${ETAG}"` }, 'proceed'],
    [{ 'If-Match': '"foo-etag"' }, '412 If-Match'],
    [{ 'If-Match': 'foo' }, '412 If-Match'],
    [{ 'If-Match': '' }, '412 If-Match'],
    [{ 'If-None-Match': `"${ETAG}"` }, 'not-modified'],
    [{ 'If-None-Match': ETAG }, 'not-modified'],
    [{ 'If-None-Match': '*' }, 'not-modified'],
    [{ 'If-None-Match': 'foo' }, 'proceed'],
    [{ 'If-Modified-Since': BEFORE }, 'proceed'],
    [{ 'If-Modified-Since': AT }, 'not-modified'],
    [{ 'If-Modified-Since': AFTER }, 'not-modified'],
    [{ 'If-Modified-Since': 'yesterday' }, 'proceed'],
    [{ 'If-Unmodified-Since': BEFORE }, '412 If-Unmodified-Since'],
    [{ 'If-Unmodified-Since': AT }, 'proceed'],
    [{ 'If-Unmodified-Since': AFTER }, 'proceed'],
    [{ 'If-Unmodified-Since': '2025-11-20T08:00:00.000Z' }, 'proceed'],
  ])('%j: %s', (sent, expected) => {
    expect(verdict(sent as Record<string, string>)).toBe(expected);
  });

  const outcomes = ['holds', 'fails'] as const;
  const cases = outcomes.flatMap((match) =>
    outcomes.flatMap((unmodified) =>
      outcomes.flatMap((none) => outcomes.map((since) => [match, unmodified, none, since] as const)),
    ),
  );
  it.each(cases)('If-Match %s, If-Unmodified-Since %s, If-None-Match %s, If-Modified-Since %s', (...answers) => {
    const [match, unmodified, none, since] = answers;
    const sent = { ...MATCH[match], ...UNMODIFIED[unmodified], ...NONE_MATCH[none], ...MODIFIED_SINCE[since] };
    let expected = 'proceed';
    if (none === 'fails' || since === 'fails') expected = 'not-modified';
    if (unmodified === 'fails') expected = '412 If-Unmodified-Since';
    if (match === 'fails') expected = '412 If-Match';
    expect(verdict(sent)).toBe(expected);
    expect(verdict(sent, 'x-oss-copy-source-')).toBe(expected);
  });

  it('holds a copy against its own headers only', () => {
    expect(verdict({ 'x-oss-copy-source-If-Match': '"0"' })).toBe('proceed');
  });
});
