const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a text such as `90s`, `1h30m` or `250ms`; undefined for anything else. */
export function readDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/([\d.]+)(ms|s|m|h|d)/g))
    sum += Number(number) * (UNITS[unit as string] as number);
  return Math.round(sum);
}

/** Milliseconds of a text such as `+2h` or `-15m`; undefined for anything else. */
export function readDistance(text: string): number | undefined {
  const ms = /^[+-]/.test(text) ? readDuration(text.slice(1)) : undefined;
  return ms !== undefined && text.startsWith('-') ? -ms : ms;
}

/** Milliseconds since the Unix epoch of an ISO 8601 text; undefined for anything else. */
export function readInstant(text: string): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
