import { describe, expect, it } from 'vitest';
import { FaultProblem, type FaultSpec, Faults } from '../../src/faults/index.ts';
import { operations } from '../../src/operations/index.ts';

/** What is said to a rule that makes no sense. */
function problem(spec: unknown): string {
  try {
    new Faults(operations, [], 0).add(spec as FaultSpec);
  } catch (error) {
    if (error instanceof FaultProblem) return error.toString();
    throw error;
  }
  return '';
}

const effect = { noAnswer: true };

describe('a fault is refused with the reason', () => {
  it.each<[unknown, string]>([
    ['text', 'expected an object'],
    [[], 'expected an object'],
    [{}, 'effect: expected an object'],
    [{ effect, until: 5 }, 'until: unknown; there are name, match, effect, times, probability, seed'],
    [{ effect, name: 'two words' }, 'name: expected letters, digits and ._-'],
    [{ effect, times: 0 }, 'times: expected a whole number from 1 on'],
    [{ effect, probability: 1.5 }, 'probability: expected a number above 0 and up to 1'],
    [{ effect, probability: 0 }, 'probability: expected a number above 0 and up to 1'],
    [{ effect, seed: -1 }, 'seed: expected a whole number from 0 to 4294967295'],
    [{ effect, match: { operations: 'PutObject' } }, 'match.operations: unknown; there are operation, method'],
    [
      { effect, match: { operation: 'putobject' } },
      'match.operation: no operation is named putobject; there is PutObject',
    ],
    [{ effect, match: { operation: 'Nothing*' } }, 'match.operation: no operation is named Nothing*'],
    [{ effect, match: { operation: [] } }, 'match.operation: expected names of operations'],
    [{ effect, match: { operation: 5 } }, 'match.operation: expected names of operations'],
    [{ effect, match: { method: 'PATCH' } }, 'match.method: expected GET, HEAD, PUT'],
    [{ effect, match: { operation: 'PutObject', method: 'GET' } }, 'match.method: no such operation is a GET'],
    [
      { effect, match: { operation: 'PutObject', partNumber: 2 } },
      'match.partNumber: only UploadPart and UploadPartCopy',
    ],
    [{ effect, match: { partNumber: 0 } }, 'match.partNumber: expected a whole number from 1 to 10000'],
    [{ effect, match: { headers: ['a'] } }, 'match.headers: expected header names with patterns'],
    [{ effect, match: { headers: { a: 1 } } }, 'match.headers.a: expected a pattern'],
    [{ effect, match: { nth: 0 } }, 'match.nth: expected a whole number from 1 on'],
    [{ effect, match: { nth: 1, every: 2 } }, 'match.every: nth is given too; only one of them can count'],
    [{ effect, match: { bucket: '' } }, 'match.bucket: expected a text'],
    [{ effect: {} }, 'effect: expected at least one of delay, throttleUpload'],
    [{ effect: { explode: true } }, 'effect.explode: unknown; there are delay'],
    [{ effect: { delay: 'soon' } }, 'effect.delay: expected milliseconds, or a span such as 5s'],
    [{ effect: { delay: -1 } }, 'effect.delay: expected milliseconds, or a span such as 5s'],
    [{ effect: { throttleUpload: 0 } }, 'effect.throttleUpload: expected a whole number from 1 on'],
    [{ effect: { noAnswer: 'yes' } }, 'effect.noAnswer: expected true'],
    [{ effect: { loseAnswer: true } }, 'effect.loseAnswer: expected reset, close, silence'],
    [{ effect: { status: 99 } }, 'effect.status: expected a whole number from 200 to 599'],
    [{ effect: { wrongHeader: 'Date' } }, 'effect.wrongHeader: expected ETag, x-oss-hash-crc64ecma'],
    [{ effect: { resetUpload: 1.5 } }, 'effect.resetUpload: expected a whole number from 0 on'],
    [
      { effect: { error: 'NoSuchCode' } },
      'effect.error: no cause, code or EC is NoSuchCode; ossmock errors lists them',
    ],
    [{ effect: { error: 'SignatureDoesNotMatch' } }, 'effect.error: SignatureDoesNotMatch has several causes: '],
    [
      { effect: { error: 'internal-error', details: { A: 'x' } } },
      'effect.details.A: internal-error has no such detail',
    ],
    [{ effect: { error: 'internal-error', details: { A: 1 } } }, 'effect.details.A: expected a text'],
    [{ effect: { error: 'internal-error', details: 'A' } }, 'effect.details: expected an object'],
    [{ effect: { error: 'callback-status' } }, 'expected Status'],
    [{ effect: { noAnswer: true, details: {} } }, 'effect.details: only counts beside error'],
    [{ effect: { noAnswer: true, body: 'x' } }, 'effect.body: only counts beside status'],
    [
      { effect: { error: 'internal-error', status: 500 } },
      'effect.status: error is given too; only one of them can happen',
    ],
    [{ effect: { noRead: true, resetUpload: 5 } }, 'effect.resetUpload: noRead is given too'],
    [{ effect: { truncate: 1, corrupt: 1 } }, 'effect.corrupt: truncate is given too'],
    [{ effect: { noAnswer: true, delay: 5 } }, 'effect.delay: can never happen: no answer is sent'],
    [{ effect: { noRead: true, truncate: 5 } }, 'effect.truncate: can never happen: no answer is sent'],
    [
      { effect: { loseAnswer: 'reset', throttleDownload: 5 } },
      'effect.throttleDownload: can never happen: no answer is',
    ],
    [{ effect: { garbage: true, truncate: 5 } }, 'effect.truncate: can never happen: the answer is not HTTP'],
    [
      { effect: { resetUpload: 0, error: 'internal-error' } },
      'effect.resetUpload: can never happen: the answer is given',
    ],
    [{ effect: { status: 500, wrongHeader: 'ETag' } }, 'effect.wrongHeader: can never happen: such an answer does not'],
    [
      { match: { operation: 'HeadObject' }, effect: { corrupt: 0 } },
      'effect.corrupt: can never happen: HeadObject answers without a body',
    ],
    [
      { match: { operation: ['DeleteObject', 'PutObject'] }, effect: { truncate: 0 } },
      'effect.truncate: can never happen: DeleteObject, PutObject answers without a body',
    ],
    [
      { match: { operation: 'GetObject' }, effect: { throttleUpload: 5 } },
      'effect.throttleUpload: can never happen: GetObject takes no body',
    ],
  ])('%j', (spec, message) => {
    expect(problem(spec)).toContain(message);
  });

  it.each<FaultSpec>([
    { match: { operation: 'PutObject' }, effect: { error: 'internal-error', truncate: 10 } },
    { effect: { garbage: true, delay: 5 } },
    { match: { operation: 'GetObject' }, effect: { resetUpload: 0 } },
    { effect: { throttleUpload: 5, noAnswer: true } },
  ])('but not %j', (spec) => {
    expect(problem(spec)).toBe('');
  });
});
