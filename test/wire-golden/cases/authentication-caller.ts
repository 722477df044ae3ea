import { signV1Url, signV2Url, signV4Url } from '../../../src/auth/index.ts';
import { KEYS } from '../../support/signed.ts';
import { type Case, type Cases, NOW, REGION, type SignedAsk } from '../support/case.ts';
import { IN_AN_HOUR, location, refused, sent } from '../support/signatures.ts';

const limited = (limits: string) => location(`location&${limits}`);
const v1 = (limits: string): SignedAsk => sent([], signV1Url(limited(limits), KEYS, IN_AN_HOUR));
const ELSEWHERE = 'x-oss-ac-source-ip=192.0.2.7&x-oss-ac-subnet-mask=32';

const here: Case = {
  name: 'url-for-this-caller',
  rule: 'a URL for one network works from inside it',
  ask: v1('x-oss-ac-source-ip=127.0.0.0&x-oss-ac-subnet-mask=24'),
};

/** Signed URLs for callers of one address, network or VPC (EC pages 0002-00000602, -603, -604, -119 and -225). */
export const authenticationCallerCases: Cases = {
  Authentication: [
    here,
    refused(
      'url-subnet-mask-invalid',
      'a mask counts bits of an address',
      v1('x-oss-ac-source-ip=127.0.0.1&x-oss-ac-subnet-mask=129'),
    ),
    refused(
      'signature-mismatch-address',
      'the address that was seen is signed, not the one that is given',
      v1(ELSEWHERE),
    ),
    refused(
      'signature-mismatch-forwarded',
      'so it is when requests may be forwarded',
      v1(`x-oss-ac-forward-allow=true&${ELSEWHERE}`),
    ),
    refused('signature-mismatch-vpc', 'nobody comes from a VPC', v1('x-oss-ac-vpc-id=vpc-t4nlw426y44rd3iq4')),
    refused(
      'signature-mismatch-address-v2',
      'V2 does the same',
      sent([], signV2Url(limited(ELSEWHERE), KEYS, IN_AN_HOUR)),
    ),
    refused(
      'signature-mismatch-address-v4',
      'and V4',
      sent([], signV4Url(limited(ELSEWHERE), KEYS, NOW, 3600, { region: REGION })),
    ),
  ],
};
