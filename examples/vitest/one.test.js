import { beforeAll, expect, test } from 'vitest';
import { clientIn } from './client.js';

let oss;
beforeAll(async () => {
  oss = await clientIn('one');
});

test('what this file stores, it reads back', async () => {
  await oss.put('hello.txt', Buffer.from('from file one'));
  expect(String((await oss.get('hello.txt')).content)).toBe('from file one');
});

test('nothing of the other file is here', async () => {
  expect((await oss.listV2({})).objects.map(({ name }) => name)).toEqual(['hello.txt']);
});
