import { BUCKET, type Cases, type Earlier, element, type SignedAsk } from '../support/case.ts';

const create = (target = 'ZRS'): SignedAsk => ({
  method: 'POST',
  bucket: BUCKET,
  query: `redundancyTransition&x-oss-target-redundancy-type=${target}`,
});
const one = (method: string, id: string): SignedAsk => ({
  method,
  bucket: BUCKET,
  query: `redundancyTransition&x-oss-redundancy-transition-taskid=${id}`,
});
const created =
  (method: string) =>
  ([first]: readonly Earlier[]): SignedAsk =>
    one(method, element(first, 'TaskId'));

/** Changes from LRS to ZRS (operations.md §11.7); what time does to them is in test/operations/bucket/redundancy-transition.test.ts. */
export const redundancyTransitionCases: Cases = {
  CreateBucketDataRedundancyTransition: [
    { name: 'created', rule: 'a task is known by its id', ask: create() },
    {
      name: 'redundancy-transition-not-supported',
      rule: 'a bucket becomes ZRS or nothing',
      cause: 'redundancy-transition-not-supported',
      ask: create('LRS'),
    },
    {
      name: 'redundancy-transition-running',
      rule: 'a bucket has one task at a time',
      cause: 'redundancy-transition-running',
      before: [create()],
      ask: create(),
    },
  ],
  GetBucketDataRedundancyTransition: [
    { name: 'queueing', rule: 'a task begins in the queue', before: [create()], ask: created('GET') },
    {
      name: 'redundancy-transition-not-found',
      rule: 'a task has to be one of the bucket',
      cause: 'redundancy-transition-not-found',
      before: [create()],
      ask: one('GET', '4be5beb0f74f490186311b268bf60000'),
    },
  ],
  ListBucketDataRedundancyTransition: [
    {
      name: 'one',
      rule: 'the tasks of a bucket are listed without pages',
      before: [create()],
      ask: { method: 'GET', bucket: BUCKET, query: 'redundancyTransition' },
    },
    {
      name: 'none',
      rule: 'a bucket without tasks has an empty list',
      ask: { method: 'GET', bucket: BUCKET, query: 'redundancyTransition' },
    },
  ],
  DeleteBucketDataRedundancyTransition: [
    {
      name: 'queueing',
      rule: 'a task in the queue goes with a 204',
      before: [create()],
      ask: created('DELETE'),
    },
    {
      name: 'redundancy-transition-not-found',
      rule: 'what is deleted has to be there',
      cause: 'redundancy-transition-not-found',
      ask: one('DELETE', '4be5beb0f74f490186311b268bf60000'),
    },
  ],
  ListUserDataRedundancyTransition: [
    {
      name: 'one',
      rule: 'the tasks of an account are listed in pages',
      before: [create()],
      ask: { method: 'GET', query: 'redundancyTransition&max-keys=10' },
    },
  ],
};
