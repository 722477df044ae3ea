import { BUCKET, type Case, type Earlier, element, type SignedAsk } from './case.ts';

export const KEY = 'dir/big file.bin';
export const MIN_PART = 102_400;
export const UNKNOWN_ID = '0004B9894A22E5B1888A1E29F8236E2D';

export const initiate: SignedAsk = { method: 'POST', key: KEY, query: 'uploads' };
export const sequential: SignedAsk = { method: 'POST', key: KEY, query: 'uploads&sequential' };
export const object = (key: string, body: string): SignedAsk => ({ method: 'PUT', key, body });
export const source = object('source.txt', 'hello world');
export const fromSource = { 'x-oss-copy-source': `/${BUCKET}/source.txt` };

/** The id that the first request of a case was answered, unless it made something else before. */
export function uploadId(earlier: readonly Earlier[]): string {
  return element(
    earlier.find(({ body }) => body.includes('UploadId')),
    'UploadId',
  );
}

/** A step that uploads a part of the case's upload. */
export const part =
  (number: number, body: string | Buffer = 'part') =>
  (earlier: readonly Earlier[]): SignedAsk => ({
    method: 'PUT',
    key: KEY,
    query: `partNumber=${number}&uploadId=${uploadId(earlier)}`,
    body,
  });

/** ETags of the parts uploaded so far, as CompleteMultipartUpload lists them. */
export function partsList(earlier: readonly Earlier[], numbers: readonly number[]): string {
  const etags = earlier.flatMap((answer) => answer.header('ETag') ?? []);
  const parts = numbers.map((n, i) => `<Part><PartNumber>${n}</PartNumber><ETag>${etags[i]}</ETag></Part>`);
  return `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
}

/** A completion; `body` is the list of parts. */
export function complete(earlier: readonly Earlier[], body: string, more: Partial<SignedAsk> = {}): SignedAsk {
  return { method: 'POST', key: KEY, query: `uploadId=${uploadId(earlier)}`, body, ...more };
}

/** Refusals of an upload id that UploadPart, UploadPartCopy, Complete, Abort and ListParts share but for the cause. */
export function unknownUpload(ask: (id: string) => SignedAsk, cause: NonNullable<Case['cause']>): Case[] {
  return [
    { name: 'no-such-upload', rule: 'an upload that is not there is a 404', cause, ask: ask(UNKNOWN_ID) },
    {
      name: 'upload-id-malformed',
      rule: 'what has not the form of an upload id is a 404 with another EC',
      cause: 'upload-id-malformed',
      ask: ask('abc'),
    },
  ];
}

export const copyPart = (earlier: readonly Earlier[], headers: Readonly<Record<string, string>> = {}): SignedAsk => ({
  method: 'PUT',
  key: KEY,
  query: `partNumber=1&uploadId=${uploadId(earlier)}`,
  headers: { ...fromSource, ...headers },
});
