import type { FormFields } from '../../forms/fields.ts';
import type { HeaderList } from '../../wire/headers.ts';
import { bytesFromUtf8, encodePercent } from '../../wire/percent.ts';
import { xmlDocument } from '../../xml/write.ts';
import { type Answer, answer, type Call } from '../operation.ts';
import { versionHeader } from '../version-id.ts';

/** What a form stored. */
export interface FormObject {
  readonly key: string;
  /** Undefined in a bucket that never had versioning. */
  readonly versionId: string | undefined;
  /** Upper-case hex without quotes. */
  readonly etag: string;
  readonly crc64: string;
  readonly md5: Buffer;
  readonly encryption: HeaderList;
}

/** What every answer says of the object. */
export function storedHeaders({ versionId, etag, crc64, md5, encryption }: FormObject): HeaderList {
  return [
    ['ETag', `"${etag}"`],
    ['x-oss-hash-crc64ecma', crc64],
    ...encryption,
    ['Content-MD5', md5.toString('base64')],
    ...versionHeader(versionId),
  ];
}

/**
 * The answer the form asked for: a redirect, 200, 201 with PostResponse, else 204 (access.md POST-26 to POST-29). That
 * the redirect is a 303 and carries bucket, key and etag is inferred from the S3 form.
 */
export function formAnswer(call: Call, fields: FormFields, object: FormObject): Answer {
  const { key, etag } = object;
  const headers = storedHeaders(object);
  const redirect = redirectTarget(fields.get('success_action_redirect'));
  if (redirect !== undefined) {
    const result = `bucket=${call.bucketName}&key=${encodePercent(key)}&etag=${encodePercent(`"${etag}"`)}`;
    return answer(303, [...headers, ['Location', `${redirect}${redirect.includes('?') ? '&' : '?'}${result}`]]);
  }
  const status = fields.get('success_action_status');
  if (status === '200') return answer(200, headers);
  if (status !== '201') return answer(204, headers);
  const Location = locationOf(call, key);
  const body = xmlDocument([
    'PostResponse',
    [
      ['Bucket', call.bucketName],
      ['ETag', `"${etag}"`],
      ['Key', key],
      ['Location', Location],
    ],
  ]);
  return { status: 201, headers, contentType: 'application/xml', body };
}

/** A URL to send the browser to; what could not stand in a header is no URL. */
function redirectTarget(url: string | undefined): string | undefined {
  return url && /^[\x21-\x7e\x80-\xff]+$/.test(url) ? url : undefined;
}

/** Where the object is, by the address this client used. */
function locationOf({ request, bucketName }: Call, key: string): string {
  const place = request.style === 'path' ? `${request.host}/${bucketName}` : request.host;
  return `${request.scheme}://${bytesFromUtf8(place)}/${encodePercent(key, true)}`;
}
