/** The nine places of crop and watermark. */
export const GRAVITIES = ['nw', 'north', 'ne', 'west', 'center', 'east', 'sw', 'south', 'se'] as const;

export type Gravity = (typeof GRAVITIES)[number];

/** Column and row of a place: 0 is left or top, 1 the middle, 2 right or bottom. */
export function placeOf(gravity: Gravity): { readonly column: number; readonly row: number } {
  const index = GRAVITIES.indexOf(gravity);
  return { column: index % 3, row: Math.floor(index / 3) };
}
