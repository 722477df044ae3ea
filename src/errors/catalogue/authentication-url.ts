import { EXPIRED, ID_CHARACTERS, INCOMPLETE } from '../authentication-parts.ts';
import type { CauseRow } from '../cause.ts';
import { ARGUMENT } from '../parts.ts';

const BAD_EXPIRES = {
  status: 403,
  code: 'AccessDenied',
  message: 'Invalid date (should be seconds since epoch).',
  evidence: 'doc',
} as const;

const URL_V1 = 'A signed URL carries OSSAccessKeyId, Expires and Signature together; make a new one with an SDK.';
const URL_V2 = 'A V2 URL carries x-oss-access-key-id, x-oss-expires and x-oss-signature together.';

/** V1 (006x, 007x) and V2 (011x) URLs: what is missing, empty, unreadable or too late. */
export const authenticationUrl = {
  'url-signature-version-unknown': {
    ...ARGUMENT,
    ec: '0002-00000066',
    source: 'EC page 0002-00000066; generic text of the HTTP 400 status code page (2021)',
    reason: 'x-oss-signature-version is neither OSS2 nor OSS4-HMAC-SHA256.',
    remedy: 'Correct the parameter; a V1 URL has none.',
  },
  'url-expires-missing': {
    ...INCOMPLETE,
    ec: '0002-00000067',
    evidence: 'manual',
    source: 'cap-189; EC page 0002-00000067',
    reason: 'A signed URL has no Expires parameter.',
    remedy: URL_V1,
  },
  'url-expires-empty': {
    ...BAD_EXPIRES,
    ec: '0002-00000068',
    source: 'HTTP 403 status code page (2021); EC page 0002-00000068',
    reason: 'The Expires parameter of a signed URL is empty.',
    remedy: 'Give the last valid moment in Unix seconds.',
  },
  'url-expired': {
    ...EXPIRED,
    ec: '0002-00000069',
    evidence: 'capture',
    source: 'cap-043; EC page 0002-00000069',
    reason: 'The signed URL was used after its Expires. The signature is not looked at any more.',
    remedy: 'Sign a new URL, or one that lives longer; compare the clock of the signing machine with ServerTime.',
  },
  'url-expires-not-a-number': {
    ...BAD_EXPIRES,
    ec: '0002-00000070',
    source: 'HTTP 403 status code page (2021); EC page 0002-00000070',
    reason: 'The expiry of a signed URL is not a whole number of seconds.',
    remedy: 'Give the last valid moment in Unix seconds, not milliseconds with a fraction and not a date.',
  },
  'url-id-missing': {
    ...INCOMPLETE,
    ec: '0002-00000071',
    evidence: 'manual',
    source: 'cap-189; wire.md (c)',
    reason: 'A signed URL has no OSSAccessKeyId parameter.',
    remedy: URL_V1,
  },
  'url-id-empty': {
    ...INCOMPLETE,
    ec: '0002-00000072',
    evidence: 'inferred',
    source: 'wire.md (c)',
    reason: 'The OSSAccessKeyId of a signed URL is empty.',
    remedy: 'Check where the signing program takes its AccessKey ID from.',
  },
  'url-id-characters': {
    ...ID_CHARACTERS,
    ec: '0002-00000073',
    source: 'HTTP 403 status code page (2021); EC page 0002-00000073',
  },
  'url-signature-missing': {
    ...INCOMPLETE,
    ec: '0002-00000074',
    evidence: 'manual',
    source: 'cap-189; wire.md (c)',
    reason: 'A signed URL has no Signature parameter.',
    remedy: URL_V1,
  },
  'url-signature-empty': {
    ...INCOMPLETE,
    ec: '0002-00000075',
    evidence: 'inferred',
    source: 'wire.md (c)',
    reason: 'The Signature of a signed URL is empty.',
    remedy: URL_V1,
  },
  'v2-url-additional-headers-empty': {
    ...ARGUMENT,
    ec: '0002-00000076',
    source: 'EC page 0002-00000076; generic text of the HTTP 400 status code page (2021)',
    reason: 'x-oss-additional-headers is there but names no header.',
    remedy: 'Leave the parameter out when no further header is signed.',
  },
  'v2-url-additional-header-absent': {
    ...ARGUMENT,
    ec: '0002-00000077',
    source: 'EC page 0002-00000077; generic text of the HTTP 400 status code page (2021)',
    reason: 'x-oss-additional-headers names a header that the request does not carry.',
    remedy: 'Send every header that was signed into the URL, or sign a URL without them.',
  },
  'v2-url-expires-missing': {
    ...INCOMPLETE,
    ec: '0002-00000113',
    evidence: 'inferred',
    source: 'EC page 0002-00000113; text of V1',
    reason: 'A V2 URL has no x-oss-expires parameter.',
    remedy: URL_V2,
  },
  'v2-url-id-missing': {
    ...INCOMPLETE,
    ec: '0002-00000115',
    evidence: 'inferred',
    source: 'EC page 0002-00000115; text of V1',
    reason: 'A V2 URL has no x-oss-access-key-id parameter.',
    remedy: URL_V2,
  },
  'v2-url-id-empty': {
    ...INCOMPLETE,
    ec: '0002-00000116',
    evidence: 'inferred',
    source: 'EC page 0002-00000116; text of V1',
    reason: 'The x-oss-access-key-id of a V2 URL is empty.',
    remedy: 'Check where the signing program takes its AccessKey ID from.',
  },
  'v2-url-signature-missing': {
    ...INCOMPLETE,
    evidence: 'inferred',
    source: 'access.md §5.1; text of V1',
    reason: 'A V2 URL has no x-oss-signature parameter.',
    remedy: URL_V2,
  },
  'v2-url-signature-empty': {
    ...INCOMPLETE,
    ec: '0002-00000118',
    evidence: 'inferred',
    source: 'EC page 0002-00000118; text of V1',
    reason: 'The x-oss-signature of a V2 URL is empty.',
    remedy: URL_V2,
  },
} as const satisfies Record<string, CauseRow>;
