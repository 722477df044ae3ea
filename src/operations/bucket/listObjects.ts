import { xmlDocument } from '../../xml/write.ts';
import {
  commonPrefixes,
  delimiterArgument,
  encodingElement,
  encodingType,
  maxKeys,
  textArgument,
} from '../list-arguments.ts';
import { operation, xmlAnswer } from '../operation.ts';
import { contentsElements } from './list-elements.ts';

/** ListObjects, alias GetBucket (operations.md §4.8). NextMarker is there whenever the list is truncated. */
export const listObjects = operation({
  name: 'ListObjects',
  method: 'GET',
  resource: 'bucket',
  action: 'oss:ListObjects',
  access: 'manage',
  support: 'works',
  async run(call) {
    const { store, bucket } = call;
    const limit = maxKeys(call, 'max-keys-out-of-range');
    const prefix = textArgument(call, 'prefix');
    const marker = textArgument(call, 'marker', 'marker-too-long');
    const delimiter = delimiterArgument(call);
    const encoding = encodingType(call);

    const page = await store.list({ bucket: bucket.name, prefix, delimiter, after: marker, limit });
    return xmlAnswer(
      xmlDocument([
        'ListBucketResult',
        [
          ['Name', bucket.name],
          ['Prefix', encoding.print(prefix)],
          ['Marker', encoding.print(marker)],
          ['MaxKeys', limit],
          ['Delimiter', encoding.print(delimiter)],
          encodingElement(encoding),
          ['IsTruncated', page.next !== undefined],
          page.next !== undefined && ['NextMarker', encoding.print(page.next)],
          ...contentsElements(page, encoding, bucket.owner, call.runtime.clock.now()),
          ...commonPrefixes(page.prefixes, encoding),
        ],
      ]),
    );
  },
});
