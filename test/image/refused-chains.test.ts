import { describe, expect, it } from 'vitest';
import { imageOperators } from '../../src/errors/catalogue/image-operators.ts';
import { imageResize } from '../../src/errors/catalogue/image-resize.ts';
import { imageWatermark } from '../../src/errors/catalogue/image-watermark.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import { readPipeline } from '../../src/image/pipeline.ts';
import { REFUSED_CHAINS } from './chains.ts';

describe('a chain that is wrong by itself is refused before any image is read', () => {
  it.each(REFUSED_CHAINS)('image/%s: %s', (chain, cause, parameter, value) => {
    const refused = refusalOf(`image/${chain}`);
    expect(refused?.cause).toBe(cause);
    expect([refused?.details.Parameter, refused?.details.Value]).toEqual([parameter, value]);
  });

  it('has a chain for every cause of parameters', () => {
    const families = [imageOperators, imageResize, imageWatermark];
    const causes = families.flatMap((family) => Object.keys(family));
    const shown = new Set<string>(REFUSED_CHAINS.map(([, cause]) => cause));
    expect(causes.filter((cause) => !shown.has(cause))).toEqual([]);
  });
});

function refusalOf(text: string): OssError | undefined {
  try {
    readPipeline(text);
    return undefined;
  } catch (error) {
    if (error instanceof OssError) return error;
    throw error;
  }
}
