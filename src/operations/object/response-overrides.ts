import { refuse } from '../../errors/refuse.ts';
import { argument } from '../argument.ts';
import type { Call } from '../operation.ts';
import { isOfToday } from './public-endpoint.ts';

const OVERRIDABLE: ReadonlyMap<string, string> = new Map([
  ['response-content-type', 'Content-Type'],
  ['response-content-language', 'Content-Language'],
  ['response-expires', 'Expires'],
  ['response-cache-control', 'Cache-Control'],
  ['response-content-disposition', 'Content-Disposition'],
  ['response-content-encoding', 'Content-Encoding'],
]);

/** What `response-*` parameters change in a 200 or 206 answer; undefined when there are none. */
export type Overrides =
  | {
      readonly contentType: string | undefined;
      /** Replaces headers in place and adds those that are missing before Content-MD5, which comes last. */
      apply(headers: [string, string][]): void;
    }
  | undefined;

/**
 * The `response-*` parameters of a GET (operations.md §6.2). Empty ones change nothing; unsigned requests with any of
 * them have been refused before (access.md AUTH-6).
 * @throws OssError `override-illegal` for a value that no header can carry; `content-type-override-refused` by a strict
 * server, but under a domain of the bucket's own (EC page 0017-00000902).
 */
export function requestedOverrides(call: Call): Overrides {
  let values: Map<string, string> | undefined;
  for (const { name, value = '' } of call.request.query.parameters) {
    const header = OVERRIDABLE.get(name);
    if (header === undefined || value === '') continue;
    if (header === 'Content-Type' && call.request.style !== 'cname' && isOfToday(call)) {
      throw refuse('content-type-override-refused');
    }
    if (/[\0-\x1f\x7f]/.test(value)) throw refuse('override-illegal', argument(name, value));
    values ??= new Map();
    // Of a repeated name the first counts.
    if (!values.has(header)) values.set(header, value);
  }
  return values && overrides(values);
}

function overrides(values: Map<string, string>): Overrides {
  const contentType = values.get('Content-Type');
  values.delete('Content-Type');
  return {
    contentType,
    apply(headers) {
      for (const header of values) {
        const stored = headers.findIndex(([name]) => name === header[0]);
        const digest = headers.findIndex(([name]) => name === 'Content-MD5');
        if (stored !== -1) headers[stored] = header;
        else headers.splice(digest === -1 ? headers.length : digest, 0, header);
      }
    },
  };
}
