import { refuse } from '../../errors/refuse.ts';
import type { PartRecord } from '../../store/store.ts';
import { childText, type XmlNode } from '../../xml/read.ts';
import { partNumberInvalid, readPartNumber } from './uploads.ts';

/** Bytes that every part but the last must have at least. */
const MIN_PART_BYTES = 100 * 1024;

/** A part as the list of CompleteMultipartUpload names it. */
export interface NamedPart {
  readonly number: number;
  /** As sent: with quotes or without. */
  readonly etag: string;
}

/**
 * Reads `CompleteMultipartUpload(Part(PartNumber, ETag)*)`; an empty list is a list (operations.md §7.4).
 * @throws OssError `complete-malformed`, `part-number-invalid`, `parts-not-ascending`.
 */
export function readPartsList(root: XmlNode | undefined, uploadId: string): NamedPart[] {
  if (root?.name !== 'CompleteMultipartUpload') throw refuse('complete-malformed');
  const named: NamedPart[] = [];
  let last = 0;
  for (const node of root.children) {
    if (node.name !== 'Part') continue;
    const text = childText(node, 'PartNumber')?.trim();
    const etag = childText(node, 'ETag')?.trim();
    if (text === undefined || etag === undefined || !/^-?\d+$/.test(text)) throw refuse('complete-malformed');
    const number = readPartNumber(text);
    if (number === undefined) throw partNumberInvalid(text);
    if (number <= last) {
      throw refuse('parts-not-ascending', { PartNumber: text, UploadId: uploadId }).because({ after: last });
    }
    named.push({ number, etag });
    last = number;
  }
  return named;
}

/**
 * Finds the parts of the list among those uploaded.
 * @param uploaded in number order.
 * @throws OssError `file-part-missing`, `invalid-part`.
 */
export function matchParts(
  named: readonly NamedPart[],
  uploaded: readonly PartRecord[],
  uploadId: string,
): PartRecord[] {
  let at = 0;
  return named.map(({ number, etag }) => {
    while (at < uploaded.length && (uploaded[at] as PartRecord).number < number) at++;
    const part = uploaded[at];
    const details = { ETag: etag, PartNumber: `${number}`, UploadId: uploadId };
    if (part?.number !== number) throw refuse('file-part-missing', details);
    if (part.etag !== etag.replace(/^"(.*)"$/, '$1')) {
      throw refuse('invalid-part', details).because({ uploaded: part.etag });
    }
    return part;
  });
}

/** @throws OssError `part-too-small` for the first part that is too short without being the last. */
export function checkSizes(parts: readonly PartRecord[], uploadId: string): void {
  for (let i = 0; i < parts.length - 1; i++) {
    const part = parts[i] as PartRecord;
    if (part.size >= MIN_PART_BYTES) continue;
    throw refuse('part-too-small', {
      ETag: part.etag,
      MinSizeAllowed: `${MIN_PART_BYTES}`,
      PartNumber: `${part.number}`,
      ProposedSize: `${part.size}`,
      UploadId: uploadId,
    });
  }
}
