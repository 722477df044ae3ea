import { EXPIRED, ID_CHARACTERS, INCOMPLETE } from '../authentication-parts.ts';
import type { CauseRow } from '../cause.ts';
import { ARGUMENT } from '../parts.ts';

const URL_V4 = 'A V4 URL carries x-oss-credential, x-oss-date, x-oss-expires and x-oss-signature together.';

/** V4 URLs (021x to 023x): what is missing, empty, unreadable, too early or too late. */
export const authenticationUrlV4 = {
  'v4-url-expires-missing': {
    ...INCOMPLETE,
    ec: '0002-00000215',
    evidence: 'inferred',
    source: 'EC page 0002-00000215; text of V1',
    reason: 'A V4 URL has no x-oss-expires parameter.',
    remedy: URL_V4,
  },
  'v4-url-expires-empty': {
    ...INCOMPLETE,
    ec: '0002-00000216',
    evidence: 'inferred',
    source: 'EC page 0002-00000216; text of V1',
    reason: 'The x-oss-expires of a V4 URL is empty.',
    remedy: URL_V4,
  },
  'v4-url-credential-missing': {
    ...INCOMPLETE,
    ec: '0002-00000217',
    evidence: 'inferred',
    source: 'EC page 0002-00000217; text of V1',
    reason: 'A V4 URL has no x-oss-credential parameter.',
    remedy: URL_V4,
  },
  'v4-url-credential-empty': {
    ...INCOMPLETE,
    evidence: 'inferred',
    source: 'access.md §6.4; text of V1',
    reason: 'The x-oss-credential of a V4 URL is empty.',
    remedy: URL_V4,
  },
  'v4-url-signature-missing': {
    ...INCOMPLETE,
    ec: '0002-00000219',
    evidence: 'inferred',
    source: 'EC page 0002-00000219; text of V1',
    reason: 'A V4 URL has no x-oss-signature parameter.',
    remedy: URL_V4,
  },
  'v4-url-signature-empty': {
    ...INCOMPLETE,
    evidence: 'inferred',
    source: 'access.md §6.4; text of V1',
    reason: 'The x-oss-signature of a V4 URL is empty.',
    remedy: URL_V4,
  },
  'v4-url-id-characters': {
    ...ID_CHARACTERS,
    ec: '0002-00000222',
    source: 'EC page 0002-00000222; code and text as for V1',
  },
  'v4-url-expires-range': {
    ...ARGUMENT,
    ec: '0002-00000232',
    source: 'access.md §6.5; generic text of the HTTP 400 status code page (2021)',
    reason: 'x-oss-expires is not a whole number of seconds between 1 and 604800.',
    remedy: 'V4 counts seconds from x-oss-date, at most seven days; it is not a moment as in V1.',
  },
  'v4-url-not-yet-valid': {
    status: 403,
    code: 'RequestTimeTooSkewed',
    message: 'The difference between the request time and the current time is too large.',
    extras: ['MaxAllowedSkewMilliseconds', 'RequestTime', 'ServerTime'],
    ec: '0002-00000235',
    evidence: 'inferred',
    source: 'EC page 0002-00000235; code after access.md §6.5',
    reason: 'The x-oss-date of a V4 URL lies more than 15 minutes ahead: its time has not begun.',
    remedy: 'Correct the clock of the machine that signs URLs.',
  },
  'v4-url-expired': {
    ...EXPIRED,
    ec: '0002-00000236',
    evidence: 'doc',
    source: 'EC page 0002-00000236; elements as in V1',
    reason: 'The V4 URL was used after x-oss-date plus x-oss-expires. The signature is not looked at any more.',
    remedy: 'Sign a new URL, or one that lives longer; compare the clock of the signing machine with ServerTime.',
  },
} as const satisfies Record<string, CauseRow>;
