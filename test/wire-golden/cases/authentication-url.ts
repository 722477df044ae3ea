import { type Cases, NOW, REGION } from '../support/case.ts';
import { DAY, IN_AN_HOUR, ISO, refused, SCOPE, url, v2Url, v4Url, v4UrlOf } from '../support/signatures.ts';

/** Signed URLs: what is missing, empty, unreadable or too late (access.md §5, §6.4, §6.5). */
export const authenticationUrlCases: Cases = {
  Authentication: [
    refused('url-signature-version-unknown', 'a URL names a known version', url('x-oss-signature-version=OSS3')),
    refused('url-expires-missing', 'a V1 URL expires', url('OSSAccessKeyId=ossmock&Signature=s')),
    refused('url-expires-empty', 'the expiry is not empty', url('OSSAccessKeyId=ossmock&Expires=&Signature=s')),
    refused(
      'url-expires-not-a-number',
      'the expiry is a number',
      url('OSSAccessKeyId=ossmock&Expires=soon&Signature=s'),
    ),
    refused(
      'url-expired',
      'a URL is over after its expiry, whatever its signature',
      url(`OSSAccessKeyId=ossmock&Expires=${NOW / 1000 - 1}&Signature=s`),
    ),
    refused('url-id-missing', 'a V1 URL names its key', url(`Expires=${IN_AN_HOUR}&Signature=s`)),
    refused(
      'url-id-empty',
      'the id of a V1 URL is not empty',
      url(`OSSAccessKeyId=&Expires=${IN_AN_HOUR}&Signature=s`),
    ),
    refused(
      'url-id-characters',
      'the id of a V1 URL has the characters of one',
      url(`OSSAccessKeyId=a%09b&Expires=${IN_AN_HOUR}&Signature=s`),
    ),
    refused('url-signature-missing', 'a V1 URL has a signature', url(`OSSAccessKeyId=ossmock&Expires=${IN_AN_HOUR}`)),
    refused(
      'url-signature-empty',
      'the signature of a V1 URL is not empty',
      url(`OSSAccessKeyId=ossmock&Expires=${IN_AN_HOUR}&Signature=`),
    ),
    refused('v2-url-expires-missing', 'a V2 URL expires', v2Url('&x-oss-access-key-id=a&x-oss-signature=s')),
    refused('v2-url-id-missing', 'a V2 URL names its key', v2Url('&x-oss-expires=1&x-oss-signature=s')),
    refused(
      'v2-url-id-empty',
      'the id of a V2 URL is not empty',
      v2Url('&x-oss-expires=1&x-oss-access-key-id=&x-oss-signature=s'),
    ),
    refused('v2-url-signature-missing', 'a V2 URL has a signature', v2Url('&x-oss-expires=1&x-oss-access-key-id=a')),
    refused(
      'v2-url-signature-empty',
      'the signature of a V2 URL is not empty',
      v2Url('&x-oss-expires=1&x-oss-access-key-id=a&x-oss-signature='),
    ),
    refused(
      'v2-url-additional-headers-empty',
      'additional headers of a V2 URL have names',
      v2Url('&x-oss-expires=1&x-oss-access-key-id=a&x-oss-signature=s&x-oss-additional-headers='),
    ),
    refused(
      'v2-url-additional-header-absent',
      'additional headers of a V2 URL are sent',
      v2Url('&x-oss-expires=1&x-oss-access-key-id=a&x-oss-signature=s&x-oss-additional-headers=range'),
    ),
    refused('v4-url-expires-missing', 'a V4 URL expires', v4Url(`&x-oss-credential=a/${SCOPE}&x-oss-signature=s`)),
    refused(
      'v4-url-expires-empty',
      'the expiry of a V4 URL is not empty',
      v4Url(`&x-oss-expires=&x-oss-credential=a/${SCOPE}&x-oss-signature=s`),
    ),
    refused('v4-url-credential-missing', 'a V4 URL has a credential', v4Url('&x-oss-expires=1&x-oss-signature=s')),
    refused(
      'v4-url-credential-empty',
      'the credential of a V4 URL is not empty',
      v4Url('&x-oss-expires=1&x-oss-credential=&x-oss-signature=s'),
    ),
    refused(
      'v4-url-signature-missing',
      'a V4 URL has a signature',
      v4Url(`&x-oss-expires=1&x-oss-credential=a/${SCOPE}`),
    ),
    refused(
      'v4-url-signature-empty',
      'the signature of a V4 URL is not empty',
      v4Url(`&x-oss-expires=1&x-oss-credential=a/${SCOPE}&x-oss-signature=`),
    ),
    refused(
      'v4-url-id-characters',
      'the id of a V4 URL has the characters of one',
      v4Url(`&x-oss-expires=1&x-oss-credential=a-b/${SCOPE}&x-oss-signature=s`),
    ),
    refused('v4-url-scope-malformed', 'the credential of a V4 URL has five parts', v4UrlOf('x')),
    refused(
      'v4-url-scope-date-malformed',
      'the day of a V4 URL is YYYYMMDD',
      v4UrlOf(`2024-10-31/${REGION}/oss/aliyun_v4_request`),
    ),
    refused(
      'v4-url-scope-region',
      'a V4 URL names the region of the bucket',
      v4UrlOf(`${DAY}/cn-beijing/oss/aliyun_v4_request`),
    ),
    refused('v4-url-scope-product', 'a V4 URL names the product', v4UrlOf(`${DAY}/${REGION}/s3/aliyun_v4_request`)),
    refused(
      'v4-url-scope-date-differs',
      'a V4 URL names the day of its date',
      v4UrlOf(`20241030/${REGION}/oss/aliyun_v4_request`),
    ),
    refused('v4-url-expires-range', 'a V4 URL lives at most seven days', v4UrlOf(SCOPE, ISO, '604801')),
    refused('v4-url-not-yet-valid', 'a V4 URL begins at its date', v4UrlOf(SCOPE, '20241031T081501Z')),
    refused('v4-url-expired', 'a V4 URL is over after its expiry', v4UrlOf(SCOPE, '20241031T070000Z', '3599')),
  ],
};
