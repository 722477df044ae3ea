import { createHash } from 'node:crypto';
import type { OssError } from '../../errors/oss-error.ts';
import { refuse } from '../../errors/refuse.ts';
import type { PolicyDocument, Statement } from '../../policy/document.ts';
import { parsePolicy } from '../../policy/parse.ts';
import { PolicyFault } from '../../policy/policy-fault.ts';
import { conditionKey } from '../../policy/request.ts';
import { announcedMd5, checkMd5 } from '../content-md5.ts';
import type { Call } from '../operation.ts';

/** A bucket policy is shorter than 16 KB (EC page 0030-00000001). */
const MAX_BYTES = 16 * 1024 - 1;
/** Of one value (EC page 0030-00000003). */
const MAX_VALUE_BYTES = 4095;

/** A byte order mark is kept, as the text is to come back byte for byte; it makes the text no JSON. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export interface ReceivedPolicy {
  /** As sent. */
  readonly text: string;
  readonly document: PolicyDocument;
}

/**
 * The bucket policy in a request's body (access.md §10.6; EC pages 0030-*). The order of the checks is inferred.
 * @throws OssError `content-md5-malformed`, `content-md5-mismatch` or one of the `bucket-policy-…` causes.
 */
export async function receivePolicy(call: Call): Promise<ReceivedPolicy> {
  const { headers } = call.request;
  const announced = announcedMd5(headers);
  const body = await call.body.readAll(MAX_BYTES, () => refuse('bucket-policy-too-large'));
  checkMd5(headers, announced, createHash('md5').update(body).digest());
  const text = decode(body);
  const strict = call.service.strict;
  const document = parsePolicy(text, 'bucket', { strict });
  if (document instanceof PolicyFault) throw refusalOf(document);
  for (const value of strings(document)) {
    const bytes = Buffer.byteLength(value);
    if (bytes > MAX_VALUE_BYTES)
      throw refuse('bucket-policy-field-too-long').because({ bytes, limit: MAX_VALUE_BYTES });
    if (value.includes('**')) throw refuse('bucket-policy-wildcards-in-a-row').because({ value });
  }
  const index = strict ? document.Statement.findIndex(needsSourceVpc) : -1;
  if (index !== -1) throw refuse('bucket-policy-needs-source-vpc').because({ statement: index });
  return { text, document };
}

function decode(body: Buffer): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw refuse('bucket-policy-not-utf8');
  }
}

function refusalOf(fault: PolicyFault): OssError {
  const cause = fault.rule === 'version' ? 'bucket-policy-bad-version' : 'bucket-policy-bad-grammar';
  return refuse(cause).because({ rule: fault.rule, at: fault.at, fault: fault.message });
}

/** Every string in the value, keys of objects left out. */
function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else for (const each of Object.values(value as object)) yield* strings(each);
}

/** EC page 0030-00000008. */
function needsSourceVpc({ Condition }: Statement): boolean {
  const keys = Object.values(Condition ?? {}).flatMap((each) => Object.keys(each).map(conditionKey));
  return keys.includes('acs:sourceip') && !keys.includes('acs:sourcevpc');
}
