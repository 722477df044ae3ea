import { refuse } from '../errors/refuse.ts';
import { trimBlanks } from '../wire/headers.ts';
import { bytesFromUtf8, decodePercent, utf8FromBytes } from '../wire/percent.ts';
import { readParameters } from './parameters.ts';

/** The header lines of one part. All values are byte strings. */
export interface PartHead {
  /** The `name` of Content-Disposition, without quotes. */
  readonly name: string;
  /** Its `filename*`, decoded, or `filename`, as sent: with the path that some browsers send. */
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
  readonly transferEncoding: string | undefined;
  /** The first line with a name that OSS does not know. */
  readonly unknown: { readonly name: string; readonly value: string } | undefined;
}

/** Content-Length is what OkHttp writes on every part, and its users upload to OSS. */
const KNOWN = new Set(['content-disposition', 'content-type', 'content-transfer-encoding', 'content-length']);

/**
 * Reads the header lines of a part. Content-Disposition may stand on any of them: .NET writes Content-Type first, and
 * the service's own C# example is such a form.
 * @param block the lines, a byte string.
 * @param offset where in the body they end, for the record.
 * @throws OssError `form-part-header-malformed` for a line without a name, and unless exactly one line is
 * `Content-Disposition: form-data; name=…` (EC page 0006-00000109).
 */
export function readPartHead(block: string, offset: number): PartHead {
  const [, plain] = PLAIN_FIELD.exec(block) ?? [];
  if (plain !== undefined) return fieldHead(plain);
  let disposition: string | undefined;
  let contentType: string | undefined;
  let transferEncoding: string | undefined;
  let unknown: PartHead['unknown'];
  for (const line of unfold(block)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    const value = trimBlanks(line.slice(colon + 1));
    if (!TOKEN.test(name) || CONTROL.test(value)) throw malformed('a line is not a header', offset, line);
    const known = name.toLowerCase();
    if (known === 'content-disposition') {
      if (disposition !== undefined) throw malformed('Content-Disposition is there twice', offset, line);
      disposition = value;
    } else if (known === 'content-type') contentType ??= value;
    else if (known === 'content-transfer-encoding') transferEncoding ??= value;
    else if (unknown === undefined && !KNOWN.has(known)) unknown = { name, value };
  }
  const parameters = dispositionParameters(disposition);
  const name = parameters?.get('name');
  if (parameters === undefined || name === undefined) {
    throw malformed('no Content-Disposition: form-data; name="…"', offset, disposition ?? block);
  }
  return { name, filename: filenameOf(parameters), contentType, transferEncoding, unknown };
}

/** The head that nearly every field has. */
const PLAIN_FIELD = /^Content-Disposition: form-data; name="([^"\\\r\n\0]*)"$/;

function fieldHead(name: string): PartHead {
  return { name, filename: undefined, contentType: undefined, transferEncoding: undefined, unknown: undefined };
}

/** The bytes of the name in a head that has no end; 0 when it has not begun. @param block a byte string. */
export function unfinishedNameBytes(block: string): number {
  const name = /^content-disposition:[ \t]*form-data[^\r\n]*?;[ \t]*name="?([^"]*)/i.exec(block);
  return name?.[1]?.length ?? 0;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const CONTROL = /[\0\r\n]/;

/** A line that begins with a blank goes on from the one before. */
function unfold(block: string): string[] {
  if (block === '') return [];
  if (!block.includes('\r\n')) return [block];
  return block.includes('\r\n ') || block.includes('\r\n\t')
    ? block.replace(/\r\n([ \t])/g, '$1').split('\r\n')
    : block.split('\r\n');
}

function dispositionParameters(disposition: string | undefined): Map<string, string> | undefined {
  const type = disposition === undefined ? null : /^form-data(?=[ \t]*(?:;|$))/i.exec(disposition);
  return type === null || disposition === undefined ? undefined : readParameters(disposition, type[0].length);
}

/** `filename*` (RFC 5987) is what .NET adds for names beyond ASCII. */
function filenameOf(parameters: Map<string, string>): string | undefined {
  const extended = parameters.get('filename*');
  const decoded = extended === undefined ? undefined : decodeExtended(extended);
  return decoded ?? parameters.get('filename');
}

/** `utf-8'en'%E2%82%AC` as the bytes of its UTF-8 form; undefined when it is none. */
function decodeExtended(value: string): string | undefined {
  const parts = /^(utf-8|iso-8859-1)'[^']*'(.*)$/i.exec(value);
  if (parts === null) return undefined;
  const bytes = decodePercent(parts[2] as string);
  if (bytes === undefined) return undefined;
  if ((parts[1] as string).toLowerCase() !== 'utf-8') return bytesFromUtf8(bytes);
  return utf8FromBytes(bytes) === undefined ? undefined : bytes;
}

function malformed(why: string, offset: number, found: string) {
  return refuse('form-part-header-malformed').because({ why, offset, found: found.slice(0, 200) });
}
