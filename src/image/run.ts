import type { Sharp } from 'sharp';
import { type Decoded, openPixels, whole } from './decode.ts';
import type { Picture, Pipeline, StepContext } from './step.ts';

export interface StepsResult {
  readonly pixels: Sharp;
  /** False when no operator had anything to do. */
  readonly changed: boolean;
  /** True when pixels may be transparent. */
  readonly transparent: boolean;
}

/**
 * Applies operators from left to right. The library carries out what is asked of one of its pipelines in an order of its
 * own, so each operator after the first begins with the pixels that the one before has made.
 */
export async function runSteps(
  source: Decoded,
  steps: Pipeline,
  context: StepContext,
  animated: boolean,
  signal: AbortSignal,
): Promise<StepsResult> {
  const orient = steps.findLast((step) => step.orient !== undefined)?.orient ?? true;
  const size = orient ? source.upright : source.stored;
  const pixels = await openPixels(context.draw, source, { animated, orient }, signal);
  let picture: Picture = { pixels, ...size, frames: animated ? source.frames : 1 };
  let { hasAlpha: transparent } = source;
  let pending = false;
  let changed = steps.some((step) => step.orient === true) && source.orientation > 1;
  for (const step of steps) {
    if (step.apply === undefined) continue;
    if (pending) picture = await settled(source, picture, context);
    pending = false;
    signal.throwIfAborted();
    const change = await step.apply(picture, context);
    if (change === undefined) continue;
    changed = true;
    picture = { ...picture, pixels: change.pixels };
    pending = true;
    if (!change.transparent) continue;
    // Before its own transparency is seen, the library would already have flattened what is to become opaque.
    transparent = true;
    picture = await settled(source, picture, context);
    pending = false;
  }
  return { pixels: picture.pixels, changed, transparent };
}

/** The pixels that a picture has become. */
async function settled(source: Decoded, picture: Picture, { draw }: StepContext): Promise<Picture> {
  const { data, info } = await whole(draw, source, () => picture.pixels.raw().toBuffer({ resolveWithObject: true }));
  const { width, pageHeight: height = info.height, channels } = info;
  const raw = { width, height: info.height, channels };
  const animation = height === info.height ? { raw } : { raw: { ...raw, pageHeight: height }, animated: true };
  const pixels = draw(data, { limitInputPixels: false, ...animation });
  return { pixels, width, height, frames: picture.frames };
}
