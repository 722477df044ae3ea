import type { Principal } from '../identity/principal.ts';
import type { ExchangeRecord } from '../journal/record.ts';
import type { BucketRecord } from '../store/store.ts';
import type { Headers } from '../wire/headers.ts';
import type { Query } from '../wire/query.ts';

/** An exchange with a bucket that was answered to its end. */
export interface FinishedExchange {
  readonly record: ExchangeRecord;
  /** As it was when the request arrived. */
  readonly bucket: BucketRecord;
  readonly principal: Principal;
  readonly headers: Headers;
  readonly query: Query;
  /** False for HTTP/1.0. */
  readonly takesChunks: boolean;
}

/** The value of a response header, by its name as it is sent. */
export function answered({ responseHeaders }: ExchangeRecord, name: string): string | undefined {
  const at = responseHeaders.indexOf(name);
  return at === -1 || at % 2 === 1 ? undefined : responseHeaders[at + 1];
}
