import { refuse } from '../../errors/refuse.ts';
import { xmlDocument } from '../../xml/write.ts';
import { argument } from '../argument.ts';
import {
  commonPrefixes,
  delimiterArgument,
  encodingElement,
  encodingType,
  maxKeys,
  textArgument,
} from '../list-arguments.ts';
import { type Call, operation, xmlAnswer } from '../operation.ts';
import { continuationToken, keyOfToken } from './continuation-token.ts';
import { contentsElements } from './list-elements.ts';

/**
 * ListObjectsV2 (operations.md §4.9). Any `list-type` leads here, so that one that is not 2 is refused. `start-after` is
 * of no account once there is a token.
 */
export const listObjectsV2 = operation({
  name: 'ListObjectsV2',
  method: 'GET',
  resource: 'bucket',
  when: 'list-type',
  action: 'oss:ListObjects',
  access: 'manage',
  support: 'works',
  async run(call) {
    const { store, bucket } = call;
    const { query } = call.request;
    const listType = query.get('list-type') ?? '';
    if (listType !== '2') {
      throw refuse('list-type-unknown', argument('list-type', listType));
    }
    const limit = maxKeys(call, 'max-keys-out-of-range');
    const prefix = textArgument(call, 'prefix');
    const startAfter = textArgument(call, 'start-after');
    const delimiter = delimiterArgument(call);
    const encoding = encodingType(call);
    // The PHP SDK sends an empty token with the first request.
    const token = query.get('continuation-token') ?? '';
    const after = token === '' ? startAfter : keyOf(call, token);

    const page = await store.list({ bucket: bucket.name, prefix, delimiter, after, limit });
    const owner = query.get('fetch-owner') === 'true' ? bucket.owner : undefined;
    return xmlAnswer(
      xmlDocument([
        'ListBucketResult',
        [
          ['Name', bucket.name],
          ['Prefix', encoding.print(prefix)],
          startAfter !== '' && ['StartAfter', encoding.print(startAfter)],
          token !== '' && ['ContinuationToken', token],
          ['MaxKeys', limit],
          delimiter !== '' && ['Delimiter', encoding.print(delimiter)],
          encodingElement(encoding),
          ['IsTruncated', page.next !== undefined],
          page.next !== undefined && ['NextContinuationToken', continuationToken(page.next)],
          ...contentsElements(page, encoding, owner, call.runtime.clock.now()),
          ...commonPrefixes(page.prefixes, encoding),
          ['KeyCount', page.objects.length + page.prefixes.length],
        ],
      ]),
    );
  },
});

function keyOf(call: Call, token: string): string {
  const key = keyOfToken(token);
  if (key === undefined) {
    throw refuse('continuation-token-invalid', argument('continuation-token', token));
  }
  call.note('continuation-token', { key });
  return key;
}
