import { refuse } from '../../errors/refuse.ts';
import { xmlDate } from '../../wire/dates.ts';
import type { HeaderList } from '../../wire/headers.ts';
import { xmlDocument } from '../../xml/write.ts';
import { argument } from '../argument.ts';
import { checkCapacity } from '../bucket/qos/user-qos.ts';
import { isClientEncrypted } from '../client-encryption.ts';
import { checkConditions } from '../conditions.ts';
import { copySourceOf, paced, sourceObject, sourceVersionHeader } from '../copy-source.ts';
import { refuseEncryptionHeader } from '../object/encryption.ts';
import { answer, operation, xmlAnswer } from '../operation.ts';
import { copySourceRange } from '../range.ts';
import { MAX_UPLOAD_BYTES } from '../receive.ts';
import { limitTraffic } from '../traffic-limit.ts';
import { checkSequence, findUpload, partNumber } from './uploads.ts';

/** operations.md §7.3. */
export const uploadPartCopy = operation({
  name: 'UploadPartCopy',
  method: 'PUT',
  resource: 'object',
  subResource: 'uploadId',
  alsoSubResource: 'partNumber',
  whenHeader: 'x-oss-copy-source',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  async run(call) {
    const { headers } = call.request;
    const number = partNumber(call);
    refuseEncryptionHeader(call);
    limitTraffic(call);
    const named = copySourceOf(call, (value) =>
      refuse(
        value === '' ? 'part-copy-source-empty' : 'part-copy-source-malformed',
        argument('x-oss-copy-source', value),
      ),
    );
    const upload = await findUpload(call, 'no-such-upload-for-copy');
    await checkSequence(call, upload, number, 'part-already-exists-for-copy');
    if (isClientEncrypted(upload.object)) throw refuse('client-encryption-part-copy');

    const source = await sourceObject(call, named);
    if (source.type === 'Symlink') {
      throw refuse('part-copy-source-symlink', { Detail: 'The type of the source object is Symlink.' });
    }
    if (source.type === 'Appendable') {
      throw refuse('copy-source-appendable', { Detail: 'The type of the source object is Appendable.' });
    }
    if (isClientEncrypted(source)) throw refuse('client-encryption-part-copy-source');
    if (checkConditions(headers, source, 'x-oss-copy-source-') === 'not-modified') return answer(304);
    const range = copySourceRange(headers.get('x-oss-copy-source-range'), source.size);
    const { first, last } = range ?? { first: 0, last: source.size - 1 };
    if (last - first + 1 > MAX_UPLOAD_BYTES) throw refuse('copy-source-too-large');
    await checkCapacity(call, last - first + 1);

    const content = await paced(call, await call.store.sharePart(source, { first, last }));
    const { crc64 } = content;
    const etag = content.md5.toString('hex').toUpperCase();
    const lastModified = call.runtime.clock.now();
    if (!(await call.store.putPart(upload.id, { number, etag, lastModified }, content))) {
      throw refuse('no-such-upload-for-copy', { UploadId: upload.id });
    }
    const contentRange: HeaderList =
      range === undefined ? [] : [['Content-Range', `bytes ${first}-${last}/${source.size}`]];
    // ali-oss takes the part's ETag from the header, the other SDKs from the document.
    return xmlAnswer(
      xmlDocument([
        'CopyPartResult',
        [
          ['LastModified', xmlDate(lastModified)],
          ['ETag', `"${etag}"`],
        ],
      ]),
      [...contentRange, ['ETag', `"${etag}"`], ['x-oss-hash-crc64ecma', crc64], ...sourceVersionHeader(call, source)],
    );
  },
});
