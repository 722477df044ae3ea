import { v1Fields, v4Fields } from '../../support/forms.ts';
import { type Cases, OTHER_KEYS, type RawAsk } from '../support/case.ts';
import { anonymous, changed, form, refused, signed } from '../support/forms.ts';
import { absent, KEY, publicBucket } from '../support/requests.ts';

const V1 = v1Fields();
const V4 = v4Fields();
const credential = (value: string): RawAsk => changed(V4, { 'x-oss-credential': value });

/** access.md §7.4. */
export const postObjectSignatureCases: Cases = {
  PostObject: [
    refused('form-without-key', 'a form names its object', form({ fields: V1 })),
    refused('object-name-empty', 'an empty key is no name', signed({ key: '' })),
    refused(
      'form-without-policy',
      'one of three fields demands the others: policy',
      changed(V1, { policy: undefined }),
    ),
    refused(
      'form-without-signature',
      'one of three fields demands the others: Signature',
      changed(V1, { Signature: undefined }),
    ),
    refused(
      'form-without-access-key',
      'one of three fields demands the others: OSSAccessKeyId (cap-051)',
      changed(V1, { OSSAccessKeyId: undefined }),
    ),
    {
      ...refused(
        'form-without-access-key',
        'also where everyone may write',
        changed(V1, { OSSAccessKeyId: undefined }),
      ),
      name: 'form-without-access-key-public',
      before: [publicBucket],
    },
    refused('form-signature-empty', 'a signature is not empty', changed(V1, { Signature: '' })),
    refused('form-access-key-empty', 'an id is not empty', changed(V1, { OSSAccessKeyId: '' })),
    refused(
      'form-signature-mismatch',
      'the policy field is what is signed',
      changed(V1, { Signature: 'c2lnbmF0dXJl' }),
    ),
    {
      ...refused(
        'form-signature-mismatch',
        'a V4 form shows the same elements',
        changed(V4, { 'x-oss-signature': 'ab'.repeat(32) }),
      ),
      name: 'form-signature-mismatch-v4',
    },
    refused('form-without-signing-field', 'V4 has a date', changed(V4, { 'x-oss-date': undefined })),
    refused(
      'form-signature-version-unknown',
      'a version is OSS2 or OSS4-HMAC-SHA256',
      changed(V4, { 'x-oss-signature-version': '2' }),
    ),
    refused(
      'form-credential-id-invalid',
      'an id has no tab',
      credential('\tossmock/20241031/cn-hangzhou/oss/aliyun_v4_request'),
    ),
    refused(
      'form-credential-date-invalid',
      'a day is YYYYMMDD',
      credential('ossmock/2024-10-31/cn-hangzhou/oss/aliyun_v4_request'),
    ),
    {
      ...refused(
        'form-credential-date-invalid',
        'a form is signed within 15 minutes',
        changed(V4, { 'x-oss-date': '20241031T074459Z' }),
      ),
      name: 'form-date-skewed',
    },
    refused(
      'form-credential-suffix-invalid',
      'a scope ends in aliyun_v4_request',
      credential('ossmock/20241031/cn-hangzhou/oss/abc'),
    ),
    refused(
      'form-credential-product-invalid',
      'the product is oss',
      credential('ossmock/20241031/cn-hangzhou/sts/aliyun_v4_request'),
    ),
    refused(
      'form-credential-region-invalid',
      'the region is the bucket’s',
      credential('ossmock/20241031/cn-beijing/oss/aliyun_v4_request'),
    ),
    {
      name: 'anonymous-private',
      rule: 'a private bucket takes no form without a signature',
      cause: 'bucket-acl-refuses',
      ask: anonymous(),
      after: absent,
    },
    {
      name: 'another-account',
      rule: 'a good signature is not yet a right',
      cause: 'bucket-acl-refuses',
      ask: form({ fields: { key: KEY, ...v1Fields(undefined, OTHER_KEYS) } }),
      after: absent,
    },
    {
      name: 'another-account-acl',
      rule: 'who may write may not set an ACL',
      cause: 'object-acl-write-refused',
      before: [publicBucket],
      ask: form({ fields: { key: KEY, 'x-oss-object-acl': 'private', ...v1Fields(undefined, OTHER_KEYS) } }),
      after: absent,
    },
  ],
};
