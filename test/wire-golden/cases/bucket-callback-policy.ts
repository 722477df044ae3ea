import { BUCKET, type Cases, type SignedAsk } from '../support/case.ts';

const ask = (method: string, body?: string): SignedAsk => ({
  method,
  bucket: BUCKET,
  query: 'policy&comp=callback',
  body,
});
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64');
const CALLBACK = base64({ callbackUrl: 'http://www.example.com/told', callbackBody: 'etag=$' + '{etag}' });
const VARIABLES = base64({ 'x:var1': 'value1' });

const policies = (...items: string[]): string =>
  `<BucketCallbackPolicy>${items.map((item) => `<PolicyItem>${item}</PolicyItem>`).join('')}</BucketCallbackPolicy>`;
const item = (name: string, callback: string, variables = ''): string =>
  `<PolicyName>${name}</PolicyName><Callback>${callback}</Callback><CallbackVar>${variables}</CallbackVar>`;
const TWO = policies(item('first', CALLBACK), item('second', CALLBACK, VARIABLES));

/** Callbacks that uploads name (operations.md §11.7). */
export const bucketCallbackPolicyCases: Cases = {
  PutBucketCallbackPolicy: [
    { name: 'set', rule: 'policies that are taken are answered without body', ask: ask('PUT', TWO) },
    {
      name: 'setting-malformed-xml',
      rule: 'a name stands once',
      cause: 'setting-malformed-xml',
      ask: ask('PUT', policies(item('first', CALLBACK), item('first', CALLBACK))),
    },
    {
      name: 'callback-not-base64',
      rule: 'a callback that could never be made is refused where it is put',
      cause: 'callback-not-base64',
      ask: ask('PUT', policies(item('first', 'not base64'))),
    },
  ],
  GetBucketCallbackPolicy: [
    { name: 'set', rule: 'policies come back as they were put', before: [ask('PUT', TWO)], ask: ask('GET') },
    {
      name: 'never-set',
      rule: 'a bucket without policies has none to return',
      cause: 'no-callback-policy',
      ask: ask('GET'),
    },
  ],
  DeleteBucketCallbackPolicy: [
    {
      name: 'set',
      rule: 'policies go with a 204',
      before: [ask('PUT', TWO)],
      ask: ask('DELETE'),
      after: { ask: ask('GET'), status: 404 },
    },
  ],
  PutObject: [
    {
      name: 'callback-policy-unknown',
      rule: 'the policy that a callback names has to be there',
      cause: 'callback-policy-unknown',
      before: [ask('PUT', TWO)],
      ask: {
        method: 'PUT',
        key: 'a.txt',
        body: 'hello',
        headers: { 'x-oss-callback': base64({ callbackPolicy: 'third' }) },
      },
    },
  ],
};
