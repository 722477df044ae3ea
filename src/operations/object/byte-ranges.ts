import type { ByteRange, ByteSource, ObjectRecord } from '../../store/store.ts';
import type { Call } from '../operation.ts';

interface ByteRanges {
  readonly contentType: string;
  readonly body: ByteSource;
}

/** Several ranges as one multipart/byteranges body, in the order asked (operations.md §6.3; layout of RFC 9110 §14.6). */
export function byteRanges(
  call: Call,
  object: ObjectRecord,
  ranges: readonly ByteRange[],
  partType: string,
): ByteRanges {
  const boundary = call.runtime.random.bytes(10).toString('hex').toUpperCase();
  const heads = ranges.map(({ first, last }, index) =>
    Buffer.from(
      `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: ${partType}\r\n` +
        `Content-Range: bytes ${first}-${last}/${object.size}\r\n\r\n`,
      'latin1',
    ),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  let size = tail.length;
  for (const head of heads) size += head.length;
  for (const { first, last } of ranges) size += last - first + 1;
  const sources = ranges.map((range) => call.store.read(object, range));
  return {
    contentType: `multipart/byteranges; boundary=${boundary}`,
    body: {
      size,
      async pump(write) {
        let next = 0;
        try {
          for (const source of sources) {
            await write(heads[next] as Buffer);
            next++;
            await source.pump(write);
          }
          await write(tail);
        } finally {
          for (const source of sources.slice(next)) source.discard();
        }
      },
      discard() {
        for (const source of sources) source.discard();
      },
    },
  };
}
