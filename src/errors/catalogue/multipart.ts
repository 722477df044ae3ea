import type { CauseRow } from '../cause.ts';

const NO_SUCH_UPLOAD =
  'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.';
const MALFORMED_XML = 'The XML you provided was not well-formed or did not validate against our published schema.';
const COPY_SOURCE = 'Copy Source must mention the source bucket and key: /sourcebucket/sourcekey.';

const INVALID_PART = {
  status: 400,
  code: 'InvalidPart',
  message:
    "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.",
  extras: ['ETag', 'PartNumber', 'UploadId'],
} as const;

/** Multipart uploads (EC family 0042). */
export const multipart = {
  'upload-id-malformed': {
    status: 404,
    code: 'NoSuchUpload',
    message: NO_SUCH_UPLOAD,
    extras: ['UploadId'],
    ec: '0017-00000244',
    evidence: 'doc',
    source: 'EC page 0017-00000244',
    reason: 'uploadId is empty or does not have the form of an upload id, which is 32 upper-case hexadecimal digits.',
    remedy:
      'Send the UploadId of the InitiateMultipartUpload answer unchanged; check that nothing cut or re-encoded it.',
  },
  'no-such-upload': {
    status: 404,
    code: 'NoSuchUpload',
    message: NO_SUCH_UPLOAD,
    extras: ['UploadId'],
    ec: '0042-00000002',
    evidence: 'sdk-test',
    source: 'cap-220, cap-221',
    reason: 'This key has no upload with this id: it was completed, aborted, or started under another bucket or key.',
    remedy:
      'Use the id together with the bucket and key it was initiated for; after a completed upload there is nothing left to list or abort.',
  },
  'no-such-upload-for-part': {
    status: 404,
    code: 'NoSuchUpload',
    message: NO_SUCH_UPLOAD,
    extras: ['UploadId'],
    ec: '0042-00000104',
    evidence: 'sdk-test',
    source: 'cap-217; EC page 0042-00000104',
    reason:
      'The part belongs to an upload that does not exist under this key, or no longer: it was completed or aborted.',
    remedy:
      'Initiate a new upload and send its id; look for another worker that aborted or completed the upload meanwhile.',
  },
  'no-such-upload-for-copy': {
    status: 404,
    code: 'NoSuchUpload',
    message: NO_SUCH_UPLOAD,
    extras: ['UploadId'],
    ec: '0042-00000311',
    evidence: 'sdk-test',
    source: 'cap-218',
    reason: 'The copied part belongs to an upload that does not exist under the target key, or no longer.',
    remedy: 'Initiate a new upload on the target key and use its id; the key in the URL is the target, not the source.',
  },
  'no-such-upload-to-complete': {
    status: 404,
    code: 'NoSuchUpload',
    message: NO_SUCH_UPLOAD,
    extras: ['UploadId'],
    ec: '0042-00000002',
    evidence: 'inferred',
    source:
      'operations.md §7.4 gives status and code; the EC is that of list and abort, as none is known for this operation',
    reason:
      'There is nothing to complete under this id and key. A retry after a completion that did succeed ends here too.',
    remedy:
      'Look at the object first: if it is there with the expected ETag, the earlier attempt succeeded. Otherwise start again.',
  },
  'part-number-missing': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Unexpected query string parameter',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0017-00000219',
    evidence: 'doc',
    source: 'EC page 0017-00000219, sample answer',
    reason: 'The request names an upload by uploadId, but does not say which part it carries.',
    remedy: 'Add partNumber=N with N from 1 to 10000 beside uploadId.',
  },
  'part-number-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Part number must be an integer between 1 and 10000, inclusive.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0017-00000220',
    evidence: 'doc',
    source: 'cap-127 (374 bytes); element values from the samples of EC page 0017-00000220',
    reason: 'partNumber is not a whole number from 1 to 10000.',
    remedy:
      'Number parts from 1. A file that would need more than 10000 parts needs larger ones: part size at least file size / 10000.',
  },
  'part-not-sequential': {
    status: 400,
    code: 'PartNotSequential',
    message: 'For sequential multipart upload, you must upload or complete parts with sequential part number.',
    evidence: 'capture',
    source: 'answer quoted in a public client of a drive service on OSS; no EC was recorded',
    reason: 'The upload was initiated with `sequential`, and this part is not the one after the last part uploaded.',
    remedy:
      'Upload the parts of a sequential upload one after the other from 1, without threads, or initiate without `sequential`.',
  },
  'part-already-exists': {
    status: 409,
    code: 'PartAlreadyExist',
    message: "For sequential multipart upload, you can't overwrite uploaded parts.",
    ec: '0042-00000108',
    evidence: 'capture',
    source: 'wiserain/rclone issues 32, 41, 46 (2024 and 2025); EC page 0042-00000108',
    reason: 'The upload was initiated with `sequential` and already has this part; it cannot be replaced.',
    remedy:
      'List the parts and go on with the next number. This is common after a retry whose first attempt did arrive.',
  },
  'part-already-exists-for-copy': {
    status: 409,
    code: 'PartAlreadyExist',
    message: "For sequential multipart upload, you can't overwrite uploaded parts.",
    ec: '0042-00000313',
    evidence: 'doc',
    source: 'EC page 0042-00000313; text as captured for UploadPart',
    reason: 'The upload was initiated with `sequential` and already has the part that this copy would write.',
    remedy: 'List the parts and go on with the next number, or abort and initiate without `sequential`.',
  },
  'complete-malformed': {
    status: 400,
    code: 'MalformedXML',
    message: MALFORMED_XML,
    ec: '0042-00000205',
    evidence: 'capture',
    source: 'cap-171',
    reason:
      'The body is not a CompleteMultipartUpload document whose Part elements each have a PartNumber and an ETag.',
    remedy: 'Send the list of parts as XML, or x-oss-complete-all: yes with an empty body.',
  },
  'parts-not-ascending': {
    status: 400,
    code: 'InvalidPartOrder',
    message: 'The list of parts was not in ascending order. Parts list must specified in order by part number.',
    extras: ['PartNumber', 'UploadId'],
    ec: '0042-00000209',
    evidence: 'sdk-test',
    source: 'wire.md (d); EC page 0042-00000209; the elements are inferred from InvalidPart',
    reason:
      'Part numbers must grow from each entry of the list to the next; this one is equal to or below its predecessor.',
    remedy: 'Sort the list by number before completing. Parts that finish in parallel come back in any order.',
  },
  'invalid-part': {
    ...INVALID_PART,
    evidence: 'capture',
    source: 'cap-059, cap-093, cap-128',
    reason: 'The list names a part with another ETag than the part that was uploaded last under that number.',
    remedy:
      'Send the ETag of each UploadPart answer. `undefined` comes from a browser: add ETag to the expose headers of the CORS rule.',
  },
  'file-part-missing': {
    ...INVALID_PART,
    evidence: 'sdk-test',
    source:
      'operations.md §7.4 and its table of contradictions; the 2019 code table calls it FilePartNotExist, text by the 400 page of 2021',
    reason: 'The list names a part that was never uploaded.',
    remedy: 'List the parts of the upload, upload the missing one and complete again.',
    earlier: { '2019': { code: 'FilePartNotExist', message: 'The Part you read had been deleted.' } },
  },
  'part-too-small': {
    status: 400,
    code: 'EntityTooSmall',
    message: 'Your proposed upload smaller than the minimum allowed size.',
    extras: ['ETag', 'MinSizeAllowed', 'PartNumber', 'ProposedSize', 'UploadId'],
    ec: '0042-00000213',
    evidence: 'capture',
    source:
      'cap-123 to cap-125, s3fs-fuse issue 1304: text captured, the elements fit the lengths 486 and 498 (wire.md (c)); EC page 0042-00000213',
    reason:
      'Every part but the last one of the list must have at least 100 KB (102400 bytes). It is checked at completion only.',
    remedy: 'Upload larger parts. A short part in the middle is often an empty or cut retry: upload that number again.',
  },
  'object-exists-at-completion': {
    status: 409,
    code: 'FileAlreadyExists',
    message: 'The object you specified already exists and can not be overwritten.',
    extras: ['Key'],
    ec: '0042-00000214',
    evidence: 'doc',
    source: 'EC page 0042-00000214',
    reason:
      'The request forbids overwriting (x-oss-forbid-overwrite: true) and the key exists. The upload and its parts are kept.',
    remedy: 'Delete the object or leave the header out, then complete again; or abort the upload.',
  },
  'complete-all-with-body': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Should not speficy both complete all header and http body.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0042-00000216',
    evidence: 'capture',
    source: 'cap-172; the typo is the service’s',
    reason: 'x-oss-complete-all: yes takes every uploaded part, so a list of parts in the body contradicts it.',
    remedy: 'Send either the header with an empty body, or the list without the header.',
  },
  'part-copy-source-malformed': {
    status: 400,
    code: 'InvalidArgument',
    message: COPY_SOURCE,
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0042-00000301',
    evidence: 'doc',
    source: 'EC page 0042-00000301',
    reason: 'x-oss-copy-source of a part copy is not of the form /bucket/key.',
    remedy: 'Start with a slash, then bucket, slash and the percent-encoded key.',
  },
  'part-copy-source-empty': {
    status: 400,
    code: 'InvalidArgument',
    message: COPY_SOURCE,
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0042-00000302',
    evidence: 'doc',
    source: 'EC page 0042-00000302',
    reason: 'The request has x-oss-copy-source, but without a value.',
    remedy: 'Name the source as /bucket/key, or drop the header to upload the body as a part.',
  },
  'part-copy-source-symlink': {
    status: 400,
    code: 'OperationNotSupported',
    message: 'The operation is not supported for this resource',
    extras: ['Detail'],
    ec: '0042-00000308',
    evidence: 'inferred',
    source: 'EC page 0042-00000308 for EC and condition; code and text of the refusals by object type',
    reason: 'x-oss-copy-source of a part copy names a symbolic link.',
    remedy: 'Name the object that the link points at: GetSymlink tells it.',
  },
  'list-limit-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Argument {ArgumentName} must be an integer between 1 and 1000.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'operations.md §7.6, §7.7: code documented; text as captured for max-keys (0017-00000289)',
    reason: 'max-parts or max-uploads is not a whole number from 1 to 1000.',
    remedy: 'Ask for at most 1000 entries and page on with the markers of the answer.',
  },
  'part-number-marker-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Argument {ArgumentName} must be an integer between 0 and 10000.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'by analogy with max-keys; no record of the service’s text',
    reason: 'part-number-marker is not the number of a part.',
    remedy: 'Send the NextPartNumberMarker of the page before.',
  },
} as const satisfies Record<string, CauseRow>;
