import type { Sharp } from 'sharp';
import type { Format } from './formats.ts';
import type { Raster } from './watermark/raster.ts';

/** An image between two operators. */
export interface Picture {
  /** What the next operator adds its own work to. */
  readonly pixels: Sharp;
  readonly width: number;
  /** Of one frame. */
  readonly height: number;
  /** More than one for an animation, whose frames stand below each other. */
  readonly frames: number;
}

/** What one operator has made of a picture. */
export interface Change {
  readonly pixels: Sharp;
  /** True when pixels may have become transparent that were not. */
  readonly transparent?: true;
}

/** How the result is to be written. */
export interface Output {
  readonly format?: Format;
  /** Percent. */
  readonly absoluteQuality?: number;
  /** Percent of the source's own. */
  readonly relativeQuality?: number;
  readonly progressive?: boolean;
}

/** What an operator may ask for while it works. */
export interface StepContext {
  /** The image of a watermark, processed, in its share of the main image. */
  watermark(mark: WatermarkImage, main: { readonly width: number; readonly height: number }): Promise<Raster>;
  /** Makes pictures. */
  readonly draw: typeof import('sharp').default;
}

export interface WatermarkImage {
  readonly key: string;
  /** `image/…`, to be applied before. */
  readonly process: Pipeline | undefined;
  /** Percent of the main image. */
  readonly percent: number | undefined;
}

/** One operator with its parameters, read and checked. */
export interface Step {
  readonly operator: string;
  /** True where an animation stays one (services.md §3.3). */
  readonly keepsAnimation?: boolean;
  /** Formats it cannot work on. */
  readonly not?: readonly Format[];
  readonly output?: Output;
  /** Turn the picture as its EXIF data says; on unless a step says otherwise. */
  readonly orient?: boolean;
  /** True for a watermark that is an image. */
  readonly watermarkImage?: boolean;
  /** Answers with text instead of an image. */
  readonly answer?: 'info' | 'average-hue';
  /** @returns undefined when the picture stays as it is. */
  apply?(picture: Picture, context: StepContext): Promise<Change | undefined> | Change | undefined;
}

/** Operators from left to right. */
export type Pipeline = readonly Step[];
