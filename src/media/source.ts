import { open } from 'node:fs/promises';
import type { Source } from './media.ts';

/** @throws Error that names the file when it cannot be opened. */
export async function openFile(path: string): Promise<Source> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error(`there is no file ${path}`) : error;
  });
  const stats = await file.stat();
  if (!stats.isFile()) {
    await file.close();
    throw new Error(`${path} is not a file`);
  }
  return {
    size: stats.size,
    async read(length, offset) {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      return bytes.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}

/**
 * Reads with `GET` and `Range`: a signed URL is signed for one method, so there is no HEAD. What a server without ranges
 * sends is kept.
 * @throws Error that says what the server answered instead.
 */
export async function openUrl(url: string): Promise<Source> {
  const first = await get(url, FIRST, 0);
  // The answer to a range of an empty file.
  if (first.status === 416) return kept(new Uint8Array());
  if (first.status !== 206 && Number(first.headers.get('content-length')) > KEPT) {
    await first.body?.cancel();
    throw new Error(`${named(url)}: the server sends no ranges, and the file is large; download it first`);
  }
  const body = new Uint8Array(await first.arrayBuffer());
  if (first.status !== 206) return kept(body);
  const total = /^bytes \d+-\d+\/(\d+)$/.exec(first.headers.get('content-range') ?? '')?.[1];
  if (total === undefined) throw new Error(`${named(url)}: 206 without a total in Content-Range`);
  const size = Number(total);
  return {
    size,
    async read(length, offset) {
      if (offset + length <= body.length) return body.subarray(offset, offset + length);
      const wanted = Math.min(length, size - offset);
      if (wanted <= 0) return new Uint8Array();
      const response = await get(url, wanted, offset);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.status !== 206 || bytes.length !== wanted)
        throw new Error(`${named(url)}: changed while it was read`);
      return bytes;
    },
    close: async () => {},
  };
}

/** Bytes that the first request asks for; the analyser reads as much at a time. */
const FIRST = 256 * 1024;

/** Bytes at most that are kept in memory. */
const KEPT = 256 * 1024 * 1024;

function kept(bytes: Uint8Array): Source {
  return {
    size: bytes.length,
    read: async (length, offset) => bytes.subarray(offset, offset + length),
    close: async () => {},
  };
}

async function get(url: string, length: number, offset: number): Promise<Response> {
  const range = `bytes=${offset}-${offset + length - 1}`;
  const response = await fetch(url, { headers: { Range: range, 'Accept-Encoding': 'identity' } }).catch((error) => {
    throw new Error(`${named(url)}: ${error.cause?.message ?? error.message}`, { cause: error });
  });
  if (response.ok || response.status === 416) return response;
  const text = await response.text();
  const parts = [`${response.status}`, element(text, 'Code'), element(text, 'Message')].filter((part) => part !== '');
  throw new Error(`${named(url)}: ${parts.join(' ')}`);
}

/** Without the query, which may hold a signature. */
export function named(url: string): string {
  return url.replace(/\?.*/s, '');
}

/** The text of an element of an OSS error; the answer may also be a proxy's page. */
function element(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
}
