import { createGzip } from 'node:zlib';
import type { ByteSource, ObjectRecord } from '../../store/store.ts';
import type { Headers } from '../../wire/headers.ts';
import { objectHeaders } from '../metadata.ts';
import type { Call } from '../operation.ts';

/** Bytes. */
const MIN_SIZE = 1024;
const TYPES: ReadonlySet<string> = new Set([
  'application/javascript',
  'application/json',
  'application/rss+xml',
  'application/x-javascript',
  'text/cache-manifest',
  'text/css',
  'text/html',
  'text/json',
  'text/plain',
  'text/xml',
]);

/** Whether the service compresses this object on its way out (operations.md §10.4). */
export function gzipApplies(headers: Headers, object: ObjectRecord): boolean {
  const accepted = headers.get('accept-encoding');
  if (accepted === undefined || object.size < MIN_SIZE || !acceptsGzip(accepted)) return false;
  const [type = ''] = object.contentType.split(';', 1);
  return TYPES.has(type.trim().toLowerCase()) && !object.headers.some(([name]) => name === 'Content-Encoding');
}

function acceptsGzip(accepted: string): boolean {
  return accepted.split(',').some((coding) => {
    const [name = '', ...parameters] = coding.split(';');
    const refused = parameters.some((parameter) => /^\s*q=0(?:\.0*)?\s*$/i.test(parameter));
    return name.trim().toLowerCase() === 'gzip' && !refused;
  });
}

/** The object's headers less ETag; CRC-64 and Content-MD5 go on describing the object itself. */
export function gzipHeaders(call: Call, object: ObjectRecord): [string, string][] {
  const [, ...rest] = objectHeaders(call, object);
  return [['Vary', 'Accept-Encoding'], ...rest, ['Content-Encoding', 'gzip']];
}

/** The same bytes compressed as they are read. `size` stays that of the object. */
export function gzipped(source: ByteSource): ByteSource {
  return {
    size: source.size,
    async pump(write) {
      const gzip = createGzip();
      const fed = source
        .pump(
          (chunk) =>
            new Promise((resolve, reject) => {
              gzip.write(chunk, (error) => (error ? reject(error) : resolve()));
            }),
        )
        .then(
          () => void gzip.end(),
          (error: unknown) => void gzip.destroy(error as Error),
        );
      for await (const chunk of gzip) await write(chunk as Buffer);
      await fed;
    },
    discard: () => source.discard(),
  };
}
