import { expect, test } from 'vitest';
import { filtered } from '../../page/filter.ts';
import type { Summary } from '../../page/types.ts';

function request(given: Partial<Summary>): Summary {
  const { host = '127.0.0.1', method = 'GET', target = '/', status = 200 } = given;
  return { requestId: 'R', time: '', durationMs: 0, ...given, host, method, target, status };
}

const LIST = [
  request({ requestId: '1', method: 'PUT', target: '/photos/cat.jpg', bucket: 'photos', key: 'cat.jpg' }),
  request({ requestId: '2', target: '/photos/dog.jpg', bucket: 'photos', status: 404, code: 'NoSuchKey' }),
  request({ requestId: '3', target: '/logs', bucket: 'logs', status: 503, code: 'SlowDown', fault: 'slow' }),
  request({ requestId: '4', method: 'PUT', target: '/photos/told', status: 203, code: 'CallbackFailed' }),
  request({ requestId: '5', status: 0 }),
];

const ids = (search: string, outcome: 'all' | 'refused' | 'passed' | 'fault' = 'all') =>
  filtered(LIST, search, outcome)
    .map(({ requestId }) => requestId)
    .join('');

test.each([
  ['', '12345'],
  ['PUT photos', '14'],
  ['bucket:photos', '12'],
  ['status:404', '2'],
  ['code:slow', '3'],
  ['key:', '1'],
  ['-put', '235'],
  ['-bucket:photos', '345'],
  ['unknown:photos', ''],
  ['photos nothing', ''],
])('"%s" finds %s', (search, found) => {
  expect(ids(search)).toBe(found);
});

test.each([
  ['refused', '2345'],
  ['passed', '1'],
  ['fault', '3'],
] as const)('a failed callback and a lost answer count as refused: %s', (outcome, found) => {
  expect(ids('', outcome)).toBe(found);
});
