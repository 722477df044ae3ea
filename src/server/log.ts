import { type DestinationStream, pino } from 'pino';
import type { ExchangeRecord } from '../journal/record.ts';

/** Where requests and faults are reported. */
export interface Log {
  exchange(record: ExchangeRecord): void;
  fault(error: unknown, record: ExchangeRecord): void;
  /** Something about the server as a whole. */
  notice(text: string): void;
  /** Writes out what is still buffered. */
  flush(): void;
}

/** One line per request on standard output: for people, as JSON, or none. */
export function makeLog(form: 'pretty' | 'json' | 'silent'): Log {
  if (form === 'silent') return silent;
  const destination = pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 200 });
  return form === 'json' ? jsonLog(destination) : prettyLog(destination);
}

type Destination = ReturnType<typeof pino.destination> & DestinationStream;

const silent: Log = { exchange: () => {}, fault: () => {}, notice: () => {}, flush: () => {} };

function jsonLog(destination: Destination): Log {
  const logger = pino({ base: null }, destination);
  return {
    exchange: (record) =>
      logger.info({
        requestId: record.id,
        method: record.method,
        host: record.host,
        target: record.target,
        operation: record.operation,
        accessKeyId: record.accessKeyId,
        status: record.status,
        code: record.row?.code,
        ec: record.ec,
        cause: record.cause,
        ms: record.duration,
      }),
    fault: (error, record) => logger.error({ requestId: record.id, err: error }),
    notice: (text) => logger.warn(text),
    flush: () => destination.flushSync(),
  };
}

function prettyLog(destination: Destination): Log {
  const line = (text: string): void => {
    destination.write(`${text}\n`);
  };
  return {
    exchange(record) {
      const { id, method, host, target, status, duration, operation, row, cause } = record;
      const refused = row ? `  ${row.code} (${cause})` : '';
      // An absolute form names the host itself.
      const place = target.startsWith('/') ? `${host}${target}` : target;
      line(`${status} ${method} ${printable(place)}  ${operation ?? '-'}  ${duration} ms  ${id}${refused}`);
      if (row?.code === 'NotImplemented') line(`    ${row.reason}`);
    },
    fault(error, { id }) {
      line(`fault in ${id}: ${error instanceof Error ? error.stack : String(error)}`);
    },
    notice: line,
    flush: () => destination.flushSync(),
  };
}

/** A target can hold terminal control characters only when the client sent them raw. */
function printable(target: string): string {
  return target.replace(/[\0-\x1f\x7f-\x9f]/g, '?');
}
