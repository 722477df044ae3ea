import { type Cause, refuse } from '../../../errors/refuse.ts';
import type { XmlNode } from '../../../xml/read.ts';
import { readBoolean, texts } from '../../setting-values.ts';

/** Causes of an element that does not belong where it stands. */
type Unknown = Cause &
  (
    | 'lifecycle-unknown-element'
    | 'lifecycle-root-child-unknown'
    | 'lifecycle-expiration-element-unknown'
    | 'lifecycle-noncurrent-expiration-element-unknown'
  );

/**
 * Looks at what is in an element: unlike elsewhere (operations.md §2.4), lifecycle rules may hold nothing unknown, and
 * nothing twice but what is in `many`.
 * @throws OssError the cause given, `lifecycle-element-repeated`.
 */
export function checkChildren(
  node: XmlNode,
  { one = [], many = [] }: { readonly one?: readonly string[]; readonly many?: readonly string[] },
  unknown: Unknown = 'lifecycle-unknown-element',
): void {
  const seen = new Set<string>();
  for (const { name } of node.children) {
    if (many.includes(name)) continue;
    if (!one.includes(name)) throw refuse(unknown).because({ in: node.name, element: name });
    if (seen.has(name)) throw refuse('lifecycle-element-repeated').because({ in: node.name, element: name });
    seen.add(name);
  }
}

/** A whole number above 0; undefined where the element is missing. @throws OssError `lifecycle-days-invalid`. */
export function readDays(node: XmlNode, name: string): number | undefined {
  const text = texts(node, name)[0];
  if (text === undefined) return undefined;
  const days = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (days < 1) throw refuse('lifecycle-days-invalid').because({ in: node.name, [name]: text });
  return days;
}

const MIDNIGHT = /^\d{4}-\d{2}-\d{2}T00:00:00(\.000)?Z$/;

/** Milliseconds; undefined where the element is missing. @throws OssError `lifecycle-date-invalid`. */
export function readDate(node: XmlNode, name: 'CreatedBeforeDate' | 'Date'): number | undefined {
  const text = texts(node, name)[0];
  if (text === undefined) return undefined;
  const at = MIDNIGHT.test(text) ? Date.parse(text) : Number.NaN;
  // A 31st of February would be taken for a day of March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text.slice(0, 10)) {
    throw refuse('lifecycle-date-invalid').because({ in: node.name, [name]: text });
  }
  return at;
}

/** Undefined where the element is missing. @throws OssError `lifecycle-malformed-xml`. */
export function readFlag(node: XmlNode, name: string): boolean | undefined {
  const text = texts(node, name)[0];
  if (text === undefined) return undefined;
  const flag = readBoolean(text);
  if (flag === undefined) throw refuse('lifecycle-malformed-xml').because({ in: node.name, [name]: text });
  return flag;
}
