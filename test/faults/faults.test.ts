import { describe, expect, it } from 'vitest';
import { type FaultRequest, type FaultSpec, Faults } from '../../src/faults/index.ts';
import { operations } from '../../src/operations/index.ts';
import { Headers } from '../../src/wire/headers.ts';

const PUT: FaultRequest = {
  operation: 'PutObject',
  method: 'PUT',
  bucket: 'pictures',
  key: 'holidays/2026/a.jpg',
  accessKeyId: 'LTAIalice',
  partNumber: undefined,
  headers: new Headers(['User-Agent', 'aliyun-sdk-js/6.23.0', 'X-Trace', 'on']),
};
const PART: FaultRequest = { ...PUT, operation: 'UploadPart', partNumber: '2' };
const GET: FaultRequest = { ...PUT, operation: 'GetObject', method: 'GET' };

const FAILS: FaultSpec['effect'] = { error: 'internal-error' };

function faults(...specs: FaultSpec[]): Faults {
  return new Faults(operations, specs, 7);
}

/** Which of `count` such requests it happens to, counted from 1. */
function hits(rules: Faults, count: number, request = PUT): number[] {
  const found: number[] = [];
  for (let n = 1; n <= count; n++) {
    const fault = rules.choose(request);
    fault?.fire();
    fault?.settle();
    if (fault?.fired) found.push(n);
  }
  return found;
}

describe('a fault', () => {
  it.each<[string, FaultSpec['match'], FaultRequest[]]>([
    ['every request', undefined, [PUT, PART, GET]],
    ['an operation', { operation: 'PutObject' }, [PUT]],
    ['some operations', { operation: ['PutObject', 'UploadPart'] }, [PUT, PART]],
    ['operations that look alike', { operation: '*Object' }, [PUT, GET]],
    ['a method', { method: 'PUT' }, [PUT, PART]],
    ['a bucket', { bucket: 'pict*' }, [PUT, PART, GET]],
    ['another bucket', { bucket: 'videos' }, []],
    ['a key', { key: 'holidays/*.jpg' }, [PUT, PART, GET]],
    ['another key', { key: '*.png' }, []],
    ['an AccessKeyId', { accessKeyId: 'LTAI?lice' }, [PUT, PART, GET]],
    ['a part', { partNumber: 2 }, [PART]],
    ['another part', { operation: 'UploadPart', partNumber: 3 }, []],
    ['a header', { headers: { 'user-agent': 'aliyun-sdk-js/*', 'X-TRACE': 'on' } }, [PUT, PART, GET]],
    ['another header', { headers: { 'x-trace': 'off' } }, []],
    ['a missing header', { headers: { 'x-other': '*' } }, []],
    ['all of it', { operation: 'UploadPart', method: 'PUT', bucket: 'pictures', key: '*', partNumber: 2 }, [PART]],
  ])('matches %s', (_, match, fitting) => {
    for (const request of [PUT, PART, GET]) {
      const rules = faults(match === undefined ? { effect: FAILS } : { match, effect: FAILS });
      expect([request.operation, rules.choose(request) !== undefined]).toEqual([
        request.operation,
        fitting.includes(request),
      ]);
    }
  });

  it.each<[FaultSpec['match'], number[]]>([
    [{ nth: 3 }, [3]],
    [{ first: 2 }, [1, 2]],
    [{ every: 3 }, [3, 6]],
    [{ after: 5 }, [6, 7]],
  ])('that matches %j happens to those', (match, expected) => {
    expect(hits(faults({ match: { operation: 'PutObject', ...match }, effect: FAILS }), 7)).toEqual(expected);
  });

  it('counts only what fits the rest of its match', () => {
    const rules = faults({ match: { operation: 'UploadPart', nth: 2 }, effect: FAILS });
    expect(hits(rules, 5, PUT)).toEqual([]);
    expect(hits(rules, 3, PART)).toEqual([2]);
  });

  it('happens as often as it may', () => {
    const rules = faults({ effect: FAILS, times: 2 });
    expect(hits(rules, 5)).toEqual([1, 2]);
    expect(rules.list()).toMatchObject([{ matched: 5, fired: 2, remaining: 0 }]);
  });

  it('that is chosen and has not happened yet is not chosen once more than it may', () => {
    const rules = faults({ effect: FAILS, times: 1 });
    const first = rules.choose(PUT);
    expect(rules.choose(PUT)).toBeUndefined();
    first?.settle();
    expect(rules.choose(PUT)).toBeDefined();
  });

  it('is drawn by its seed and the number of the request, whatever is drawn beside it', () => {
    const half = { effect: FAILS, probability: 0.5 };
    const alone = hits(faults({ ...half, seed: 1 }), 1000);
    expect(alone.length).toBeGreaterThan(430);
    expect(alone.length).toBeLessThan(570);
    expect(hits(faults({ match: { key: 'no' }, ...half }, { ...half, seed: 1 }), 1000)).toEqual(alone);
    expect(hits(faults({ ...half, seed: 2 }), 1000)).not.toEqual(alone);
    expect(hits(faults({ ...half, name: 'a' }), 1000)).not.toEqual(hits(faults({ ...half, name: 'b' }), 1000));
  });

  it('filed first happens first; the others count all the same', () => {
    const rules = faults(
      { name: 'a', match: { first: 1 }, effect: FAILS },
      { name: 'b', match: { first: 2 }, effect: FAILS },
    );
    expect([rules.choose(PUT)?.name, rules.choose(PUT)?.name, rules.choose(PUT)?.name]).toEqual(['a', 'b', undefined]);
  });

  it('is listed, found and taken back by its name', () => {
    const rules = faults({ effect: FAILS }, { name: 'mine', effect: { noAnswer: true } });
    expect(rules.list().map(({ name }) => name)).toEqual(['fault-1', 'mine']);
    expect(rules.get('mine')).toMatchObject({ rule: { effect: { noAnswer: true } }, fired: 0 });
    expect([rules.remove('mine'), rules.remove('mine')]).toEqual([true, false]);
    expect(rules.add({ effect: FAILS }).name).toBe('fault-2');
    expect(() => rules.add({ name: 'fault-1', effect: FAILS })).toThrow('there is a fault fault-1 already');
  });

  it('of the configuration is as new after a reset, and others are gone', () => {
    const rules = faults({ name: 'kept', effect: FAILS, times: 1 });
    rules.add({ name: 'gone', effect: FAILS });
    hits(rules, 2);
    rules.reset();
    expect(rules.list()).toMatchObject([{ name: 'kept', matched: 0, fired: 0, remaining: 1 }]);
  });

  it('that never happened is told', () => {
    const rules = faults({ name: 'a', match: { operation: 'GetObject' }, effect: FAILS }, { name: 'b', effect: FAILS });
    hits(rules, 1);
    expect(rules.unused().map(({ name }) => name)).toEqual(['a']);
  });
});

