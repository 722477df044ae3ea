import { createGunzip } from 'node:zlib';
import { refuse } from '../../../errors/refuse.ts';
import type { ByteSource } from '../../../store/store.ts';

/** Ends a pump whose bytes are no longer wanted. */
const STOP = new Error('no more bytes are wanted');

/**
 * The bytes of a source, block by block. A block may be used until the next one is asked for. Ending the loop early lets
 * go of the source.
 */
export async function* blocksOf(source: ByteSource): AsyncGenerator<Buffer> {
  let offered:
    | { readonly chunk: Buffer; readonly accept: () => void; readonly reject: (error: Error) => void }
    | undefined;
  let ended = false;
  let failure: unknown;
  let wake = (): void => {};
  let stopped = false;
  const pumping = source
    .pump((chunk) => {
      if (stopped) throw STOP;
      return new Promise<void>((accept, reject) => {
        offered = { chunk, accept, reject };
        wake();
      });
    })
    .catch((error: unknown) => {
      failure = error;
    })
    .then(() => {
      ended = true;
      wake();
    });
  try {
    for (;;) {
      while (offered === undefined && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (offered === undefined) break;
      const { chunk, accept } = offered;
      yield chunk;
      offered = undefined;
      accept();
    }
    if (failure !== undefined) throw failure;
  } finally {
    stopped = true;
    offered?.reject(STOP);
    await pumping;
  }
}

/** The same bytes, decompressed as they are read. `size` stays that of the source. */
export function gunzipped(source: ByteSource): ByteSource {
  return {
    size: source.size,
    async pump(write) {
      const gunzip = createGunzip();
      // A write during which the stream fails is never called back.
      let giveUp = (): void => {};
      gunzip.once('close', () => giveUp());
      const fed = source
        .pump(
          (chunk) =>
            new Promise((resolve, reject) => {
              giveUp = () => reject(STOP);
              gunzip.write(chunk, (error) => (error ? reject(error) : resolve()));
            }),
        )
        .then(
          () => void gunzip.end(),
          (error: unknown) => void gunzip.destroy(error as Error),
        );
      try {
        for await (const chunk of gunzip) await write(chunk as Buffer);
      } catch (error) {
        throw isZlib(error) ? refuse('select-not-gzip') : error;
      } finally {
        await fed;
      }
    },
    discard: () => source.discard(),
  };
}

function isZlib(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('Z_');
}
