import type { Cause } from '../../../src/errors/refuse.ts';
import {
  BUCKET,
  type Case,
  type Cases,
  DISTANT_BUCKET,
  element,
  FOREIGN_BUCKET,
  type SignedAsk,
} from '../support/case.ts';

const TARGET = 'target-bucket';
const ask = (method: string, query: string, body?: string): SignedAsk => ({ method, bucket: BUCKET, query, body });
const make = (bucket: string): SignedAsk => ({ method: 'PUT', bucket });
const versioning = (bucket: string): SignedAsk => ({
  method: 'PUT',
  bucket,
  query: 'versioning',
  body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
});
const put = (key: string): SignedAsk => ({ method: 'PUT', key, body: 'x' });

/** A rule with some of its parts replaced. */
const rule = ({
  id = '<ID>rule-1</ID>',
  inside = '',
  bucket = DISTANT_BUCKET,
  location = 'oss-cn-shanghai',
  type = '',
} = {}): string =>
  `<Rule>${id}${inside}<Destination><Bucket>${bucket}</Bucket><Location>${location}</Location>${type}</Destination></Rule>`;
const add = (...rules: string[]): SignedAsk =>
  ask('POST', 'replication&comp=add', `<ReplicationConfiguration>${rules.join('')}</ReplicationConfiguration>`);
const FULL = rule({
  inside:
    '<RTC><Status>enabled</Status></RTC><EncryptionConfiguration><ReplicaKmsKeyID>my-key</ReplicaKmsKeyID></EncryptionConfiguration><SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria><SyncRole>my-role</SyncRole><HistoricalObjectReplication>disabled</HistoricalObjectReplication><Action>PUT,DELETE</Action><PrefixSet><Prefix>source_image</Prefix><Prefix>video</Prefix></PrefixSet>',
  type: '<TransferType>oss_acc</TransferType>',
});
const remove = (id: string): SignedAsk =>
  ask('POST', 'replication&comp=delete', `<ReplicationRules><ID>${id}</ID></ReplicationRules>`);
const rtc = (status: string, id = 'rule-1'): SignedAsk =>
  ask('PUT', 'rtc', `<ReplicationRule><RTC><Status>${status}</Status></RTC><ID>${id}</ID></ReplicationRule>`);
const GET = ask('GET', 'replication');
const progress = (query = ''): SignedAsk => ask('GET', `replicationProgress${query}`);

const refused = (cause: Cause, sentence: string, parts: Parameters<typeof rule>[0], name: string = cause): Case => ({
  name,
  rule: sentence,
  cause,
  ask: add(rule(parts)),
});

