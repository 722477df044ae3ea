import { refuse } from '../../errors/refuse.ts';
import { GRAVITIES, placeOf } from '../gravity.ts';
import { type NumberRule, type ParameterCause, Parameters } from '../parameters.ts';
import type { Change, Picture, Step } from '../step.ts';

const pixels = (cause: ParameterCause): NumberRule => ({ min: 0, max: 999_999_999, cause });

/** crop,w_100,h_100,x_10,y_10,g_se: a box at one of nine origins, shifted by x and y, clipped to the image (services.md §3.3). */
export function crop(texts: readonly string[]): Step {
  const given = new Parameters('crop', texts, ['w', 'h', 'x', 'y', 'g']);
  const width = given.number('w', pixels('image-crop-width-invalid')) ?? 0;
  const height = given.number('h', pixels('image-crop-height-invalid')) ?? 0;
  const x = given.number('x', pixels('image-crop-x-invalid')) ?? 0;
  const y = given.number('y', pixels('image-crop-y-invalid')) ?? 0;
  const { column, row } = placeOf(given.choice('g', GRAVITIES, 'image-crop-gravity-invalid') ?? 'nw');
  return {
    operator: 'crop',
    keepsAnimation: true,
    apply(picture) {
      const across = span(picture.width, width, x, column);
      const down = span(picture.height, height, y, row);
      return extract(picture, across.first, down.first, across.length, down.length);
    },
  };
}

/**
 * Where a cut of `length` (0 for all there is) begins and how much of it lies inside `total`.
 * @throws OssError `image-crop-outside`.
 */
function span(total: number, length: number, shift: number, place: number): { first: number; length: number } {
  const wanted = length === 0 || length > total ? total : length;
  const first = Math.floor(((total - wanted) * place) / 2) + shift;
  if (first >= total) throw refuse('image-crop-outside').because({ begins: first, size: total });
  return { first, length: Math.min(wanted, total - first) };
}

/** indexcrop,x_100,i_0: one slice of the image; the image itself when there is no such slice (services.md §3.3). */
export function indexcrop(texts: readonly string[]): Step {
  const given = new Parameters('indexcrop', texts, ['x', 'y', 'i']);
  const x = sliceLength(given, 'x', 'image-indexcrop-x-invalid');
  const y = sliceLength(given, 'y', 'image-indexcrop-y-invalid');
  const index = given.number('i', pixels('image-indexcrop-index-invalid')) ?? 0;
  if ((x ?? y) === undefined) throw refuse('image-indexcrop-length-invalid', { Value: '', Parameter: 'x' });
  return {
    operator: 'indexcrop',
    apply(picture) {
      const { width, height } = picture;
      if (y !== undefined) {
        const top = index * y;
        return top >= height ? undefined : extract(picture, 0, top, width, Math.min(y, height - top));
      }
      const left = index * (x as number);
      return left >= width ? undefined : extract(picture, left, 0, Math.min(x as number, width - left), height);
    },
  };
}

function sliceLength(given: Parameters, name: string, cause: ParameterCause): number | undefined {
  const length = given.number(name, { min: -999_999_999, max: 999_999_999, cause });
  if (length !== undefined && length < 1) {
    throw refuse('image-indexcrop-length-invalid', { Value: `${length}`, Parameter: name });
  }
  return length;
}

function extract(picture: Picture, left: number, top: number, width: number, height: number): Change | undefined {
  if (width === picture.width && height === picture.height) return undefined;
  return { pixels: picture.pixels.extract({ left, top, width, height }) };
}
