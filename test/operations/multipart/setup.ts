import { createHash } from 'node:crypto';
import { completeMultipartUpload } from '../../../src/operations/multipart/completeMultipartUpload.ts';
import { initiateMultipartUpload } from '../../../src/operations/multipart/initiateMultipartUpload.ts';
import { uploadPart } from '../../../src/operations/multipart/uploadPart.ts';
import { childText, readXml } from '../../../src/xml/read.ts';
import type { Harness, Received, Sent } from '../harness.ts';

export const KEY = '/examplebucket/multipart.data';
export const MINIMUM = 100 * 1024;

/** Initiates an upload. @returns its id. */
export async function initiate(harness: Harness, url = KEY, sent?: Sent, query = ''): Promise<string> {
  const { text } = await harness.run(initiateMultipartUpload, `${url}?uploads${query}`, sent);
  const root = readXml(text);
  return (root && childText(root, 'UploadId')) ?? '';
}

/** Uploads one part. @returns its ETag as the answer has it, with quotes. */
export async function part(harness: Harness, uploadId: string, number: number, body: Buffer | string): Promise<string> {
  const { header } = await harness.run(uploadPart, `${KEY}?partNumber=${number}&uploadId=${uploadId}`, { body });
  return header('ETag') ?? '';
}

/** The document of CompleteMultipartUpload. */
export function partsList(parts: readonly (readonly [number: number | string, etag: string])[]): string {
  const nodes = parts.map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`);
  return `<CompleteMultipartUpload>${nodes.join('')}</CompleteMultipartUpload>`;
}

export async function complete(harness: Harness, uploadId: string, body: string, sent: Sent = {}): Promise<Received> {
  return harness.run(completeMultipartUpload, `${KEY}?uploadId=${uploadId}`, { body, ...sent });
}

export function md5(data: Buffer | string): Buffer {
  return createHash('md5').update(data).digest();
}

/** ETag of one part, without quotes. */
export function etagOf(data: Buffer | string): string {
  return md5(data).toString('hex').toUpperCase();
}

/** Bytes that differ from one part to the next. */
export function filled(length: number, seed: number): Buffer {
  return Buffer.alloc(length, `part ${seed} `);
}
