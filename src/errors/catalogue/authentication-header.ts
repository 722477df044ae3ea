import { ID_CHARACTERS } from '../authentication-parts.ts';
import type { CauseRow } from '../cause.ts';

const INVALID = {
  status: 400,
  code: 'InvalidArgument',
  message: 'Authorization header is invalid.',
  extras: ['Authorization'],
  evidence: 'inferred',
} as const;

const V2_FORM =
  'Write it as "OSS2 AccessKeyId:<id>,AdditionalHeaders:<a;b>,Signature:<signature>"; the middle one is optional.';
const V4_FORM =
  'Write it as "OSS4-HMAC-SHA256 Credential=<id>/<date>/<region>/oss/aliyun_v4_request,AdditionalHeaders=<a;b>,Signature=<hex>"; the middle one is optional.';

/** The Authorization header of V1 (006x), V2 (010x) and V4 (020x), read from left to right. */
export const authenticationHeader = {
  'authorization-empty': {
    ...INVALID,
    message: 'Authorization header value is empty.',
    evidence: 'doc',
    source: 'HTTP 400 status code page (2021), InvalidArgument',
    reason: 'The Authorization header is there but holds nothing.',
    remedy: 'Sign the request, or leave the header out to call anonymously.',
  },
  'authorization-scheme-unknown': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Unsupported Authorization Type',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000061',
    evidence: 'inferred',
    source: 'cap-055 (client text); EC page 0002-00000061; access.md AUTH-4',
    reason: 'The Authorization header starts with none of OSS, OSS2 and OSS4-HMAC-SHA256.',
    remedy: 'Sign with an OSS signature; signatures of other clouds and Bearer or Basic credentials are not accepted.',
  },
  'authorization-without-colon': {
    ...INVALID,
    ec: '0002-00000062',
    source: 'EC page 0002-00000062; text as captured for 0002-00000063',
    reason: 'A V1 Authorization header has no colon between AccessKey ID and signature.',
    remedy: 'Write it as "OSS <AccessKeyId>:<Signature>".',
  },
  'authorization-without-id': {
    ...INVALID,
    ec: '0002-00000063',
    evidence: 'capture',
    source: 'cap-054; EC page 0002-00000063',
    reason: 'A V1 Authorization header has nothing before the colon: the client was given an empty AccessKey ID.',
    remedy: 'Check where the client takes its AccessKey ID from; an environment variable is often unset.',
  },
  'authorization-id-characters': {
    ...ID_CHARACTERS,
    ec: '0002-00000064',
    source: 'HTTP 403 status code page (2021); EC page 0002-00000064',
  },
  'authorization-without-signature': {
    ...INVALID,
    message: 'AccessKeyId or Signature is missing in Authorization header value.',
    ec: '0002-00000065',
    source: 'EC page 0002-00000065; text of the HTTP 400 status code page (2021)',
    reason: 'A V1 Authorization header has nothing after the colon.',
    remedy: 'Write it as "OSS <AccessKeyId>:<Signature>".',
  },
  'v2-authorization-items': {
    ...INVALID,
    message: 'Authorization header is invalid, bad num of Items in Authorization header.',
    ec: '0002-00000102',
    source: 'EC page 0002-00000102; text of the HTTP 400 status code page (2021)',
    reason: 'A V2 Authorization header must hold two or three key:value pairs.',
    remedy: V2_FORM,
  },
  'v2-authorization-pair': {
    ...INVALID,
    ec: '0002-00000103',
    source: 'EC page 0002-00000103',
    reason: 'A part of a V2 Authorization header is not a key:value pair.',
    remedy: V2_FORM,
  },
  'v2-authorization-unknown-key': {
    ...INVALID,
    message: 'Unknown parameter in Authorization header.',
    ec: '0002-00000104',
    source: 'EC page 0002-00000104; text of the HTTP 400 status code page (2021)',
    reason: 'A V2 Authorization header holds a key other than AccessKeyId, AdditionalHeaders and Signature.',
    remedy: V2_FORM,
  },
  'v2-authorization-id-missing': {
    ...INVALID,
    message: 'AccessKeyId or Signature is missing in Authorization header value.',
    ec: '0002-00000105',
    source: 'EC page 0002-00000105; text of the HTTP 400 status code page (2021)',
    reason: 'A V2 Authorization header names no AccessKeyId.',
    remedy: V2_FORM,
  },
  'v2-authorization-id-empty': {
    ...INVALID,
    ec: '0002-00000106',
    source: 'EC page 0002-00000106',
    reason: 'The AccessKeyId of a V2 Authorization header is empty.',
    remedy: 'Check where the client takes its AccessKey ID from.',
  },
  'v2-authorization-id-characters': {
    ...ID_CHARACTERS,
    ec: '0002-00000107',
    source: 'EC page 0002-00000107; code and text as for V1',
  },
  'v2-authorization-signature-missing': {
    ...INVALID,
    message: 'AccessKeyId or Signature is missing in Authorization header value.',
    ec: '0002-00000108',
    source: 'EC page 0002-00000108; text of the HTTP 400 status code page (2021)',
    reason: 'A V2 Authorization header holds no Signature.',
    remedy: V2_FORM,
  },
  'v2-authorization-signature-empty': {
    ...INVALID,
    ec: '0002-00000109',
    source: 'EC page 0002-00000109',
    reason: 'The Signature of a V2 Authorization header is empty.',
    remedy: V2_FORM,
  },
  'v2-authorization-additional-headers-empty': {
    ...INVALID,
    ec: '0002-00000110',
    source: 'EC page 0002-00000110',
    reason: 'A V2 Authorization header has AdditionalHeaders without a name in it.',
    remedy: 'Leave AdditionalHeaders out when no further header is signed.',
  },
  'v2-authorization-additional-header-absent': {
    ...INVALID,
    ec: '0002-00000112',
    source: 'EC page 0002-00000112',
    reason:
      'AdditionalHeaders names a header that the request does not carry: it was never sent, or a proxy removed it.',
    remedy: 'Sign only headers that are sent, and compare the request as it arrives with the one that was signed.',
  },
  'v4-authorization-not-known': {
    ...INVALID,
    evidence: 'capture',
    source:
      'aliyun/alibabacloud-jindodata issue 127 (August 2024); Tencent/WeKnora pull request 3020 on private clouds',
    reason:
      'The request is signed with V4, and this OSS, one of a private cloud or one from before 2023, knows V1 only. It has no EC.',
    remedy: 'Sign with V1: the SDKs have a setting for the signature version.',
  },
  'v4-authorization-items': {
    ...INVALID,
    message: 'Authorization header is invalid, bad num of Items in Authorization header.',
    ec: '0002-00000202',
    source: 'EC page 0002-00000202; text of the HTTP 400 status code page (2021)',
    reason: 'A V4 Authorization header must hold two or three key=value pairs.',
    remedy: V4_FORM,
  },
  'v4-authorization-pair': {
    ...INVALID,
    ec: '0002-00000203',
    source: 'EC page 0002-00000203',
    reason: 'A part of a V4 Authorization header is not a key=value pair.',
    remedy: V4_FORM,
  },
  'v4-authorization-unknown-key': {
    ...INVALID,
    message: 'Unknown parameter in Authorization header.',
    source: 'HTTP 400 status code page (2021); access.md §6.5',
    reason: 'A V4 Authorization header holds a key other than Credential, AdditionalHeaders and Signature.',
    remedy: V4_FORM,
  },
  'v4-authorization-credential-missing': {
    ...INVALID,
    message: 'AccessKeyId or Signature is missing in Authorization header value.',
    ec: '0002-00000205',
    source: 'EC page 0002-00000205; text of the HTTP 400 status code page (2021)',
    reason: 'A V4 Authorization header holds no Credential.',
    remedy: V4_FORM,
  },
  'v4-authorization-signature-missing': {
    ...INVALID,
    message: 'AccessKeyId or Signature is missing in Authorization header value.',
    source: 'access.md §6.5; text of the HTTP 400 status code page (2021)',
    reason: 'A V4 Authorization header holds no Signature, or an empty one.',
    remedy: V4_FORM,
  },
  'v4-authorization-additional-headers-empty': {
    ...INVALID,
    ec: '0002-00000209',
    source: 'EC page 0002-00000209',
    reason: 'A V4 Authorization header has AdditionalHeaders without a name in it.',
    remedy: 'Leave AdditionalHeaders out when no further header is signed.',
  },
  'v4-credential-id-characters': {
    ...ID_CHARACTERS,
    ec: '0002-00000206',
    source: 'EC page 0002-00000206; code and text as for V1',
  },
} as const satisfies Record<string, CauseRow>;
