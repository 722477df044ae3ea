import { type Fields, formBody, postBytes, v1Fields, v4Fields } from '../../support/forms.ts';
import { type Case, type Cases, OTHER_KEYS } from '../support/case.ts';
import { anonymous, form, HOST, limited, posted, refused, signed } from '../support/forms.ts';
import { absent, FULL, KEY, publicBucket, put, requesterPays } from '../support/requests.ts';

const successes: readonly Case[] = [
  { name: 'success-204', rule: 'a form is answered 204, without a body', ask: signed() },
  {
    name: 'success-200',
    rule: 'success_action_status 200 asks for an empty 200 (cap-103 for the order of headers)',
    ask: signed({ success_action_status: '200' }),
  },
  {
    name: 'success-201',
    rule: 'success_action_status 201 asks for a document',
    ask: signed({ success_action_status: '201' }),
  },
  {
    name: 'success-201-odd-key',
    rule: 'the document has the key as text and the location as URL',
    ask: signed({ key: 'a&b <c>/日本 +%.txt', success_action_status: '201' }),
  },
  {
    name: 'success-303',
    rule: 'success_action_redirect outranks the status; the query of the URL is kept',
    ask: signed({ success_action_redirect: 'http://www.example.com/done?from=form', success_action_status: '201' }),
  },
  {
    name: 'success-other-status',
    rule: 'any other status asked for is a 204',
    ask: signed({ success_action_status: '404' }),
  },
  {
    name: 'success-full',
    rule: 'what a form says of its object is answered as by PutObject: encryption only',
    ask: signed({ ...FULL, success_action_status: '200' }),
  },
  {
    name: 'success-v4',
    rule: 'a form is signed with V4',
    ask: form({ fields: { key: KEY, ...v4Fields(), success_action_status: '200' } }),
  },
  {
    name: 'success-anonymous',
    rule: 'a bucket that everyone may write to takes forms without a signature',
    before: [publicBucket],
    ask: anonymous(),
  },
];

const MB = 1024 * 1024;
const megabytes = (count: number): Fields =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`field-${i}`, 'x'.repeat(MB)]));

