/** Bytes moved to or from a file at once. */
export const BATCH_BYTES = 262_144;

const KEPT = 32;
const free: Buffer[] = [];

/** Borrows a buffer of BATCH_BYTES; its content is arbitrary. */
export function takeBatch(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(BATCH_BYTES);
}

/** Gives a borrowed buffer back, when nobody reads or writes it any more. */
export function giveBatch(batch: Buffer): void {
  if (free.length < KEPT) free.push(batch);
}
