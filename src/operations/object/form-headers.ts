import type { FormFields } from '../../forms/fields.ts';
import type { FormFile } from '../../forms/reader.ts';
import { Headers } from '../../wire/headers.ts';

/** Fields that say what headers say elsewhere (access.md §7.3). */
const AS_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'expires',
  'x-oss-server-side-encryption',
  'x-oss-server-side-encryption-key-id',
  'x-oss-storage-class',
  'x-oss-forbid-overwrite',
];

/**
 * What a form says about its object, as the headers of a PutObject would. Content-Type: x-oss-content-type, then the
 * field, then the file part's (operations.md §6.10), then none: the request's own is the form's. The ACL of the form
 * outranks the request header's (access.md POST-14).
 */
export function formHeaders(fields: FormFields, file: FormFile, request: Headers): Headers {
  const raw: string[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') raw.push(name, value);
  };
  add('content-type', fields.get('x-oss-content-type') || fields.get('content-type') || file.contentType);
  add('x-oss-object-acl', fields.get('x-oss-object-acl') ?? request.get('x-oss-object-acl'));
  for (const name of AS_HEADERS) add(name, fields.get(name));
  for (const [name, value] of fields.withPrefix('x-oss-meta-')) raw.push(name, value);
  return new Headers(raw);
}
