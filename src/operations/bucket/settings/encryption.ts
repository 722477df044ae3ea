import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
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

export const bucketEncryption = setting<DefaultEncryption>({
  title: 'BucketEncryption',
  subResource: 'encryption',
  support: 'works',
  deletable: true,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    const rule =
      root?.name === 'ServerSideEncryptionRule' ? child(root, 'ApplyServerSideEncryptionByDefault') : undefined;
    if (rule === undefined) throw refuse('setting-malformed-xml');
    return readRule(rule);
  },
  print: (value): XmlElement => [
    'ServerSideEncryptionRule',
    [['ApplyServerSideEncryptionByDefault', encryptionElements(value)]],
  ],
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
  if (algorithm !== 'AES256' && algorithm !== 'KMS' && algorithm !== 'SM4') {
    throw refuse('encryption-algorithm-unknown').because({ algorithm });
  }
  if (algorithm !== 'KMS' && keyId !== undefined) {
    throw refuse('kms-key-without-kms', argument('KMSMasterKeyID', keyId));
  }
  if (dataAlgorithm !== undefined && (algorithm !== 'KMS' || dataAlgorithm !== 'SM4')) {
    throw refuse('data-encryption-needs-kms').because({ algorithm, dataAlgorithm });
  }
  return { algorithm, keyId, dataAlgorithm };
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
