import type { CauseRow } from '../cause.ts';
import { ARGUMENT } from '../parts.ts';

const HEADER = { status: 400, code: 'InvalidArgument', extras: ['Authorization'] } as const;
const URL = { status: 400, code: 'InvalidArgument' } as const;

const SCOPE_FORM = 'The credential is <AccessKeyId>/<YYYYMMDD>/<region>/oss/aliyun_v4_request.';
const REGION_REMEDY =
  'Set the region of the client to the one of the endpoint, without "oss-": cn-hangzhou, not oss-cn-hangzhou and not an acceleration host.';

/** What a V4 signature is scoped to: day, region, product; and the digest of its body. */
export const authenticationScope = {
  'v4-scope-malformed': {
    ...HEADER,
    message: 'Invalid credential in Authorization header.',
    ec: '0002-00000213',
    evidence: 'doc',
    source: 'EC page 0002-00000213; access.md §6.5',
    reason: 'The Credential has not five parts, or does not end in aliyun_v4_request.',
    remedy: SCOPE_FORM,
  },
  'v4-scope-date-malformed': {
    ...HEADER,
    message: 'Invalid signing date in Authorization header.',
    ec: '0002-00000212',
    evidence: 'inferred',
    source: 'EC page 0002-00000212; text after 0002-00000226',
    reason: 'The date in the Credential is not written as YYYYMMDD.',
    remedy: SCOPE_FORM,
  },
  'v4-scope-date-differs': {
    ...HEADER,
    message: 'Invalid signing date in Authorization header.',
    evidence: 'inferred',
    source: 'access.md §6.5; text after 0002-00000226',
    reason: 'The day in the Credential is not the UTC day of the request time that was signed with it.',
    remedy: 'Take both from one clock reading in UTC; around midnight local and UTC days differ.',
  },
  'v4-scope-region': {
    ...HEADER,
    message: 'Invalid signing region in Authorization header.',
    ec: '0002-00000226',
    evidence: 'capture',
    source: 'cap-052, cap-112; access.md §6.5',
    reason: 'The request was signed for another region than the one of the endpoint it was sent to.',
    remedy: REGION_REMEDY,
  },
  'v4-scope-product': {
    ...HEADER,
    message: 'Invalid signing product in Authorization header.',
    ec: '0002-00000227',
    evidence: 'sdk-test',
    source: 'access.md §6.5 (Java SDK test against the service)',
    reason:
      'The request was signed for another product than the one of the endpoint: oss, or oss-cloudbox on a cloud box.',
    remedy: 'Use product oss on a normal endpoint; set a cloud box id only for the endpoint of a cloud box.',
  },
  'v4-payload-hash': {
    ...ARGUMENT,
    ec: '0002-00000214',
    source: 'EC page 0002-00000214; generic text of the HTTP 400 status code page (2021)',
    reason: 'x-oss-content-sha256 is neither UNSIGNED-PAYLOAD nor 64 hexadecimal digits.',
    remedy: 'Send x-oss-content-sha256: UNSIGNED-PAYLOAD and sign the same text.',
  },
  'v4-url-scope-malformed': {
    ...URL,
    message: 'The credential is invalid.',
    evidence: 'inferred',
    source: 'access.md §6.5; text after the Python SDK’s for the region',
    reason: 'x-oss-credential has not five parts, or does not end in aliyun_v4_request.',
    remedy: `${SCOPE_FORM} In the URL its slashes are written %2F.`,
  },
  'v4-url-scope-date-malformed': {
    ...URL,
    message: 'The signing date in credential is invalid.',
    ec: '0002-00000223',
    evidence: 'inferred',
    source: 'EC page 0002-00000223; text after the Python SDK’s for the region',
    reason: 'The date in x-oss-credential is not written as YYYYMMDD.',
    remedy: SCOPE_FORM,
  },
  'v4-url-scope-date-differs': {
    ...URL,
    message: 'The signing date in credential is invalid.',
    evidence: 'inferred',
    source: 'access.md §6.5',
    reason: 'The day in x-oss-credential is not the UTC day of x-oss-date.',
    remedy: 'Take both from one clock reading in UTC; around midnight local and UTC days differ.',
  },
  'v4-url-scope-region': {
    ...URL,
    message: 'The signing region in credential is invalid.',
    ec: '0002-00000228',
    evidence: 'sdk-test',
    source: 'access.md §6.5 (Python SDK); EC page 0002-00000228',
    reason: 'The URL was signed for another region than the one of the endpoint it is used on.',
    remedy: REGION_REMEDY,
  },
  'v4-url-scope-product': {
    ...URL,
    message: 'The signing product in credential is invalid.',
    evidence: 'inferred',
    source: 'access.md §6.5; text after the Python SDK’s for the region',
    reason: 'The URL was signed for another product than the one of the endpoint: oss, or oss-cloudbox on a cloud box.',
    remedy: 'Use product oss on a normal endpoint; set a cloud box id only for the endpoint of a cloud box.',
  },
} as const satisfies Record<string, CauseRow>;
