import { readUrl } from '../../../callback/urls.ts';
import type { XmlNode } from '../../../xml/read.ts';
import { readBoolean, texts } from '../../setting-values.ts';
import { filled, flag, illegal, malformed, needed, only, text } from './elements.ts';

/** Fetching what is missing from an origin (operations.md §10.2; PutBucketWebsite page). */
export interface MirrorRule {
  readonly type: 'Mirror';
  /** The origin, then those to be asked when it fails. Each ends with a slash. */
  readonly urls: readonly [string, ...string[]];
  readonly passQuery: boolean;
  readonly followRedirect: boolean;
  readonly checkMd5: boolean;
  readonly sni: boolean;
  /** Slashes at the beginning of a key go to the origin, too. */
  readonly keepSlashes: boolean;
  /** User metadata of the origin is stored. */
  readonly saveMetadata: boolean;
  /** The origin's date is stored. */
  readonly keepDate: boolean;
  /** Nothing is stored. */
  readonly proxyOnly: boolean;
  readonly onHead: boolean;
  /** Any unusual status makes the next origin be asked, not only 5xx. */
  readonly switchOnAllErrors: boolean;
  /** Statuses that are handed to the client with their body. */
  readonly passedStatuses: ReadonlySet<number>;
  readonly headers: MirrorHeaders;
  /** Added to the answer. */
  readonly returnHeaders: readonly Pair[];
  /** Tags that the stored object gets. */
  readonly tags: readonly Pair[];
}

/** Which headers of the request the origin gets, names in lower case. */
export interface MirrorHeaders {
  readonly passAll: boolean;
  readonly pass: ReadonlySet<string>;
  readonly remove: ReadonlySet<string>;
  readonly set: readonly Pair[];
}

export type Pair = readonly [key: string, value: string];

const MAX_HEADERS = 10;
const HEADER_NAME = /^[A-Za-z0-9-]{1,1024}$/;
const MAX_VALUE = 1024;

export function readMirror(node: XmlNode, passQuery: boolean): MirrorRule {
  return {
    type: 'Mirror',
    urls: [origin('MirrorURL', needed(node, 'MirrorURL')), ...alternates(node)],
    passQuery: flag(node, 'MirrorPassQueryString') ?? passQuery,
    followRedirect: flag(node, 'MirrorFollowRedirect') ?? true,
    checkMd5: flag(node, 'MirrorCheckMd5') ?? false,
    sni: flag(node, 'MirrorSNI') ?? false,
    keepSlashes: flag(node, 'MirrorPassOriginalSlashes') ?? false,
    saveMetadata: flag(node, 'MirrorSaveOssMeta') ?? false,
    keepDate: flag(node, 'MirrorUserLastModified') ?? false,
    proxyOnly: flag(node, 'MirrorProxyPass') ?? false,
    onHead: flag(node, 'MirrorAllowHeadObject') ?? false,
    switchOnAllErrors: flag(node, 'MirrorSwitchAllErrors') ?? false,
    passedStatuses: passedStatuses(node),
    headers: readHeaders(only(node, 'MirrorHeaders')),
    returnHeaders: pairs(only(node, 'MirrorReturnHeaders'), 'ReturnHeader', true),
    tags: pairs(only(node, 'MirrorTaggings'), 'Taggings', false),
  };
}

/** `http://` or `https://` and a slash at the end. */
function origin(name: string, url: string): string {
  if (!/^https?:\/\/.*\/$/.test(url) || readUrl(url) === undefined) throw illegal(name, url);
  return url;
}

/** The slave, then the alternates by number. */
function alternates(node: XmlNode): string[] {
  const slave = filled(node, 'MirrorURLSlave');
  const urls = slave === undefined ? [] : [origin('MirrorURLSlave', slave)];
  const listed = only(node, 'MirrorMultiAlternates')?.children ?? [];
  const numbered = listed.map((one) => {
    const number = needed(one, 'MirrorMultiAlternateNumber');
    if (!/^\d{1,9}$/.test(number)) throw illegal('MirrorMultiAlternateNumber', number);
    const url = origin('MirrorMultiAlternateURL', needed(one, 'MirrorMultiAlternateURL'));
    return { number: Number(number), url };
  });
  numbered.sort((a, b) => a.number - b.number);
  return [...urls, ...numbered.map(({ url }) => url)];
}

function passedStatuses(node: XmlNode): Set<number> {
  const list = filled(node, 'TransparentMirrorResponseCodes');
  if (list === undefined) return new Set();
  const statuses = list.split(',').map((status) => status.trim());
  if (!statuses.every((status) => /^[45]\d\d$/.test(status))) throw illegal('TransparentMirrorResponseCodes', list);
  return new Set(statuses.map(Number));
}

function readHeaders(node: XmlNode | undefined): MirrorHeaders {
  if (node === undefined) return { passAll: false, pass: new Set(), remove: new Set(), set: [] };
  const passAll = text(node, 'PassAll') ?? 'false';
  if (readBoolean(passAll) === undefined) throw illegal('PassAll', passAll);
  return {
    passAll: readBoolean(passAll) === true,
    pass: names(node, 'Pass'),
    remove: names(node, 'Remove'),
    set: pairs(node, 'Set', true),
  };
}

function names(node: XmlNode, name: string): Set<string> {
  const found = texts(node, name);
  if (found.length > MAX_HEADERS) throw illegal(name, String(found.length));
  for (const header of found) if (!HEADER_NAME.test(header)) throw illegal(name, header);
  return new Set(found.map((header) => header.toLowerCase()));
}

function pairs(node: XmlNode | undefined, name: string, headers: boolean): Pair[] {
  const nodes = node?.children.filter((child) => child.name === name) ?? [];
  if (nodes.length > MAX_HEADERS) throw illegal(name, String(nodes.length));
  return nodes.map((one): Pair => {
    const [key, value] = [needed(one, 'Key'), text(one, 'Value')];
    if (value === undefined) throw malformed();
    if (headers && !HEADER_NAME.test(key)) throw illegal('Key', key);
    if (value.length > MAX_VALUE || (headers && /[\0-\x08\x0a-\x1f\x7f]/.test(value))) throw illegal('Value', value);
    return [key, value];
  });
}
