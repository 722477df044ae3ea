import type { ByteRange, ObjectRecord, Store } from '../../../store/store.ts';

const PACKET = 188;
const SYNC = 0x47;
/** Of the beginning and of the end each: enough for the first and the last timestamps. */
const LOOKED_AT = PACKET * 5000;
/** Timestamps count 90,000 to the second in 33 bits. */
const CLOCK = 90_000;
const WRAP = 2 ** 33;

/**
 * How long a file of an MPEG-2 transport stream (ISO 13818-1) plays, in seconds: from its first to behind its last
 * timestamp, of the picture where it has one. Undefined when it is no such file.
 */
export async function durationOf(store: Store, object: ObjectRecord): Promise<number | undefined> {
  const times = new Map<number, number[]>();
  collect(await bytesOf(store, object, 0, LOOKED_AT), times);
  if (object.size > LOOKED_AT) {
    const tail = Math.max(LOOKED_AT, Math.floor((object.size - LOOKED_AT) / PACKET) * PACKET);
    collect(await bytesOf(store, object, tail, object.size), times);
  }
  const streams = [...times.keys()].sort((a, b) => b - a);
  const longest = streams[0] === undefined ? undefined : times.get(streams[0]);
  return longest && spanned(longest);
}

async function bytesOf(store: Store, object: ObjectRecord, first: number, end: number): Promise<Buffer> {
  const range: ByteRange = { first, last: Math.min(end, object.size) - 1 };
  if (range.last < range.first) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  await store.read(object, range).pump(async (chunk) => {
    // The source uses its buffers again.
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks);
}

/** Timestamps by the id of their stream: 0xC0 to 0xDF for sound, 0xE0 to 0xEF for pictures. */
function collect(bytes: Buffer, times: Map<number, number[]>): void {
  for (let at = 0; at + PACKET <= bytes.length && bytes[at] === SYNC; at += PACKET) {
    const packet = bytes.subarray(at, at + PACKET);
    const startsUnit = (packet.readUInt8(1) & 0x40) !== 0;
    const flags = packet.readUInt8(3);
    if (!startsUnit || (flags & 0x10) === 0) continue;
    const payload = (flags & 0x20) === 0 ? 4 : 5 + packet.readUInt8(4);
    const time = payload + 14 <= PACKET ? timestamp(packet.subarray(payload)) : undefined;
    if (time === undefined) continue;
    const stream = packet.readUInt8(payload + 3);
    const known = times.get(stream);
    if (known === undefined) times.set(stream, [time]);
    else known.push(time);
  }
}

/** The PTS of a PES header, where this is one. */
function timestamp(pes: Buffer): number | undefined {
  const stream = pes.readUInt8(3);
  if (pes.readUIntBE(0, 3) !== 1 || stream < 0xc0 || stream > 0xef || (pes.readUInt8(7) & 0x80) === 0) return undefined;
  const high = (pes.readUInt8(9) >> 1) & 0x07;
  const middle = pes.readUInt16BE(10) >> 1;
  const low = pes.readUInt16BE(12) >> 1;
  return high * 2 ** 30 + middle * 2 ** 15 + low;
}

/** The last unit plays as long as the shortest step between two; undefined where there is only one. */
function spanned(times: readonly number[]): number | undefined {
  const wraps = Math.max(...times) - Math.min(...times) > WRAP / 2;
  const sorted = times.map((time) => (wraps && time < WRAP / 2 ? time + WRAP : time)).sort((a, b) => a - b);
  let step = Number.POSITIVE_INFINITY;
  for (let i = 1; i < sorted.length; i++) {
    const gap = (sorted[i] as number) - (sorted[i - 1] as number);
    if (gap > 0) step = Math.min(step, gap);
  }
  if (step === Number.POSITIVE_INFINITY) return undefined;
  return ((sorted.at(-1) as number) - (sorted[0] as number) + step) / CLOCK;
}