/** access.md §7.1, §7.2. */
const framing: readonly Case[] = [
  {
    name: 'not-a-form',
    rule: 'a POST of another type is no operation',
    cause: 'no-such-operation',
    ask: posted(Buffer.from('{}'), { 'Content-Type': 'application/json' }),
  },
  {
    name: 'not-a-form-2022',
    rule: 'the manuals name the type instead',
    cause: 'form-not-multipart',
    server: { wire: '2022' },
    ask: posted(Buffer.from('{}'), { 'Content-Type': 'application/json' }),
  },
  {
    name: 'not-a-form-2019',
    rule: 'the manual of 2019 spells the code in its own way',
    cause: 'form-not-multipart',
    server: { wire: '2019' },
    ask: posted(Buffer.from('{}'), { 'Content-Type': 'application/json' }),
  },
  {
    name: 'key-in-path',
    rule: 'the key is a field of the form, not the path',
    cause: 'no-such-operation',
    ask: {
      bytes: postBytes({ host: HOST, target: `/${KEY}`, body: formBody({ fields: v1Fields() }), keepAlive: true }),
    },
  },
  refused(
    'form-not-multipart',
    'a form without a boundary is none',
    posted(formBody({ fields: {} }), { 'Content-Type': 'multipart/form-data' }),
  ),
  refused(
    'form-malformed',
    'a body that ends too early is refused',
    posted(formBody({ fields: { key: KEY, ...v1Fields() } }).subarray(0, -20)),
  ),
  refused(
    'form-part-header-malformed',
    'a part begins with Content-Disposition',
    posted(
      Buffer.from(
        formBody({ fields: { key: KEY } })
          .toString()
          .replace('Content-Disposition', 'Content'),
      ),
    ),
  ),
  refused('form-field-name-invalid', 'the manuals want names in their own case', anonymous({ KEY }), {
    server: { wire: '2022' },
  }),
  refused('form-without-file', 'a form has a file', signed({}, { file: null })),
  refused('form-several-files', 'a form has one file', signed({}, { after: { file: 'another' } })),
  refused('form-field-name-too-long', 'a name has at most 8 KB', signed({ ['x'.repeat(8193)]: '' })),
  refused('form-field-too-long', 'a value has at most 2 MB', signed({ long: 'x'.repeat(2 * MB + 1) })),
  refused('form-fields-too-large', 'all values before the file have at most 8 MB', signed(megabytes(9))),
  {
    ...refused(
      'form-field-too-long',
      'in 2019 only the file may have more than 4 KB',
      signed({ long: 'x'.repeat(4097) }),
    ),
    name: 'form-field-too-long-2019',
    server: { wire: '2019' },
  },
  refused(
    'form-unrecognized-field',
    'the file part has no header lines of its own making',
    signed({}, { file: { content: 'hello', lines: 'X-File: 1\r\n' } }),
  ),
  refused('form-file-too-large', 'the file has at most what its policy allows (cap-070)', limited(0, 10)),
  refused('form-file-too-small', 'the file has at least what its policy demands', limited(12, 20)),
  {
    name: 'form-over-5-gb',
    rule: 'a form has at most 5 GB: the announced length is enough to refuse it',
    cause: 'form-file-too-large',
    ask: { ...posted(Buffer.alloc(0), { 'Content-Length': `${5 * 1024 ** 3 + 1}` }), halfClose: true },
  },
  refused(
    'form-body-over-5-gb',
    'the texts of 2021 have one for it',
    { ...posted(Buffer.alloc(0), { 'Content-Length': `${5 * 1024 ** 3 + 1}` }), halfClose: true },
    { server: { wire: '2022' } },
  ),
  {
    name: 'content-md5-mismatch',
    rule: 'Content-MD5 is that of the whole body',
    cause: 'content-md5-mismatch',
    ask: form({ fields: { key: KEY, ...v1Fields() } }, { 'Content-MD5': 'XrY7u+Ae7tCTyyK7j1rNww==' }),
    after: absent,
  },
];

/** What the object itself stands against. */
const objects: readonly Case[] = [
  {
    name: 'object-exists',
    rule: 'x-oss-forbid-overwrite keeps what is there',
    cause: 'object-exists',
    before: [put()],
    ask: signed({ 'x-oss-forbid-overwrite': 'true' }),
  },
  {
    name: 'object-acl-unknown',
    rule: 'an ACL is one of four',
    cause: 'object-acl-unknown',
    ask: signed({ 'x-oss-object-acl': 'everyone' }),
    after: absent,
  },
  {
    name: 'callback-body-empty',
    rule: 'a callback names what to tell, or nothing is stored',
    cause: 'callback-body-empty',
    ask: signed({ callback: 'eyJjYWxsYmFja1VybCI6Imh0dHA6Ly8xMjcuMC4wLjEvIn0=' }),
    after: absent,
  },
];

const ofAnother = (fields: Fields = {}) =>
  form({ fields: { key: KEY, ...fields, ...v1Fields(undefined, OTHER_KEYS) } });
const paid = [publicBucket, requesterPays];

/** Forms to a bucket whose requesters pay. */
const payers: readonly Case[] = [
  {
    ...refused('requester-must-pay', 'who signs a form pays too, and says so', ofAnother(), { before: paid }),
    name: 'form-of-another-must-pay',
  },
  refused('requester-must-pay', 'a form without a signature has nobody to pay', anonymous(), { before: paid }),
  {
    name: 'form-of-another-charged',
    rule: 'a field says it, as the header would',
    before: paid,
    ask: ofAnother({ 'x-oss-request-payer': 'requester' }),
  },
];

export const postObjectCases: Cases = { PostObject: [...successes, ...framing, ...objects, ...payers] };
