import { refuse } from '../../errors/refuse.ts';
import { textFromBase64Url } from '../base64.ts';
import { GRAVITIES, type Gravity } from '../gravity.ts';
import { invalid, type NumberRule, type ParameterCause, Parameters } from '../parameters.ts';
import type { Change, Pipeline, Step, WatermarkImage } from '../step.ts';
import { drawWatermark } from '../watermark/draw.ts';
import { FONTS } from '../watermark/fonts.ts';

const NAMES =
  'text type font color size shadow rotate fill padx pady image P t g x y voffset order align interval'.split(' ');
const MAX_TEXT_BYTES = 64;

/** Lengths in pixels; opacities, transparency and shares in percent. */
export interface WatermarkRules {
  readonly text: WatermarkText | undefined;
  readonly image: WatermarkImage | undefined;
  /** 100 hides what is below. */
  readonly opacity: number;
  readonly gravity: Gravity;
  readonly x: number;
  readonly y: number;
  /** Up from the middle line. */
  readonly voffset: number;
  /** Covers the whole image. */
  readonly fill: boolean;
  readonly padX: number;
  readonly padY: number;
  readonly textFirst: boolean;
  /** 0 top, 1 middle, 2 bottom. */
  readonly align: 0 | 1 | 2;
  readonly interval: number;
}

export interface WatermarkText {
  readonly text: string;
  readonly family: string;
  /** `#RRGGBB` */
  readonly color: string;
  readonly size: number;
  readonly shadow: number;
  /** Clockwise degrees. */
  readonly rotate: number;
}

/** watermark,text_…,image_…: marks an image with text, another image, or both side by side (services.md §3.3). */
export function watermark(texts: readonly string[], nested: (text: string) => Pipeline): Step {
  const given = new Parameters('watermark', texts, NAMES);
  const font = given.text('font');
  if (font !== undefined) throw invalid('watermark-font-malformed', 'font', font);
  const rules: WatermarkRules = {
    text: textOf(given),
    image: imageOf(given, nested),
    opacity: within(given, 't', 0, 100, 'watermark-transparency-invalid') ?? 100,
    gravity: given.choice('g', GRAVITIES, 'watermark-gravity-invalid') ?? 'se',
    x: within(given, 'x', 0, 4096, 'watermark-x-invalid') ?? 10,
    y: within(given, 'y', 0, 4096, 'watermark-y-invalid') ?? 10,
    voffset: within(given, 'voffset', -1000, 1000, 'watermark-voffset-invalid') ?? 0,
    fill: given.flag('fill', 'watermark-fill-invalid') ?? false,
    padX: within(given, 'padx', 0, 4096, 'watermark-padx-invalid') ?? 0,
    padY: within(given, 'pady', 0, 4096, 'watermark-pady-invalid') ?? 0,
    textFirst: given.flag('order', 'watermark-order-invalid') ?? false,
    align: Number(given.choice('align', ['0', '1', '2'], 'watermark-align-invalid') ?? '2') as 0 | 1 | 2,
    interval: within(given, 'interval', 0, 1000, 'watermark-interval-invalid') ?? 0,
  };
  if (rules.text === undefined && rules.image === undefined) throw invalid('image-watermark-empty', 'watermark', '');
  return {
    operator: 'watermark',
    keepsAnimation: true,
    watermarkImage: rules.image !== undefined,
    async apply(picture, context): Promise<Change | undefined> {
      const marks = await drawWatermark(picture, rules, context);
      return marks.length === 0 ? undefined : { pixels: picture.pixels.composite(marks) };
    },
  };
}

function within(given: Parameters, name: string, min: number, max: number, cause: ParameterCause): number | undefined {
  const rule: NumberRule = { min, max, cause };
  return given.number(name, rule);
}

function textOf(given: Parameters): WatermarkText | undefined {
  const type = given.text('type');
  const name = type === undefined ? 'wqy-zenhei' : textFromBase64Url(type);
  if (name === undefined) throw refuse('watermark-font-not-base64').because({ type });
  const family = FONTS.get(name.trim());
  if (family === undefined) throw invalid('watermark-font-unknown', 'type', type ?? '');
  const style = {
    family,
    color: given.color('color', 'watermark-color-invalid') ?? '#000000',
    size: within(given, 'size', 1, 1000, 'watermark-size-invalid') ?? 40,
    shadow: within(given, 'shadow', 0, 100, 'watermark-shadow-invalid') ?? 0,
    rotate: within(given, 'rotate', 0, 360, 'watermark-rotate-invalid') ?? 0,
  };
  const encoded = given.text('text');
  if (encoded === undefined) return undefined;
  if (encoded === '') throw invalid('watermark-text-empty', 'text', '');
  const text = textFromBase64Url(encoded);
  if (text === undefined) throw refuse('watermark-text-not-base64').because({ text: encoded });
  if (Buffer.byteLength(text) > MAX_TEXT_BYTES) throw invalid('watermark-text-too-long', 'text', encoded);
  return { text, ...style };
}

/** `image_` is the key of an image in the same bucket, which may be processed before: `mark.png?x-oss-process=image/…`. */
function imageOf(given: Parameters, nested: (text: string) => Pipeline): WatermarkImage | undefined {
  const percent = within(given, 'P', 1, 100, 'watermark-percentage-invalid');
  const encoded = given.text('image');
  if (encoded === undefined) return undefined;
  const decoded = textFromBase64Url(encoded);
  if (decoded === undefined) throw refuse('watermark-image-not-base64').because({ image: encoded });
  const [key = '', process] = decoded.split('?x-oss-process=', 2);
  if (process === undefined) return { key, process: undefined, percent };
  if (process.includes('/watermark')) throw invalid('watermark-nested', 'image', encoded);
  if (process.includes('/info') || process.includes('/average-hue')) throw invalid('watermark-info', 'image', encoded);
  if (!process.startsWith('image/')) throw invalid('image-operator-unknown', 'image', process);
  const own = shareOf(process);
  return { key, process: own.rest === 'image' ? undefined : nested(own.rest), percent: own.percent ?? percent };
}

/** `resize,P_30` is a share of the main image, which only a watermark has; the rest is an ordinary chain. */
function shareOf(process: string): { readonly rest: string; readonly percent: number | undefined } {
  let percent: number | undefined;
  const rest: string[] = [];
  for (const segment of process.split('/')) {
    const [operator = '', ...texts] = segment.split(',');
    const others = operator === 'resize' ? texts.filter((text) => !text.startsWith('P_')) : texts;
    if (others.length < texts.length) {
      const shares = new Parameters(
        'resize',
        texts.filter((text) => text.startsWith('P_')),
        ['P'],
      );
      percent = within(shares, 'P', 1, 100, 'watermark-percentage-invalid');
      if (others.length === 0) continue;
    }
    rest.push([operator, ...others].join(','));
  }
  return { rest: rest.join('/'), percent };
}
