import { refuse } from '../errors/refuse.ts';
import { child, type XmlNode } from '../xml/read.ts';
import type { XmlElement } from '../xml/write.ts';
import { setting } from './setting.ts';
import { readBoolean, texts } from './setting-values.ts';

/** A bucket's CORS rules (access.md CORS-1). The first rule that matches decides. */
export interface CorsConfiguration {
  readonly rules: readonly CorsRule[];
  /** `Vary: Origin` on every answer of the bucket. */
  readonly responseVary: boolean;
}

export interface CorsRule {
  /** Whole origins with at most one `*` each. */
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  /** Header names with at most one `*` each; matched without case. */
  readonly allowedHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  /** Seconds; undefined when the rule does not say. */
  readonly maxAgeSeconds: number | undefined;
}

const MAX_RULES = 10;
const MAX_SECONDS = 2 ** 31 - 1;
const METHODS = new Set(['GET', 'PUT', 'DELETE', 'POST', 'HEAD']);
/** What a header name is made of (RFC 9110), so that it can be sent back in one. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const ORIGIN = /^[\x21-\x7e]+$/;

/**
 * Reads a document as the service does: unknown elements are ignored, empty AllowedHeader and ExposeHeader too.
 * @param root undefined for an empty body.
 * @throws OssError `cors-without-rule`, `cors-too-many-rules`, `cors-rule-incomplete`, `cors-bad-method`, `cors-bad-rule`, `cors-bad-response-vary`.
 */
export function readCorsConfiguration(root: XmlNode | undefined): CorsConfiguration {
  if (root?.name !== 'CORSConfiguration') throw refuse('cors-without-rule');
  const rules = root.children.filter(({ name }) => name === 'CORSRule');
  if (rules.length === 0) throw refuse('cors-without-rule');
  if (rules.length > MAX_RULES) throw refuse('cors-too-many-rules');
  const vary = child(root, 'ResponseVary');
  const responseVary = vary === undefined ? false : readBoolean(vary.text);
  if (responseVary === undefined) throw refuse('cors-bad-response-vary');
  return { rules: rules.map(readRule), responseVary };
}

function readRule(node: XmlNode): CorsRule {
  const allowedOrigins = texts(node, 'AllowedOrigin');
  const allowedMethods = texts(node, 'AllowedMethod');
  const ages = texts(node, 'MaxAgeSeconds');
  if (allowedOrigins.length === 0 || allowedMethods.length === 0 || ages.length > 1) {
    throw refuse('cors-rule-incomplete');
  }
  for (const origin of allowedOrigins) {
    if (!ORIGIN.test(origin) || stars(origin) > 1) throw badRule('AllowedOrigin', origin);
  }
  for (const method of allowedMethods) {
    if (!METHODS.has(method)) throw refuse('cors-bad-method', { ArgumentName: 'AllowedMethod', ArgumentValue: method });
  }
  const allowedHeaders = texts(node, 'AllowedHeader').filter((header) => header !== '');
  for (const header of allowedHeaders) {
    if (!HEADER_NAME.test(header) || stars(header) > 1) throw badRule('AllowedHeader', header);
  }
  const exposeHeaders = texts(node, 'ExposeHeader').filter((header) => header !== '');
  for (const header of exposeHeaders) {
    if (!HEADER_NAME.test(header) || stars(header) > 0) throw badRule('ExposeHeader', header);
  }
  return { allowedOrigins, allowedMethods, allowedHeaders, exposeHeaders, maxAgeSeconds: readSeconds(ages[0]) };
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds <= MAX_SECONDS)) throw badRule('MaxAgeSeconds', text);
  return seconds;
}

function badRule(element: string, value: string) {
  return refuse('cors-bad-rule', { ArgumentName: element, ArgumentValue: value });
}

function stars(text: string): number {
  return text.split('*').length - 1;
}

/** As the service prints it. ResponseVary is always there (CORS-1). */
export function corsElement({ rules, responseVary }: CorsConfiguration): XmlElement {
  return [
    'CORSConfiguration',
    [...rules.map((rule): XmlElement => ['CORSRule', ruleElements(rule)]), ['ResponseVary', responseVary]],
  ];
}

function ruleElements(rule: CorsRule): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const origin of rule.allowedOrigins) elements.push(['AllowedOrigin', origin]);
  for (const method of rule.allowedMethods) elements.push(['AllowedMethod', method]);
  for (const header of rule.allowedHeaders) elements.push(['AllowedHeader', header]);
  for (const header of rule.exposeHeaders) elements.push(['ExposeHeader', header]);
  if (rule.maxAgeSeconds !== undefined) elements.push(['MaxAgeSeconds', rule.maxAgeSeconds]);
  return elements;
}

/** CORS of a bucket (operations.md §5.5): PUT replaces all rules, and a bucket without any has none to return. */
export const bucketCors = setting<CorsConfiguration>({
  title: 'BucketCors',
  subResource: 'cors',
  support: 'works',
  deletable: true,
  malformed: () => refuse('cors-without-rule'),
  read: readCorsConfiguration,
  print: corsElement,
  unset({ name }) {
    throw refuse('no-cors-configuration', { BucketName: name });
  },
});
