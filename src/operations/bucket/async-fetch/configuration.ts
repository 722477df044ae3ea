import { readUrl } from '../../../callback/urls.ts';
import { refuse } from '../../../errors/refuse.ts';
import type { XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { checkObjectName } from '../../object-name.ts';
import { readBoolean, texts } from '../../setting-values.ts';

/** What is to be fetched, and as what (operations.md §11.7). Texts are as sent, empty where they were left out. */
export interface FetchConfiguration {
  readonly url: string;
  readonly object: string;
  /** For the Host header; that of the URL unless another was sent. */
  readonly host: string;
  /** Base64. */
  readonly contentMd5: string;
  /** As the header x-oss-callback has it. */
  readonly callback: string;
  readonly storageClass: string;
  readonly ignoreSameKey: boolean;
}

const HTTP = /^https?:\/\//i;
const MD5 = /^[A-Za-z0-9+/]{22}==$/;
const STORAGE_CLASSES: ReadonlySet<string> = new Set([
  '',
  'Standard',
  'IA',
  'Archive',
  'ColdArchive',
  'DeepColdArchive',
]);

/** @throws OssError `setting-malformed-xml`, `async-fetch-argument-invalid`, `storage-class-unknown`, or of a name of an object. */
export function readFetch(root: XmlNode | undefined): FetchConfiguration {
  if (root?.name !== 'AsyncFetchTaskConfiguration') throw refuse('setting-malformed-xml');
  const text = (name: string): string => texts(root, name)[0] ?? '';
  const url = text('Url');
  const target = HTTP.test(url) ? readUrl(url) : undefined;
  if (target === undefined) throw refuse('async-fetch-argument-invalid', argument('Url', url));
  const object = text('Object');
  if (object === '') throw refuse('async-fetch-argument-invalid', argument('Object', object));
  checkObjectName(object);
  const contentMd5 = text('ContentMD5');
  if (contentMd5 !== '' && !MD5.test(contentMd5)) {
    throw refuse('async-fetch-argument-invalid', argument('ContentMD5', contentMd5));
  }
  const storageClass = text('StorageClass');
  if (!STORAGE_CLASSES.has(storageClass)) throw refuse('storage-class-unknown', argument('StorageClass', storageClass));
  const ignoreSameKey = readBoolean(text('IgnoreSameKey') || 'true');
  if (ignoreSameKey === undefined) throw refuse('setting-malformed-xml');
  return {
    url,
    object,
    host: text('Host') || target.host,
    contentMd5,
    callback: text('Callback'),
    storageClass,
    ignoreSameKey,
  };
}

/** As the service prints it (oss2 models.py, Go SDK type.go for order). */
export function fetchElement(configuration: FetchConfiguration): XmlElement {
  return [
    'TaskInfo',
    [
      ['Url', configuration.url],
      ['Object', configuration.object],
      ['Host', configuration.host],
      ['ContentMD5', configuration.contentMd5],
      ['Callback', configuration.callback],
      ['StorageClass', configuration.storageClass],
      ['IgnoreSameKey', configuration.ignoreSameKey],
    ],
  ];
}
