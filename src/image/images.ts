import { refuse } from '../errors/refuse.ts';
import { type Decoded, openPixels, readHeaders, whole } from './decode.ts';
import { encode, outputFormat } from './encode.ts';
import { CONTENT_TYPES } from './formats.ts';
import { averageHue } from './hue.ts';
import { imageInfo } from './info/info.ts';
import { Lanes } from './lanes.ts';
import { runSteps } from './run.ts';
import type { Output, Pipeline, StepContext, WatermarkImage } from './step.ts';
import { type Raster, rasterOf } from './watermark/raster.ts';

type Draw = typeof import('sharp').default;

/** An object to be read as an image. */
export interface ImageSource {
  /** Bytes. */
  readonly size: number;
  read(): Promise<Buffer>;
}

export interface ImageRequest {
  readonly source: ImageSource;
  readonly pipeline: Pipeline;
  /** Finds the image of a watermark. @throws OssError when there is none, or it may not be read. */
  watermark(key: string): Promise<ImageSource>;
  /** Fires when nobody waits for the result any more; its reason is thrown then. */
  readonly signal: AbortSignal;
}

export interface ProcessedImage {
  readonly contentType: string;
  readonly body: Buffer;
}

const JSON_TYPE = 'application/json';
const MAX_BYTES = 20 * 1024 * 1024;
/** Images of more pixels than this are worked on one at a time, so that they cannot hold up all the others. */
const HEAVY_PIXELS = 50_000_000;
/** Threads that Node has for files, names and images together; one is left for the others. */
const NODE_THREADS = Number(process.env.UV_THREADPOOL_SIZE) || 4;

/** Image processing (services.md §3): reads, changes and writes images beside the main thread, a few at a time. */
export class Images {
  private readonly lanes: Lanes;
  private readonly load: () => Promise<Draw>;
  private readonly notice: (text: string) => void;
  private loaded: Promise<Draw | undefined> | undefined;

  /**
   * @param notice told once when images cannot be processed here.
   * @param load finds the image library; throws when it is not installed.
   */
  constructor(notice: (text: string) => void, load: () => Promise<Draw> = loadSharp) {
    this.lanes = new Lanes(Math.max(1, NODE_THREADS - 1));
    this.load = load;
    this.notice = notice;
  }

  /**
   * Carries out a pipeline.
   * @throws OssError `images-not-installed`, `image-file-too-large`, what the headers, the steps or the pixels are
   * refused with, or the reason of the signal.
   */
  async process(request: ImageRequest): Promise<ProcessedImage> {
    const { source, signal } = request;
    const draw = await this.library();
    checkSize(source);
    const done = await this.lanes.run(signal, false, async () => {
      const image = await readHeaders(draw, await source.read());
      return isHeavy(image) && !asksForHeaders(request) ? undefined : carryOut(draw, image, request);
    });
    if (done !== undefined) return done;
    // Read again rather than held in memory while it waits for its turn.
    return this.lanes.run(signal, true, async () =>
      carryOut(draw, await readHeaders(draw, await source.read()), request),
    );
  }

  private async library(): Promise<Draw> {
    this.loaded ??= this.load().catch(() => {
      this.notice(
        'Images are not processed: the package sharp is not installed. Run npm install sharp and start again.',
      );
      return undefined;
    });
    const draw = await this.loaded;
    if (draw === undefined) throw refuse('images-not-installed', { Operation: 'x-oss-process=image' });
    return draw;
  }
}

function isHeavy({ stored, frames }: Decoded): boolean {
  return stored.width * stored.height * frames > HEAVY_PIXELS;
}

/** True where no pixel is looked at. */
function asksForHeaders({ pipeline }: ImageRequest): boolean {
  return pipeline[0]?.answer === 'info';
}

async function carryOut(draw: Draw, image: Decoded, request: ImageRequest): Promise<ProcessedImage> {
  const [{ answer } = {}] = request.pipeline;
  if (answer === undefined) return processed(draw, image, request);
  if (answer === 'info') return { contentType: JSON_TYPE, body: Buffer.from(imageInfo(image)) };
  const pixels = await openPixels(draw, image, { animated: false, orient: false }, request.signal);
  return { contentType: JSON_TYPE, body: Buffer.from(await whole(draw, image, () => averageHue(pixels))) };
}

async function processed(draw: Draw, source: Decoded, request: ImageRequest): Promise<ProcessedImage> {
  const { pipeline, watermark, signal } = request;
  const output: Output = Object.assign({}, ...pipeline.map((step) => step.output));
  const format = outputFormat(source.format, output.format);
  if (pipeline.some(({ not }) => not?.includes(source.format))) throw refuse('image-format-unsupported');
  const context: StepContext = {
    draw,
    watermark: async (mark, main) => watermarkRaster(draw, mark, main, await watermark(mark.key), signal),
  };
  const animated = source.frames > 1 && format === 'gif' && pipeline.every(({ keepsAnimation }) => keepsAnimation);
  const { pixels, changed, transparent } = await runSteps(source, pipeline, context, animated, signal);
  const contentType = CONTENT_TYPES[format];
  const sameFrames = animated || source.frames === 1;
  if (!changed && sameFrames && format === source.format && !asksToRewrite(output)) {
    // Nothing is left to do, except to see whether the file is whole.
    await whole(draw, source, () => pixels.resize(1, 1).raw().toBuffer());
    return { contentType, body: source.bytes };
  }
  const body = await whole(draw, source, () => encode(pixels, { source, format, output, animated, transparent }));
  return { contentType, body };
}

function asksToRewrite({ absoluteQuality, relativeQuality, progressive }: Output): boolean {
  return (absoluteQuality ?? relativeQuality ?? progressive) !== undefined;
}

/** The image of a watermark in its share of the main image. */
async function watermarkRaster(
  draw: Draw,
  { process, percent }: WatermarkImage,
  main: { readonly width: number; readonly height: number },
  found: ImageSource,
  signal: AbortSignal,
): Promise<Raster> {
  checkSize(found);
  const source = await readHeaders(draw, await found.read());
  // Its pixels are held in memory beside those of the main image.
  if (isHeavy(source)) throw refuse('image-too-large', { Limit: `${HEAVY_PIXELS}` });
  const noWatermark = (): never => {
    throw new TypeError('a watermark has no watermark');
  };
  const { pixels } = await runSteps(source, process ?? [], { draw, watermark: noWatermark }, false, signal);
  const own = await whole(draw, source, () => rasterOf(pixels));
  if (percent === undefined) return own;
  const box = { width: Math.ceil((main.width * percent) / 100), height: Math.ceil((main.height * percent) / 100) };
  const raw = { raw: { width: own.width, height: own.height, channels: 4 as const } };
  return rasterOf(draw(own.data, raw).resize(box.width, box.height, { fit: 'inside' }));
}

function checkSize({ size }: ImageSource): void {
  if (size > MAX_BYTES) throw refuse('image-file-too-large', { Limit: `${MAX_BYTES}` }).because({ size });
}

async function loadSharp(): Promise<Draw> {
  const { default: sharp } = await import('sharp');
  return sharp;
}
