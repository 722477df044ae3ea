import type { WatermarkText } from '../operators/watermark.ts';
import type { StepContext } from '../step.ts';
import { type Raster, rasterOf, rawInput } from './raster.ts';

type Draw = StepContext['draw'];

/** No letter is narrower than this share of its height, so that no more of a text is drawn than can be seen. */
const NARROWEST = 0.2;

/**
 * Draws a text in one line.
 * @param room pixels behind which nothing of it can be seen.
 */
export async function drawText(draw: Draw, mark: WatermarkText, room: number): Promise<Raster> {
  const { text, family, color, size, shadow, rotate } = mark;
  const visible = [...text].slice(0, Math.ceil(room / (size * NARROWEST)) + 1).join('');
  const letters = await drawLetters(draw, visible, color, family, size);
  const shaded = shadow === 0 ? letters : await withShadow(draw, letters, shadow, size);
  if (rotate % 360 === 0) return shaded;
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  return rasterOf(draw(shaded.data, rawInput(shaded)).rotate(rotate, { background }));
}

async function drawLetters(draw: Draw, text: string, color: string, family: string, size: number): Promise<Raster> {
  const escaped = text
    .replace(/[\0-\x1f]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
  const markup = `<span foreground="${color}">${escaped}</span>`;
  try {
    // At 72 dots per inch a point is a pixel.
    return await rasterOf(draw({ text: { text: markup, font: `${family} ${size}`, dpi: 72, rgba: true } }));
  } catch (error) {
    if (!/no text to render/.test((error as Error).message)) throw error;
    return NO_INK;
  }
}

/** Blanks, and what no font has. */
const NO_INK: Raster = { data: Buffer.alloc(4), width: 1, height: 1 };

/** Puts the text's own shape in black below it, a little to the right and down. */
async function withShadow(draw: Draw, letters: Raster, opacity: number, size: number): Promise<Raster> {
  const shift = Math.max(1, Math.round(size / 20));
  const black = await rasterOf(draw(letters.data, rawInput(letters)).linear([0, 0, 0, opacity / 100], [0, 0, 0, 0]));
  const canvas = draw({
    create: { width: letters.width + shift, height: letters.height + shift, channels: 4, background: '#0000' },
  });
  return rasterOf(
    canvas.composite([
      { input: black.data, ...rawInput(black), left: shift, top: shift },
      { input: letters.data, ...rawInput(letters), left: 0, top: 0 },
    ]),
  );
}
