import type { Unsigned } from '../../../src/auth/index.ts';
import type { Cause } from '../../../src/errors/refuse.ts';
import type { HeaderList } from '../../../src/wire/headers.ts';
import { KEYS } from '../../support/signed.ts';
import { BUCKET, type Case, NOW, REGION, type SignedAsk } from './case.ts';

export const DATE = 'Thu, 31 Oct 2024 08:00:00 GMT';
export const ISO = '20241031T080000Z';
export const DAY = '20241031';
export const SCOPE = `${DAY}/${REGION}/oss/aliyun_v4_request`;
export const IN_AN_HOUR = NOW / 1000 + 3600;
export const WRONG = { ...KEYS, accessKeySecret: 'not-the-secret' };
export const DIGEST = 'ab'.repeat(32);

/** The request of all these cases, before it is signed: GetBucketLocation. */
export const location = (query = 'location', headers: HeaderList = []): Unsigned => ({
  method: 'GET',
  headers,
  query,
  bucket: BUCKET,
});

/** GetBucketLocation with these headers and this query as they are. */
export function sent(headers: HeaderList = [], query = 'location'): SignedAsk {
  return { method: 'GET', bucket: BUCKET, query, headers: Object.fromEntries(headers), keys: undefined };
}

export const authorized = (authorization: string, more: HeaderList = []): SignedAsk =>
  sent([['Authorization', authorization], ['Date', DATE], ...more]);
export const v4 = (items: string, more: HeaderList = []): SignedAsk =>
  sent([['Authorization', `OSS4-HMAC-SHA256 ${items}`], ['x-oss-date', ISO], ...more]);
export const credential = (scope: string): SignedAsk => v4(`Credential=ossmock/${scope},Signature=s`);
export const url = (query: string, headers: HeaderList = []): SignedAsk => sent(headers, `location&${query}`);
export const v2Url = (query: string): SignedAsk => url(`x-oss-signature-version=OSS2${query}`);
export const v4Url = (query: string): SignedAsk => url(`x-oss-signature-version=OSS4-HMAC-SHA256${query}`);
export const v4UrlOf = (scope: string, date = ISO, expires = '3600'): SignedAsk =>
  v4Url(`&x-oss-date=${date}&x-oss-expires=${expires}&x-oss-credential=ossmock/${scope}&x-oss-signature=${DIGEST}`);

export function refused(cause: Cause, rule: string, ask: SignedAsk, name: string = cause): Case {
  return { name, rule, cause, ask };
}
