/** An instant in a query, in milliseconds; texts without a zone are UTC. */
export class Timestamp {
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }

  /** `2018-08-09 11:30:25`, with milliseconds when there are some. */
  toString(): string {
    const text = new Date(this.at).toISOString().replace('T', ' ');
    return text.endsWith('.000Z') ? text.slice(0, -5) : text.slice(0, -1);
  }
}

/** Formats that are recognised without being named (SelectObject page, "Supported time formats"). */
const RECOGNISED = [
  'YYYYMMDD',
  'YYYY/MM/DD',
  'DD/MM/YYYY',
  'YYYY-MM-DD',
  'DD-MM-YY',
  'DD-MM-YYYY',
  'DD.MM.YY',
  'DD.MM.YYYY',
  'HH:MM:SS.mss',
  'HH:MM:SS',
  'HH MM SS mss',
  'HH.MM.SS.mss',
  'HHMM',
  'HHMMSSmss',
  'YYYYMMDD HH:MM:SS.mss',
  'YYYY/MM/DD HH:MM:SS.mss',
  'DD/MM/YYYY HH:MM:SS.mss',
  'YYYYMMDD HH:MM:SS',
  'YYYY/MM/DD HH:MM:SS',
  'DD/MM/YYYY HH:MM:SS',
  'YYYY-MM-DD HH:MM:SS.mss',
  'DD-MM-YYYY HH:MM:SS.mss',
  'YYYY-MM-DD HH:MM:SS',
  'DD-MM-YYYY HH:MM:SS',
  'YYYYMMDDTHH:MM:SS',
  'YYYYMMDDTHH:MM:SS.mss',
  'DD-MM-YYYYTHH:MM:SS.mss',
  'DD-MM-YYYYTHH:MM:SS',
  'YYYYMMDDTHHMM',
  'YYYYMMDDTHHMMSS',
  'YYYYMMDDTHHMMSSmss',
  'YYYY-MM-DDTHH:MMz',
  'YYYY-MM-DDTHH:MM:SSz',
  'DD/Mon/YYYY:HH:MM:SS z',
  'Day, DD Mon YYYY HH:MM:SS GMT',
  '?D/?M/YY',
  '?D/?M/YY ?H:?M',
  '?D/?M/YY ?H:?M:?S',
];

/** Formats that must be named, because another reading is recognised. */
const NAMED_ONLY = ['YYYYDDMM', 'YYYY/DD/MM', 'MM/DD/YYYY', 'YYYY-DD-MM', 'MM-DD-YYYY', 'MM.DD.YYYY'];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What a part of a format matches, and the field it fills. `MM` is the minute once an hour stands before it. */
const PARTS: Readonly<Record<string, readonly [pattern: string, field: Field]>> = {
  YYYY: ['(\\d{4})', 'year'],
  YY: ['(\\d{2})', 'year'],
  Mon: ['([A-Za-z]{3})', 'name'],
  MM: ['(\\d{2})', 'month'],
  DD: ['(\\d{2})', 'day'],
  HH: ['(\\d{2})', 'hour'],
  SS: ['(\\d{2})', 'second'],
  mss: ['(\\d{3})', 'millisecond'],
  '?D': ['(\\d{1,2})', 'day'],
  '?M': ['(\\d{1,2})', 'month'],
  '?H': ['(\\d{1,2})', 'hour'],
  '?S': ['(\\d{1,2})', 'second'],
  z: ['([+-]\\d{2}:?\\d{2}|Z)', 'zone'],
  Day: ['(?:[A-Za-z]{3})', 'none'],
};

type Field = 'year' | 'name' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond' | 'zone' | 'none';

interface Format {
  readonly pattern: RegExp;
  readonly fields: readonly Field[];
}

const formats = new Map([...RECOGNISED, ...NAMED_ONLY].map((text) => [text, compile(text)]));
const recognised = RECOGNISED.map((text) => formats.get(text) as Format);

function compile(text: string): Format {
  const fields: Field[] = [];
  let hour = false;
  const pattern = text.replace(/Day|YYYY|YY|Mon|mss|MM|DD|HH|SS|\?[DMHS]|z|[./]/g, (part) => {
    const known = PARTS[part];
    if (known === undefined) return `\\${part}`;
    const field = known[1] === 'month' && hour ? 'minute' : known[1];
    hour ||= field === 'hour';
    if (field !== 'none') fields.push(field);
    return known[0];
  });
  return { pattern: new RegExp(`^${pattern}$`), fields };
}

export function isTimestampFormat(format: string): boolean {
  return formats.has(format);
}

/**
 * Reads a timestamp: in the format named, or in the first of the recognised ones that fits.
 * @returns undefined when it does not fit, or is no instant of the calendar.
 */
export function parseTimestamp(text: string, format?: string): Timestamp | undefined {
  if (format !== undefined) return read(text, formats.get(format) as Format);
  for (const known of recognised) {
    const found = read(text, known);
    if (found !== undefined) return found;
  }
  return undefined;
}

function read(text: string, { pattern, fields }: Format): Timestamp | undefined {
  const m = pattern.exec(text);
  if (m === null) return undefined;
  const parts = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0, zone: 0 };
  for (const [i, field] of fields.entries()) {
    const part = m[i + 1] as string;
    if (field === 'zone') parts.zone = zoneMinutes(part);
    else if (field === 'name') parts.month = MONTHS.indexOf(part.toLowerCase()) + 1;
    else if (field === 'year') parts.year = part.length === 2 ? century(Number(part)) : Number(part);
    else if (field !== 'none') parts[field] = Number(part);
  }
  const { year, month, day, hour, minute, second, millisecond, zone } = parts;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return new Timestamp(date.setUTCHours(hour, minute - zone, second, millisecond));
}

/** As POSIX reads two digits. */
function century(year: number): number {
  return year < 69 ? 2000 + year : 1900 + year;
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
