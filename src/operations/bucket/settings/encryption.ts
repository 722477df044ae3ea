import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import type { Call } from '../../operation.ts';
import { setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';

/** How objects are encrypted that are written without headers of their own (operations.md §5.8). */
export interface DefaultEncryption {
  readonly algorithm: 'AES256' | 'KMS' | 'SM4';
  /** Any text: which keys KMS has is not known here. */
  readonly keyId: string | undefined;
  /** `SM4` or nothing; only with KMS. */
  readonly dataAlgorithm: string | undefined;
}

/** The name under which a bucket keeps it. */
export const BUCKET_ENCRYPTION = 'encryption';

export const bucketEncryption = setting<DefaultEncryption>({
  title: 'BucketEncryption',
  subResource: BUCKET_ENCRYPTION,
  support: 'works',
  deletable: true,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    const rule =
      root?.name === 'ServerSideEncryptionRule' ? child(root, 'ApplyServerSideEncryptionByDefault') : undefined;
    if (rule === undefined) throw refuse('setting-malformed-xml');
    return readRule(rule);
  },
  print: document,
  unset({ name }) {
    throw refuse('no-encryption-configuration', { BucketName: name });
  },
});

/** Elements without text count as left out: clients send them so. */
function readRule(rule: XmlNode): DefaultEncryption {
  const algorithm = texts(rule, 'SSEAlgorithm')[0];
  const keyId = texts(rule, 'KMSMasterKeyID')[0] || undefined;
  const dataAlgorithm = texts(rule, 'KMSDataEncryption')[0] || undefined;
  if (algorithm === undefined) throw refuse('setting-malformed-xml');
  return checked(algorithm, keyId, dataAlgorithm);
}

/**
 * The default encryption of a bucket in the making, as the document it keeps: PutBucket takes the headers of PutObject (API
 * reference of PutBucket).
 * @throws OssError what the document of a default encryption is refused with.
 */
export function requestedDefaultEncryption({ request: { headers } }: Call): string | undefined {
  const algorithm = headers.get('x-oss-server-side-encryption');
  if (algorithm === undefined || algorithm === '') return undefined;
  const keyId = headers.get('x-oss-server-side-encryption-key-id') || undefined;
  const dataAlgorithm = headers.get('x-oss-server-side-data-encryption') || undefined;
  return xmlDocument(document(checked(algorithm, keyId && (utf8FromBytes(keyId) ?? keyId), dataAlgorithm)));
}

/** @throws OssError `kms-key-invalid` for what is no id, nor could stand in a header of the answers that tell it. */
export function checkKeyId(keyId: string): void {
  if (!/^[\x21-\x7e]+$/.test(keyId)) throw refuse('kms-key-invalid').because({ keyId });
}

/**
 * @throws OssError `encryption-algorithm-unknown`, `kms-key-without-kms`, `kms-key-invalid`, `data-encryption-needs-kms`.
 */
function checked(algorithm: string, keyId: string | undefined, dataAlgorithm: string | undefined): DefaultEncryption {
  if (algorithm !== 'AES256' && algorithm !== 'KMS' && algorithm !== 'SM4') {
    throw refuse('encryption-algorithm-unknown').because({ algorithm });
  }
  if (algorithm !== 'KMS' && keyId !== undefined) {
    throw refuse('kms-key-without-kms', argument('KMSMasterKeyID', keyId));
  }
  if (keyId !== undefined) checkKeyId(keyId);
  if (dataAlgorithm !== undefined && (algorithm !== 'KMS' || dataAlgorithm !== 'SM4')) {
    throw refuse('data-encryption-needs-kms').because({ algorithm, dataAlgorithm });
  }
  return { algorithm, keyId, dataAlgorithm };
}

function document(value: DefaultEncryption): XmlElement {
  return ['ServerSideEncryptionRule', [['ApplyServerSideEncryptionByDefault', encryptionElements(value)]]];
}

function encryptionElements({ algorithm, keyId, dataAlgorithm }: DefaultEncryption): (XmlElement | false)[] {
  return [
    ['SSEAlgorithm', algorithm],
    keyId !== undefined && ['KMSMasterKeyID', keyId],
    dataAlgorithm !== undefined && ['KMSDataEncryption', dataAlgorithm],
  ];
}

/** What GetBucketInfo says about it. */
export function encryptionSummary(bucket: BucketRecord): XmlElement {
  const value = bucketEncryption.of(bucket);
  return ['ServerSideEncryptionRule', value === undefined ? [['SSEAlgorithm', 'None']] : encryptionElements(value)];
}
