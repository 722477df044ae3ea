import { refuse } from '../../errors/refuse.ts';
import { invalid, type NumberRule, type ParameterCause, Parameters } from '../parameters.ts';
import type { Step } from '../step.ts';

const MODES = ['lfit', 'mfit', 'fill', 'pad', 'fixed'] as const;
const MAX_SIDE = 16_384;
const MAX_PIXELS = 16_777_216;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The parameters of resize; pixels, and percent for `percent`. */
export interface ResizeRules {
  readonly mode: (typeof MODES)[number];
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly long?: number | undefined;
  readonly short?: number | undefined;
  readonly percent?: number | undefined;
  /** False: an image that would become larger stays as it is. */
  readonly enlarge: boolean;
}

const side = (cause: ParameterCause): NumberRule => ({ min: 1, max: MAX_SIDE, cause });

/** resize,m_lfit,w_100,h_100,l_100,s_100,p_50,limit_1,color_FFFFFF (services.md §3.3). */
export function resize(texts: readonly string[]): Step {
  const given = new Parameters('resize', texts, ['m', 'w', 'h', 'l', 's', 'p', 'limit', 'color']);
  if (given.text('w') === '0' && given.text('h') === '0')
    throw refuse('image-size-zero', { Value: '0', Parameter: 'w' });
  const rules: ResizeRules = {
    mode: given.choice('m', MODES, 'image-resize-mode-invalid') ?? 'lfit',
    width: given.number('w', side('image-width-invalid')),
    height: given.number('h', side('image-height-invalid')),
    long: given.number('l', side('image-long-side-invalid')),
    short: given.number('s', side('image-short-side-invalid')),
    percent: given.number('p', { min: 1, max: 1000, cause: 'image-percentage-invalid' }),
    enlarge: given.flag('limit', 'image-limit-invalid') === false,
  };
  const color = given.color('color', 'image-pad-color-invalid') ?? '#FFFFFF';
  const { width, height, long, short, percent } = rules;
  const bySize = (width ?? height ?? long ?? short) !== undefined;
  if (!bySize && percent === undefined) throw invalid('image-size-missing', 'resize', '');
  return {
    operator: 'resize',
    keepsAnimation: bySize,
    apply({ pixels, width, height }) {
      const size = resized({ width, height }, rules);
      if (size === undefined) return undefined;
      const fit = rules.mode === 'fill' ? 'cover' : rules.mode === 'pad' ? 'contain' : 'fill';
      return { pixels: pixels.resize(size.width, size.height, { fit, background: color }) };
    },
  };
}

/**
 * The size of the result; undefined when the source is to stay as it is.
 * @throws OssError `image-result-too-large`.
 */
export function resized(source: Size, rules: ResizeRules): Size | undefined {
  const { mode } = rules;
  const box = targetBox(source, rules);
  const across = box.width / source.width;
  const down = box.height / source.height;
  const scale = mode === 'mfit' || mode === 'fill' ? Math.max(across, down) : Math.min(across, down);
  const size = !box.open && (mode === 'lfit' || mode === 'mfit') ? scaled(source, scale) : box;
  if (size.width > MAX_SIDE || size.height > MAX_SIDE || size.width * size.height > MAX_PIXELS) {
    throw refuse('image-result-too-large', { Value: `${size.width}x${size.height}`, Parameter: 'resize' });
  }
  const enlarges = mode === 'fixed' ? across > 1 || down > 1 : scale > 1;
  if (enlarges && !rules.enlarge) return undefined;
  return size.width === source.width && size.height === source.height
    ? undefined
    : { width: size.width, height: size.height };
}

/** What is asked for; where a side is left `open` it follows from the proportions. */
interface Box extends Size {
  readonly open: boolean;
}

function targetBox(source: Size, { width, height, long, short, percent = 100 }: ResizeRules): Box {
  if ((width ?? height) !== undefined) return completed(source, width, height);
  if ((long ?? short) === undefined) return { ...scaled(source, percent / 100), open: true };
  const landscape = source.width >= source.height;
  return completed(source, landscape ? long : short, landscape ? short : long);
}

function completed(source: Size, width: number | undefined, height: number | undefined): Box {
  return {
    width: width ?? atLeastOne((source.width * (height as number)) / source.height),
    height: height ?? atLeastOne((source.height * (width as number)) / source.width),
    open: width === undefined || height === undefined,
  };
}

function scaled({ width, height }: Size, scale: number): Size {
  return { width: atLeastOne(width * scale), height: atLeastOne(height * scale) };
}

function atLeastOne(pixels: number): number {
  return Math.max(1, Math.round(pixels));
}
