/** Images of 17 by 11 pixels; a browser made the PNG, JPEG and WebP, the others are written out here. */

const BROWSER = {
  png: 'iVBORw0KGgoAAAANSUhEUgAAABEAAAALCAYAAACZIGYHAAAAKUlEQVR4AezQsQ0AAAgCQcJKbu2SOoCl0EFC+8WxC/M9IVgiFzEmJpMFAAD//8yHaPcAAAAGSURBVAMAmfofs1FL3+4AAAAASUVORK5CYII=',
  jpg: '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAALABEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQCawAD//Z',
  lossy:
    'UklGRiACAABXRUJQVlA4WAoAAAAgAAAAEAAACgAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggMgAAANACAJ0BKhEACwA/caDGWLSrp6OwCAKQLglAFR6FpIAA/t+ANcXNkDDuztFplkLVoAAA',
  lossless:
    'UklGRv4BAABXRUJQVlA4WAoAAAAgAAAAEAAACgAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDhMEAAAAC8QgAIAB9CZqkb/AxHR/wA=',
};

export const WIDTH = 17;
export const HEIGHT = 11;

const file = (name: keyof typeof BROWSER): Buffer => Buffer.from(BROWSER[name], 'base64');

/** A WebP file with extensions made into one without: only the chunk that holds the pixels. */
function bare(webp: Buffer, chunk: string): Buffer {
  const pixels = webp.subarray(webp.indexOf(chunk));
  const head = Buffer.from('RIFF....WEBP', 'latin1');
  head.writeUInt32LE(4 + pixels.length, 4);
  return Buffer.concat([head, pixels]);
}

/** One colour, LZW with a clear code before every pixel, so that codes never grow. */
function gif(): Buffer {
  const codes = Array.from({ length: WIDTH * HEIGHT }, () => [4, 0]).flat();
  const bits = [...codes, 5].map((code) => code.toString(2).padStart(3, '0').split('').reverse().join('')).join('');
  const data = Buffer.from(
    (bits.match(/.{1,8}/g) ?? []).map((b) => Number.parseInt(b.split('').reverse().join(''), 2)),
  );
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), block);
  }
  return Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from([WIDTH, 0, HEIGHT, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 0]),
    Buffer.from([0x2c, 0, 0, 0, 0, WIDTH, 0, HEIGHT, 0, 0, 2]),
    ...blocks,
    Buffer.from([0, 0x3b]),
  ]);
}

/** 24 bits a pixel. @param height negative for rows from the top. */
function bmp(height: number): Buffer {
  const pixels = Buffer.alloc(Math.ceil((WIDTH * 3) / 4) * 4 * HEIGHT, 0x40);
  const head = Buffer.alloc(54);
  head.write('BM', 'latin1');
  head.writeUInt32LE(54 + pixels.length, 2);
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(WIDTH, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  return Buffer.concat([head, pixels]);
}

/** The header of OS/2. */
function oldBmp(): Buffer {
  const pixels = Buffer.alloc(Math.ceil((WIDTH * 3) / 4) * 4 * HEIGHT, 0x40);
  const head = Buffer.alloc(26);
  head.write('BM', 'latin1');
  head.writeUInt32LE(26 + pixels.length, 2);
  head.writeUInt32LE(26, 10);
  head.writeUInt32LE(12, 14);
  head.writeUInt16LE(WIDTH, 18);
  head.writeUInt16LE(HEIGHT, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt16LE(24, 24);
  return Buffer.concat([head, pixels]);
}

/** 8-bit grey. The directory stands behind the pixels, as libtiff writes it. */
function tiff(order: 'II' | 'MM', pad = 0): Buffer {
  const little = order === 'II';
  const short = (n: number): Buffer => {
    const bytes = Buffer.alloc(2);
    if (little) bytes.writeUInt16LE(n);
    else bytes.writeUInt16BE(n);
    return bytes;
  };
  const long = (n: number): Buffer => {
    const bytes = Buffer.alloc(4);
    if (little) bytes.writeUInt32LE(n);
    else bytes.writeUInt32BE(n);
    return bytes;
  };
  const entry = (tag: number, type: 3 | 4, value: number): Buffer =>
    Buffer.concat([short(tag), short(type), long(1), ...(type === 3 ? [short(value), short(0)] : [long(value)])]);
  const pixels = Buffer.alloc(WIDTH * HEIGHT + pad, 0x40);
  const entries = [
    entry(256, 4, WIDTH),
    entry(257, 3, HEIGHT),
    entry(258, 3, 8),
    entry(259, 3, 1),
    entry(262, 3, 1),
    entry(273, 4, 8),
    entry(277, 3, 1),
    entry(278, 3, HEIGHT),
    entry(279, 4, WIDTH * HEIGHT),
  ];
  const head = [Buffer.from(order, 'latin1'), short(42), long(8 + pixels.length)];
  return Buffer.concat([...head, pixels, short(entries.length), ...entries, long(0)]);
}

/** A JPEG with megabytes of metadata before its frame. */
function longJpeg(): Buffer {
  const segment = Buffer.alloc(65_535 + 2, 0x20);
  segment.writeUInt32BE(0xffe1ffff);
  const jpg = file('jpg');
  return Buffer.concat([jpg.subarray(0, 2), ...Array<Buffer>(40).fill(segment), jpg.subarray(2)]);
}

/** By name: format, bytes. */
export const IMAGES: Readonly<Record<string, readonly [format: string, bytes: Buffer]>> = {
  PNG: ['png', file('png')],
  JPEG: ['jpg', file('jpg')],
  'JPEG with 2.6 MB of metadata': ['jpg', longJpeg()],
  GIF: ['gif', gif()],
  'WebP with extensions': ['webp', file('lossy')],
  'lossy WebP': ['webp', bare(file('lossy'), 'VP8 ')],
  'lossless WebP': ['webp', bare(file('lossless'), 'VP8L')],
  BMP: ['bmp', bmp(HEIGHT)],
  'BMP from the top': ['bmp', bmp(-HEIGHT)],
  'BMP of OS/2': ['bmp', oldBmp()],
  'TIFF of Intel': ['tiff', tiff('II')],
  'TIFF of Motorola': ['tiff', tiff('MM')],
  'TIFF with a directory behind 300 KB': ['tiff', tiff('II', 300_000)],
};
