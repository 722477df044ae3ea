import { OssError } from '../../../errors/oss-error.ts';
import { refuse } from '../../../errors/refuse.ts';
import type { OriginAnswer } from '../../../mirror/origins.ts';
import type { Guard, StagedContent } from '../../../store/store.ts';
import { parseHttpDate } from '../../../wire/dates.ts';
import { Headers } from '../../../wire/headers.ts';
import { encodePercent } from '../../../wire/percent.ts';
import { checkCapacity } from '../../bucket/qos/user-qos.ts';
import { overwriteForbidden } from '../../bucket/settings/overwrite.ts';
import type { MirrorRule } from '../../bucket/website/mirror-rule.ts';
import { protectionGuard } from '../../immutable.ts';
import { describeObject, type ObjectDescription } from '../../metadata.ts';
import type { Call } from '../../operation.ts';
import { storeNormal } from '../store-normal.ts';

/**
 * Stores what an origin sends as the object of the call. Nothing is stored of what breaks off or is not what it claims.
 * @throws OssError a MirrorFailed, `storage-capacity-exceeded`.
 */
export async function keepMirrored(call: Call, origin: OriginAnswer, rule: MirrorRule): Promise<void> {
  try {
    checkWhole(origin);
    const description = describe(call, origin, rule);
    const lastModified = dateOf(call, origin, rule);
    await checkCapacity(call, origin.length ?? 0);
    const content = await receive(call, origin, rule);
    await storeNormal(call, { key: call.key, content, description, lastModified, guard: guardOf(call) });
  } catch (error) {
    origin.discard();
    throw error;
  }
}

const WHOLE = /^bytes 0-(\d+)\/(\d+)$/;

/** No range was asked for: a 206 has to be about everything. */
function checkWhole({ status, headers, length }: OriginAnswer): void {
  if (status !== 206) return;
  const range = headers.get('content-range') ?? '';
  const [, last, size] = WHOLE.exec(range) ?? [];
  if (size !== undefined && Number(last) + 1 === Number(size) && (length ?? Number(size)) === Number(size)) return;
  throw refuse('mirror-bad-content-range').because({ range, length });
}

async function receive(call: Call, origin: OriginAnswer, { checkMd5 }: MirrorRule): Promise<StagedContent> {
  const writer = call.store.stage(origin.length);
  try {
    await origin.pump((chunk) => writer.write(chunk));
    const content = await writer.finish();
    const claimed = checkMd5 ? origin.headers.get('content-md5') : undefined;
    const calculated = content.md5.toString('base64');
    if (claimed !== undefined && claimed !== calculated) {
      throw refuse('mirror-md5-differs', { Header: claimed, Calculated: calculated });
    }
    // An origin need not say how much it sends.
    await checkCapacity(call, content.size);
    return content;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

const KEPT = [
  'Content-Type',
  'Cache-Control',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Expires',
] as const;

/** The headers of an origin that belong to the object. */
export function keptHeaders({ headers }: OriginAnswer, metadata: boolean): [string, string][] {
  const kept: [string, string][] = [];
  for (const name of KEPT) {
    const value = headers.get(name.toLowerCase());
    if (value !== undefined) kept.push([name, value]);
  }
  if (metadata) for (const [name, value] of headers.withPrefix('x-oss-meta-')) kept.push([name, value]);
  return kept;
}

function describe(call: Call, origin: OriginAnswer, { saveMetadata, tags }: MirrorRule): ObjectDescription {
  const headers = keptHeaders(origin, saveMetadata);
  const tagging = tags.map(([key, value]) => `${encodePercent(key)}=${encodePercent(value)}`).join('&');
  if (tagging !== '') headers.push(['x-oss-tagging', tagging]);
  try {
    return describeObject(call, new Headers(headers.flat()));
  } catch (error) {
    if (error instanceof OssError && error.cause === 'metadata-too-large') throw refuse('mirror-metadata-too-large');
    throw error;
  }
}

function dateOf({ runtime }: Call, { headers }: OriginAnswer, { keepDate }: MirrorRule): number {
  const date = keepDate ? parseHttpDate(headers.get('last-modified') ?? '') : undefined;
  return date ?? runtime.clock.now();
}

/** Judges what has appeared at the key while the origin was read. */
function guardOf(call: Call): Guard | undefined {
  const { bucket, key, caller } = call;
  const protection = protectionGuard(call);
  const forbidden = bucket.versioning === undefined && overwriteForbidden(bucket, key, caller);
  if (protection === undefined && !forbidden) return undefined;
  return (existing) => {
    if (forbidden) throw refuse('mirror-object-exists');
    try {
      protection?.(existing);
    } catch {
      throw refuse('mirror-object-immutable');
    }
  };
}
