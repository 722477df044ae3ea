import { type HeaderList, trimBlanks } from '../wire/headers.ts';
import type { CorsConfiguration, CorsRule } from './cors-configuration.ts';

/** What a page of another origin asks for. Header values, so byte strings. */
export interface CorsRequest {
  readonly origin: string;
  readonly method: string;
  /** The names in Access-Control-Request-Headers; only a preflight has them. */
  readonly requestHeaders?: readonly string[] | undefined;
}

export type CorsDecision =
  | { readonly allowed: true; readonly rule: CorsRule; readonly number: number; readonly allowedOrigin: string }
  | { readonly allowed: false; readonly failures: readonly CorsFailure[] };

/** Why one rule does not match. */
export interface CorsFailure {
  /** Counted from 1. */
  readonly rule: number;
  readonly failed: 'origin' | 'method' | 'header';
  /** What was asked for: the origin, the method or the first header that is not allowed. */
  readonly asked: string;
  /** What the rule allows instead. */
  readonly allows: readonly string[];
}

/** The first rule that allows the origin, the method and, in a preflight, every header (access.md CORS-2). */
export function matchCors({ rules }: CorsConfiguration, request: CorsRequest): CorsDecision {
  const failures: CorsFailure[] = [];
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i] as CorsRule;
    const allowedOrigin = rule.allowedOrigins.find((pattern) => matchesStar(pattern, request.origin));
    if (allowedOrigin === undefined) {
      failures.push({ rule: i + 1, failed: 'origin', asked: request.origin, allows: rule.allowedOrigins });
      continue;
    }
    if (!rule.allowedMethods.includes(request.method)) {
      failures.push({ rule: i + 1, failed: 'method', asked: request.method, allows: rule.allowedMethods });
      continue;
    }
    const refused = request.requestHeaders?.find((name) => !allowsHeader(rule, name));
    if (refused !== undefined) {
      failures.push({ rule: i + 1, failed: 'header', asked: refused, allows: rule.allowedHeaders });
      continue;
    }
    return { allowed: true, rule, number: i + 1, allowedOrigin };
  }
  return { allowed: false, failures };
}

function allowsHeader({ allowedHeaders }: CorsRule, name: string): boolean {
  const lower = name.toLowerCase();
  return allowedHeaders.some((pattern) => matchesStar(pattern.toLowerCase(), lower));
}

/** No blanks and no control characters: what is allowed is sent back in a header. */
const VISIBLE = /^[\x21-\x7e\x80-\xff]*$/;

/** Whole text against a pattern with at most one `*`, which stands for any run of visible characters, also an empty one. */
function matchesStar(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === text;
  const after = pattern.length - star - 1;
  return (
    text.length >= pattern.length - 1 &&
    text.startsWith(pattern.slice(0, star)) &&
    (after === 0 || text.endsWith(pattern.slice(star + 1))) &&
    VISIBLE.test(text)
  );
}

/** The names listed in an Access-Control-Request-Headers. */
export function headerNames(list: string | undefined): string[] {
  if (list === undefined) return [];
  return list
    .split(',')
    .map(trimBlanks)
    .filter((name) => name !== '');
}

/**
 * The headers that tell the browser what the matching rule allows, in the order of ali-oss issues 310 and 312.
 * @param requested Access-Control-Request-Headers as sent, when it names any.
 */
export function allowingHeaders(
  { rule, allowedOrigin }: Extract<CorsDecision, { allowed: true }>,
  origin: string,
  requested?: string,
): HeaderList {
  const headers: [string, string][] = [
    ['Access-Control-Allow-Origin', allowedOrigin === '*' ? '*' : origin],
    ['Access-Control-Allow-Methods', rule.allowedMethods.join(', ')],
  ];
  if (requested !== undefined) headers.push(['Access-Control-Allow-Headers', requested]);
  if (rule.exposeHeaders.length > 0) headers.push(['Access-Control-Expose-Headers', rule.exposeHeaders.join(', ')]);
  headers.push(['Access-Control-Max-Age', String(rule.maxAgeSeconds ?? 0)]);
  return headers;
}
