import { refuse } from '../../errors/refuse.ts';
import { xmlDate } from '../../wire/dates.ts';
import type { HeaderList } from '../../wire/headers.ts';
import { utf8FromBytes } from '../../wire/percent.ts';
import { type XmlElement, xmlDocument } from '../../xml/write.ts';
import { argument } from '../argument.ts';
import { encodingElement, encodingType } from '../list-arguments.ts';
import { type Call, operation, xmlAnswer } from '../operation.ts';
import { listLimit } from './list-limit.ts';
import { findUpload, MAX_PARTS } from './uploads.ts';

/** operations.md §7.6. */
export const listParts = operation({
  name: 'ListParts',
  method: 'GET',
  resource: 'object',
  subResource: 'uploadId',
  action: 'oss:ListParts',
  access: 'write',
  support: 'works',
  async run(call) {
    const limit = listLimit(call, 'max-parts');
    const marker = partNumberMarker(call);
    const encoding = encodingType(call);
    const upload = await findUpload(call, 'no-such-upload');

    const found = await call.store.parts(upload.id, marker, limit + 1);
    const listed = found.slice(0, limit);
    return xmlAnswer(
      xmlDocument([
        'ListPartsResult',
        [
          encodingElement(encoding),
          ['Bucket', upload.bucket],
          ['Key', encoding.print(upload.key)],
          ['UploadId', upload.id],
          ['StorageClass', upload.object.storageClass],
          ...clientEncryption(upload.object.headers),
          ['PartNumberMarker', marker],
          // Also on the last page; without a value where there are no parts, as oss2 reads the element in any case.
          ['NextPartNumberMarker', listed.at(-1)?.number ?? ''],
          ['MaxParts', limit],
          ['IsTruncated', found.length > limit],
          ...listed.map(
            (part): XmlElement => [
              'Part',
              [
                ['PartNumber', part.number],
                ['LastModified', xmlDate(part.lastModified)],
                ['ETag', `"${part.etag}"`],
                ['HashCrc64ecma', part.crc64],
                ['Size', part.size],
              ],
            ],
          ),
        ],
      ]),
    );
  },
});

/** What an upload begun with client-side encryption was begun with; SDKs v2 read it as ClientEncryptionKey and so on. */
const CLIENT_ENCRYPTION = [
  ['x-oss-meta-client-side-encryption-key', 'ClientEncryptionKey'],
  ['x-oss-meta-client-side-encryption-start', 'ClientEncryptionStart'],
  ['x-oss-meta-client-side-encryption-cek-alg', 'ClientEncryptionCekAlg'],
  ['x-oss-meta-client-side-encryption-wrap-alg', 'ClientEncryptionWrapAlg'],
  ['x-oss-meta-client-side-encryption-data-size', 'ClientEncryptionDataSize'],
  ['x-oss-meta-client-side-encryption-part-size', 'ClientEncryptionPartSize'],
] as const;

function clientEncryption(headers: HeaderList): XmlElement[] {
  return CLIENT_ENCRYPTION.flatMap(([header, element]): XmlElement[] => {
    const value = headers.find(([name]) => name === header)?.[1];
    return value === undefined ? [] : [[element, utf8FromBytes(value) ?? value]];
  });
}

function partNumberMarker(call: Call): number {
  const text = call.request.query.get('part-number-marker') ?? '';
  if (text === '') return 0;
  if (/^\d{1,5}$/.test(text) && Number(text) <= MAX_PARTS) return Number(text);
  throw refuse('part-number-marker-invalid', argument('part-number-marker', text));
}
