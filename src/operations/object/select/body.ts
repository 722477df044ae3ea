import { OssError } from '../../../errors/oss-error.ts';
import type { Progress } from '../../../select/drive.ts';
import { Frames } from '../../../select/frames.ts';
import type { ByteSource } from '../../../store/store.ts';
import type { Call } from '../../operation.ts';

/** Milliseconds without data after which a frame says how far the scan is. */
const SILENCE = 5000;

/** What a query reported first, before anything was answered. */
type First = IteratorResult<Progress, void>;

/** Without frames there is no place for what goes wrong later: the connection ends. */
export function rawBody(results: AsyncGenerator<Progress>, first: First): ByteSource {
  return body(results, async (write) => {
    for (let next = first; !next.done; next = await results.next()) {
      if (next.value.data.length > 0) await write(next.value.data);
    }
  });
}

export function framedBody(
  call: Call,
  results: AsyncGenerator<Progress>,
  first: First,
  checksums: boolean,
): ByteSource {
  const frames = new Frames(checksums);
  const { clock } = call.runtime;
  return body(results, async (write) => {
    let scanned = 0;
    let sentAt = clock.now();
    let status = 206;
    let message = '';
    try {
      for (let next = first; !next.done; next = await results.next()) {
        scanned = next.value.scanned;
        const { data } = next.value;
        if (data.length === 0 && clock.now() - sentAt < SILENCE) continue;
        await write(data.length > 0 ? frames.data(scanned, data) : frames.continuous(scanned));
        sentAt = clock.now();
      }
    } catch (error) {
      if (!(error instanceof OssError)) throw error;
      ({ status, message } = fault(call, error));
    }
    await write(frames.end(scanned, scanned, status, message));
  });
}

function fault(call: Call, error: OssError): { readonly status: number; readonly message: string } {
  const { code, message } = error.worded(call.service.wire);
  call.note('select', { cause: error.cause, ...error.facts });
  return { status: error.row.status, message: `${code}.${message}` };
}

/** A body of a length that is known when it was sent. */
function body(
  results: AsyncGenerator<Progress>,
  pump: (write: (chunk: Buffer) => Promise<void>) => Promise<void>,
): ByteSource {
  let sent = 0;
  return {
    get size() {
      return sent;
    },
    async pump(write) {
      try {
        await pump((chunk) => {
          sent += chunk.length;
          return write(chunk);
        });
      } finally {
        await results.return(undefined);
      }
    },
    discard: () => void results.return(undefined),
  };
}
