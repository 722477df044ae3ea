import type { ServerResponse } from 'node:http';
import type { Sending } from '../faults/index.ts';
import type { Pace } from '../runtime/index.ts';
import type { ByteSource } from '../store/store.ts';

/** Where the bytes of a body are counted as they leave, so that a body that breaks off has been counted as far as it got. */
export interface Tally {
  bytesOut: number;
}

/** What happens to a body on its way out. */
export interface Delivery {
  /** Holds it back; of several the slowest counts. */
  readonly paces: readonly Pace[];
  /** At which byte what happens. */
  readonly cut: Exclude<Sending, { readonly act: 'header' }> | undefined;
  /** Called when that byte is reached. */
  readonly onCut: () => void;
}

/** Ends a pump from inside. */
const ENOUGH = new Error('the answer was cut');

/**
 * Sends a body behind its headers in portions, each when it is due, as far as it is to go.
 * @throws when the client went away in the middle.
 */
export async function deliver(
  response: ServerResponse,
  body: Buffer | ByteSource,
  { paces, cut, onCut }: Delivery,
  tally: Tally,
): Promise<void> {
  const portion = Math.min(...paces.map((pace) => pace.portion));
  const pass = async (chunk: Buffer): Promise<void> => {
    for (let at = 0; at < chunk.length; at += portion) {
      const part = chunk.subarray(at, at + portion);
      for (const pace of paces) await pace.take(part.length);
      const sent = tally.bytesOut;
      const reached = cut !== undefined && cut.at < sent + part.length && cut.at >= sent;
      if (!reached) await write(response, part);
      else if (cut.act === 'corrupt') {
        onCut();
        await write(response, corrupted(part, cut.at - sent));
      } else {
        await write(response, part.subarray(0, cut.at - sent));
        tally.bytesOut = cut.at;
        onCut();
        throw ENOUGH;
      }
      tally.bytesOut += part.length;
    }
  };
  response.flushHeaders();
  const bytes = Buffer.isBuffer(body) ? body : body.inline;
  try {
    await (bytes === undefined ? (body as ByteSource).pump(pass) : pass(bytes));
    response.end();
  } catch (error) {
    if (error !== ENOUGH) throw error;
    await breakOff(response, cut?.act);
  }
}

/** Waits until the connection is no more. */
export function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed || response.socket === null) resolve();
    else response.once('close', () => resolve());
  });
}

/** Waits until a client that gets no answer gives up; it need not say more than that it sends nothing any more. */
export function givenUp(response: ServerResponse): Promise<void> {
  const { socket } = response;
  // It may have given up before this was asked.
  if (socket?.readableEnded) socket.destroy();
  else socket?.once('end', () => socket.destroy());
  return closed(response);
}

/** Leaves a client without the rest: silently, with a reset, or with a clean end. */
export function breakOff(response: ServerResponse, how: string | undefined): Promise<void> | undefined {
  if (how === 'stall') return givenUp(response);
  if (how === 'reset') response.socket?.resetAndDestroy();
  else response.socket?.end();
  return undefined;
}

/** @throws when the client goes away: of what is written just as a connection breaks, Node 20 never says anything. */
export function write(response: ServerResponse, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new Error('the client went away'));
    response.once('close', leave);
    response.write(chunk, (error) => {
      response.off('close', leave);
      if (error) reject(error);
      else resolve();
    });
  });
}

function corrupted(chunk: Buffer, at: number): Buffer {
  const copy = Buffer.from(chunk);
  copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
  return copy;
}
