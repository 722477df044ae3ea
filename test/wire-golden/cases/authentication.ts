import { signV1Header, signV1Url, signV2Header, signV2Url, signV4Header, signV4Url } from '../../../src/auth/index.ts';
import { KEYS } from '../../support/signed.ts';
import { type Case, type Cases, DISABLED_KEYS, NOW, REGION } from '../support/case.ts';
import {
  authorized,
  credential,
  DAY,
  IN_AN_HOUR,
  location,
  refused,
  SCOPE,
  sent,
  url,
  v4,
  WRONG,
} from '../support/signatures.ts';

const accepted: readonly Case[] = [
  { name: 'v1-header', rule: 'a V1 header', ask: sent(signV1Header(location(), KEYS, NOW)) },
  { name: 'v1-url', rule: 'a V1 URL', ask: sent([], signV1Url(location(), KEYS, IN_AN_HOUR)) },
  {
    name: 'v2-header',
    rule: 'a V2 header',
    ask: sent(signV2Header(location('location', [['Host', 'h']]), KEYS, NOW).slice(1)),
  },
  { name: 'v2-url', rule: 'a V2 URL', ask: sent([], signV2Url(location(), KEYS, IN_AN_HOUR)) },
  { name: 'v4-header', rule: 'a V4 header', ask: sent(signV4Header(location(), KEYS, NOW, { region: REGION })) },
  { name: 'v4-url', rule: 'a V4 URL', ask: sent([], signV4Url(location(), KEYS, NOW, 3600, { region: REGION })) },
];

const mode: readonly Case[] = [
  refused('signature-in-header-and-url', 'a request is signed once', {
    ...authorized('OSS ossmock:s'),
    query: 'location&Signature=s',
  }),
  refused('authorization-empty', 'a header without value is no anonymous request', authorized('')),
  refused('authorization-scheme-unknown', 'a scheme of another cloud is refused', authorized('AWS id:signature')),
];

const v1Header: readonly Case[] = [
  refused('authorization-without-colon', 'a V1 header has a colon', authorized('OSS ossmock')),
  refused('authorization-without-id', 'a V1 header has an id before the colon', authorized('OSS :signature')),
  refused(
    'authorization-id-characters',
    'an id with a tab is refused before it is looked up',
    authorized('OSS a\tb:s'),
  ),
  refused(
    'authorization-without-signature',
    'a V1 header has a signature behind the colon',
    authorized('OSS ossmock:'),
  ),
];

const v2Header: readonly Case[] = [
  refused('v2-authorization-items', 'a V2 header has two or three items', authorized('OSS2 AccessKeyId:ossmock')),
  refused('v2-authorization-pair', 'each item has a colon', authorized('OSS2 AccessKeyId:ossmock,Signature')),
  refused('v2-authorization-unknown-key', 'no other item is known', authorized('OSS2 AccessKeyId:a,Signature:s,B:c')),
  refused('v2-authorization-id-missing', 'one item is the id', authorized('OSS2 AdditionalHeaders:host,Signature:s')),
  refused('v2-authorization-id-empty', 'the id is not empty', authorized('OSS2 AccessKeyId:,Signature:s')),
  refused(
    'v2-authorization-id-characters',
    'the id has the characters of one',
    authorized('OSS2 AccessKeyId:a-b,Signature:s'),
  ),
  refused(
    'v2-authorization-signature-missing',
    'one item is the signature',
    authorized('OSS2 AccessKeyId:a,AdditionalHeaders:host'),
  ),
  refused(
    'v2-authorization-signature-empty',
    'the signature is not empty',
    authorized('OSS2 AccessKeyId:a,Signature:'),
  ),
  refused(
    'v2-authorization-additional-headers-empty',
    'additional headers have names',
    authorized('OSS2 AccessKeyId:a,AdditionalHeaders:,Signature:s'),
  ),
  refused(
    'v2-authorization-additional-header-absent',
    'additional headers are sent',
    authorized('OSS2 AccessKeyId:a,AdditionalHeaders:range,Signature:s'),
  ),
];

