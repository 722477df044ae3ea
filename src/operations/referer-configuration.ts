import { refuse } from '../errors/refuse.ts';
import { child, type XmlNode } from '../xml/read.ts';
import type { XmlElement } from '../xml/write.ts';
import { setting } from './setting.ts';
import { readBoolean, texts } from './setting-values.ts';

/** Hotlink protection of a bucket (access.md REF-2). Entries are kept as they were put, without empty ones. */
export interface RefererConfiguration {
  readonly allowEmptyReferer: boolean;
  readonly allowTruncateQueryString: boolean;
  /** Undefined when the document did not say, which means no. */
  readonly truncatePath: boolean | undefined;
  readonly whitelist: readonly string[];
  readonly blacklist: readonly string[];
}

/** What a bucket has that was never set up (REF-2). */
export const OPEN_TO_EVERY_REFERER: RefererConfiguration = {
  allowEmptyReferer: true,
  allowTruncateQueryString: true,
  truncatePath: undefined,
  whitelist: [],
  blacklist: [],
};

/** Both lists together, in bytes (hotlink protection page, "Size limit"). */
const MAX_LIST_BYTES = 20 * 1024;

/**
 * Reads a document as the service does: unknown elements are ignored, empty entries dropped. Entries of any form are
 * taken; what is no URL with wildcards never matches one.
 * @param root undefined for an empty body.
 * @throws OssError `referer-malformed-xml`, `referer-element-missing`, `referer-bad-switch`,
 *   `referer-truncation-contradicts`, `referer-lists-too-large`.
 */
export function readRefererConfiguration(root: XmlNode | undefined): RefererConfiguration {
  if (root?.name !== 'RefererConfiguration') throw refuse('referer-malformed-xml');
  const allowEmptyReferer = flag(root, 'AllowEmptyReferer');
  const list = child(root, 'RefererList');
  if (allowEmptyReferer === undefined || list === undefined) throw refuse('referer-element-missing');
  const allowTruncateQueryString = flag(root, 'AllowTruncateQueryString') ?? true;
  const truncatePath = flag(root, 'TruncatePath');
  if (truncatePath && !allowTruncateQueryString) {
    throw refuse('referer-truncation-contradicts', { ArgumentName: 'TruncatePath', ArgumentValue: 'true' });
  }
  const whitelist = entries(list);
  const blacklist = entries(child(root, 'RefererBlacklist'));
  if (bytes(whitelist) + bytes(blacklist) > MAX_LIST_BYTES) throw refuse('referer-lists-too-large');
  return { allowEmptyReferer, allowTruncateQueryString, truncatePath, whitelist, blacklist };
}

function flag(root: XmlNode, name: string): boolean | undefined {
  const element = child(root, name);
  if (element === undefined) return undefined;
  const value = readBoolean(element.text);
  if (value === undefined) throw refuse('referer-bad-switch');
  return value;
}

function entries(list: XmlNode | undefined): string[] {
  return list === undefined ? [] : texts(list, 'Referer').filter((entry) => entry !== '');
}

function bytes(list: readonly string[]): number {
  return list.reduce((sum, entry) => sum + Buffer.byteLength(entry), 0);
}

/** As the service prints it. */
export function refererElement(configuration: RefererConfiguration): XmlElement {
  const { allowEmptyReferer, allowTruncateQueryString, truncatePath, whitelist, blacklist } = configuration;
  return [
    'RefererConfiguration',
    [
      ['AllowEmptyReferer', allowEmptyReferer],
      ['AllowTruncateQueryString', allowTruncateQueryString],
      truncatePath !== undefined && ['TruncatePath', truncatePath],
      ['RefererList', whitelist.map(entryElement)],
      blacklist.length > 0 && ['RefererBlacklist', blacklist.map(entryElement)],
    ],
  ];
}

function entryElement(entry: string): XmlElement {
  return ['Referer', entry];
}

/** Hotlink protection of a bucket (operations.md §5.4, access.md REF-2, REF-3). */
export const bucketReferer = setting<RefererConfiguration>({
  title: 'BucketReferer',
  subResource: 'referer',
  support: 'works',
  deletable: false,
  // Above both lists at their limit, with the elements around each entry.
  maxBytes: 256 * 1024,
  malformed: () => refuse('referer-malformed-xml'),
  tooLong: () => refuse('referer-lists-too-large'),
  read: readRefererConfiguration,
  print: refererElement,
  unset: () => refererElement(OPEN_TO_EVERY_REFERER),
});
