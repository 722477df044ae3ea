import { refuse } from '../../../errors/refuse.ts';
import type { XmlNode } from '../../../xml/read.ts';
import { argument } from '../../argument.ts';
import { texts } from '../../setting-values.ts';

/** 2010-01-01 in Beijing, in Unix seconds. */
const FIRST_TIME = 1262275200;
/** The end of the year 9999. */
const LAST_TIME = 253402271999;
/** 50 TiB, in bytes. */
const MAX_SIZE = 54975581388800;

/**
 * The filter of an inventory: times in Unix seconds, sizes in bytes.
 * @throws OssError `inventory-begin-…`, `inventory-end-…`, `inventory-lower-size-…`, `inventory-upper-size-…`.
 */
export function checkFilter(filter: XmlNode): void {
  const begin = texts(filter, 'LastModifyBeginTimeStamp')[0];
  const end = texts(filter, 'LastModifyEndTimeStamp')[0];
  const lower = texts(filter, 'LowerSizeBound')[0];
  const upper = texts(filter, 'UpperSizeBound')[0];
  const last = checkEnd(end);
  if (begin !== undefined) {
    const shown = argument('LastModifyBeginTimeStamp', begin);
    if (!isNumber(begin)) throw refuse('inventory-begin-not-a-number', shown);
    const at = Number(begin);
    if (at < FIRST_TIME || at > last) throw refuse('inventory-begin-out-of-range', shown);
  }
  const most = checkUpper(upper);
  if (lower === undefined) return;
  const shown = argument('LowerSizeBound', lower);
  if (!isNumber(lower)) throw refuse('inventory-lower-size-not-a-number', shown);
  if (Number(lower) > most) throw refuse('inventory-lower-size-out-of-range', shown);
}

function checkEnd(text: string | undefined): number {
  if (text === undefined) return LAST_TIME;
  const end = isNumber(text) ? Number(text) : Number.NaN;
  if (end >= FIRST_TIME && end <= LAST_TIME) return end;
  throw refuse('inventory-end-out-of-range', argument('LastModifyEndTimeStamp', text));
}

function checkUpper(text: string | undefined): number {
  if (text === undefined) return MAX_SIZE;
  const shown = argument('UpperSizeBound', text);
  if (!isNumber(text)) throw refuse('inventory-upper-size-not-a-number', shown);
  const upper = Number(text);
  if (upper === 0 || upper > MAX_SIZE) throw refuse('inventory-upper-size-out-of-range', shown);
  return upper;
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
