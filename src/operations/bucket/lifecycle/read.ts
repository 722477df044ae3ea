import { refuse } from '../../../errors/refuse.ts';
import { childText, type XmlNode } from '../../../xml/read.ts';
import { texts } from '../../setting-values.ts';
import {
  readAbort,
  readExpiration,
  readNoncurrentExpiration,
  readNoncurrentTransitions,
  readTransitions,
} from './actions.ts';
import { checkChildren } from './children.ts';
import { readFilter, readTags } from './filter.ts';
import { checkOrder } from './order.ts';
import type { Rule } from './rule.ts';

const MAX_RULES = 1000;
const MAX_ID = 255;
const MAX_PREFIX = 1023;

const CHILDREN = {
  one: [
    'ID',
    'Prefix',
    'Status',
    'Filter',
    'Expiration',
    'AbortMultipartUpload',
    'NoncurrentVersionExpiration',
    // The service adds it; programs send back what they got.
    'AtimeBase',
    // The first form of an expiration, which ali-oss sends beside the present one: it says nothing more.
    'Days',
    'Date',
  ],
  many: ['Tag', 'Transition', 'NoncurrentVersionTransition'],
};

/** The rules of a document (operations.md §5.1, EC pages 0014). @throws OssError the causes of errors/catalogue/lifecycle*.ts. */
export function readRules(root: XmlNode | undefined): readonly Rule[] {
  if (root === undefined) throw refuse('lifecycle-malformed-xml');
  if (root.name !== 'LifecycleConfiguration') throw refuse('lifecycle-wrong-root').because({ root: root.name });
  checkChildren(root, { many: ['Rule'] }, 'lifecycle-root-child-unknown');
  const nodes = root.children;
  if (nodes.length === 0) throw refuse('lifecycle-without-rule');
  if (nodes.length > MAX_RULES) throw refuse('lifecycle-too-many-rules').because({ rules: nodes.length });
  const rules = nodes.map(readRule);
  const ids = rules.flatMap(({ id }) => id ?? []);
  if (new Set(ids).size < ids.length) throw refuse('lifecycle-id-repeated');
  return rules;
}

function readRule(node: XmlNode): Rule {
  checkChildren(node, CHILDREN);
  const id = texts(node, 'ID')[0] || undefined;
  if (id !== undefined && id.length > MAX_ID) throw refuse('lifecycle-id-too-long').because({ characters: id.length });
  const prefix = childText(node, 'Prefix');
  if (prefix === undefined) throw refuse('lifecycle-prefix-missing');
  if (prefix.length > MAX_PREFIX) throw refuse('lifecycle-prefix-too-long').because({ characters: prefix.length });
  const status = texts(node, 'Status')[0];
  if (status !== 'Enabled' && status !== 'Disabled') throw refuse('lifecycle-status-invalid').because({ status });
  const tags = readTags(node);
  const rule: Rule = {
    id,
    prefix,
    enabled: status === 'Enabled',
    tags,
    filter: readFilter(node, prefix, tags),
    expiration: readExpiration(node),
    transitions: readTransitions(node),
    abort: readAbort(node),
    noncurrentExpiration: readNoncurrentExpiration(node),
    noncurrentTransitions: readNoncurrentTransitions(node),
    atimeBase: Number(texts(node, 'AtimeBase')[0]) || undefined,
  };
  checkActions(rule);
  checkOrder(rule);
  return rule;
}

/** @throws OssError `lifecycle-without-action`, or which of them cannot stand beside the filters. */
function checkActions({ tags, filter, expiration, transitions, abort, ...noncurrent }: Rule): void {
  const { noncurrentExpiration, noncurrentTransitions } = noncurrent;
  const actions = [expiration, abort, noncurrentExpiration, ...transitions, ...noncurrentTransitions];
  if (actions.every((action) => action === undefined))
    throw refuse('lifecycle-without-action', { ErrorDetail: 'Action is missing' });
  if (abort !== undefined || expiration === 'delete-markers') {
    if (tags.length > 0) throw refuse('lifecycle-tag-with-upload-action');
    if (filter?.not !== undefined) throw refuse('lifecycle-not-with-upload-action');
    if (filter?.largerThan !== undefined && filter.smallerThan !== undefined) {
      throw refuse('lifecycle-sizes-with-upload-action');
    }
  }
  const bySize = filter?.largerThan !== undefined || filter?.smallerThan !== undefined;
  if (bySize && [...transitions, ...noncurrentTransitions].some(({ smallFiles }) => smallFiles !== undefined)) {
    throw refuse('lifecycle-small-file-with-size');
  }
}
