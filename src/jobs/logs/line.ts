import { requesterId } from '../../identity/principal.ts';
import type { LogFields } from '../../operations/bucket/logging/log-fields.ts';
import type { ObjectRecord } from '../../store/store.ts';
import { encodePercent, utf8FromBytes } from '../../wire/percent.ts';
import { answered, type FinishedExchange } from '../exchange.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BEIJING = 8 * 60 * 60 * 1000;

/** The parts of an instant by the clocks of Beijing, two digits each but the year: `2021`, `01`, `03`, `14`, `59`, `49`. */
export function beijingTime(at: number): string[] {
  return new Date(at + BEIJING).toISOString().slice(0, 19).split(/[-T:]/);
}

/** Operations whose bytes count as stored. */
const UPLOADS: ReadonlySet<string> = new Set([
  'PutObject',
  'PostObject',
  'AppendObject',
  'CopyObject',
  'CompleteMultipartUpload',
]);

/** Key and value of all own fields of a line together, in bytes. */
const MAX_FIELD_BYTES = 1024;

/**
 * One request as the service logs it (services.md §7), with a line feed, as a byte string.
 * @param object what the request was about, if it is there.
 * @param fields what is logged beside the usual.
 */
export function logLine(
  exchange: FinishedExchange,
  object: ObjectRecord | undefined,
  fields: LogFields | undefined,
): string {
  const { record, bucket, principal, headers, takesChunks } = exchange;
  const [year, month, day, ...time] = beijingTime(record.receivedAt);
  const at = `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.join(':')} +0800`;
  const parts = [
    record.remoteAddress.replace(/^::ffff:/, '') || '-',
    '- -',
    `[${at}]`,
    quoted(`${record.method} ${record.target} HTTP/${takesChunks ? '1.1' : '1.0'}`),
    record.status,
    record.bytesOut,
    record.duration,
    quoted(headers.get('referer')),
    quoted(headers.get('user-agent')),
    quoted(record.host),
    quoted(record.id),
    '"true"',
    quoted(requesterId(principal)),
    quoted(record.operation),
    quoted(bucket.name),
    quoted(record.key && encodePercent(record.key)),
    object?.size ?? '-',
    answered(record, 'x-oss-server-time') ?? '-',
    quoted(record.row?.code),
    requestLength(exchange),
    quoted(bucket.owner),
    growth(exchange, object),
    '"-"',
    quoted((object?.storageClass ?? bucket.storageClass).toLowerCase()),
    '"-"',
    '"-"',
    quoted(record.accessKeyId),
  ];
  if (fields !== undefined) parts.push(quoted(ownFields(exchange, fields)));
  return `${parts.join(' ')}\n`;
}

/** A field may hold no quote and no line end: those are percent-encoded. */
function quoted(bytes: string | undefined): string {
  if (bytes === undefined || bytes === '') return '"-"';
  return `"${bytes.replace(/["\0-\x1f\x7f]/g, (char) => encodePercent(char))}"`;
}

/** Bytes of the request line, the header section and the body. */
function requestLength({ record, headers }: FinishedExchange): number {
  let bytes = record.method.length + record.target.length + ' '.length + ' HTTP/1.1\r\n\r\n'.length + record.bytesIn;
  for (let i = 0; i + 1 < headers.raw.length; i += 2) {
    bytes += (headers.raw[i] as string).length + (headers.raw[i + 1] as string).length + ': \r\n'.length;
  }
  return bytes;
}

/** By how much an upload made the bucket larger; what it replaced is not taken off (docs/decisions/jobs.md). */
function growth({ record }: FinishedExchange, object: ObjectRecord | undefined): number | '-' {
  if (record.status >= 300 || !UPLOADS.has(record.operation ?? '')) return '-';
  return record.operation === 'AppendObject' ? record.bytesIn : (object?.size ?? '-');
}

/** JSON in base64: headers and parameters by name, and whether any of it was cut. */
function ownFields({ headers, query }: FinishedExchange, fields: LogFields): string {
  let left = MAX_FIELD_BYTES;
  let truncated = false;
  const take = (names: readonly string[], read: (name: string) => string | undefined): Record<string, string> => {
    const taken: Record<string, string> = {};
    for (const name of names) {
      const value = read(name);
      if (value === undefined) continue;
      const room = Math.max(0, left - name.length);
      if (value.length > room) truncated = true;
      const kept = value.slice(0, room);
      left = room - kept.length;
      taken[name] = utf8FromBytes(kept) ?? kept;
    }
    return taken;
  };
  const named = take(fields.headers, (name) => headers.get(name.toLowerCase()));
  const querys = take(fields.parameters, (name) => query.get(name));
  return Buffer.from(JSON.stringify({ truncated, headers: named, querys })).toString('base64');
}
