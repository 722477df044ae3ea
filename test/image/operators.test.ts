import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OssError } from '../../src/errors/oss-error.ts';
import { animation, jpeg, pixelsOf, png, process, shape } from './support.ts';

const photo = await png();
const photoPixels = await pixelsOf(photo);
const gif = await animation(60, 40, ['red', 'green', 'blue']);
/** Stored lying on its side. */
const turned = await sharp(await jpeg())
  .withMetadata({ orientation: 6 })
  .toBuffer();

const made = async (chain: string, source = photo) => pixelsOf((await process(source, `image/${chain}`)).body);
const sized = async (chain: string, source = photo) => {
  const { width, height } = await made(chain, source);
  return `${width}x${height}`;
};
const refused = (chain: string, source = photo) =>
  process(source, `image/${chain}`).then(
    () => 'not refused',
    (error: OssError) => error.cause,
  );

describe('crop', () => {
  it.each([
    ['crop,w_100,h_100,x_100,y_100', 100, 100],
    ['crop,w_200,h_200,g_se', 200, 67],
    ['crop,w_100,h_100,g_ne,x_20', 320, 0],
    ['crop,w_100,h_67,g_center', 150, 100],
    ['crop,w_100,h_67,g_south,y_10', 150, 210],
    ['crop,w_100,h_67,g_west', 0, 100],
  ])('%s begins at %i, %i', async (chain, x, y) => {
    expect((await made(chain)).at(0, 0)).toEqual(photoPixels.at(x, y));
  });

  it('clips what lies outside', async () => {
    expect(await sized('crop,w_100,h_100,x_350,y_200')).toBe('50x67');
    expect(await sized('crop,w_100,h_100,g_se,x_10')).toBe('90x100');
    expect(await sized('crop,w_5000,h_10')).toBe('400x10');
  });

  it('takes all there is for a side that is missing or 0', async () => {
    expect(await sized('crop,w_100')).toBe('100x267');
    expect(await sized('crop,w_0,h_50,x_30')).toBe('370x50');
  });

  it('refuses to begin outside', async () => {
    expect(await refused('crop,x_400')).toBe('image-crop-outside');
    expect(await refused('crop,y_267,w_10,h_10')).toBe('image-crop-outside');
  });
});

describe('indexcrop', () => {
  it('cuts slices from left or from top, the last one as wide as is left', async () => {
    expect(await sized('indexcrop,x_150,i_0')).toBe('150x267');
    expect(await sized('indexcrop,x_150,i_2')).toBe('100x267');
    expect((await made('indexcrop,x_150,i_2')).at(0, 0)).toEqual(photoPixels.at(300, 0));
    expect(await sized('indexcrop,y_100,i_1')).toBe('400x100');
  });

  it('cuts rows when both are given', async () => {
    expect(await sized('indexcrop,x_150,y_100,i_0')).toBe('400x100');
  });

  it('sends the source when there is no such slice', async () => {
    expect((await process(photo, 'image/indexcrop,x_150,i_3')).body.equals(photo)).toBe(true);
  });
});