const v4Header: readonly Case[] = [
  refused('v4-authorization-items', 'a V4 header has two or three items', v4(`Credential=a/${SCOPE}`)),
  refused('v4-authorization-pair', 'each item has an equals sign', v4(`Credential=a/${SCOPE},Signature`)),
  refused('v4-authorization-unknown-key', 'no other item of V4 is known', v4(`Credential=a/${SCOPE},Signed=s`)),
  refused(
    'v4-authorization-credential-missing',
    'one item is the credential',
    v4('AdditionalHeaders=host,Signature=s'),
  ),
  refused(
    'v4-authorization-signature-missing',
    'one item of V4 is the signature',
    v4(`Credential=a/${SCOPE},AdditionalHeaders=host`),
  ),
  refused(
    'v4-authorization-additional-headers-empty',
    'additional headers of V4 have names',
    v4(`Credential=a/${SCOPE},AdditionalHeaders=,Signature=s`),
  ),
  refused(
    'v4-credential-id-characters',
    'the id of a credential has the characters of one',
    v4(`Credential=a-b/${SCOPE},Signature=s`),
  ),
  refused('v4-scope-malformed', 'a credential has five parts', credential(`${SCOPE}/more`)),
  refused(
    'v4-scope-date-malformed',
    'the day of a credential is YYYYMMDD',
    credential(`2024-10-31/${REGION}/oss/aliyun_v4_request`),
  ),
  refused(
    'v4-scope-region',
    'a credential names the region of the bucket',
    credential(`${DAY}/cn-beijing/oss/aliyun_v4_request`),
  ),
  refused('v4-scope-product', 'a credential names the product', credential(`${DAY}/${REGION}/s3/aliyun_v4_request`)),
  refused(
    'v4-scope-date-differs',
    'a credential names the day of the request',
    credential(`20241030/${REGION}/oss/aliyun_v4_request`),
  ),
  refused(
    'v4-payload-hash',
    'a payload hash is a digest or UNSIGNED-PAYLOAD',
    v4(`Credential=a/${SCOPE},Signature=s`, [['x-oss-content-sha256', 'abc']]),
  ),
];

const times: readonly Case[] = [
  refused('date-missing', 'a signed request has a date', sent([['Authorization', 'OSS ossmock:s']])),
  refused(
    'date-malformed',
    'a date is in one of two forms',
    sent([
      ['Authorization', 'OSS ossmock:s'],
      ['Date', '2024-10-31 08:00:00'],
    ]),
  ),
  refused(
    'v4-date-malformed',
    'the date of V4 too',
    sent([
      ['Authorization', `OSS4-HMAC-SHA256 Credential=ossmock/${SCOPE},Signature=s`],
      ['x-oss-date', '2024-10-31'],
    ]),
  ),
  refused('clock-skew', 'a clock is at most 15 minutes off', sent(signV1Header(location(), KEYS, NOW - 901_000))),
];

const keys: readonly Case[] = [
  refused('access-key-unknown', 'an unknown id is shown as it was sent', authorized('OSS  LTAI4unknown:s')),
  refused(
    'access-key-disabled',
    'a disabled key is not an unknown one',
    sent(signV1Header(location(), DISABLED_KEYS, NOW)),
  ),
  refused('sts-key-without-token', 'a temporary id means nothing without its token', authorized('OSS STS.NTunknown:s')),
  refused(
    'token-of-unknown-key',
    'a token belongs to a temporary id',
    authorized('OSS ossmock:s', [['x-oss-security-token', 'CAIS']]),
  ),
  refused('token-in-header-and-query', 'a token is sent once', {
    ...authorized('OSS ossmock:s', [['x-oss-security-token', 'CAIS']]),
    query: 'location&security-token=CAIS',
  }),
  refused(
    'token-only-in-header',
    'a signed URL carries its token itself',
    url(`OSSAccessKeyId=ossmock&Expires=${IN_AN_HOUR}&Signature=s`, [['x-oss-security-token', 'CAIS']]),
  ),
];

const mismatches: readonly Case[] = [
  refused(
    'signature-mismatch-v1',
    'V1 shows the string to sign in characters and bytes',
    sent(signV1Header(location(), WRONG, NOW)),
  ),
  refused(
    'signature-mismatch-v1',
    'a V1 URL has Expires in the place of Date',
    sent([], signV1Url(location(), WRONG, IN_AN_HOUR)),
    'signature-mismatch-v1-url',
  ),
  refused('signature-mismatch-v2', 'V2 shows its own', sent(signV2Header(location(), WRONG, NOW))),
  refused(
    'signature-mismatch-v2',
    'so does a V2 URL',
    sent([], signV2Url(location(), WRONG, IN_AN_HOUR)),
    'signature-mismatch-v2-url',
  ),
  refused(
    'signature-mismatch-v4',
    'V4 adds the canonical request',
    sent(signV4Header(location(), WRONG, NOW, { region: REGION })),
  ),
  refused(
    'signature-mismatch-v4',
    'so does a V4 URL',
    sent([], signV4Url(location(), WRONG, NOW, 3600, { region: REGION })),
    'signature-mismatch-v4-url',
  ),
  refused('anonymous-management', 'a request without any signature is anonymous', sent(), 'anonymous'),
];

/** Who is calling (access.md §3 to §6), asked of one operation. */
export const authenticationCases: Cases = {
  Authentication: [...accepted, ...mode, ...v1Header, ...v2Header, ...v4Header, ...times, ...keys, ...mismatches],
};
