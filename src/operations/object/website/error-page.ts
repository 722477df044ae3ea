import { OssError } from '../../../errors/oss-error.ts';
import type { ObjectRecord } from '../../../store/store.ts';
import type { ErrorDocument } from '../../bucket/website/configuration.ts';
import { objectHeaders } from '../../metadata.ts';
import type { Answer, Call } from '../../operation.ts';
import { readableObject } from '../existing.ts';
import { withKey } from './index-page.ts';

/**
 * The page of a bucket for what is not there, whole, whatever range or condition was asked for (operations.md §10.1).
 * @returns undefined when the page cannot be read either: then the missing object is what is told of.
 */
export async function errorPage(call: Call, { key, status }: ErrorDocument): Promise<Answer | undefined> {
  const page = await readable(withKey(call, key));
  if (page === undefined) return undefined;
  call.note('website', { page: key, status });
  const headers = objectHeaders(call, page, [['Accept-Ranges', 'bytes']]);
  const { contentType, size } = page;
  if (call.request.method === 'HEAD') return { status, headers, contentType, length: size };
  const source = call.store.read(page);
  return { status, headers, contentType, body: source.inline ?? source };
}

async function readable(call: Call): Promise<ObjectRecord | undefined> {
  try {
    await call.permit({ action: 'oss:GetObject', access: 'read', bucket: call.bucket, key: call.key });
    return await readableObject(call, undefined);
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  }
}