describe('rotate', () => {
  it('turns clockwise', async () => {
    const turned = await made('rotate,90');
    expect([turned.width, turned.height]).toEqual([267, 400]);
    expect(turned.at(266, 0)).toEqual(photoPixels.at(0, 0));
    expect((await made('rotate,180')).at(399, 266)).toEqual(photoPixels.at(0, 0));
  });

  it('grows the canvas with other angles and leaves the corners transparent, or white without transparency', async () => {
    expect((await made('rotate,45')).at(0, 0)[3]).toBe(0);
    const white = await made('rotate,45', await jpeg());
    expect([white.width > 400, white.at(0, 0)]).toEqual([true, [255, 255, 255, 255]]);
  });

  it('refuses a side of more than 4096 pixels', async () => {
    const long = await sharp({ create: { width: 4097, height: 2, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    expect(await refused('rotate,90', long)).toBe('image-rotation-too-large');
    expect(await sized('resize,w_4096/rotate,90', long)).toBe('2x4096');
  });
});

describe('circle and rounded-corners', () => {
  it('cut out the middle, as large as the circle', async () => {
    const round = await made('circle,r_100');
    expect([round.width, round.height]).toEqual([200, 200]);
    expect(round.at(0, 0)[3]).toBe(0);
    expect(round.at(100, 100)).toEqual(photoPixels.at(200, 133));
  });

  it('count a radius above half the shorter side as that half', async () => {
    expect(await sized('circle,r_4096')).toBe('267x267');
    expect((await made('rounded-corners,r_4096')).at(200, 0)[3]).toBe(255);
  });

  it('leave what lies outside white in a JPG', async () => {
    const photoJpeg = await jpeg();
    expect((await made('circle,r_100', photoJpeg)).at(0, 0)).toEqual([255, 255, 255, 255]);
    expect(Math.min(...(await made('rounded-corners,r_30', photoJpeg)).at(0, 0))).toBeGreaterThan(250);
    expect((await made('rounded-corners,r_30/format,png', photoJpeg)).at(0, 0)[3]).toBe(0);
  });

  it('do not work on GIF', async () => {
    expect(await refused('rounded-corners,r_5', await animation(20, 20, ['red', 'green']))).toBe(
      'image-format-unsupported',
    );
  });
});

describe('blur, bright, contrast and sharpen', () => {
  /** The mean step between neighbours: how sharp a picture is. */
  const edges = async (chain: string) => {
    const { data } = chain === '' ? photoPixels : await made(chain);
    let sum = 0;
    for (let at = 4; at < data.length; at += 4) sum += Math.abs((data[at] as number) - (data[at - 4] as number));
    return sum;
  };

  it('blur softens, the more the larger radius and deviation', async () => {
    const [plain, little, more, wide] = [
      await edges(''),
      await edges('blur,r_3,s_2'),
      await edges('blur,r_10,s_5'),
      await edges('blur,r_50,s_50'),
    ];
    expect(plain).toBeGreaterThan(little);
    expect(little).toBeGreaterThan(more);
    expect(more).toBeGreaterThan(wide);
  });

  it('blur reaches no further than its radius', async () => {
    const width = 41;
    const dot = await sharp({ create: { width, height: width, channels: 3, background: '#000' } })
      .composite([{ input: { create: { width: 1, height: 1, channels: 3, background: '#fff' } }, left: 20, top: 20 }])
      .png()
      .toBuffer();
    const reach = async (chain: string) => {
      const blurred = await made(chain, dot);
      return Array.from({ length: width }, (_, x) => x).filter((x) => (blurred.at(x, 20)[0] as number) > 0).length;
    };
    expect(await reach('blur,r_1,s_50')).toBe(3);
    expect(await reach('blur,r_3,s_2')).toBe(7);
    expect(await reach('blur,r_3,s_50')).toBe(7);
  });

  it('bright moves every channel, contrast spreads them around the middle', async () => {
    const grey = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#646464' } })
      .png()
      .toBuffer();
    expect((await made('bright,50', grey)).at(4, 4)).toEqual([164, 164, 164, 255]);
    expect((await made('bright,-50', grey)).at(4, 4)).toEqual([36, 36, 36, 255]);
    expect((await made('contrast,100', grey)).at(4, 4)).toEqual([16, 16, 16, 255]);
    expect((await made('contrast,-100', grey)).at(4, 4)).toEqual([128, 128, 128, 255]);
  });

  it('bright,0 and contrast,0 leave the source', async () => {
    expect((await process(photo, 'image/bright,0/contrast,0')).body.equals(photo)).toBe(true);
  });

  it('sharpen raises edges', async () => {
    expect(await edges('sharpen,399')).toBeGreaterThan(await edges('sharpen,50'));
    expect(await edges('sharpen,50')).toBeGreaterThan(await edges(''));
  });
});

describe('auto-orient', () => {
  it('is done before anything else, unless it is switched off', async () => {
    expect(await sized('resize,h_200', turned)).toBe('134x200');
    expect(await sized('auto-orient,0/resize,h_200', turned)).toBe('300x200');
    expect(await sized('resize,h_200/auto-orient,0', turned)).toBe('300x200');
  });

  it('alone turns the picture', async () => {
    expect(await sized('auto-orient,1', turned)).toBe('267x400');
  });
});

describe('chains', () => {
  it('run from left to right', async () => {
    expect(await sized('resize,w_200/rotate,90')).toBe('134x200');
    expect(await sized('rotate,90/resize,w_200')).toBe('200x300');
    expect(await sized('rotate,90/crop,w_50,h_60/circle,r_100/resize,w_20')).toBe('20x20');
  });

  it('work on the pixels that the operator before has made', async () => {
    const chained = await made('crop,w_100,h_100,x_100,y_100/crop,w_10,h_10,x_5,y_6');
    expect(chained.at(0, 0)).toEqual(photoPixels.at(105, 106));
  });
});

describe('animations', () => {
  const shaped = async (chain: string) => shape((await process(gif, `image/${chain}`)).body);

  it('stay animations through resize by size, crop and watermark', async () => {
    expect(await shaped('resize,w_30')).toBe('30x20 gif x3');
    expect(await shaped('crop,w_20,h_20,g_se')).toBe('20x20 gif x3');
    expect(await shaped('resize,w_30/crop,w_10,h_10')).toBe('10x10 gif x3');
    expect(await shaped('watermark,text_SGk,size_10')).toBe('60x40 gif x3');
  });

  it('keep their pace', async () => {
    const { delay, loop } = await sharp((await process(gif, 'image/resize,w_30/crop,w_9,h_9')).body, {
      animated: true,
    }).metadata();
    expect([delay, loop]).toEqual([[100, 100, 100], 0]);
  });

  it('become their first frame through anything else', async () => {
    expect(await shaped('resize,p_50')).toBe('30x20 gif');
    expect(await shaped('rotate,90')).toBe('40x60 gif');
    expect(await shaped('auto-orient,1')).toBe('60x40 gif');
    expect(await shaped('format,png')).toBe('60x40 png');
  });

  it('carry a watermark on every frame', async () => {
    const white = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const marked = await process(gif, 'image/watermark,image_bS5wbmc,x_0,y_0', { 'm.png': white });
    const { data, info } = await sharp(marked.body, { animated: true })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const corner = (frame: number) => [...data.subarray(((frame * 40 + 39) * info.width + 59) * 4).subarray(0, 3)];
    expect([corner(0), corner(1), corner(2)]).toEqual([
      [255, 255, 255],
      [255, 255, 255],
      [255, 255, 255],
    ]);
  });
});
