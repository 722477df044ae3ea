import type { CauseRow } from '../cause.ts';
import { conditionOf, MALFORMED_XML } from '../parts.ts';

/** EC 0014: which objects a lifecycle rule is for (operations.md §5.1). */
export const lifecycleRules = {
  'lifecycle-too-many-rules': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000014'),
    reason: 'A bucket has at most 1000 lifecycle rules.',
    remedy: 'Join rules that do the same, for example by a shorter prefix.',
  },
  'lifecycle-root-child-unknown': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000015'),
    reason: 'LifecycleConfiguration holds an element that is not Rule.',
    remedy: 'Leave only Rule elements there.',
  },
  'lifecycle-id-too-long': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000019'),
    reason: 'The ID of a rule has more than 255 characters.',
    remedy: 'Shorten it, or leave it out: the service then makes one.',
  },
  'lifecycle-id-repeated': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000020'),
    reason: 'Two rules have the same ID.',
    remedy: 'Give each rule an ID of its own, or none.',
  },
  'lifecycle-prefix-missing': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000021'),
    reason: 'A rule has no Prefix.',
    remedy: 'Add one; an empty Prefix stands for all objects of the bucket.',
  },
  'lifecycle-prefix-too-long': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000022'),
    reason: 'The Prefix of a rule has more than 1023 characters.',
    remedy: 'Shorten it; no object has a longer name.',
  },
  'lifecycle-tag-incomplete': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000028'),
    reason: 'A Tag lacks its Key or its Value.',
    remedy: 'Write both; a Value may be empty.',
  },
  'lifecycle-tag-repeated': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000029'),
    reason: 'Two tags of a rule have the same Key.',
    remedy: 'Keep one of them: an object has one value for a key, so no object would match both.',
  },
  'lifecycle-tag-key-empty': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000030'),
    reason: 'The Key of a Tag is empty.',
    remedy: 'Name the tag.',
  },
  'lifecycle-tag-key-characters': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000031'),
    reason: 'The Key of a Tag holds a character that tags cannot have.',
    remedy: 'Use letters, digits, blanks and + - = . _ : / only.',
  },
  'lifecycle-tag-value-characters': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000032'),
    reason: 'The Value of a Tag holds a character that tags cannot have.',
    remedy: 'Use letters, digits, blanks and + - = . _ : / only.',
  },
  'lifecycle-not-with-upload-action': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000034'),
    reason: 'A rule with Filter/Not cannot abort multipart uploads or remove delete markers.',
    remedy: 'Put that action into a rule of its own without Not.',
  },
  'lifecycle-not-prefix-outside': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000035'),
    reason:
      'The Prefix in Filter/Not is empty or does not begin with the Prefix of the rule, so it would exclude nothing.',
    remedy: 'Let it begin with the Prefix of the rule and name the part that is to be left out.',
  },
  'lifecycle-not-tag-same': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000036'),
    reason: 'The Tag in Filter/Not is one of those that the rule asks for.',
    remedy: 'Remove it from one of the two places.',
  },
  'lifecycle-size-above-invalid': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000039'),
    reason: 'ObjectSizeGreaterThan is not a whole number of bytes from 0 to 5 TB.',
    remedy: 'Write plain digits, without unit.',
  },
  'lifecycle-size-below-invalid': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000040'),
    reason: 'ObjectSizeLessThan is not a whole number of bytes from 0 to 5 TB.',
    remedy: 'Write plain digits, without unit.',
  },
  'lifecycle-sizes-with-upload-action': {
    ...MALFORMED_XML,
    evidence: 'inferred',
    source: 'documentation of lifecycle rules by last modification for the condition; code and text of its siblings',
    reason: 'A rule with a smallest and a greatest size cannot abort multipart uploads or remove delete markers.',
    remedy: 'Put that action into a rule of its own without sizes.',
  },
  'lifecycle-sizes-crossed': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000041'),
    reason: 'ObjectSizeGreaterThan is not below ObjectSizeLessThan, so no object would match.',
    remedy: 'Exchange the two numbers.',
  },
  'lifecycle-same-prefix': {
    status: 400,
    code: 'InvalidRequest',
    message: 'Overlap for same prefix {Prefix}',
    ...conditionOf('0014-00000085'),
    reason: 'Two rules have the same Prefix and the same tags.',
    remedy: 'Put their actions into one rule, or send x-oss-allow-same-action-overlap: true.',
  },
  'lifecycle-element-missing': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000088'),
    reason: 'An element that must be there is missing: Prefix in Filter/Not, or the time in AbortMultipartUpload.',
    remedy: 'Add the element; the record of the request names it.',
  },
  'lifecycle-element-repeated': {
    ...MALFORMED_XML,
    ...conditionOf('0014-00000089'),
    reason: 'An element of which there can be only one stands there twice.',
    remedy: 'Keep one of them; only Tag, Transition and NoncurrentVersionTransition may be repeated in a rule.',
  },
} as const satisfies Record<string, CauseRow>;
