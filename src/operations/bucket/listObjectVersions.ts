import { refuse } from '../../errors/refuse.ts';
import { xmlDocument } from '../../xml/write.ts';
import { argument } from '../argument.ts';
import {
  commonPrefixes,
  encodingElement,
  encodingType,
  maxKeys,
  ownerElement,
  textArgument,
} from '../list-arguments.ts';
import { type Call, operation, xmlAnswer } from '../operation.ts';
import { objectElements } from './list-elements.ts';

/** The version of everything in a bucket that never had versioning. */
const NULL_VERSION = 'null';

/**
 * ListObjectVersions (operations.md §4.10). Clean-up code calls it on unversioned buckets too: each object is then one
 * latest version called null, so `key-marker` alone says where a page begins.
 */
export const listObjectVersions = operation({
  name: 'ListObjectVersions',
  method: 'GET',
  resource: 'bucket',
  subResource: 'versions',
  action: 'oss:ListObjectVersions',
  access: 'manage',
  support: 'works',
  async run(call) {
    const { store, bucket } = call;
    const limit = maxKeys(call, 'max-keys-out-of-range-versions');
    const prefix = textArgument(call, 'prefix');
    const keyMarker = textArgument(call, 'key-marker');
    const versionIdMarker = versionIdMarkerArgument(call);
    const delimiter = delimiterArgument(call);
    const encoding = encodingType(call);

    const page = await store.list({ bucket: bucket.name, prefix, delimiter, after: keyMarker, limit });
    return xmlAnswer(
      xmlDocument([
        'ListVersionsResult',
        [
          ['Name', bucket.name],
          ['Prefix', encoding.print(prefix)],
          ['KeyMarker', encoding.print(keyMarker)],
          ['VersionIdMarker', versionIdMarker],
          page.next !== undefined && ['NextKeyMarker', encoding.print(page.next)],
          page.next !== undefined && ['NextVersionIdMarker', NULL_VERSION],
          ['MaxKeys', limit],
          ['Delimiter', encoding.print(delimiter)],
          encodingElement(encoding),
          ['IsTruncated', page.next !== undefined],
          ...page.objects.map(
            (object) =>
              [
                'Version',
                [
                  ['Key', encoding.print(object.key)],
                  ['VersionId', NULL_VERSION],
                  ['IsLatest', true],
                  ...objectElements(object),
                  ownerElement(bucket.owner),
                ],
              ] as const,
          ),
          ...commonPrefixes(page.prefixes, encoding),
        ],
      ]),
    );
  },
});

/** Unlike the other lists this one groups by `/` only. @throws OssError `delimiter-invalid-versions`. */
function delimiterArgument({ request }: Call): string {
  const value = request.query.get('delimiter') ?? '';
  if (value === '' || value === '/') return value;
  throw refuse('delimiter-invalid-versions', argument('delimiter', value));
}

/** `null`, or 64 characters of the version id alphabet (operations.md §2.7). @throws OssError `version-id-marker-invalid`. */
function versionIdMarkerArgument({ request }: Call): string {
  const value = request.query.get('version-id-marker') ?? '';
  if (value === '' || value === NULL_VERSION || /^[A-Za-z0-9._-]{64}$/.test(value)) return value;
  throw refuse('version-id-marker-invalid', argument('version-id-marker', value));
}
