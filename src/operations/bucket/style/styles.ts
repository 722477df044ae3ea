import type { BucketRecord } from '../../../store/store.ts';
import { httpDate, parseHttpDate } from '../../../wire/dates.ts';
import { childText, readXml } from '../../../xml/read.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import type { Call } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';

/** The query key, under which the bucket keeps the list of its styles too. */
export const STYLE = 'style';

/** A named processing string (operations.md §5.16). */
export interface Style {
  readonly name: string;
  /** `image/resize,p_50` */
  readonly content: string;
  /** Milliseconds, whole seconds. */
  readonly created: number;
  readonly modified: number;
}

const known = new WeakMap<BucketRecord, ReadonlyMap<string, Style>>();

/** The styles of a bucket by name; read once per record. */
export function stylesOf(bucket: BucketRecord): ReadonlyMap<string, Style> {
  let styles = known.get(bucket);
  if (styles === undefined) {
    styles = read(bucket.documents[STYLE]);
    known.set(bucket, styles);
  }
  return styles;
}

/** Keeps these as the styles of the addressed bucket, by name. */
export function putStyles(call: Call, styles: Iterable<Style>): Promise<void> {
  const sorted = [...styles].sort((a, b) => (a.name < b.name ? -1 : 1));
  return putBucketDocument(call, STYLE, sorted.length === 0 ? undefined : styleList(sorted));
}

/** What ListStyle prints. */
export function styleList(styles: readonly Style[]): string {
  return xmlDocument(['StyleList', styles.map(styleElement)]);
}

export function styleElement({ name, content, created, modified }: Style): XmlElement {
  return [
    'Style',
    [
      ['Name', name],
      ['Content', content],
      ['Category', 'image'],
      ['CreateTime', httpDate(created)],
      ['LastModifyTime', httpDate(modified)],
    ],
  ];
}

function read(document: string | undefined): ReadonlyMap<string, Style> {
  const nodes = document === undefined ? [] : (readXml(document)?.children ?? []);
  return new Map(
    nodes.map((node) => {
      const name = childText(node, 'Name') ?? '';
      const content = childText(node, 'Content') ?? '';
      const created = parseHttpDate(childText(node, 'CreateTime') ?? '') ?? 0;
      const modified = parseHttpDate(childText(node, 'LastModifyTime') ?? '') ?? 0;
      return [name, { name, content, created, modified }];
    }),
  );
}
