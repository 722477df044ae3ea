import { MISMATCH, MISMATCH_V4 } from '../authentication-parts.ts';
import type { CauseRow } from '../cause.ts';
import { ARGUMENT } from '../parts.ts';

const FROM_THERE =
  'Sign with x-oss-ac-source-ip the address that OSS sees, which behind NAT or a proxy is not your own, with all bits beyond x-oss-ac-subnet-mask zero. In StringToSign stands what OSS saw.';

/** Signed URLs that work for some callers only, by address or by VPC (0002-000006xx; 0119 of V2, 0225 of V4). */
export const authenticationCaller = {
  'url-subnet-mask-invalid': {
    ...ARGUMENT,
    source:
      'an EC page on an x-oss-ac-subnet-mask that is not valid; generic text of the HTTP 400 status code page (2021)',
    reason: 'x-oss-ac-subnet-mask counts the leading bits of an address that matter: 0 to 32, or to 128 of IPv6.',
    remedy: 'Give 32 for a single address, 24 for its neighbours, and sign the URL again.',
  },
  'signature-mismatch-address': {
    ...MISMATCH,
    ec: '0002-00000602',
    evidence: 'doc',
    source: 'EC page 0002-00000602; elements as without the limit',
    reason:
      'The V1 URL was signed for callers of one address or network, and this caller is of another; or it was signed wrongly.',
    remedy: FROM_THERE,
  },
  'signature-mismatch-forwarded': {
    ...MISMATCH,
    ec: '0002-00000604',
    evidence: 'doc',
    source: 'EC page 0002-00000604, whose example has x-oss-ac-forward-allow=true; elements as without the limit',
    reason:
      'The V1 URL was signed for callers of one address or network, forwarded ones included, and this one is of another; or it was signed wrongly.',
    remedy: FROM_THERE,
  },
  'signature-mismatch-vpc': {
    ...MISMATCH,
    ec: '0002-00000603',
    evidence: 'doc',
    source: 'EC page 0002-00000603; elements as without the limit',
    reason: 'The V1 URL was signed for callers in one VPC. No request that comes to this server comes from a VPC.',
    remedy: 'Call the URL from inside the VPC, or sign one without x-oss-ac-vpc-id.',
  },
  'signature-mismatch-address-v2': {
    ...MISMATCH,
    ec: '0002-00000119',
    evidence: 'doc',
    source: 'EC page 0002-00000119; elements as in V1',
    reason:
      'The V2 URL was signed for callers of one address or network, and this caller is of another; or it was signed wrongly.',
    remedy: FROM_THERE,
  },
  'signature-mismatch-address-v4': {
    ...MISMATCH_V4,
    ec: '0002-00000225',
    evidence: 'doc',
    source: 'EC page 0002-00000225; elements as without the limit',
    reason:
      'The V4 URL was signed for callers of one address or network, and this caller is of another; or it was signed wrongly.',
    remedy: FROM_THERE,
  },
} as const satisfies Record<string, CauseRow>;
