import { xmlDate } from '../../wire/dates.ts';
import { type XmlElement, xmlDocument } from '../../xml/write.ts';
import { commonPrefixes, delimiterArgument, encodingElement, encodingType, textArgument } from '../list-arguments.ts';
import { operation, xmlAnswer } from '../operation.ts';
import { listLimit } from './list-limit.ts';

/** operations.md §7.7. */
export const listMultipartUploads = operation({
  name: 'ListMultipartUploads',
  method: 'GET',
  resource: 'bucket',
  subResource: 'uploads',
  action: 'oss:ListMultipartUploads',
  access: 'manage',
  support: 'works',
  async run(call) {
    const limit = listLimit(call, 'max-uploads');
    const prefix = textArgument(call, 'prefix');
    const delimiter = delimiterArgument(call);
    const keyMarker = textArgument(call, 'key-marker');
    const uploadIdMarker = textArgument(call, 'upload-id-marker');
    const encoding = encodingType(call);
    const { print } = encoding;

    const page = await call.store.listUploads({
      bucket: call.bucketName,
      prefix,
      delimiter,
      keyMarker,
      // Without a key the id says nothing.
      uploadIdMarker: keyMarker === '' ? '' : uploadIdMarker,
      limit,
    });
    const lastUpload = page.uploads.at(-1);
    const lastPrefix = page.prefixes.at(-1);
    const endsInPrefix = lastPrefix !== undefined && (lastUpload === undefined || follows(lastPrefix, lastUpload.key));
    return xmlAnswer(
      xmlDocument([
        'ListMultipartUploadsResult',
        [
          encodingElement(encoding),
          ['Bucket', call.bucketName],
          ['KeyMarker', print(keyMarker)],
          ['UploadIdMarker', uploadIdMarker],
          // The last entry, truncated or not; without a value where there is none, as oss2 reads them in any case.
          ['NextKeyMarker', print(endsInPrefix ? lastPrefix : (lastUpload?.key ?? ''))],
          ['NextUploadIdMarker', endsInPrefix ? '' : (lastUpload?.id ?? '')],
          ['Delimiter', print(delimiter)],
          ['Prefix', print(prefix)],
          ['MaxUploads', limit],
          ['IsTruncated', page.truncated],
          ...page.uploads.map(
            (upload): XmlElement => [
              'Upload',
              [
                ['Key', print(upload.key)],
                ['UploadId', upload.id],
                ['StorageClass', upload.object.storageClass],
                ['Initiated', xmlDate(upload.initiatedAt)],
              ],
            ],
          ),
          ...commonPrefixes(page.prefixes, encoding),
        ],
      ]),
    );
  },
});

/** Whether `a` comes after `b` in the order of keys, which is that of their UTF-8 bytes. */
function follows(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0;
}
