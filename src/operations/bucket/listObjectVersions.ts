import { refuse } from '../../errors/refuse.ts';
import type { ListedVersion } from '../../store/store.ts';
import { xmlDate } from '../../wire/dates.ts';
import { type XmlElement, xmlDocument } from '../../xml/write.ts';
import { argument } from '../argument.ts';
import {
  commonPrefixes,
  type Encoding,
  encodingElement,
  encodingType,
  maxKeys,
  ownerElement,
  textArgument,
} from '../list-arguments.ts';
import { type Call, operation, xmlAnswer } from '../operation.ts';
import { objectElements } from './list-elements.ts';

/**
 * ListObjectVersions (operations.md §4.10): by key, the newest version first. Clean-up code calls it on unversioned buckets
 * too: each object is then one latest version called null.
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

    const query = { bucket: bucket.name, prefix, delimiter, keyMarker, versionIdMarker, limit };
    const page = await store.listVersions(query);
    const now = call.runtime.clock.now();
    return xmlAnswer(
      xmlDocument([
        'ListVersionsResult',
        [
          ['Name', bucket.name],
          ['Prefix', encoding.print(prefix)],
          ['KeyMarker', encoding.print(keyMarker)],
          ['VersionIdMarker', versionIdMarker],
          page.next !== undefined && ['NextKeyMarker', encoding.print(page.next.key)],
          // Behind a common prefix there is no version to go on from.
          page.next !== undefined && ['NextVersionIdMarker', page.next.versionId ?? ''],
          ['MaxKeys', limit],
          ['Delimiter', encoding.print(delimiter)],
          encodingElement(encoding),
          ['IsTruncated', page.next !== undefined],
          ...page.versions.map((listed) => versionElement(listed, encoding, bucket.owner, now)),
          ...commonPrefixes(page.prefixes, encoding),
        ],
      ]),
    );
  },
});

function versionElement(
  { version, latest }: ListedVersion,
  encoding: Encoding,
  owner: string,
  now: number,
): XmlElement {
  const marker = version.type === 'DeleteMarker';
  return [
    marker ? 'DeleteMarker' : 'Version',
    [
      ['Key', encoding.print(version.key)],
      ['VersionId', version.versionId],
      ['IsLatest', latest],
      ...(marker ? [['LastModified', xmlDate(version.lastModified)] as const] : objectElements(version, now)),
      ownerElement(owner),
    ],
  ];
}

/** Unlike the other lists this one groups by `/` only. @throws OssError `delimiter-invalid-versions`. */
function delimiterArgument({ request }: Call): string {
  const value = request.query.get('delimiter') ?? '';
  if (value === '' || value === '/') return value;
  throw refuse('delimiter-invalid-versions', argument('delimiter', value));
}

/** `null`, or 64 characters of the version id alphabet (operations.md §2.7). @throws OssError `version-id-marker-invalid`. */
function versionIdMarkerArgument({ request }: Call): string {
  const value = request.query.get('version-id-marker') ?? '';
  if (value === '' || value === 'null' || /^[A-Za-z0-9._-]{64}$/.test(value)) return value;
  throw refuse('version-id-marker-invalid', argument('version-id-marker', value));
}
