const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

let lastSecond = -1;
let lastHttpDate = '';

/** RFC 1123 GMT, for example `Thu, 17 Nov 2005 18:49:58 GMT`. @param at milliseconds. */
export function httpDate(at: number): string {
  const second = Math.floor(at / 1000);
  if (second === lastSecond) return lastHttpDate;
  const d = new Date(at);
  lastHttpDate = `${DAYS[d.getUTCDay()]}, ${two(d.getUTCDate())} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} GMT`;
  lastSecond = second;
  return lastHttpDate;
}

let lastXmlSecond = Number.NaN;
let lastXmlDate = '';

/** `2019-03-30T13:18:53.000Z`: the service prints milliseconds and they are always zero. @param at milliseconds. */
export function xmlDate(at: number): string {
  const second = Math.floor(at / 1000);
  if (second === lastXmlSecond) return lastXmlDate;
  lastXmlDate = new Date(second * 1000).toISOString();
  lastXmlSecond = second;
  return lastXmlDate;
}

/** `20231216T162057Z`. @param at milliseconds. */
export function isoBasicDate(at: number): string {
  return `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

const RFC1123 = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;

/** Parses RFC 1123 GMT. @returns milliseconds, or undefined. */
export function parseHttpDate(text: string): number | undefined {
  const m = RFC1123.exec(text);
  if (!m) return undefined;
  return utc(Number(m[3]), MONTHS.indexOf(m[2] as string), Number(m[1]), Number(m[4]), Number(m[5]), Number(m[6]));
}

const ISO_BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/** Parses ISO 8601 basic form. @returns milliseconds, or undefined. */
export function parseIsoBasicDate(text: string): number | undefined {
  const m = ISO_BASIC.exec(text);
  if (!m) return undefined;
  return utc(Number(m[1]), Number(m[2]) - 1, Number(m[3]), Number(m[4]), Number(m[5]), Number(m[6]));
}

/** Date.UTC that refuses the 31st of February. */
function utc(year: number, month: number, day: number, h: number, m: number, s: number): number | undefined {
  if (month < 0 || h > 23 || m > 59 || s > 60) return undefined;
  const at = Date.UTC(year, month, day, h, m, s);
  const d = new Date(at);
  return d.getUTCMonth() === month && d.getUTCDate() === day ? at : undefined;
}