describe('what a fault says of itself', () => {
  it.each<[FaultSpec, string]>([
    [
      { match: { operation: 'UploadPart', partNumber: 2, bucket: 'my-*' }, effect: { noAnswer: true }, times: 1 },
      'UploadPart on bucket my-* of part 2: the server reads the request, does nothing and never answers, once',
    ],
    [
      { match: { operation: ['PutObject', 'AppendObject'], every: 5 }, effect: { error: 'TotalQpsLimitExceeded' } },
      'PutObject or AppendObject, one of every 5: the server answers 503 TotalQpsLimitExceeded (requests-exceeded)',
    ],
    [
      { effect: { delay: '5s', throttleDownload: 1000, truncate: 10 }, probability: 0.5, times: 3 },
      "any request: the server waits 5000 ms before the answer, sends 1000 bytes a second, ends the connection after 10 bytes of the answer's body, with probability 0.5, 3 times at most",
    ],
    [
      { match: { method: 'PUT', after: 2 }, effect: { resetUpload: 100 } },
      "any request by PUT, after the first 2: the server resets the connection after 100 bytes of the request's body",
    ],
  ])('%#', (spec, words) => {
    expect(faults(spec).list()[0]?.explanation).toBe(words);
  });
});

describe('an error', () => {
  const error = (effect: FaultSpec['effect'], request = PUT) => {
    const instead = faults({ effect }).choose(request)?.effect.instead;
    return instead?.kind === 'error' ? instead.error.make(request) : undefined;
  };

  it('is named by its cause, or by a code or an EC that only one cause has', () => {
    expect(error({ error: 'requests-exceeded' })?.cause).toBe('requests-exceeded');
    expect(error({ error: 'TotalQpsLimitExceeded' })?.cause).toBe('requests-exceeded');
    expect(error({ error: '0017-00000704' })?.cause).toBe('request-timeout');
  });

  it('is filled with what the request tells', () => {
    expect(error({ error: 'no-such-bucket' })?.document('1', 'h', 'current')).toContain(
      '<BucketName>pictures</BucketName>',
    );
    expect(error({ error: 'no-such-key' })?.document('1', 'h', 'current')).toContain(`<Key>${PUT.key}</Key>`);
  });

  it('is filled with the details given', () => {
    const thrown = error({ error: 'object-too-large', details: { MaxSizeAllowed: '5', ProposedSize: '6' } });
    expect(thrown?.document('1', 'h', 'current')).toContain('<MaxSizeAllowed>5</MaxSizeAllowed>');
  });
});
