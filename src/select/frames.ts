import { crc32 } from 'node:zlib';

const DATA = 0x800001;
const CONTINUOUS = 0x800004;
const END = 0x800005;
const CSV_META_END = 0x800006;
const JSON_META_END = 0x800007;

const HEAD = 12;
const CHECKSUM = 4;

/**
 * Makes the frames of an answer (operations.md §11.2): version and type, payload length, a header checksum that is always
 * 0, payload, CRC-32 of the payload; all big-endian. Offsets and counts are bytes of the object.
 */
export class Frames {
  /** Whether payloads carry their checksum; it is 0 otherwise. */
  private readonly checked: boolean;

  constructor(checked: boolean) {
    this.checked = checked;
  }

  data(offset: number, data: Buffer): Buffer {
    const [frame, at] = this.frame(DATA, offset, data.length);
    data.copy(frame, at);
    return this.sealed(frame);
  }

  continuous(offset: number): Buffer {
    return this.sealed(this.frame(CONTINUOUS, offset, 0)[0]);
  }

  /** @param message `Code.Message`, or '' for a success. */
  end(offset: number, scanned: number, status: number, message: string): Buffer {
    const [frame, at] = this.frame(END, offset, 12 + Buffer.byteLength(message));
    frame.writeBigUInt64BE(BigInt(scanned), at);
    frame.writeUInt32BE(status, at + 8);
    frame.write(message, at + 12);
    return this.sealed(frame);
  }

  /** @param columns undefined for JSON, whose frame has no such field. */
  metaEnd(scanned: number, status: number, counts: MetaCounts): Buffer {
    const { splits, rows, columns } = counts;
    const type = columns === undefined ? JSON_META_END : CSV_META_END;
    const [frame, at] = this.frame(type, scanned, columns === undefined ? 24 : 28);
    frame.writeBigUInt64BE(BigInt(scanned), at);
    frame.writeUInt32BE(status, at + 8);
    frame.writeUInt32BE(splits, at + 12);
    frame.writeBigUInt64BE(BigInt(rows), at + 16);
    if (columns !== undefined) frame.writeUInt32BE(columns, at + 24);
    return this.sealed(frame);
  }

  /** @returns a frame with its head and offset, and where the rest of its payload begins. */
  private frame(type: number, offset: number, rest: number): [Buffer, number] {
    const frame = Buffer.alloc(HEAD + 8 + rest + CHECKSUM);
    frame.writeUInt32BE(0x01000000 + type, 0);
    frame.writeUInt32BE(8 + rest, 4);
    frame.writeBigUInt64BE(BigInt(offset), HEAD);
    return [frame, HEAD + 8];
  }

  private sealed(frame: Buffer): Buffer {
    const end = frame.length - CHECKSUM;
    if (this.checked) frame.writeUInt32BE(crc32(frame.subarray(HEAD, end)), end);
    return frame;
  }
}

interface MetaCounts {
  readonly splits: number;
  readonly rows: number;
  readonly columns: number | undefined;
}
