import type { CauseRow } from '../cause.ts';
import { conditionOf, MALFORMED_XML } from '../parts.ts';

/** EC 0014: what a lifecycle rule does with objects (operations.md §5.1). */
export const lifecycleActions = {
  'lifecycle-class-unknown': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000044'),
    reason: 'StorageClass of a Transition is no class that objects can be moved to.',
    remedy: 'Write IA, Archive, ColdArchive or DeepColdArchive.',
  },
  'lifecycle-class-missing': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000045'),
    reason: 'A Transition does not say to which storage class.',
    remedy: 'Add StorageClass.',
  },
  'lifecycle-transition-without-time': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000048'),
    reason: 'A Transition holds neither Days nor CreatedBeforeDate.',
    remedy: 'Add Days; by the time of the last access there is no other way.',
  },
  'lifecycle-access-time-class': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000051'),
    reason: 'By the time of their last access objects are moved to IA or Archive only.',
    remedy: 'Choose one of these, or leave IsAccessTime out.',
  },
  'lifecycle-return-misplaced': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000052'),
    reason: 'ReturnToStdWhenVisit belongs to transitions by the time of the last access, and all of those need it.',
    remedy: 'Write it together with IsAccessTime true, and nowhere else.',
  },
  'lifecycle-return-class': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000053'),
    reason: 'Objects return to Standard when they are read only from the class IA.',
    remedy: 'Set ReturnToStdWhenVisit to false, or StorageClass to IA.',
  },
  'lifecycle-small-file-with-size': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000054'),
    reason: 'AllowSmallFile and a filter by size contradict each other.',
    remedy: 'Keep one of them.',
  },
  'lifecycle-expiration-element-unknown': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000056'),
    reason: 'Expiration holds an element that does not belong there.',
    remedy: 'Use Days, CreatedBeforeDate or ExpiredObjectDeleteMarker.',
  },
  'lifecycle-delete-marker-with-time': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000059'),
    reason: 'An Expiration that removes delete markers has a time as well.',
    remedy: 'Remove Days or CreatedBeforeDate; put the expiration of objects into another rule.',
  },
  'lifecycle-expiration-without-time': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000060'),
    reason: 'Expiration does not say when.',
    remedy: 'Add Days or CreatedBeforeDate, or ExpiredObjectDeleteMarker true.',
  },
  'lifecycle-noncurrent-class-unknown': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000062'),
    reason: 'StorageClass of a NoncurrentVersionTransition is no class that versions can be moved to.',
    remedy: 'Write IA, Archive, ColdArchive or DeepColdArchive.',
  },
  'lifecycle-noncurrent-class-missing': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000063'),
    reason: 'A NoncurrentVersionTransition does not say to which storage class.',
    remedy: 'Add StorageClass.',
  },
  'lifecycle-noncurrent-transition-without-days': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000064'),
    reason: 'A NoncurrentVersionTransition does not say when.',
    remedy: 'Add NoncurrentDays.',
  },
  'lifecycle-noncurrent-expiration-element-unknown': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000068'),
    reason: 'NoncurrentVersionExpiration holds an element that does not belong there, for example IsAccessTime.',
    remedy: 'Leave NoncurrentDays alone.',
  },
  'lifecycle-noncurrent-expiration-without-days': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000070'),
    reason: 'NoncurrentVersionExpiration does not say when.',
    remedy: 'Add NoncurrentDays.',
  },
  'lifecycle-days-invalid': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000086'),
    reason: 'Days or NoncurrentDays is not a whole number above 0.',
    remedy: 'Write plain digits; the shortest life is one day.',
  },
  'lifecycle-date-invalid': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000087'),
    reason: 'CreatedBeforeDate is not a midnight in UTC in the form yyyy-MM-ddT00:00:00.000Z.',
    remedy: 'Write the whole instant, for example 2026-01-31T00:00:00.000Z.',
  },
  'lifecycle-access-monitor-off': {
    ...MALFORMED_XML,
    evidence: 'sdk-test',
    source: 'operations.md §5.1 (Java SDK test for the code)',
    reason: 'A rule goes by the time of the last access, and the bucket does not record it.',
    remedy: 'Enable access tracking with PutBucketAccessMonitor first.',
  },
} as const satisfies Record<string, CauseRow>;
