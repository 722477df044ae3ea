import type { ExchangeRecord } from './record.ts';

/** A record in short. Fields that nothing is known about are undefined. */
export interface ExchangeSummary {
  readonly requestId: string;
  /** ISO 8601. */
  readonly time: string;
  readonly method: string;
  readonly host: string;
  /** As sent. */
  readonly target: string;
  readonly operation: string | undefined;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly status: number;
  /** The code of a refusal. */
  readonly code: string | undefined;
  readonly cause: string | undefined;
  /** The fault rule that fired. */
  readonly fault: string | undefined;
  readonly durationMs: number;
}

/** A record in short, as `GET /_ossmock/requests` lists it. */
export function summary(record: ExchangeRecord): ExchangeSummary {
  return {
    requestId: record.id,
    time: new Date(record.receivedAt).toISOString(),
    method: record.method,
    host: record.host,
    target: record.target,
    operation: record.operation,
    bucket: record.bucket,
    key: record.key,
    accessKeyId: record.accessKeyId,
    status: record.status,
    code: record.row?.code,
    cause: record.cause,
    fault: record.fault,
    durationMs: record.duration,
  };
}

/** A record in full, with the cause's plain reason and remedy. A refused signature is looked into now. */
export function explanation(record: ExchangeRecord): object {
  const { row } = record;
  return {
    ...summary(record),
    remoteAddress: record.remoteAddress,
    ec: row?.ec,
    reason: row?.reason,
    remedy: row?.remedy,
    evidence: row && { grade: row.evidence, source: row.source },
    rungs: record.rungs,
    signature: record.signature?.(),
    request: { headers: pairs(record.requestHeaders), bodyBytes: record.bytesIn },
    response: { headers: pairs(record.responseHeaders), bodyBytes: record.bytesOut, errorBody: record.errorBody },
  };
}

function pairs(raw: readonly string[]): [string, string][] {
  const listed: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) listed.push([raw[i] as string, raw[i + 1] as string]);
  return listed;
}
