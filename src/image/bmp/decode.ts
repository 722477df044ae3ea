import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Raster } from '../watermark/raster.ts';

const CODEC = '@cwasm/nsbmp';

/** What runs in the worker. A text, because a bundle and a test runner would each have the file in another place. */
const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const { data, width, height } = require(workerData.codec).decode(workerData.bytes);
// A fourth byte is a filler as often as an opacity.
for (let at = 3; at < data.length; at += 4) data[at] = 255;
parentPort.postMessage({ data: data.buffer, width, height }, [data.buffer]);
`;

/** Where the decoder is installed; undefined when it is not. */
export function bmpCodec(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(CODEC);
  } catch {
    return undefined;
  }
}

/**
 * Decodes a bitmap of any depth and compression in a thread of its own, which a client that leaves ends.
 * @throws BmpError when the file is not whole, the reason of `signal` when that fires.
 */
export function decodeBmp(bytes: Buffer, codec: string, signal: AbortSignal): Promise<Raster> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { eval: true, workerData: { codec, bytes }, stdout: true, stderr: true });
    const leave = (): void => {
      worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    worker.once('message', ({ data, width, height }) => resolve({ data: Buffer.from(data), width, height }));
    worker.once('error', (error) => reject(new BmpError(error.message)));
    worker.once('exit', () => {
      signal.removeEventListener('abort', leave);
      reject(new BmpError('the decoder ended without a picture'));
    });
  });
}

export class BmpError extends Error {}
