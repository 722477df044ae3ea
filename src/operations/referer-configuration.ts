import { refuse } from '../errors/refuse.ts';
import type { BucketRecord } from '../store/store.ts';
import { child, readXml, type XmlNode } from '../xml/read.ts';
import { type XmlElement, xmlDocument } from '../xml/write.ts';
import { readBoolean, texts } from './setting-values.ts';

/** The sub-resource under which a bucket keeps the document. */
export const REFERER = 'referer';

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

/** The document as the service renders it, which is also how it is kept. */
export function refererDocument(configuration: RefererConfiguration): string {
  const { allowEmptyReferer, allowTruncateQueryString, truncatePath, whitelist, blacklist } = configuration;
  return xmlDocument([
    'RefererConfiguration',
    [
      ['AllowEmptyReferer', allowEmptyReferer],
      ['AllowTruncateQueryString', allowTruncateQueryString],
      truncatePath !== undefined && ['TruncatePath', truncatePath],
      ['RefererList', whitelist.map(entryElement)],
      blacklist.length > 0 && ['RefererBlacklist', blacklist.map(entryElement)],
    ],
  ]);
}

function entryElement(entry: string): XmlElement {
  return ['Referer', entry];
}

const read = new WeakMap<BucketRecord, RefererConfiguration>();

/** The bucket's hotlink protection, read once per record; undefined when it was never set up. */
export function refererConfigurationOf(bucket: BucketRecord): RefererConfiguration | undefined {
  const document = bucket.documents[REFERER];
  if (document === undefined) return undefined;
  let configuration = read.get(bucket);
  if (configuration === undefined) {
    configuration = readRefererConfiguration(readXml(document));
    read.set(bucket, configuration);
  }
  return configuration;
}
