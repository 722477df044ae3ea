import { refuse } from '../../../errors/refuse.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { texts } from '../../setting-values.ts';

/** What of a bucket is copied to another, and how (operations.md §5.13). */
export interface ReplicationRule {
  readonly id: string;
  /** None are every key. */
  readonly prefixes: readonly string[];
  /** As sent: `ALL`, or a list of `PUT`, `DELETE` and `ABORT`. */
  readonly action: string;
  /** The target bucket. */
  readonly bucket: string;
  /** `oss-cn-hangzhou`. */
  readonly location: string;
  readonly transferType: 'internal' | 'oss_acc';
  /** Whether what was there before the rule is copied too. */
  readonly historical: boolean;
  readonly syncRole: string | undefined;
  /** Status of SseKmsEncryptedObjects: whether objects under KMS are copied; undefined when not said. */
  readonly kmsObjects: 'Enabled' | 'Disabled' | undefined;
  /** The key that copies are encrypted with. */
  readonly replicaKmsKeyId: string | undefined;
  /** Whether copying within a set time is paid for; undefined when not said. */
  readonly rtc: 'enabled' | 'disabled' | undefined;
}

const MAX_PREFIXES = 10;
const MAX_PREFIX = 1023;
const MAX_ID = 255;
const ACTIONS: ReadonlySet<string> = new Set(['ALL', 'PUT', 'DELETE', 'ABORT']);

export function malformed() {
  return refuse('replication-malformed-xml');
}

function illegal(name: string, value: string) {
  return refuse('replication-argument-invalid', { ArgumentName: name, ArgumentValue: value });
}

/** @returns the rule, its id empty when there is none. @throws OssError what is wrong with it by itself. */
export function readRule(node: XmlNode): ReplicationRule {
  const target = child(node, 'Destination');
  const [bucket, location] = target === undefined ? [] : [text(target, 'Bucket'), text(target, 'Location')];
  if (target === undefined || !bucket || !location) throw malformed();
  const id = text(node, 'ID') ?? '';
  if (id.length > MAX_ID) throw illegal('ID', id);
  const criteria = child(node, 'SourceSelectionCriteria');
  const encryption = child(node, 'EncryptionConfiguration');
  return {
    id,
    prefixes: readPrefixes(child(node, 'PrefixSet')),
    action: readAction(text(node, 'Action') || 'ALL'),
    bucket,
    location,
    transferType: readTransferType(text(target, 'TransferType')),
    historical: readHistorical(text(node, 'HistoricalObjectReplication') || 'enabled'),
    syncRole: text(node, 'SyncRole') || undefined,
    kmsObjects: criteria && readKmsObjects(criteria),
    replicaKmsKeyId: encryption && (text(encryption, 'ReplicaKmsKeyID') || undefined),
    rtc: readRtc(node),
  };
}

function text(node: XmlNode, name: string): string | undefined {
  const found = texts(node, name);
  if (found.length > 1) throw malformed();
  return found[0];
}

function readPrefixes(set: XmlNode | undefined): string[] {
  const prefixes = set === undefined ? [] : texts(set, 'Prefix').filter((prefix) => prefix !== '');
  if (prefixes.length > MAX_PREFIXES) throw refuse('replication-too-many-prefixes').because({ count: prefixes.length });
  for (const prefix of prefixes) if (prefix.length > MAX_PREFIX) throw illegal('Prefix', prefix);
  return prefixes;
}

function readAction(action: string): string {
  if (action.split(',').every((one) => ACTIONS.has(one.trim()))) return action;
  throw refuse('replication-action-invalid', { ArgumentName: 'Action', ArgumentValue: action });
}

function readTransferType(type: string | undefined): ReplicationRule['transferType'] {
  if (type === undefined || type === 'internal') return 'internal';
  if (type === 'oss_acc') return type;
  if (type === '') throw refuse('replication-transfer-type-missing');
  throw refuse('replication-transfer-type-unsupported', { ArgumentName: 'TransferType', ArgumentValue: type });
}

function readHistorical(value: string): boolean {
  if (value === 'enabled' || value === 'disabled') return value === 'enabled';
  throw illegal('HistoricalObjectReplication', value);
}

function readKmsObjects(criteria: XmlNode): ReplicationRule['kmsObjects'] {
  const objects = child(criteria, 'SseKmsEncryptedObjects');
  const status = objects && text(objects, 'Status');
  if (status === 'Enabled' || status === 'Disabled') return status;
  throw malformed();
}

/** The Status inside RTC; undefined without RTC. @throws OssError for another word. */
export function readRtc(node: XmlNode): ReplicationRule['rtc'] {
  const rtc = child(node, 'RTC');
  if (rtc === undefined) return undefined;
  const status = text(rtc, 'Status');
  if (status === 'enabled' || status === 'disabled') return status;
  throw malformed();
}

/** Whether a rule copies what is done to a key. */
export function covers({ action, prefixes }: ReplicationRule, key: string, kind: 'PUT' | 'DELETE'): boolean {
  const actions = action.split(',').map((one) => one.trim());
  if (!actions.includes('ALL') && !actions.includes(kind)) return false;
  return prefixes.length === 0 || prefixes.some((prefix) => key.startsWith(prefix));
}

/** What rules and their progress have in common, in the order of the samples (GetBucketReplicationProgress page). */
export function ruleHead(rule: ReplicationRule, status: string | undefined): (XmlElement | false)[] {
  const { id, prefixes, action, bucket, location, transferType, historical } = rule;
  return [
    ['ID', id],
    prefixes.length > 0 && ['PrefixSet', prefixes.map((prefix) => ['Prefix', prefix] as const)],
    ['Action', action],
    [
      'Destination',
      [
        ['Bucket', bucket],
        ['Location', location],
        // Printed only when it is not the usual one (note on the sample).
        transferType === 'oss_acc' && ['TransferType', transferType],
      ],
    ],
    status !== undefined && ['Status', status],
    ['HistoricalObjectReplication', historical ? 'enabled' : 'disabled'],
  ];
}

/** @param status undefined in the document that is kept. */
export function ruleElement(rule: ReplicationRule, status?: string): XmlElement {
  const { syncRole, kmsObjects, replicaKmsKeyId, rtc } = rule;
  return [
    'Rule',
    [
      ...ruleHead(rule, status),
      syncRole !== undefined && ['SyncRole', syncRole],
      kmsObjects !== undefined && ['SourceSelectionCriteria', [['SseKmsEncryptedObjects', [['Status', kmsObjects]]]]],
      replicaKmsKeyId !== undefined && ['EncryptionConfiguration', [['ReplicaKmsKeyID', replicaKmsKeyId]]],
      rtc !== undefined && ['RTC', [['Status', rtc]]],
    ],
  ];
}
