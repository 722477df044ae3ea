import { catalogue } from '../errors/catalogue/index.ts';
import type { CauseRow } from '../errors/cause.ts';
import { OssError } from '../errors/oss-error.ts';
import { rowOf } from '../errors/refuse.ts';
import type { XmlChildren } from '../xml/write.ts';
import type { FaultRequest } from './match.ts';
import { type Details, FaultProblem } from './spec.ts';

/** An error that a fault answers with. */
export interface PlannedError {
  readonly cause: string;
  readonly row: CauseRow;
  make(request: FaultRequest): OssError;
}

/** Details that the request itself tells. */
const TOLD: Readonly<Record<string, (request: FaultRequest) => string>> = {
  Bucket: ({ bucket }) => bucket,
  BucketName: ({ bucket }) => bucket,
  Key: ({ key }) => key,
  ObjectName: ({ key }) => key,
  Method: ({ method }) => method,
  PartNumber: ({ partNumber }) => partNumber ?? '',
  OSSAccessKeyId: ({ accessKeyId }) => accessKeyId ?? '',
  Operation: ({ operation }) => operation,
};

/** @param named a cause, or a code or EC that only one cause has. @throws FaultProblem */
export function plannedError(named: string, details: Details): PlannedError {
  const cause = causeOf(named);
  const row = rowOf(cause) as CauseRow;
  const placeholders = [...row.message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const known = new Set([...placeholders, ...(row.extras ?? []), ...(row.headers ?? [])]);
  for (const name of Object.keys(details)) {
    if (known.has(name)) continue;
    const names = known.size === 0 ? 'none' : [...known].join(', ');
    throw new FaultProblem(['effect', 'details', name], `${cause} has no such detail; its details: ${names}`);
  }
  const missing = placeholders.filter((name) => !(name in details) && !(name in TOLD));
  if (missing.length > 0) {
    throw new FaultProblem(['effect', 'details'], `${cause} says "${row.message}"; expected ${missing.join(', ')}`);
  }
  const told = [...known].filter((name) => !(name in details) && name in TOLD);
  return {
    cause,
    row,
    make(request) {
      const all: Record<string, string | XmlChildren> = {};
      for (const [name, detail] of Object.entries(details)) {
        all[name] = typeof detail === 'string' ? detail : Object.entries(detail);
      }
      for (const name of told) all[name] = (TOLD[name] as (typeof TOLD)[string])(request);
      return new OssError(cause, row, all);
    },
  };
}

function causeOf(named: string): string {
  const path = ['effect', 'error'];
  if (Object.hasOwn(catalogue, named)) return named;
  const rows = Object.entries(catalogue) as [string, CauseRow][];
  const causes = rows.filter(([, { code, ec }]) => code === named || ec === named).map(([cause]) => cause);
  const [cause, ...others] = causes;
  if (cause === undefined) {
    throw new FaultProblem(path, `no cause, code or EC is ${named}; ossmock errors lists them`);
  }
  if (others.length > 0) throw new FaultProblem(path, `${named} has several causes: ${causes.join(', ')}`);
  return cause;
}
