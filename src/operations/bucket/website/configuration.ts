import { refuse } from '../../../errors/refuse.ts';
import type { XmlNode } from '../../../xml/read.ts';
import { shaped } from '../../../xml/shape.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { flag, illegal, malformed, needed, oneOf, only, text } from './elements.ts';
import { type RoutingRule, readRoutingRules } from './routing-rule.ts';
import { WEBSITE } from './shapes.ts';

/** What a bucket is as a website (operations.md §5.3). */
export interface Website {
  readonly index: IndexDocument | undefined;
  readonly error: ErrorDocument | undefined;
  /** In the order of their numbers. */
  readonly rules: readonly RoutingRule[];
  readonly document: XmlElement;
}

export interface IndexDocument {
  readonly suffix: string;
  /** Whether directories have index pages of their own. */
  readonly inDirectories: boolean;
  /** What a missing key without a slash at its end leads to: a redirect, nothing, or the directory's index page. */
  readonly type: 0 | 1 | 2;
}

export interface ErrorDocument {
  readonly key: string;
  readonly status: 200 | 404;
}

/** Twenty rules with everything in them are far shorter. */
const MAX_BYTES = 256 * 1024;

export const website = setting<Website>({
  title: 'BucketWebsite',
  subResource: 'website',
  support: 'works',
  deletable: true,
  maxBytes: MAX_BYTES,
  malformed,
  read(root) {
    if (root?.name !== 'WebsiteConfiguration') throw malformed();
    const index = given(root, 'IndexDocument', 'Suffix');
    const error = given(root, 'ErrorDocument', 'Key');
    const rules = only(root, 'RoutingRules');
    if (index === undefined && error === undefined && rules === undefined) throw malformed();
    return {
      index: index && readIndex(index),
      error: error && readError(error),
      rules: rules === undefined ? [] : readRoutingRules(rules),
      document: shaped(root, WEBSITE),
    };
  },
  print: ({ document }) => document,
  unset(bucket) {
    throw refuse('no-website-configuration', { BucketName: bucket.name });
  },
});

/** A part of the document. The Go SDK v1 sends those that are not set with their one text empty. @throws OssError without it. */
function given(root: XmlNode, name: string, text: string): XmlNode | undefined {
  const node = only(root, name);
  if (node === undefined) return undefined;
  const texts = node.children.filter((child) => child.name === text);
  if (texts.length === 0) throw malformed();
  return node.children.length === 1 && texts[0]?.text.trim() === '' ? undefined : node;
}

function readIndex(node: XmlNode): IndexDocument {
  const suffix = needed(node, 'Suffix');
  if (suffix.includes('/')) throw illegal('Suffix', suffix);
  return {
    suffix,
    inDirectories: flag(node, 'SupportSubDir') ?? false,
    type: Number(oneOf(node, 'Type', ['0', '1', '2']) ?? 0) as IndexDocument['type'],
  };
}

function readError(node: XmlNode): ErrorDocument {
  const key = needed(node, 'Key');
  const status = text(node, 'HttpStatus') ?? '404';
  if (status === '404') return { key, status: 404 };
  if (status === '200') return { key, status: 200 };
  throw refuse('website-error-status-invalid', { ArgumentName: 'HttpStatus', ArgumentValue: status });
}
