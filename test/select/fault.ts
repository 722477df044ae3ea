import { OssError } from '../../src/errors/oss-error.ts';
import { JsonScanner } from '../../src/select/json/scanner.ts';

/** What is wrong with a text as one JSON document, and where. */
export function faultOf(content: string): { readonly problem: string; readonly offset: string } {
  const scanner = new JsonScanner([], true);
  const fault = scanner.push(Buffer.from(content)).fault ?? scanner.end().fault;
  if (!(fault instanceof OssError)) throw new TypeError('the text is JSON');
  return { problem: fault.details.Problem as string, offset: fault.details.Offset as string };
}
