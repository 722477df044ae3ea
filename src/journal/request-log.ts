import type { Timers } from '../runtime/index.ts';
import { type ExchangeSummary, explanation, summary } from './explain.ts';
import type { Journal } from './journal.ts';

type Field = 'operation' | 'bucket' | 'key' | 'method' | 'accessKeyId' | 'code' | 'cause';

/** Which requests are meant: every field that is given must fit, or the function must say yes. */
export type RequestFilter =
  | ({ readonly [Name in Field]?: string | RegExp | undefined } & { readonly status?: number | undefined })
  | ((request: ExchangeSummary) => boolean);

/** What a server or a namespace was asked, for tests. */
export interface RequestLog {
  /** The latest exchanges in short, newest first. */
  (count?: number): ExchangeSummary[];
  /** The latest exchange that fits. */
  find(filter: RequestFilter): ExchangeSummary | undefined;
  /**
   * An exchange that fits: one that is kept already, or the next to end.
   * @param timeout milliseconds.
   * @throws Error naming what came instead, when none does in time.
   */
  waitFor(filter: RequestFilter, options?: { readonly timeout?: number }): Promise<ExchangeSummary>;
  /** @throws Error naming the exchange that fits, when one is kept. */
  expectNone(filter: RequestFilter): void;
}

const LISTED = 100;
const WAIT_MS = 5000;

export function requestLog(journal: Journal, timers: Timers): RequestLog {
  const find = (filter: RequestFilter): ExchangeSummary | undefined => {
    for (const record of journal.latest(Number.MAX_SAFE_INTEGER)) {
      const request = summary(record);
      if (fits(request, filter)) return request;
    }
    return undefined;
  };
  return Object.assign((count: number = LISTED) => journal.latest(count).map(summary), {
    find,
    expectNone(filter: RequestFilter) {
      const found = find(filter);
      if (found !== undefined)
        throw new Error(`expected no request with ${told(filter)}, but there was ${line(found)}`);
    },
    async waitFor(filter: RequestFilter, { timeout = WAIT_MS } = {}) {
      const known = find(filter);
      if (known !== undefined) return known;
      return new Promise<ExchangeSummary>((resolve, reject) => {
        const timer = timers.after(timeout, () => {
          stop();
          const came = journal.latest(5).map((record) => `\n  ${line(summary(record))}`);
          const instead = came.length === 0 ? 'no request at all' : `the latest were${came.join('')}`;
          reject(new Error(`no request with ${told(filter)} within ${timeout} ms; ${instead}`));
        });
        const stop = journal.watch((record) => {
          const request = summary(record);
          if (!fits(request, filter)) return;
          timer.cancel();
          stop();
          resolve(request);
        });
      });
    },
  });
}

/** One exchange in full, with its rungs, reason and remedy. */
export function explained(journal: Journal, requestId: string): object | undefined {
  const record = journal.get(requestId);
  return record && explanation(record);
}

function fits(request: ExchangeSummary, filter: RequestFilter): boolean {
  if (typeof filter === 'function') return filter(request);
  return Object.entries(filter).every(([name, wanted]) => {
    const value = request[name as Field | 'status'];
    if (wanted === undefined) return true;
    return wanted instanceof RegExp ? wanted.test(`${value ?? ''}`) : value === wanted;
  });
}

function told(filter: RequestFilter): string {
  if (typeof filter === 'function') return `what ${filter.name || 'the function'} asks for`;
  return Object.entries(filter)
    .filter(([, wanted]) => wanted !== undefined)
    .map(([name, wanted]) => `${name} ${wanted}`)
    .join(', ');
}

function line({ method, target, status, operation, code }: ExchangeSummary): string {
  return `${method} ${target} (${operation ?? 'no operation'}), answered ${status}${code === undefined ? '' : ` ${code}`}`;
}
