import { refuse } from '../../../errors/refuse.ts';
import type { Principal } from '../../../identity/principal.ts';
import { bucketPrincipals, type PrincipalMatcher } from '../../../policy/principal.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';

/** Which objects nobody, or not everybody, may overwrite (operations.md §11.7). */
interface OverwriteRule {
  /** Undefined only until the document is stored. */
  readonly id: string | undefined;
  /** Plain texts; `*` stands for itself. */
  readonly prefix: string | undefined;
  readonly suffix: string | undefined;
  /** As in a bucket policy; none are everybody. */
  readonly principals: readonly string[];
  readonly forbids: PrincipalMatcher;
}

const MAX_RULES = 100;
const MAX_AFFIX = 1023;

/** A bucket that is missing is no NoSuchBucket here: the service takes the body for PutBucket's (operations.md §2.1). */
export const overwriteConfig = setting<readonly OverwriteRule[]>({
  title: 'BucketOverwriteConfig',
  subResource: 'overwriteConfig',
  support: 'works',
  deletable: true,
  bucketMayBeMissing: true,
  maxBytes: 512 * 1024,
  malformed,
  read(root) {
    const nodes = root?.name === 'OverwriteConfiguration' ? root.children.filter(({ name }) => name === 'Rule') : [];
    if (nodes.length === 0 || nodes.length > MAX_RULES) throw malformed();
    const rules = nodes.map(readRule);
    const ids = rules.flatMap(({ id }) => id ?? []);
    if (new Set(ids).size < ids.length) throw malformed();
    return rules;
  },
  check({ existingBucket }) {
    if (existingBucket === undefined) throw refuse('overwrite-bucket-missing');
  },
  complete: ({ runtime }, rules) =>
    rules.map((rule) => (rule.id === undefined ? { ...rule, id: runtime.ids.uuid().toLowerCase() } : rule)),
  print: (rules): XmlElement => [
    'OverwriteConfiguration',
    rules.map((rule): XmlElement => ['Rule', ruleElements(rule)]),
  ],
  unset({ name }) {
    throw refuse('no-overwrite-configuration', { BucketName: name });
  },
});

function malformed() {
  return refuse('overwrite-malformed-xml');
}

/** @throws OssError `overwrite-malformed-xml`. */
function readRule(node: XmlNode): OverwriteRule {
  const prefix = affix(node, 'Prefix');
  const suffix = affix(node, 'Suffix');
  if (texts(node, 'Action')[0] !== 'forbid') throw malformed();
  const list = child(node, 'Principals');
  const principals = list === undefined ? [] : texts(list, 'Principal');
  const forbids = principals.length === 0 ? () => true : bucketPrincipals(principals, true);
  return { id: texts(node, 'ID')[0] || undefined, prefix, suffix, principals, forbids };
}

function affix(node: XmlNode, name: string): string | undefined {
  const found = node.children.filter((one) => one.name === name);
  const text = found[0]?.text;
  if (found.length > 1 || (text !== undefined && text.length > MAX_AFFIX)) throw malformed();
  return text || undefined;
}

function ruleElements({ id, prefix, suffix, principals }: OverwriteRule): (XmlElement | false)[] {
  return [
    id !== undefined && ['ID', id],
    ['Action', 'forbid'],
    prefix !== undefined && ['Prefix', prefix],
    suffix !== undefined && ['Suffix', suffix],
    principals.length > 0 && ['Principals', principals.map((principal): XmlElement => ['Principal', principal])],
  ];
}

/** Whether a rule of the bucket keeps this caller from overwriting an object of this key. */
export function overwriteForbidden(bucket: BucketRecord, key: string, caller: Principal): boolean {
  const rules = overwriteConfig.of(bucket);
  if (rules === undefined) return false;
  return rules.some(
    ({ prefix, suffix, forbids }) =>
      (prefix === undefined || key.startsWith(prefix)) &&
      (suffix === undefined || key.endsWith(suffix)) &&
      forbids(caller, bucket.owner),
  );
}
