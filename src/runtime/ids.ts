import type { Random } from './random.ts';

/** Identifiers in the service's own formats (operations.md §2.7, wire.md (e)). */
export interface Ids {
  /** 24 upper-case hex digits; the first 8 are the Unix seconds of `at`. */
  request(at: number): string;
  /** 32 upper-case hex digits. */
  upload(): string;
  /** 32 upper-case hex digits: 8 opaque bytes, then the creation's Unix seconds as little-endian 64 bits. */
  appendableETag(at: number): string;
  /**
   * 64 characters: a Protobuf message in base64 with `.` and `_`, holding `at` in milliseconds and an order within it
   * (operations.md §2.7).
   */
  version(at: number): string;
  /** `6894B13B-6D71-4EF5-88FA-F32781734A7F`: what the token service calls a request (services.md §1.8). */
  uuid(): string;
}

/** The first field of every version id is 1; the second was 54 in those published. */
const VERSION_HEAD = Buffer.of(0x08, 1, 0x10, 54, 0x18);
/** The fourth field is 32 characters. */
const VERSION_TAIL = Buffer.of(0x22, 32);

export function makeIds(random: Random): Ids {
  let versions = 0n;
  return {
    request(at) {
      const seconds = Math.floor(at / 1000)
        .toString(16)
        .toUpperCase()
        .padStart(8, '0');
      const tail = random.bytes(8).toString('hex').toUpperCase();
      // Since autumn 2019 digits 15 to 18 of an id are two ASCII digits (`3x3y`).
      const digits = `3${digit(tail, 6)}3${digit(tail, 7)}`;
      return seconds + tail.slice(0, 6) + digits + tail.slice(8, 14);
    },
    upload: () => random.bytes(16).toString('hex').toUpperCase(),
    appendableETag(at) {
      const bytes = Buffer.alloc(16);
      random.bytes(8).copy(bytes);
      bytes.writeBigUInt64LE(BigInt(Math.floor(at / 1000)), 8);
      return bytes.toString('hex').toUpperCase();
    },
    version(at) {
      versions++;
      const order = varint((BigInt(at) << 20n) + (versions & 0xfffffn));
      const opaque = Buffer.from(random.bytes(16).toString('hex'));
      const id = Buffer.concat([VERSION_HEAD, order, VERSION_TAIL, opaque]).toString('base64');
      return id.replaceAll('+', '.').replaceAll('/', '_').replaceAll('=', '-');
    },
    uuid() {
      const bytes = random.bytes(16);
      // Version 4, variant 1 (RFC 9562).
      bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
      bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
      const hex = bytes.toString('hex').toUpperCase();
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  };
}

/** A Protobuf integer: seven bits a byte, the lowest first. */
function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

/** A hex digit folded onto 0 to 9. */
function digit(hex: string, at: number): number {
  return Number.parseInt(hex[at] ?? '0', 16) % 10;
}