/** Copying between buckets (operations.md §5.13). */
export const replicationCases: Cases = {
  PutBucketTransferAcceleration: [
    {
      name: 'acceleration-in-use',
      rule: 'what a replication rule into a bucket uses cannot be switched off',
      cause: 'acceleration-in-use',
      before: [add(rule({ type: '<TransferType>oss_acc</TransferType>' }))],
      ask: {
        method: 'PUT',
        bucket: DISTANT_BUCKET,
        host: `${DISTANT_BUCKET}.oss-cn-shanghai.aliyuncs.com`,
        query: 'transferAcceleration',
        body: '<TransferAccelerationConfiguration><Enabled>false</Enabled></TransferAccelerationConfiguration>',
      },
    },
  ],
  PutBucketReplication: [
    { name: 'add', rule: "the rule's id is in a header of the answer", ask: add(rule()) },
    { name: 'without-id', rule: 'a rule without an id gets one', ask: add(rule({ id: '' })) },
    refused('replication-malformed-xml', 'a destination says where it lies', { location: '' }),
    { name: 'replication-without-rule', rule: 'a document has a rule', cause: 'replication-without-rule', ask: add() },
    {
      name: 'replication-too-many-rules',
      rule: 'a document has one rule',
      cause: 'replication-too-many-rules',
      ask: add(rule(), rule()),
    },
    refused('replication-action-invalid', 'an action is one of four', { inside: '<Action>SET</Action>' }),
    refused('replication-argument-invalid', 'an id has at most 255 characters', { id: `<ID>${'i'.repeat(256)}</ID>` }),
    refused('replication-too-many-prefixes', 'a rule has at most ten prefixes', {
      inside: `<PrefixSet>${'<Prefix>a</Prefix>'.repeat(11)}</PrefixSet>`,
    }),
    refused('replication-transfer-type-missing', 'a transfer type that is there says something', {
      type: '<TransferType></TransferType>',
    }),
    refused('replication-transfer-type-unsupported', 'a transfer type is internal or oss_acc', {
      type: '<TransferType>fast</TransferType>',
    }),
    {
      name: 'accelerated-in-one-region',
      rule: 'only rules across regions are accelerated',
      cause: 'replication-transfer-type-unsupported',
      before: [make(TARGET)],
      ask: add(rule({ bucket: TARGET, location: 'oss-cn-hangzhou', type: '<TransferType>oss_acc</TransferType>' })),
    },
    refused('replication-target-invalid', 'the target is another bucket', { bucket: BUCKET }),
    refused('replication-target-invalid', 'the target exists', { bucket: 'missing-bucket' }, 'target-missing'),
    refused(
      'replication-target-invalid',
      'the target is of the same owner',
      { bucket: FOREIGN_BUCKET },
      'target-foreign',
    ),
    refused('replication-location-invalid', 'a location is a region', { location: 'oss-cn-atlantis' }),
    refused('replication-target-elsewhere', 'the target lies where the rule says', { location: 'oss-cn-beijing' }),
    {
      name: 'replication-exists',
      rule: 'two buckets have one rule',
      cause: 'replication-exists',
      before: [add(rule())],
      ask: add(rule({ id: '<ID>rule-2</ID>' })),
    },
    {
      name: 'id-repeated',
      rule: 'the ids of rules differ',
      cause: 'replication-argument-invalid',
      before: [add(rule()), make(TARGET)],
      ask: add(rule({ bucket: TARGET, location: 'oss-cn-hangzhou' })),
    },
    {
      name: 'replication-versioning-differs',
      rule: 'both buckets have versioning, or neither has',
      cause: 'replication-versioning-differs',
      before: [versioning(BUCKET)],
      ask: add(rule()),
    },
    {
      name: 'versioned',
      rule: 'buckets that both have versioning are replicated',
      before: [versioning(BUCKET), make(TARGET), versioning(TARGET)],
      ask: add(rule({ bucket: TARGET, location: 'oss-cn-hangzhou' })),
    },
  ],
  PutBucketVersioning: [
    {
      name: 'replicated-unchanged',
      rule: 'what the versioning of a replicated bucket is already may be said again',
      before: [
        versioning(BUCKET),
        make(TARGET),
        versioning(TARGET),
        add(rule({ bucket: TARGET, location: 'oss-cn-hangzhou' })),
      ],
      ask: versioning(BUCKET),
    },
    {
      name: 'replicated',
      rule: 'versioning does not change while a rule reads from the bucket',
      cause: 'versioning-while-replicated',
      before: [add(rule())],
      ask: versioning(BUCKET),
    },
    {
      name: 'replica',
      rule: 'versioning does not change while a rule writes to the bucket',
      cause: 'versioning-while-replicated',
      before: [make(TARGET), add(rule({ bucket: TARGET, location: 'oss-cn-hangzhou' }))],
      ask: versioning(TARGET),
    },
  ],
  GetBucketReplication: [
    { name: 'plain', rule: 'defaults are told, the usual transfer type is not', before: [add(rule())], ask: GET },
    { name: 'full', rule: "every element comes back in the service's order", before: [add(FULL)], ask: GET },
    {
      name: 'none',
      rule: 'a bucket without rules has no configuration',
      cause: 'no-replication-configuration',
      ask: GET,
    },
  ],
  DeleteBucketReplication: [
    {
      name: 'delete',
      rule: 'a rule goes with a 200, because it is a POST',
      before: [add(rule())],
      ask: remove('rule-1'),
      after: { ask: GET, status: 404 },
    },
    {
      name: 'by-id-given',
      rule: 'also by the id that the service made',
      before: [add(rule({ id: '' })), GET],
      ask: ([, told]) => remove(element(told, 'ID')),
    },
    {
      name: 'no-replication-rule',
      rule: 'a rule that is not there cannot go',
      cause: 'no-replication-rule',
      before: [add(rule())],
      ask: remove('rule-2'),
    },
    {
      name: 'replication-malformed-xml',
      rule: 'the rule is named',
      cause: 'replication-malformed-xml',
      ask: remove(''),
    },
  ],
  GetBucketReplicationLocation: [
    { name: 'all', rule: 'a bucket can be copied to every region', ask: ask('GET', 'replicationLocation') },
  ],
  GetBucketReplicationProgress: [
    {
      name: 'one',
      rule: 'what was there before and what came later are told apart',
      before: [put('a'), add(rule()), put('b')],
      ask: progress('&rule-id=rule-1'),
    },
    {
      name: 'all',
      rule: 'without an id every rule is told of',
      before: [
        add(FULL),
        make(TARGET),
        add(rule({ id: '<ID>rule-2</ID>', bucket: TARGET, location: 'oss-cn-hangzhou' })),
      ],
      ask: progress(),
    },
    {
      name: 'no-replication-rule',
      rule: 'the rule is there',
      cause: 'no-replication-rule',
      before: [add(rule())],
      ask: progress('&rule-id=rule-2'),
    },
    {
      name: 'none',
      rule: 'a bucket without rules has no progress',
      cause: 'no-replication-configuration',
      ask: progress('&rule-id=rule-1'),
    },
  ],
  PutBucketRtc: [
    {
      name: 'set',
      rule: 'time control is turned on by a 200 without body',
      before: [add(rule())],
      ask: rtc('enabled'),
      after: { ask: GET, status: 200 },
    },
    {
      name: 'rtc-without-rule',
      rule: 'the rule is there',
      cause: 'rtc-without-rule',
      before: [add(rule())],
      ask: rtc('enabled', 'rule-2'),
    },
    {
      name: 'rtc-without-id',
      rule: 'the rule is named',
      cause: 'rtc-without-id',
      before: [add(rule())],
      ask: rtc('enabled', ''),
    },
    {
      name: 'replication-malformed-xml',
      rule: 'time control is enabled or disabled',
      cause: 'replication-malformed-xml',
      before: [add(rule())],
      ask: rtc('on'),
    },
  ],
};
