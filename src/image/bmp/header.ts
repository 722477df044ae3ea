export interface BmpHeader {
  readonly width: number;
  readonly height: number;
}

const INFO_HEADER_BYTES = 40;

/** The size of a Windows or OS/2 bitmap; undefined when the header is cut off or makes no sense. */
export function readBmpHeader(bytes: Buffer): BmpHeader | undefined {
  if (bytes.length < 26) return undefined;
  const old = bytes.readUInt32LE(14) < INFO_HEADER_BYTES;
  const width = old ? bytes.readUInt16LE(18) : bytes.readInt32LE(18);
  // A negative height says that the rows stand from top to bottom.
  const height = old ? bytes.readUInt16LE(20) : Math.abs(bytes.readInt32LE(22));
  return width > 0 && height > 0 ? { width, height } : undefined;
}
