import type { ExchangeRecord } from './record.ts';

/** A record in short, as `GET /_ossmock/requests` lists it. */
export function summary(record: ExchangeRecord): object {
  return {
    requestId: record.id,
    time: new Date(record.receivedAt).toISOString(),
    method: record.method,
    host: record.host,
    target: record.target,
    operation: record.operation,
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
    bucket: record.bucket,
    key: record.key,
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
