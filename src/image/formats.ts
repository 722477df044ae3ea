/** Formats that OSS reads; `heic` stands for HEIF with HEVC inside. */
export type Format = 'jpg' | 'png' | 'gif' | 'bmp' | 'webp' | 'tiff' | 'heic' | 'avif';

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  webp: 'image/webp',
  tiff: 'image/tiff',
  heic: 'image/heic',
  avif: 'image/avif',
};

/** Formats without transparency: what is transparent becomes white (services.md §3.3). */
export const OPAQUE: ReadonlySet<Format> = new Set<Format>(['jpg', 'bmp']);

const HEIF_BRANDS = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;

/** The format that a file's first bytes announce, whatever its name says; undefined for what OSS does not read. */
export function formatOf(bytes: Buffer): Format | undefined {
  const head = bytes.toString('latin1', 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'jpg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp';
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tiff';
  if (head.startsWith('BM')) return 'bmp';
  if (head.slice(4, 8) === 'ftyp') return heifKind(bytes, head.slice(8));
  return undefined;
}

/** AVIF and HEIC share a container; the brands tell them apart. */
function heifKind(bytes: Buffer, major: string): Format | undefined {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  const brands = bytes.toString('latin1', 16, Math.max(end, 16));
  if (major === 'avif' || major === 'avis' || /^(.{4})*(avif|avis)/.test(brands)) return 'avif';
  return HEIF_BRANDS.test(major) ? 'heic' : undefined;
}
