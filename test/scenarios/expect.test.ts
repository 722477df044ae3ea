// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names of scenarios look like this
import { describe, expect, it } from 'vitest';
import { unprinted } from '../../src/scenarios/coverage.ts';
import { differences } from '../../src/scenarios/expect.ts';
import { type Expectation, readScenario } from '../../src/scenarios/format.ts';
import { filledIn } from '../../src/scenarios/names.ts';
import { runScenario } from '../../src/scenarios/run.ts';
import type { WireAnswer } from '../../src/scenarios/wire.ts';

const refused: WireAnswer = {
  bytes: Buffer.from('not looked at'),
  status: 403,
  headers: [['x-oss-request-id', 'R']],
  body: Buffer.from('<Error><Code>AccessDenied</Code><Message>a &lt; b</Message></Error>'),
  whole: true,
};
const found = (expected: Expectation, answer = refused) =>
  differences(expected, { answer, cause: 'access-denied', callback: 'a=b', profile: '2019' });

describe('what must come back', () => {
  it('is held against status, elements, headers, cause, body and callback', () => {
    const right = { status: 403, code: 'AccessDenied', message: 'a < b', cause: 'access-denied', callback: 'a=b' };
    expect(found({ ...right, headers: { 'X-Oss-Request-Id': 'R', ETag: null }, contains: '<Code>' })).toEqual([]);
    expect(
      found({
        status: 404,
        code: 'NoSuchKey',
        message: 'a',
        ec: '0026-00000001',
        cause: 'no-such-key',
        callback: '',
        body: '',
        headers: { ETag: 'E', 'x-oss-request-id': null },
        contains: 'Bucket',
      }),
    ).toHaveLength(10);
  });

  it('may differ by profile', () => {
    expect(found({ status: 200, in: { '2019': { status: 403 } } })).toEqual([]);
    expect(found({ status: 403, in: { '2019': { status: 200 } } })).toEqual(['status: expected 200, got 403']);
    expect(found({ status: 403, in: { '2022': { status: 200 } } })).toEqual([]);
  });

  it('is a whole answer, unless none is expected', () => {
    expect(found({}, { ...refused, whole: false })).toEqual(['no whole answer came back']);
    expect(found({ noAnswer: true })).toEqual(['expected no whole answer, got one']);
  });
});

describe('a name', () => {
  it('stands for what was saved; those of the service stay', () => {
    const names = new Map([['uploadId', 'U']]);
    const ask = filledIn(
      { query: { uploadId: '${uploadId}' }, body: '${object} ${x:my_var} ${imageInfo.width}' },
      names,
    );
    expect(ask).toEqual({ query: { uploadId: 'U' }, body: '${object} ${x:my_var} ${imageInfo.width}' });
  });

  it('that nothing was saved under is an error', () => {
    expect(() => filledIn({ key: '${uplaodId}' }, new Map())).toThrow('nothing was saved as uplaodId');
  });
});

describe('a row of the manuals', () => {
  it('is not shown by a scenario that gives another error', async () => {
    const scenario = readScenario(
      'own.yaml',
      'title: Mine\nmanual: [error-codes/NoSuchKey, permission/2]\nrequests: [{ method: GET, bucket: no-such-bucket }]\n',
    );
    expect(unprinted(scenario, await runScenario('own', scenario, '2019'))).toEqual([
      'error-codes/NoSuchKey',
      'permission/2',
    ]);
    // No manual prints what the service answers today.
    expect(unprinted(scenario, await runScenario('own', scenario, 'current'))).toEqual([]);
  });
});
