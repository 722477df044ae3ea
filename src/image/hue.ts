import type { Sharp } from 'sharp';

/** Pixels looked at, a side. */
const SAMPLE = 128;
/** Degrees by which the hue of a striking pixel differs from the mean. */
const STRIKING = 30;

/**
 * The colour that stands out, as `0xRRGGBB`: the mean of the pixels whose hue is far from the mean hue, or of all when no
 * pixel is (services.md §3.2; the threshold is ours).
 */
export async function averageHue(pixels: Sharp): Promise<string> {
  const small = pixels.resize(SAMPLE, SAMPLE, { fit: 'inside', withoutEnlargement: true });
  const { data } = await small.flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  const hues: number[] = [];
  let sum = 0;
  for (let at = 0; at < data.length; at += 3) {
    const hue = hueOf(data[at] as number, data[at + 1] as number, data[at + 2] as number);
    hues.push(hue);
    sum += hue;
  }
  const mean = sum / hues.length;
  const striking = hues.map((hue) => Math.abs(hue - mean) > STRIKING);
  return meanColor(data, striking.includes(true) ? striking : striking.fill(true));
}

function meanColor(data: Buffer, counted: readonly boolean[]): string {
  const sums = [0, 0, 0];
  let count = 0;
  for (const [i, counts] of counted.entries()) {
    if (!counts) continue;
    count++;
    for (let channel = 0; channel < 3; channel++) (sums[channel] as number) += data[3 * i + channel] as number;
  }
  const hex = sums.map((sum) =>
    Math.round(sum / count)
      .toString(16)
      .padStart(2, '0'),
  );
  return `0x${hex.join('')}`;
}

/** Degrees. */
function hueOf(red: number, green: number, blue: number): number {
  const max = Math.max(red, green, blue);
  const range = max - Math.min(red, green, blue);
  if (range === 0) return 0;
  if (max === red) return (60 * ((green - blue) / range) + 360) % 360;
  return max === green ? 60 * ((blue - red) / range) + 120 : 60 * ((red - green) / range) + 240;
}
