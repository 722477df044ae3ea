import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { process } from './support.ts';

const FOLDER = new URL('../golden/image/', import.meta.url);
const { body: PHOTO } = await process(
  readFileSync(new URL('../fixtures/images/photo.jpg', import.meta.url)),
  'image/resize,w_200/format,png',
);
const MARK = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#e53e3e' } })
  .png()
  .toBuffer();
const IMAGE = `watermark,image_${Buffer.from('m.png').toString('base64url')}`;

/** What each operator makes of the photo; text is not among it, because its letters depend on the fonts. */
const CHAINS: Readonly<Record<string, string>> = {
  'resize-lfit': 'resize,w_100',
  'resize-fill': 'resize,m_fill,w_100,h_100',
  'resize-pad': 'resize,m_pad,w_100,h_100,color_F6AD55',
  'resize-fixed': 'resize,m_fixed,w_60,h_100',
  crop: 'crop,w_100,h_60,g_se,x_20',
  indexcrop: 'indexcrop,x_60,i_1',
  'rotate-90': 'rotate,90',
  'rotate-30': 'rotate,30',
  circle: 'circle,r_50',
  'rounded-corners': 'rounded-corners,r_40',
  blur: 'blur,r_10,s_6',
  bright: 'bright,40',
  contrast: 'contrast,-40',
  sharpen: 'sharpen,300',
  'watermark-image': `${IMAGE},g_north,t_60`,
  'watermark-fill': `${IMAGE},fill_1,padx_20,pady_10,t_40`,
  chain: 'resize,w_150/rotate,15/circle,r_50/blur,r_3,s_2',
};

/** Squares of this many pixels are compared by their mean colour, which is what an eye compares from a distance. */
const SQUARE = 8;
/** Of 255. */
const TOLERANCE = 6;

test.each(Object.entries(CHAINS))('%s looks as it looked when a person approved it', async (name, chain) => {
  const { body } = await process(PHOTO, `image/${chain}/format,png`, { 'm.png': MARK });
  const file = new URL(`${name}.png`, FOLDER);
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, body);
    expect.fail(`${file.pathname} is new: look at it, then run again`);
  }
  expect(await difference(body, readFileSync(file))).toBeLessThan(TOLERANCE);
});

test('the comparison sees a shift, a colour and a missing part, and overlooks the noise of another encoder', async () => {
  const { body } = await process(PHOTO, 'image/format,png');
  const of = async (chain: string) => difference((await process(PHOTO, `image/${chain}`)).body, body);
  expect(await of('format,jpg/quality,Q_80')).toBeLessThan(TOLERANCE);
  expect(await of('bright,10')).toBeGreaterThan(TOLERANCE);
  expect(await of('rotate,180')).toBeGreaterThan(TOLERANCE);
  expect(await of('rounded-corners,r_60')).toBeGreaterThan(TOLERANCE);
  await expect(of('crop,w_199')).rejects.toThrow('200x134 and 199x134');
});

/** The largest difference of two pictures, square by square, over all channels. @throws Error when their sizes differ. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([squares(one), squares(other)]);
  if (a.size !== b.size) throw new Error(`${b.size} and ${a.size}`);
  return a.data.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b.data[i] as number))), 0);
}

async function squares(bytes: Buffer): Promise<{ readonly data: Buffer; readonly size: string }> {
  // Decoded first: of some formats a smaller version could be read at once.
  const whole = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = whole.info;
  const box = [Math.ceil(width / SQUARE), Math.ceil(height / SQUARE)] as const;
  const data = await sharp(whole.data, { raw: { width, height, channels } })
    .resize(...box, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return { data, size: `${width}x${height}` };
}
