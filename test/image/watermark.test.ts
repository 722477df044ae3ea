import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pixelsOf, process } from './support.ts';

const b64 = (text: string): string => Buffer.from(text).toString('base64url');
const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 4, background } })
    .png()
    .toBuffer();

const grey = await plain(400, 300, '#808080');
const red = await plain(40, 20, '#ff0000');

/** Where the watermark has changed the picture: the smallest box around it. */
async function marked(chain: string, marks: Record<string, Buffer> = { 'm.png': red }, source = grey) {
  const [made, was] = await Promise.all([
    process(source, `image/${chain}`, marks).then(({ body }) => pixelsOf(body)),
    pixelsOf(source),
  ]);
  const box = { left: made.width, top: made.height, right: -1, bottom: -1 };
  for (let y = 0; y < made.height; y++) {
    for (let x = 0; x < made.width; x++) {
      const at = (y * made.width + x) * 4;
      if (made.data.readUInt32LE(at) === was.data.readUInt32LE(at)) continue;
      box.left = Math.min(box.left, x);
      box.top = Math.min(box.top, y);
      box.right = Math.max(box.right, x);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return { ...box, width: box.right - box.left + 1, height: box.bottom - box.top + 1, made };
}

const IMAGE = `watermark,image_${b64('m.png')}`;

describe('an image watermark', () => {
  it.each([
    ['', 350, 270],
    [',g_nw', 10, 10],
    [',g_north', 180, 10],
    [',g_ne,x_0', 360, 10],
    [',g_west', 10, 140],
    [',g_center', 180, 140],
    [',g_center,voffset_30', 180, 110],
    [',g_east,voffset_-30', 350, 170],
    [',g_sw,x_5,y_6', 5, 274],
    [',g_south,y_0', 180, 280],
  ])('with "%s" begins at %i, %i', async (where, left, top) => {
    const { left: x, top: y, width, height } = await marked(`${IMAGE}${where}`);
    expect([x, y, width, height]).toEqual([left, top, 40, 20]);
  });

  it('shows what is below as far as t says', async () => {
    const { made } = await marked(`${IMAGE},g_nw,t_50`);
    const [r, g] = made.at(20, 20);
    expect(r).toBeGreaterThan(180);
    expect(r).toBeLessThan(200);
    expect(g).toBeGreaterThan(55);
    expect(g).toBeLessThan(72);
  });

  it('is clipped where the image ends', async () => {
    const large = await plain(500, 30, '#00ff00');
    const { left, top, width, height } = await marked(`${IMAGE},g_nw`, { 'm.png': large });
    expect([left, top, width, height]).toEqual([10, 10, 390, 30]);
  });

  it('takes the share of the main image that P says', async () => {
    expect((await marked(`${IMAGE},P_50`)).width).toBe(200);
    const before = `watermark,image_${b64('m.png?x-oss-process=image/resize,P_20')}`;
    expect((await marked(before)).width).toBe(80);
  });

  it('is processed before', async () => {
    const turned = `watermark,image_${b64('m.png?x-oss-process=image/rotate,90/resize,w_10')}`;
    const { width, height } = await marked(turned);
    expect([width, height]).toEqual([10, 20]);
  });

  it('covers everything with fill_1, with a space between', async () => {
    const { width, height, made } = await marked(`${IMAGE},fill_1,padx_10,pady_5`);
    expect([width, height]).toEqual([390, 295]);
    expect([made.at(0, 0)[0], made.at(45, 0)[0], made.at(50, 0)[0], made.at(0, 22)[0]]).toEqual([255, 128, 255, 128]);
  });
});

describe('a text watermark', () => {
  it('is as high as its letters and stands in its corner', async () => {
    const small = await marked(`watermark,text_${b64('Hg')},size_20`);
    const large = await marked(`watermark,text_${b64('Hg')},size_80`);
    expect(large.height).toBeGreaterThan(3 * small.height);
    expect(400 - large.right).toBeLessThan(20);
    expect(300 - large.bottom).toBeLessThan(30);
  });

  it('has the colour asked for, black by default', async () => {
    const dark = (await marked(`watermark,text_${b64('MMM')},size_80,g_center`)).made.data;
    const white = (await marked(`watermark,text_${b64('MMM')},size_80,g_center,color_FFFFFF`)).made.data;
    expect([Math.min(...dark), Math.max(...white)]).toEqual([0, 255]);
  });

  it('turns clockwise', async () => {
    const flat = await marked(`watermark,text_${b64('IIIIIIII')},size_30,g_center`);
    const upright = await marked(`watermark,text_${b64('IIIIIIII')},size_30,g_center,rotate_90`);
    expect([upright.width, upright.height]).toEqual([flat.height, flat.width]);
  });

  it('throws a shadow to the right and down', async () => {
    const bare = await marked(`watermark,text_${b64('III')},size_60,g_nw,color_FFFFFF`);
    const shaded = await marked(`watermark,text_${b64('III')},size_60,g_nw,color_FFFFFF,shadow_100`);
    expect([shaded.left, shaded.top]).toEqual([bare.left, bare.top]);
    expect([shaded.right - bare.right, shaded.bottom - bare.bottom]).toEqual([3, 3]);
  });

  it('takes letters of markup as letters, and blanks as nothing', async () => {
    expect((await marked(`watermark,text_${b64('<b>&')},size_30`)).width).toBeGreaterThan(30);
    expect((await marked(`watermark,text_${b64('   ')}`)).right).toBe(-1);
  });
});

describe('image and text together', () => {
  const BOTH = `watermark,image_${b64('m.png')},text_${b64('IIII')},size_60,g_nw,x_0,y_0,color_0000FF`;

  it('stand side by side, the image first unless order_1', async () => {
    const first = await marked(BOTH);
    expect(first.made.at(5, first.bottom - 5)).toEqual([255, 0, 0, 255]);
    const last = await marked(`${BOTH},order_1`);
    expect(last.made.at(last.right - 5, last.bottom - 5)).toEqual([255, 0, 0, 255]);
  });

  it('are interval apart', async () => {
    expect((await marked(`${BOTH},interval_50`)).width - (await marked(BOTH)).width).toBe(50);
  });

  it('are aligned at the bottom, or as align says', async () => {
    const at = async (align: string) => {
      const { made } = await marked(`${BOTH}${align}`);
      return Array.from({ length: 200 }, (_, y) => y).find((y) => made.at(20, y).join() === '255,0,0,255');
    };
    const [top, middle, bottom] = [await at(',align_0'), await at(',align_1'), await at('')];
    expect(top).toBe(0);
    expect(middle as number).toBeGreaterThan(top as number);
    expect(bottom as number).toBeGreaterThan(middle as number);
  });
});
