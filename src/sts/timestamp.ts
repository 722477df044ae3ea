/** `2015-09-01T05:57:34Z`; some clients send milliseconds (services.md §1.5). */
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?Z$/;

/** @returns milliseconds, without the fraction; undefined for what is not an instant. */
export function parseTimestamp(text: string): number | undefined {
  const [, seconds] = TIMESTAMP.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  const at = Date.parse(`${seconds}Z`);
  // Date.parse takes the 31st of February for the 2nd of March.
  return Number.isNaN(at) || printTimestamp(at) !== `${seconds}Z` ? undefined : at;
}

/** @param at milliseconds. */
export function printTimestamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
