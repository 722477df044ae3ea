import { describe, expect, it } from 'vitest';
import { OssError } from '../../src/errors/oss-error.ts';
import { type ResizeRules, resized } from '../../src/image/operators/resize.ts';
import { jpeg, pixelsOf, png, process, shape } from './support.ts';

const LANDSCAPE = { width: 200, height: 100 };
const PHOTO = { width: 400, height: 267 };

function sizeOf(source: { width: number; height: number }, rules: Partial<ResizeRules>): string | undefined {
  const size = resized(source, { mode: 'lfit', enlarge: false, ...rules });
  return size && `${size.width}x${size.height}`;
}

describe('the size that resize makes', () => {
  // services.md §3.3, "Checks with numbers".
  it.each([
    ['lfit', '150x75'],
    ['mfit', '160x80'],
    ['fill', '150x80'],
    ['pad', '150x80'],
    ['fixed', '150x80'],
  ] as const)('%s of 200x100 into 150x80 is %s', (mode, size) => {
    expect(sizeOf(LANDSCAPE, { mode, width: 150, height: 80 })).toBe(size);
  });

  it.each([
    [{ mode: 'fixed', width: 100, height: 100 }, '100x100'],
    [{ width: 100 }, '100x67'],
    [{ height: 100 }, '150x100'],
    [{ mode: 'fixed', width: 100 }, '100x67'],
    [{ mode: 'fill', height: 100 }, '150x100'],
    [{ long: 200 }, '200x134'],
    [{ short: 100 }, '150x100'],
    [{ long: 200, short: 200, mode: 'fixed' }, '200x200'],
    [{ percent: 50 }, '200x134'],
    [{ percent: 1 }, '4x3'],
  ] as const)('400x267 with %o is %s', (rules, size) => {
    expect(sizeOf(PHOTO, rules)).toBe(size);
  });

  it('takes long and short side as the picture stands', () => {
    const portrait = { width: 100, height: 200 };
    expect(sizeOf(portrait, { mode: 'fixed', long: 150, short: 50 })).toBe('50x150');
    expect(sizeOf(portrait, { long: 100 })).toBe('50x100');
  });

  it('never makes a side of 0', () => {
    expect(sizeOf({ width: 10_000, height: 2 }, { width: 100 })).toBe('100x1');
  });

  it('leaves an image that would become larger as it is, unless limit_0 lets it', () => {
    expect(sizeOf(LANDSCAPE, { width: 300 })).toBeUndefined();
    expect(sizeOf(LANDSCAPE, { mode: 'fixed', width: 300, height: 50 })).toBeUndefined();
    expect(sizeOf(LANDSCAPE, { mode: 'pad', width: 300, height: 300 })).toBeUndefined();
    expect(sizeOf(LANDSCAPE, { width: 300, enlarge: true })).toBe('300x150');
    expect(sizeOf(LANDSCAPE, { percent: 300, enlarge: true })).toBe('600x300');
  });

  it('pads a box that is larger on one side only', () => {
    expect(sizeOf(LANDSCAPE, { mode: 'pad', width: 100, height: 300 })).toBe('100x300');
  });

  it.each([
    { mode: 'fixed', width: 5000, height: 5000 },
    { height: 16_384, enlarge: true },
    { percent: 1000, enlarge: true },
  ] as const)('is refused above 16 777 216 pixels: %o', (rules) => {
    expect(() => sizeOf({ width: 4000, height: 2000 }, rules)).toThrow(OssError);
  });
});

describe('resize', () => {
  it('makes images of that size', async () => {
    const photo = await jpeg();
    expect(await shape((await process(photo, 'image/resize,m_fixed,w_100,h_100')).body)).toBe('100x100 jpeg');
    expect(await shape((await process(photo, 'image/resize,w_100,limit_0')).body)).toBe('100x67 jpeg');
    expect(await shape((await process(photo, 'image/resize,w_800,limit_0')).body)).toBe('800x534 jpeg');
  });

  it('sends the source, byte for byte, when nothing is left to do', async () => {
    const photo = await jpeg();
    expect((await process(photo, 'image/resize,w_401')).body.equals(photo)).toBe(true);
    expect((await process(photo, 'image/resize,w_400')).body.equals(photo)).toBe(true);
  });

  it('pads with white, or with the colour asked for', async () => {
    const plain = await pixelsOf((await process(await png(), 'image/resize,m_pad,w_100,h_100')).body);
    expect(plain.at(50, 2)).toEqual([255, 255, 255, 255]);
    const red = await pixelsOf((await process(await png(), 'image/resize,m_pad,w_100,h_100,color_FF0000')).body);
    expect([red.at(50, 2), red.at(50, 97)]).toEqual([
      [255, 0, 0, 255],
      [255, 0, 0, 255],
    ]);
  });

  it('fills from the middle', async () => {
    const filled = await pixelsOf((await process(await png(200, 100), 'image/resize,m_fill,w_100,h_100')).body);
    const cropped = await pixelsOf((await process(await png(200, 100), 'image/crop,w_100,h_100,g_center')).body);
    expect(filled.data.equals(cropped.data)).toBe(true);
  });
});
