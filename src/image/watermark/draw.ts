import type { OverlayOptions } from 'sharp';
import { placeOf } from '../gravity.ts';
import type { WatermarkRules } from '../operators/watermark.ts';
import type { Picture, StepContext } from '../step.ts';
import { type Raster, rasterOf, rawInput } from './raster.ts';
import { drawText } from './text.ts';

const NOTHING = { r: 0, g: 0, b: 0, alpha: 0 };

/** Draws a watermark and says where it goes: once on every frame, or all over them. */
export async function drawWatermark(
  picture: Picture,
  rules: WatermarkRules,
  context: StepContext,
): Promise<OverlayOptions[]> {
  const { draw } = context;
  const { width, height, frames } = picture;
  const marks: Raster[] = [];
  if (rules.image !== undefined) marks.push(await context.watermark(rules.image, picture));
  if (rules.text !== undefined) marks.push(await drawText(draw, rules.text, width + height));
  if (rules.textFirst) marks.reverse();
  const [first, second] = marks as [Raster, Raster | undefined];
  const whole = second === undefined ? first : await sideBySide(draw, first, second, rules);
  const mark = rules.opacity === 100 ? whole : await faded(draw, whole, rules.opacity);

  if (rules.fill) {
    const tile = await clipped(draw, await padded(draw, mark, rules), 0, 0, width, height);
    return tile === undefined ? [] : [{ input: tile.data, ...rawInput(tile), tile: true, gravity: 'northwest' }];
  }
  const { column, row } = placeOf(rules.gravity);
  const left = placed(width - mark.width, column, rules.x, 0);
  const top = placed(height - mark.height, row, rules.y, rules.voffset);
  const visible = await clipped(draw, mark, left, top, width, height);
  if (visible === undefined) return [];
  return Array.from({ length: frames }, (_, frame) => ({
    input: visible.data,
    ...rawInput(visible),
    left: Math.max(0, left),
    top: Math.max(0, top) + frame * height,
  }));
}

/** @param free pixels beside the mark. @param margin to the edge. @param offset from the middle, upwards. */
function placed(free: number, place: number, margin: number, offset: number): number {
  if (place === 0) return margin;
  return place === 2 ? free - margin : Math.round(free / 2) - offset;
}

/** Image and text in one row (order, align, interval). */
async function sideBySide(
  draw: StepContext['draw'],
  first: Raster,
  second: Raster,
  rules: WatermarkRules,
): Promise<Raster> {
  const width = first.width + rules.interval + second.width;
  const height = Math.max(first.height, second.height);
  const top = (mark: Raster): number => Math.round(((height - mark.height) * rules.align) / 2);
  const canvas = draw({ create: { width, height, channels: 4, background: NOTHING } });
  return rasterOf(
    canvas.composite([
      { input: first.data, ...rawInput(first), left: 0, top: top(first) },
      { input: second.data, ...rawInput(second), left: first.width + rules.interval, top: top(second) },
    ]),
  );
}

function faded(draw: StepContext['draw'], mark: Raster, opacity: number): Promise<Raster> {
  return rasterOf(draw(mark.data, rawInput(mark)).linear([1, 1, 1, opacity / 100], [0, 0, 0, 0]));
}

async function padded(draw: StepContext['draw'], mark: Raster, { padX, padY }: WatermarkRules): Promise<Raster> {
  if (padX === 0 && padY === 0) return mark;
  return rasterOf(draw(mark.data, rawInput(mark)).extend({ right: padX, bottom: padY, background: NOTHING }));
}

/** The part of a mark at `left`, `top` that lies inside the image; undefined when there is none. */
async function clipped(
  draw: StepContext['draw'],
  mark: Raster,
  left: number,
  top: number,
  width: number,
  height: number,
): Promise<Raster | undefined> {
  const x = Math.max(0, -left);
  const y = Math.max(0, -top);
  const across = Math.min(mark.width, width - left) - x;
  const down = Math.min(mark.height, height - top) - y;
  if (across <= 0 || down <= 0) return undefined;
  if (across === mark.width && down === mark.height) return mark;
  return rasterOf(draw(mark.data, rawInput(mark)).extract({ left: x, top: y, width: across, height: down }));
}
