import { expect, it, vi } from 'vitest';
import { analyse } from '../../src/media/analyse.ts';

vi.mock('mediainfo.js', () => {
  throw new Error('Cannot find package');
});

const source = (size: number) => ({ size, read: async () => new Uint8Array(size), close: async () => {} });

it('without the optional package the error says what to install', async () => {
  await expect(analyse(source(1))).rejects.toThrow(
    'the optional package mediainfo.js is missing: npm install mediainfo.js',
  );
});

it('an empty file is told without it', async () => {
  expect(await analyse(source(0))).toEqual({ size: 0, why: 'not a media file: it is empty' });
});
