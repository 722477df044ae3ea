import { refuse } from '../../../errors/refuse.ts';
import { child, childText, type XmlNode } from '../../../xml/read.ts';
import { TAG_CHARACTERS } from '../../object/tagging.ts';
import { texts } from '../../setting-values.ts';
import { checkChildren } from './children.ts';
import type { Filter, Tag } from './rule.ts';

/** 5 TiB, in bytes. */
const MAX_SIZE = 5 * 1024 ** 4;

/** The tags of a rule. How long and how many they are is not looked at (operations.md §5.1). @throws OssError `lifecycle-tag-…`. */
export function readTags(rule: XmlNode): readonly Tag[] {
  const tags = rule.children.filter(({ name }) => name === 'Tag').map(readTag);
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw refuse('lifecycle-tag-repeated');
  return tags;
}

function readTag(node: XmlNode): Tag {
  checkChildren(node, { one: ['Key', 'Value'] });
  const key = childText(node, 'Key');
  const value = childText(node, 'Value');
  if (key === undefined || value === undefined) throw refuse('lifecycle-tag-incomplete');
  if (key === '') throw refuse('lifecycle-tag-key-empty');
  if (!TAG_CHARACTERS.test(key)) throw refuse('lifecycle-tag-key-characters').because({ key });
  if (!TAG_CHARACTERS.test(value)) throw refuse('lifecycle-tag-value-characters').because({ value });
  return { key, value };
}

/**
 * @param prefix of the rule.
 * @param tags of the rule.
 * @throws OssError `lifecycle-not-…`, `lifecycle-size…`, `lifecycle-element-missing`, and as `readTags`.
 */
export function readFilter(rule: XmlNode, prefix: string, tags: readonly Tag[]): Filter | undefined {
  const node = child(rule, 'Filter');
  if (node === undefined) return undefined;
  checkChildren(node, { one: ['Not', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'] });
  const not = child(node, 'Not');
  const largerThan = readSize(node, 'ObjectSizeGreaterThan', 'lifecycle-size-above-invalid');
  const smallerThan = readSize(node, 'ObjectSizeLessThan', 'lifecycle-size-below-invalid');
  if (largerThan !== undefined && smallerThan !== undefined && largerThan >= smallerThan) {
    throw refuse('lifecycle-sizes-crossed').because({ largerThan, smallerThan });
  }
  return { not: not && readNot(not, prefix, tags), largerThan, smallerThan };
}

function readNot(node: XmlNode, prefix: string, tags: readonly Tag[]): Filter['not'] {
  checkChildren(node, { one: ['Prefix', 'Tag'] });
  const except = childText(node, 'Prefix');
  if (except === undefined) throw refuse('lifecycle-element-missing').because({ in: 'Not', element: 'Prefix' });
  if (except === '' || !except.startsWith(prefix)) {
    throw refuse('lifecycle-not-prefix-outside').because({ rule: prefix, not: except });
  }
  const tagNode = child(node, 'Tag');
  const tag = tagNode && readTag(tagNode);
  if (tag !== undefined && tags.some(({ key, value }) => key === tag.key && value === tag.value)) {
    throw refuse('lifecycle-not-tag-same').because({ tag });
  }
  return { prefix: except, tag };
}

function readSize(
  node: XmlNode,
  name: string,
  invalid: 'lifecycle-size-above-invalid' | 'lifecycle-size-below-invalid',
): number | undefined {
  const text = texts(node, name)[0];
  if (text === undefined) return undefined;
  const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(size <= MAX_SIZE)) throw refuse(invalid).because({ [name]: text });
  return size;
}
