import type { XmlNode } from '../../../xml/read.ts';
import { filled, flag, illegal, malformed, needed, oneOf, only, text } from './elements.ts';
import { type MirrorRule, readMirror } from './mirror-rule.ts';
import { REDIRECT_FLAGS } from './shapes.ts';

/** What is done instead of answering, and when (operations.md §10.2). */
export interface RoutingRule {
  readonly number: number;
  readonly condition: RuleCondition;
  readonly target: KeyRewriting;
  readonly redirect: Redirection | MirrorRule | { readonly type: 'Internal' };
}

export interface RuleCondition {
  /** Empty for any key. */
  readonly prefix: string;
  readonly suffix: string;
  /** The status that the answer would have; undefined for whatever it would be. */
  readonly status: number | undefined;
  readonly headers: readonly HeaderCondition[];
}

export interface HeaderCondition {
  /** In lower case. */
  readonly name: string;
  readonly equals: string | undefined;
  readonly startsWith: string | undefined;
  readonly endsWith: string | undefined;
}

/** What becomes of the key. */
export interface KeyRewriting {
  /** `${key}` stands for the key. */
  readonly whole: string | undefined;
  /** What takes the place of the condition's prefix; empty to cut it off. */
  readonly prefix: string | undefined;
}

export interface Redirection {
  readonly type: 'External' | 'AliCDN';
  readonly protocol: 'http' | 'https';
  readonly host: string;
  readonly status: 301 | 302 | 307;
  readonly passQuery: boolean;
}

const MAX_RULES = 20;
const MAX_HEADERS = 10;
const HEADER_NAME = /^[A-Za-z0-9-]{1,1024}$/;
const HOST =
  /^(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\.)*[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?::\d{1,5})?$/;

/** @returns the rules in the order of their numbers. @throws OssError `website-malformed-xml`, `website-argument-invalid`. */
export function readRoutingRules(node: XmlNode): RoutingRule[] {
  const nodes = node.children.filter(({ name }) => name === 'RoutingRule');
  if (nodes.length === 0 && node.children.length > 0) throw malformed();
  if (nodes.length > MAX_RULES) throw illegal('RoutingRule', String(nodes.length));
  const rules = nodes.map(readRule).sort((a, b) => a.number - b.number);
  const repeated = rules.find(({ number }, i) => rules[i + 1]?.number === number);
  if (repeated !== undefined) throw illegal('RuleNumber', String(repeated.number));
  return rules;
}

function readRule(node: XmlNode): RoutingRule {
  const number = needed(node, 'RuleNumber');
  if (!/^[1-9]\d{0,9}$/.test(number)) throw illegal('RuleNumber', number);
  const when = only(node, 'Condition');
  const then = only(node, 'Redirect');
  if (when === undefined || then === undefined) throw malformed();
  const condition = readCondition(when);
  for (const name of REDIRECT_FLAGS) flag(then, name);
  return { number: Number(number), condition, target: readRewriting(then), redirect: readRedirect(then, condition) };
}

function readCondition(node: XmlNode): RuleCondition {
  const status = filled(node, 'HttpErrorCodeReturnedEquals');
  if (status !== undefined && !/^[3-5]\d\d$/.test(status)) throw illegal('HttpErrorCodeReturnedEquals', status);
  const headers = node.children.filter(({ name }) => name === 'IncludeHeader');
  if (headers.length > MAX_HEADERS) throw illegal('IncludeHeader', String(headers.length));
  return {
    prefix: text(node, 'KeyPrefixEquals') ?? '',
    suffix: text(node, 'KeySuffixEquals') ?? '',
    status: status === undefined ? undefined : Number(status),
    headers: headers.map(readHeaderCondition),
  };
}

function readHeaderCondition(node: XmlNode): HeaderCondition {
  const name = needed(node, 'Key');
  if (!HEADER_NAME.test(name)) throw illegal('Key', name);
  const [equals, startsWith, endsWith] = [text(node, 'Equals'), filled(node, 'StartsWith'), filled(node, 'EndsWith')];
  if (equals === undefined && startsWith === undefined && endsWith === undefined) throw malformed();
  return { name: name.toLowerCase(), equals, startsWith, endsWith };
}

function readRewriting(node: XmlNode): KeyRewriting {
  const whole = filled(node, 'ReplaceKeyWith');
  const prefix = text(node, 'ReplaceKeyPrefixWith');
  const enabled = flag(node, 'EnableReplacePrefix') ?? false;
  if (whole !== undefined && prefix) throw illegal('ReplaceKeyPrefixWith', prefix);
  if (whole !== undefined && enabled) throw illegal('EnableReplacePrefix', 'true');
  if (whole !== undefined) return { whole, prefix: undefined };
  // Without a text the prefix is cut off, but only where that is said in so many words.
  return { whole, prefix: prefix || (enabled ? '' : undefined) };
}

function readRedirect(node: XmlNode, condition: RuleCondition): RoutingRule['redirect'] {
  const type = oneOf(node, 'RedirectType', ['Mirror', 'External', 'AliCDN', 'Internal']);
  if (type === undefined) throw malformed();
  if (type === 'Internal') return { type };
  const passQuery = flag(node, 'PassQueryString') ?? false;
  if (type === 'Mirror') {
    if (condition.status !== 404) throw illegal('HttpErrorCodeReturnedEquals', String(condition.status ?? ''));
    return readMirror(node, passQuery);
  }
  const protocol = oneOf(node, 'Protocol', ['http', 'https']);
  const host = filled(node, 'HostName');
  const status = oneOf(node, 'HttpRedirectCode', ['301', '302', '307']);
  if (protocol === undefined || host === undefined || status === undefined) throw malformed();
  if (!HOST.test(host)) throw illegal('HostName', host);
  return { type, protocol, host, status: Number(status) as Redirection['status'], passQuery };
}

const KEY = /\$\{key\}/g;

/** The key that a rule leads to. */
export function rewritten(key: string, { condition, target }: RoutingRule): string {
  if (target.whole !== undefined) return target.whole.replace(KEY, () => key);
  if (target.prefix !== undefined) return target.prefix + key.slice(condition.prefix.length);
  return key;
}
