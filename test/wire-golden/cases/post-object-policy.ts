import { ANY_SIZE, v1Fields, v1FieldsAsSent, v4Fields } from '../../support/forms.ts';
import { BUCKET, type Cases, type RawAsk } from '../support/case.ts';
import { form, policed, refused, under } from '../support/forms.ts';
import { KEY } from '../support/requests.ts';

const members = (text: string): RawAsk => under(`{"expiration":"2024-10-31T09:00:00.000Z",${text}}`);
const expiring = (text: string): RawAsk => under(`{"expiration":${text},"conditions":[["content-length-range",0,9]]}`);

/** access.md §7.5. */
export const postObjectPolicyCases: Cases = {
  PostObject: [
    refused(
      'policy-not-utf8',
      'a policy is UTF-8',
      form({ fields: { key: KEY, ...v1Fields(Buffer.from([0x7b, 0xff, 0x7d])) } }),
    ),
    refused('policy-not-base64', 'a policy is Base64', form({ fields: { key: KEY, ...v1FieldsAsSent('***') } })),
    refused('policy-not-json', 'a policy is JSON', under('{ bad')),
    refused(
      'policy-unknown-member',
      'a policy has two members',
      members('"conditions":[["content-length-range",0,9]],"test":"test"'),
    ),
    refused('policy-without-conditions', 'a policy has conditions', under('{"expiration":"2024-10-31T09:00:00.000Z"}')),
    refused('policy-without-expiration', 'a policy expires', under('{"conditions":[["content-length-range",0,9]]}')),
    refused('policy-empty', 'an empty object is no policy', under('{}')),
    refused('policy-expiration-not-text', 'the expiration is a string', expiring('1730365200')),
    refused('policy-expiration-empty', 'the expiration is not empty', expiring('""')),
    refused('policy-expiration-unreadable', 'the expiration is in GMT', expiring('"2024-10-31T17:00:00+08:00"')),
    refused('policy-expired', 'the whole form arrives before its policy expires', expiring('"2024-10-31T07:59:59Z"')),
    refused('policy-conditions-not-list', 'conditions are a list', members('"conditions":{}')),
    refused('policy-conditions-empty', 'there is a condition', policed([])),
    refused('policy-condition-without-operator', 'a condition says how to match', policed([['$key']])),
    refused('policy-simple-condition-malformed', 'an object has one member', policed([{ bucket: BUCKET, key: KEY }])),
    refused('policy-operator-unknown', 'there are five operators', policed([['ends-with', '$key', 'a']])),
    refused(
      'policy-condition-wrong-length',
      'a condition has three elements',
      policed([['starts-with', '$key', 'a', 'b']]),
    ),
    refused('policy-range-reversed', 'a range goes upwards', policed([['content-length-range', 20, 10]])),
    refused('policy-range-not-integer', 'a bound is no string', policed([['content-length-range', 10, 'test']])),
    refused('policy-range-wrong-type', 'a bound is no list', policed([['content-length-range', [1], 'test']])),
    refused('policy-condition-neither-list-nor-object', 'a condition is no number', policed([123])),
    refused('policy-operand-wrong-type', 'not-in takes a list', policed([['not-in', '$cache-control', 'no-cache']])),
    refused(
      'policy-field-missing',
      'a field of the policy is in the form',
      policed([['eq', '$success_action_status', '200']]),
    ),
    refused(
      'policy-condition-failed',
      'an object is quoted as a list (capture C2)',
      policed([{ 'x-oss-meta-a': '' }], { 'x-oss-meta-a': 'b' }),
    ),
    refused(
      'policy-extra-field',
      'a V4 policy covers the fields of its signature',
      form({ fields: { key: KEY, ...v4Fields([ANY_SIZE], { covered: ['x-oss-signature-version', 'x-oss-date'] }) } }),
    ),
  ],
};
