import type { Sharp } from 'sharp';

/** Red, green, blue and opacity of every pixel, a byte each, row by row. */
export interface Raster {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** The pixels of a picture, with opacity. */
export async function rasterOf(pixels: Sharp): Promise<Raster> {
  const { data, info } = await pixels.ensureAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** How sharp takes a raster, as a source or as an overlay. */
export function rawInput({ width, height }: Raster): { raw: { width: number; height: number; channels: 4 } } {
  return { raw: { width, height, channels: 4 } };
}
