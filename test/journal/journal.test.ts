import { describe, expect, it } from 'vitest';
import { Journal } from '../../src/journal/journal.ts';
import { type ExchangeRecord, emptyRecord } from '../../src/journal/record.ts';

function record(id: string, target = '/'): ExchangeRecord {
  return emptyRecord({ id, receivedAt: 0, method: 'GET', target, host: 'h' });
}

describe('the journal', () => {
  it('lists the latest first', () => {
    const journal = new Journal(1_000_000);
    for (const id of ['a', 'b', 'c']) journal.add(record(id));
    expect(journal.latest(2).map(({ id }) => id)).toEqual(['c', 'b']);
    expect(journal.get('a')?.id).toBe('a');
  });

  it('is bounded by bytes: the oldest make room, long ones more of it', () => {
    const journal = new Journal(100_000);
    for (let i = 0; i < 1000; i++) journal.add(record(`${i}`));
    const short = journal.latest(1000).length;
    expect(short).toBeGreaterThan(10);
    expect(short).toBeLessThan(100);
    for (let i = 0; i < 1000; i++) journal.add(record(`long ${i}`, `/${'x'.repeat(1000)}`));
    expect(journal.latest(1000).length).toBeLessThan(short);
    expect(journal.get('0')).toBeUndefined();
    expect(journal.get('long 999')).toBeDefined();
  });

  it('counts what was noted, however deep, so that the bodies of callbacks do not fill the memory', () => {
    const journal = new Journal(100_000);
    for (let i = 0; i < 100; i++) {
      const facts = { sent: { body: 'x'.repeat(10_000) }, tried: ['y'.repeat(10_000)] };
      journal.add({ ...record(`${i}`), rungs: [{ name: 'callback', outcome: 'noted', facts }] });
    }
    expect(journal.latest(100).map(({ id }) => id)).toEqual(['99', '98']);
  });

  it('counts the headers, which every explanation shows and a refused signature needs once more', () => {
    const signature = () => ({ tried: [], recomputations: 0, server: { stringToSign: '' } });
    for (const [refused, kept] of [
      [undefined, ['99', '98', '97', '96']],
      [signature, ['99']],
    ] as const) {
      const journal = new Journal(100_000);
      const requestHeaders = ['x-oss-meta-a', 'x'.repeat(10_000)];
      for (let i = 0; i < 100; i++) journal.add({ ...record(`${i}`), requestHeaders, signature: refused });
      expect(journal.latest(100).map(({ id }) => id)).toEqual(kept);
    }
  });

  it('stays within its bounds when something is noted behind the answer', () => {
    const journal = new Journal(100_000);
    for (let i = 0; i < 5000; i++) {
      const later = record(`${i}`);
      journal.add(later);
      later.rungs.push({ name: 'callback', outcome: 'noted', facts: { body: 'x'.repeat(10_000) } });
    }
    expect(journal.latest(5000).length).toBeLessThan(100);
  });

  it('goes on for long without losing the order', () => {
    const journal = new Journal(100_000);
    for (let i = 0; i < 5000; i++) journal.add(record(`${i}`));
    const kept = journal.latest(1000).map(({ id }) => Number(id));
    expect(kept).toEqual(kept.map((_, age) => 4999 - age));
    expect(journal.get(`${kept.at(-1)}`)).toBeDefined();
    expect(journal.get(`${(kept.at(-1) as number) - 1}`)).toBeUndefined();
  });

  it('keeps nothing when it may hold nothing', () => {
    const journal = new Journal(0);
    journal.add(record('a'));
    expect(journal.latest(1)).toEqual([]);
  });

  it('forgets when cleared', () => {
    const journal = new Journal(100_000);
    journal.add(record('a'));
    journal.clear();
    expect(journal.get('a')).toBeUndefined();
  });
});
