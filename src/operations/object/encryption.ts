import { refuse } from '../../errors/refuse.ts';
import type { BucketRecord } from '../../store/store.ts';
import type { HeaderList, Headers } from '../../wire/headers.ts';
import { argument } from '../argument.ts';
import { bucketEncryption, checkKeyId } from '../bucket/settings/encryption.ts';
import type { Call } from '../operation.ts';

const ALGORITHM = 'x-oss-server-side-encryption';
const DATA_ALGORITHM = 'x-oss-server-side-data-encryption';
const KEY_ID = 'x-oss-server-side-encryption-key-id';

const ALGORITHMS: ReadonlySet<string> = new Set(['AES256', 'KMS', 'SM4']);

/**
 * The server-side encryption a request asks for, or else the bucket's, as the headers that answers repeat (operations.md
 * §6.1, §5.8). A key id and a data algorithm count only with KMS. Bytes are stored as they are: encryption at rest cannot be seen from outside.
 * @throws OssError `encryption-algorithm-unknown`, `kms-key-empty`, `kms-key-invalid`, `data-encryption-unknown`.
 */
export function requestedEncryption(headers: Headers, bucket: BucketRecord): HeaderList {
  const algorithm = headers.get(ALGORITHM);
  if (algorithm === undefined) return defaultEncryption(bucket);
  if (!ALGORITHMS.has(algorithm)) throw refuse('encryption-algorithm-unknown').because({ algorithm });
  const encryption: [string, string][] = [[ALGORITHM, algorithm]];
  if (algorithm !== 'KMS') return encryption;
  const dataAlgorithm = headers.get(DATA_ALGORITHM);
  if (dataAlgorithm !== undefined) {
    if (dataAlgorithm !== 'SM4') throw refuse('data-encryption-unknown').because({ dataAlgorithm });
    encryption.push([DATA_ALGORITHM, dataAlgorithm]);
  }
  const keyId = headers.get(KEY_ID);
  if (keyId !== undefined) {
    if (keyId === '') throw refuse('kms-key-empty', argument(KEY_ID, keyId));
    checkKeyId(keyId);
    encryption.push([KEY_ID, keyId]);
  }
  return encryption;
}

/** The bucket's rule as the headers that would have asked for it. */
function defaultEncryption(bucket: BucketRecord): HeaderList {
  const rule = bucketEncryption.of(bucket);
  if (rule === undefined) return [];
  const encryption: [string, string][] = [[ALGORITHM, rule.algorithm]];
  if (rule.dataAlgorithm !== undefined) encryption.push([DATA_ALGORITHM, rule.dataAlgorithm]);
  if (rule.keyId !== undefined) encryption.push([KEY_ID, rule.keyId]);
  return encryption;
}

/** @throws OssError `encryption-header-not-applicable` on operations that store nothing (EC 0005-00000002). */
export function refuseEncryptionHeader(call: Call): void {
  const value = call.request.headers.get(ALGORITHM);
  if (value === undefined) return;
  throw refuse('encryption-header-not-applicable', argument(ALGORITHM, value));
}
