import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, type Earlier, element, type SignedAsk } from '../support/case.ts';
import { KEY, put as putObject } from '../support/requests.ts';

/** Refused at once by a strict server, as the service does. */
const PRIVATE = 'http://10.0.0.1/source.txt';

interface Parts {
  readonly url?: string;
  readonly key?: string;
  readonly more?: string;
}
const post = ({ url = PRIVATE, key = 'fetched.txt', more = '' }: Parts = {}): SignedAsk => ({
  method: 'POST',
  bucket: BUCKET,
  query: 'asyncFetch',
  body: `<AsyncFetchTaskConfiguration><Url>${url}</Url><Object>${key}</Object>${more}</AsyncFetchTaskConfiguration>`,
});
const get = (id: string): SignedAsk => ({
  method: 'GET',
  bucket: BUCKET,
  query: 'asyncFetch',
  headers: { 'x-oss-task-id': id },
});

const refused = (cause: Cause, rule: string, parts: Parts, name: string = cause): Case => ({
  name,
  rule,
  cause,
  ask: post(parts),
});

/** What is fetched behind the answer (operations.md §11.7); test/operations/bucket/async-fetch.test.ts shows what becomes of it. */
export const asyncFetchCases: Cases = {
  PutAsyncFetchTask: [
    { name: 'begun', rule: 'a task is known by its id', ask: post() },
    {
      name: 'setting-malformed-xml',
      rule: 'a task has a configuration',
      cause: 'setting-malformed-xml',
      ask: { ...post(), body: '<AsyncFetchTask/>' },
    },
    refused('async-fetch-argument-invalid', 'what is fetched has a URL', { url: 'ftp://example.com/a' }),
    refused('async-fetch-argument-invalid', 'what is stored has a name', { key: '' }, 'object-missing'),
    refused(
      'async-fetch-argument-invalid',
      'a digest is the Base64 form of 16 bytes',
      { more: '<ContentMD5>00</ContentMD5>' },
      'md5-malformed',
    ),
    refused('object-name-leading-slash', 'what is stored has the name of an object', { key: '/a' }),
    refused('storage-class-unknown', 'what is stored has a class there is', {
      more: '<StorageClass>Hot</StorageClass>',
    }),
    refused('callback-not-base64', 'a callback is read before anything is fetched', {
      more: '<Callback>{}</Callback>',
    }),
    {
      name: 'async-fetch-object-exists',
      rule: 'an object is not replaced where the task says so',
      cause: 'async-fetch-object-exists',
      before: [putObject()],
      ask: post({ key: KEY, more: '<IgnoreSameKey>false</IgnoreSameKey>' }),
    },
  ],
  GetAsyncFetchTask: [
    {
      name: 'failed',
      rule: 'a task tells how far it got and what it was told',
      server: { strict: true },
      before: [post({ more: '<Host>www.example.com</Host><StorageClass>IA</StorageClass>' })],
      ask: ([begun]: readonly Earlier[]) => get(element(begun, 'TaskId')),
    },
    {
      name: 'no-such-async-fetch-task',
      rule: 'a task has to be one of the bucket',
      cause: 'no-such-async-fetch-task',
      ask: get('unknown'),
    },
  ],
};
