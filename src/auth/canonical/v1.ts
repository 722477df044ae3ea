import type { QueryParameter } from '../../wire/query.ts';
import type { SignedRequest } from '../request.ts';
import { headerLines, isOssHeader } from './headers.ts';
import { blankReadings, emptyReadings } from './query.ts';
import { resourcePath } from './resource.ts';
import { SIGNED_BY_OLDER_SDKS, SIGNED_SUB_RESOURCES } from './sub-resources.ts';

/** How a client may have read the rules; the main form is the service's (access.md §4.5). */
export interface V1Form {
  /** `listed` is the union of all SDKs' lists (V1H-15). `all` is no SDK's: it explains mistakes. */
  readonly parameters: 'listed' | 'listed and x-oss-*' | 'listed by older SDKs' | 'all';
  /** Writes `k=` where the URL has an empty value, as the Java SDK does (V1H-12). */
  readonly keepEmpty: boolean;
  /** Reads `+` in the query as a blank, as PHP writes it (V1H-16). */
  readonly plusIsBlank: boolean;
  /** `/bucket` without slash (ADR-1). */
  readonly bareBucket: boolean;
}

export const MAIN_V1: V1Form = { parameters: 'listed', keepEmpty: false, plusIsBlank: false, bareBucket: false };

/**
 * The V1 string to sign, a byte string: method, Content-MD5, Content-Type, date, x-oss- headers, resource.
 * @param date the request time as sent for headers, the `Expires` text for URLs.
 */
export function v1StringToSign(request: SignedRequest, date: string, form: V1Form = MAIN_V1): string {
  const { method, headers } = request;
  const md5 = headers.get('content-md5') ?? '';
  const type = headers.get('content-type') ?? '';
  const lines = headerLines(headers, isOssHeader);
  return `${method}\n${md5}\n${type}\n${date}\n${lines}${canonicalizedResource(request, form)}`;
}

/** The last line: the resource with the parameters that are signed. */
export function canonicalizedResource({ resource, query }: SignedRequest, form: V1Form): string {
  const path = resourcePath(resource, form.bareBucket);
  if (query.parameters.length === 0) return path;
  const signed: QueryParameter[] = [];
  for (const parameter of query.parameters) {
    // Of a repeated name the first counts, here as in the operations.
    if (isSigned(parameter.name, form) && !signed.some((s) => s.name === parameter.name)) signed.push(parameter);
  }
  if (signed.length === 0) return path;
  if (signed.length > 1) signed.sort((a, b) => (a.name < b.name ? -1 : 1));
  let text = path;
  let separator = '?';
  for (const parameter of signed) {
    text += separator + parameter.name;
    const value = form.plusIsBlank ? parameter.value : parameter.literal;
    if (value !== undefined && (value !== '' || form.keepEmpty)) text += `=${value}`;
    separator = '&';
  }
  return text;
}

function isSigned(name: string, { parameters }: V1Form): boolean {
  if (parameters === 'all') return true;
  if (parameters === 'listed by older SDKs') return SIGNED_BY_OLDER_SDKS.has(name);
  return SIGNED_SUB_RESOURCES.has(name) || (parameters === 'listed and x-oss-*' && isOssHeader(name));
}

/** Every other form that could give another string for this request, nearest first. */
export function otherV1Forms(request: SignedRequest, signedUrl: boolean): V1Form[] {
  const { query, resource } = request;
  const lists: V1Form['parameters'][] = ['listed'];
  if (query.parameters.length > 0) {
    lists.push('listed and x-oss-*');
    // A signed URL must not gain a listed parameter later (access.md V1U-4).
    if (!signedUrl) lists.push('listed by older SDKs');
  }
  const empties = emptyReadings(query);
  const pluses = blankReadings(query);
  const bares = resource.bareBucket ? [false, true] : [false];
  const forms: V1Form[] = [];
  for (const parameters of lists)
    for (const keepEmpty of empties)
      for (const plusIsBlank of pluses)
        for (const bareBucket of bares) forms.push({ parameters, keepEmpty, plusIsBlank, bareBucket });
  return forms.slice(1);
}
