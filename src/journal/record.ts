import type { CauseRow } from '../errors/cause.ts';
import type { Facts } from '../errors/oss-error.ts';
import type { SignatureProof } from './signature-proof.ts';

/** One check and how it ended. */
export interface RungResult {
  readonly name: string;
  readonly outcome: 'passed' | 'refused' | 'noted';
  /** What was compared. */
  readonly facts: Facts | undefined;
}

/** One exchange as it happened: kept beside the answer, never part of it. */
export interface ExchangeRecord {
  /** Request id. */
  id: string;
  /** Milliseconds. */
  readonly receivedAt: number;
  readonly method: string;
  /** As sent. */
  readonly target: string;
  readonly host: string;
  /** Name, value, name, value … as sent. */
  readonly requestHeaders: readonly string[];
  readonly remoteAddress: string;
  readonly rungs: RungResult[];
  operation: string | undefined;
  accessKeyId: string | undefined;
  bucket: string | undefined;
  key: string | undefined;
  status: number;
  /** Of a refused signature: finds out why, by computing, when it is called. */
  signature: (() => SignatureProof) | undefined;
  /** The cause of a refusal, with its row of the catalogue. */
  cause: string | undefined;
  row: CauseRow | undefined;
  ec: string | undefined;
  /** The fault that happened, by its name. */
  fault: string | undefined;
  /** Likewise. */
  responseHeaders: readonly string[];
  /** The error document, when there is one. */
  errorBody: string | undefined;
  bytesIn: number;
  bytesOut: number;
  /** Milliseconds from arrival to the last byte of the answer. */
  duration: number;
}

/** What is known of an exchange when it begins. */
export type Beginning = Pick<ExchangeRecord, 'id' | 'receivedAt' | 'method' | 'target' | 'host'> &
  Partial<Pick<ExchangeRecord, 'requestHeaders' | 'remoteAddress'>>;

export function emptyRecord({ id, receivedAt, method, target, host, ...rest }: Beginning): ExchangeRecord {
  return {
    id,
    receivedAt,
    method,
    target,
    host,
    requestHeaders: rest.requestHeaders ?? [],
    remoteAddress: rest.remoteAddress ?? '',
    rungs: [],
    operation: undefined,
    accessKeyId: undefined,
    bucket: undefined,
    key: undefined,
    status: 0,
    signature: undefined,
    cause: undefined,
    row: undefined,
    ec: undefined,
    fault: undefined,
    responseHeaders: [],
    errorBody: undefined,
    bytesIn: 0,
    bytesOut: 0,
    duration: 0,
  };
}
