import { BUCKET, type Cases, type Earlier, type SignedAsk } from '../support/case.ts';
import { append, copy, head, KEY, put } from '../support/requests.ts';
import { enabled, removeAll, suspended } from '../support/versions.ts';

const initiate = (days: number | string = 2): SignedAsk => ({
  method: 'POST',
  bucket: BUCKET,
  query: 'worm',
  body: `<InitiateWormConfiguration><RetentionPeriodInDays>${days}</RetentionPeriodInDays></InitiateWormConfiguration>`,
});
const idOf = (earlier: readonly Earlier[], step: number): string => earlier[step]?.header('x-oss-worm-id') ?? '';
const named = (query: string, body = ''): SignedAsk => ({ method: 'POST', bucket: BUCKET, query, body });
const complete =
  (step = 0) =>
  (earlier: readonly Earlier[]): SignedAsk =>
    named(`wormId=${idOf(earlier, step)}`);
const extend =
  (days: number | string, step = 0) =>
  (earlier: readonly Earlier[]): SignedAsk =>
    named(
      `wormId=${idOf(earlier, step)}&wormExtend`,
      `<ExtendWormConfiguration><RetentionPeriodInDays>${days}</RetentionPeriodInDays></ExtendWormConfiguration>`,
    );
const abort: SignedAsk = { method: 'DELETE', bucket: BUCKET, query: 'worm' };
const got: SignedAsk = { method: 'GET', bucket: BUCKET, query: 'worm' };
const there = { ask: head(), status: 200 } as const;

/** Retention policies of buckets (operations.md §5.12). */
export const wormCases: Cases = {
  InitiateBucketWorm: [
    { name: 'initiated', rule: 'a new policy is told its id', ask: initiate() },
    {
      name: 'beside-versioning',
      rule: 'a policy goes together with versioning that is on',
      before: [enabled],
      ask: initiate(),
    },
    {
      name: 'versioning-suspended',
      rule: 'a policy does not go together with suspended versioning',
      cause: 'worm-and-versioning',
      before: [suspended],
      ask: initiate(),
    },
    {
      name: 'versioning-2022',
      rule: 'until 2025 versions and policies excluded each other',
      cause: 'worm-and-versioning',
      server: { wire: '2022' },
      before: [enabled],
      ask: initiate(),
    },
    { name: 'exists', rule: 'a bucket has one policy', cause: 'worm-exists', before: [initiate()], ask: initiate(3) },
    {
      name: 'malformed-xml',
      rule: 'a policy has a number of days',
      cause: 'worm-malformed-xml',
      ask: { ...initiate(), body: '<InitiateWormConfiguration></InitiateWormConfiguration>' },
    },
    { name: 'days-invalid', rule: 'at most for 70 years', cause: 'worm-days-invalid', ask: initiate(25_551) },
  ],
  CompleteBucketWorm: [
    { name: 'locked', rule: 'locking is answered without body', before: [initiate()], ask: complete() },
    {
      name: 'again',
      rule: 'it is locked once',
      cause: 'worm-locked',
      before: [initiate(), complete()],
      ask: complete(),
    },
    {
      name: 'id-unknown',
      rule: 'another id is no policy',
      cause: 'worm-id-unknown',
      before: [initiate()],
      ask: named('wormId=1666E2CFB2B3418'),
    },
    {
      name: 'none',
      rule: 'without a policy nothing is locked',
      cause: 'no-worm-configuration',
      ask: named('wormId=1'),
    },
  ],
  ExtendBucketWorm: [
    { name: 'extended', rule: 'a locked policy can be extended', before: [initiate(), complete()], ask: extend(3) },
    {
      name: 'not-locked',
      rule: 'a policy that is not locked cannot',
      cause: 'worm-not-locked',
      before: [initiate()],
      ask: extend(3),
    },
    {
      name: 'shortened',
      rule: 'a policy never gets shorter',
      cause: 'worm-shortened',
      before: [initiate(), complete()],
      ask: extend(1),
    },
  ],
  AbortBucketWorm: [
    {
      name: 'aborted',
      rule: 'a policy that is not locked can be given up',
      before: [initiate()],
      ask: abort,
      after: { ask: got, status: 404 },
    },
    {
      name: 'locked',
      rule: 'a locked policy stays',
      cause: 'worm-locked',
      before: [initiate(), complete()],
      ask: abort,
      after: { ask: got, status: 200 },
    },
    { name: 'none', rule: 'what is not there cannot be given up', cause: 'no-worm-configuration', ask: abort },
  ],
  GetBucketWorm: [
    { name: 'in-progress', rule: 'a policy begins in progress', before: [initiate()], ask: got },
    { name: 'locked', rule: 'a locked policy says so', before: [initiate(), complete(), extend(366)], ask: got },
    { name: 'none', rule: 'without a policy there is nothing', cause: 'no-worm-configuration', ask: got },
  ],
  PutBucketVersioning: [
    {
      name: 'under-worm',
      rule: 'a policy goes together with versioning that is on, not with suspended versioning',
      cause: 'versioning-with-retention',
      before: [initiate()],
      ask: suspended,
    },
  ],
  DeleteObject: [
    {
      name: 'immutable',
      rule: 'a protected object is not deleted',
      cause: 'object-immutable',
      before: [put(), initiate()],
      ask: { method: 'DELETE', key: KEY },
      after: there,
    },
  ],
  DeleteMultipleObjects: [
    {
      name: 'immutable',
      rule: 'nothing is deleted when one object is protected',
      cause: 'object-immutable',
      before: [put(), initiate()],
      ask: removeAll(`<Object><Key>${KEY}</Key></Object>`),
      after: there,
    },
  ],
  PutObject: [
    {
      name: 'immutable',
      rule: 'a protected object is not overwritten',
      cause: 'object-immutable',
      before: [put(), initiate()],
      ask: put({}, { body: 'other' }),
    },
    { name: 'beside-immutable', rule: 'new objects may come', before: [initiate()], ask: put() },
  ],
  CopyObject: [
    {
      name: 'onto-immutable',
      rule: 'a protected object is not changed in place',
      cause: 'object-immutable',
      before: [put(), initiate()],
      ask: { ...copy(), key: KEY },
    },
  ],
  AppendObject: [
    {
      name: 'immutable',
      rule: 'nothing is appended to a protected object',
      cause: 'object-immutable',
      before: [append('&position=0'), initiate()],
      ask: append('&position=5'),
    },
  ],
};
