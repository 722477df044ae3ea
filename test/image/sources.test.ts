import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { jpeg, picture, process } from './support.ts';

const scene = () => sharp(picture(60, 40));
const TEXT = `text_${Buffer.from('Hi').toString('base64url')}`;

/** Images as they come: few colours, many bits, ink on paper, a profile, light that is not all there. */
const SOURCES: Readonly<Record<string, Buffer>> = {
  'a grey JPG': await scene().greyscale().jpeg().toBuffer(),
  'a JPG for print': await scene().toColourspace('cmyk').jpeg().toBuffer(),
  'a progressive JPG with a profile': await scene().withIccProfile('p3').jpeg({ progressive: true }).toBuffer(),
  'a JPG that lies on its side': await sharp(await jpeg(60, 40))
    .withMetadata({ orientation: 8 })
    .toBuffer(),
  'a PNG with 16 bits': await scene().toColourspace('rgb16').png().toBuffer(),
  'a grey PNG with 16 bits': await scene().greyscale().toColourspace('grey16').png().toBuffer(),
  'a PNG with a palette': await scene().png({ palette: true, colours: 4 }).toBuffer(),
  'a PNG that is half transparent': await scene().ensureAlpha(0.5).png().toBuffer(),
  'a grey PNG with transparency': await scene().greyscale().ensureAlpha(0.5).png().toBuffer(),
  'a WebP without loss': await scene().webp({ lossless: true }).toBuffer(),
  'a GIF': await scene().gif().toBuffer(),
  'a TIFF in CMYK': await scene().toColourspace('cmyk').tiff().toBuffer(),
  'an AVIF': await scene().avif().toBuffer(),
};

const CHAINS = [
  'resize,w_20',
  'resize,m_pad,w_20,h_20',
  'crop,w_10,h_10',
  'rotate,30',
  'circle,r_10',
  'blur,r_3,s_2',
  'bright,20/contrast,-20',
  'sharpen,100',
  'format,jpg',
  'format,png',
  'format,bmp',
  'format,webp',
  'quality,Q_50',
  'average-hue',
  'info',
  `watermark,${TEXT},size_12`,
  `resize,w_30/watermark,${TEXT},size_12,fill_1/circle,r_10/format,jpg`,
];

describe.each(Object.entries(SOURCES))('%s', (_, bytes) => {
  test.each(CHAINS)('is processed by %s', async (chain) => {
    const { contentType, body } = await process(bytes, `image/${chain}`);
    expect(contentType).toMatch(/^(image|application)\//);
    expect(body.length).toBeGreaterThan(0);
  });

  test('keeps its colours', async () => {
    const [before, after] = [await mean(bytes), await mean((await process(bytes, 'image/crop,w_59/format,jpg')).body)];
    for (const [i, value] of after.entries()) expect(Math.abs(value - (before[i] as number))).toBeLessThan(8);
  });
});

/** Red, green and blue of the whole picture, on white. */
async function mean(image: Buffer): Promise<number[]> {
  const whole = sharp(image).flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha();
  const { data, info } = await whole.raw().toBuffer({ resolveWithObject: true });
  const sums = [0, 0, 0];
  for (let at = 0; at < data.length; at++) (sums[at % info.channels] as number) += data[at] as number;
  return sums.map((sum) => sum / (info.width * info.height));
}
