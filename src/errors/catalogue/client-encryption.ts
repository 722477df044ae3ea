import type { CauseRow } from '../cause.ts';

const INVALID = { status: 400, code: 'InvalidEncryptionRequest', evidence: 'doc' } as const;
const MISSING = { ...INVALID, message: 'Miss some necessary client encryption meta parameters.' } as const;
const BAD_SIZE = { ...INVALID, message: 'The client encryption meta data_size or part_size is invalid.' } as const;
const CHANGED = {
  ...INVALID,
  message: 'The client encryption meta is inconsistent with init_multipart setted.',
} as const;
const NO_COPY = { ...INVALID, message: "Client encryption doesn't support upload part copy." } as const;

/** EC 0005-00000401 to 420: what the service checks of objects that the client encrypts in parts. */
export const clientEncryption = {
  'client-encryption-key-missing': {
    ...MISSING,
    ec: '0005-00000401',
    source: 'EC page 0005-00000401; 400 page of 2021 for the text',
    reason: 'Other headers of client-side encryption are there, and x-oss-meta-client-side-encryption-key is not.',
    remedy: 'Let the encryption client of an SDK make all six headers; tell it the size of the data and of a part.',
  },
  'client-encryption-start-missing': {
    ...MISSING,
    ec: '0005-00000402',
    source: 'EC page 0005-00000402; 400 page of 2021 for the text',
    reason: 'Other headers of client-side encryption are there, and x-oss-meta-client-side-encryption-start is not.',
    remedy: 'Let the encryption client of an SDK make all six headers; tell it the size of the data and of a part.',
  },
  'client-encryption-cek-alg-missing': {
    ...MISSING,
    ec: '0005-00000403',
    evidence: 'inferred',
    source: '400 page of 2021; its EC is the gap between published neighbours',
    reason: 'Other headers of client-side encryption are there, and x-oss-meta-client-side-encryption-cek-alg is not.',
    remedy: 'Let the encryption client of an SDK make all six headers; tell it the size of the data and of a part.',
  },
  'client-encryption-wrap-alg-missing': {
    ...MISSING,
    ec: '0005-00000404',
    source: 'EC page 0005-00000404; 400 page of 2021 for the text',
    reason: 'Other headers of client-side encryption are there, and x-oss-meta-client-side-encryption-wrap-alg is not.',
    remedy: 'Let the encryption client of an SDK make all six headers; tell it the size of the data and of a part.',
  },
  'client-encryption-data-size-missing': {
    ...MISSING,
    ec: '0005-00000406',
    source: 'EC page 0005-00000406; 400 page of 2021 for the text',
    reason:
      'Other headers of client-side encryption are there, and x-oss-meta-client-side-encryption-data-size is not.',
    remedy: 'Let the encryption client of an SDK make all six headers; tell it the size of the data and of a part.',
  },
  'client-encryption-part-size-missing': {
    ...MISSING,
    ec: '0005-00000407',
    source: 'EC page 0005-00000407; 400 page of 2021 for the text',
    reason:
      'Other headers of client-side encryption are there, and x-oss-meta-client-side-encryption-part-size is not.',
    remedy: 'Let the encryption client of an SDK make all six headers; tell it the size of the data and of a part.',
  },
  'client-encryption-data-size-invalid': {
    ...BAD_SIZE,
    ec: '0005-00000408',
    evidence: 'inferred',
    source: '400 page of 2021; its EC is the gap between published neighbours',
    reason: 'x-oss-meta-client-side-encryption-data-size is not a whole number above zero.',
    remedy: 'Announce sizes in bytes.',
  },
  'client-encryption-part-size-invalid': {
    ...BAD_SIZE,
    ec: '0005-00000409',
    source: 'EC page 0005-00000409; 400 page of 2021 for the text',
    reason: 'x-oss-meta-client-side-encryption-part-size is not a whole number above zero.',
    remedy: 'Announce sizes in bytes.',
  },
  'client-encryption-too-many-parts': {
    ...INVALID,
    message: 'The parts count calculated by client encryption meta is too large.',
    ec: '0005-00000410',
    source: 'EC page 0005-00000410; 400 page of 2021 for the text',
    reason: 'The announced data in parts of the announced size would be more than 10000 parts.',
    remedy: 'Announce a greater part size.',
  },
  'client-encryption-key-changed': {
    ...CHANGED,
    ec: '0005-00000412',
    evidence: 'inferred',
    source: '400 page of 2021; its EC is the gap between published neighbours',
    reason: 'A part came with another x-oss-meta-client-side-encryption-key than the upload was initiated with.',
    remedy: 'Use one encryption context for the whole upload.',
  },
  'client-encryption-start-changed': {
    ...CHANGED,
    ec: '0005-00000413',
    source: 'EC page 0005-00000413; 400 page of 2021 for the text',
    reason: 'A part came with another x-oss-meta-client-side-encryption-start than the upload was initiated with.',
    remedy: 'Use one encryption context for the whole upload.',
  },
  'client-encryption-cek-alg-changed': {
    ...CHANGED,
    ec: '0005-00000414',
    evidence: 'inferred',
    source: '400 page of 2021; its EC is the gap between published neighbours',
    reason: 'A part came with another x-oss-meta-client-side-encryption-cek-alg than the upload was initiated with.',
    remedy: 'Use one encryption context for the whole upload.',
  },
  'client-encryption-wrap-alg-changed': {
    ...CHANGED,
    ec: '0005-00000415',
    evidence: 'inferred',
    source: '400 page of 2021; its EC is the gap between published neighbours',
    reason: 'A part came with another x-oss-meta-client-side-encryption-wrap-alg than the upload was initiated with.',
    remedy: 'Use one encryption context for the whole upload.',
  },
  'client-encryption-data-size-changed': {
    ...CHANGED,
    ec: '0005-00000417',
    evidence: 'inferred',
    source: '400 page of 2021; its EC is the gap between published neighbours',
    reason: 'A part came with another x-oss-meta-client-side-encryption-data-size than the upload was initiated with.',
    remedy: 'Use one encryption context for the whole upload.',
  },
  'client-encryption-part-size-changed': {
    ...CHANGED,
    ec: '0005-00000418',
    source: 'EC page 0005-00000418; 400 page of 2021 for the text',
    reason: 'A part came with another x-oss-meta-client-side-encryption-part-size than the upload was initiated with.',
    remedy: 'Use one encryption context for the whole upload.',
  },
  'client-encryption-part-number-too-large': {
    ...INVALID,
    message: 'The partId must less or equal to expectedPartNumber.',
    source: '400 page of 2021',
    reason: 'The part has a number above the count of parts that the announced sizes make.',
    remedy: 'Announce the size of all data when the upload is initiated, or number the parts from 1.',
  },
  'client-encryption-part-size-wrong': {
    ...INVALID,
    message: 'The partSize must same with init_multipart setted except last part.',
    ec: '0005-00000419',
    source: 'EC page 0005-00000419; 400 page of 2021 for the text',
    reason: 'A part other than the last does not have the part size announced at initiation.',
    remedy: 'Cut all parts at the announced size.',
  },
  'client-encryption-last-part-wrong': {
    ...INVALID,
    message: 'The last partSize must same with init_multipart setted.',
    ec: '0005-00000420',
    source: 'EC page 0005-00000420; 400 page of 2021 for the text',
    reason: 'The last part is not what remains of the data size announced at initiation.',
    remedy: 'Announce the size of the encrypted data, which is that of the file.',
  },
  'client-encryption-part-list-wrong': {
    ...INVALID,
    message: 'The client encryption part list is unexpected with init_multipart setted.',
    ec: '0005-00000411',
    source: 'EC page 0005-00000411; 400 page of 2021 for the text',
    reason: 'More parts are completed than the data size and part size announced at initiation allow.',
    remedy: 'Announce the real sizes when the upload is initiated, or start it again.',
  },
  'client-encryption-part-copy': {
    ...NO_COPY,
    source: '400 page of 2021',
    reason: 'The upload was initiated for data that the client encrypts, and a part was to be copied into it.',
    remedy: 'Upload the part itself.',
  },
  'client-encryption-part-copy-source': {
    ...NO_COPY,
    ec: '0042-00000309',
    source: 'EC page 0042-00000309 for the condition; 400 page of 2021 for the text',
    reason:
      'The source of the part is an object that the client encrypted: a piece of it can be decrypted nowhere else.',
    remedy: 'Copy the object whole with CopyObject, or upload it again.',
  },
} as const satisfies Record<string, CauseRow>;
