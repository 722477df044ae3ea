/** Luminance steps of the JPEG standard (T.81, table K.1) in the zigzag order in which files hold them. */
const STANDARD = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61,
  60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121,
  112, 100, 120, 92, 101, 103, 99,
];

/**
 * The quality, 1 to 100, at which a JPEG was written: how its luminance steps compare with those of the standard.
 * @returns undefined when the file has no such table.
 */
export function jpegQuality(bytes: Buffer): number | undefined {
  const steps = luminanceSteps(bytes);
  if (steps === undefined) return undefined;
  let scale = 0;
  for (const [i, standard] of STANDARD.entries()) scale += ((steps[i] as number) * 100) / standard;
  scale /= STANDARD.length;
  const quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
  return Math.min(100, Math.max(1, Math.round(quality)));
}

/** The first quantisation table, number 0. */
function luminanceSteps(bytes: Buffer): number[] | undefined {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] as number;
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0xda) return undefined;
    if (marker === 0xdb) {
      const wide = (bytes[at + 4] as number) >> 4 !== 0;
      if (at + 5 + (wide ? 128 : 64) > bytes.length) return undefined;
      return STANDARD.map((_, i) => (wide ? bytes.readUInt16BE(at + 5 + 2 * i) : (bytes[at + 5 + i] as number)));
    }
    at += 2 + length;
  }
  return undefined;
}
