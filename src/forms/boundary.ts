import { refuse } from '../errors/refuse.ts';
import { trimBlanks } from '../wire/headers.ts';
import { readParameters } from './parameters.ts';

/** RFC 2046 §5.1.1: at most 70 characters, the last one no blank. Any visible ASCII, because clients send `{guid}` too. */
const BOUNDARY = /^[\x20-\x7e]{0,69}[\x21-\x7e]$/;

/** Whether a Content-Type is that of a form, with a boundary or not. @param contentType a byte string. */
export function isForm(contentType: string | undefined): boolean {
  return contentType !== undefined && mediaType(contentType) === 'multipart/form-data';
}

/**
 * The boundary that a form's Content-Type announces.
 * @param contentType a byte string.
 * @throws OssError `form-not-multipart` for another type, or without a boundary of 1 to 70 characters (access.md POST-2).
 */
export function formBoundary(contentType: string | undefined): string {
  if (contentType !== undefined && isForm(contentType)) {
    const boundary = readParameters(contentType, typeEnd(contentType))?.get('boundary');
    if (boundary !== undefined && BOUNDARY.test(boundary)) return boundary;
  }
  throw refuse('form-not-multipart').because({ contentType });
}

function mediaType(contentType: string): string {
  return trimBlanks(contentType.slice(0, typeEnd(contentType))).toLowerCase();
}

function typeEnd(contentType: string): number {
  const semicolon = contentType.indexOf(';');
  return semicolon === -1 ? contentType.length : semicolon;
}
