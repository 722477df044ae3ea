import { describe, expect, test } from 'vitest';
import { authenticate, CREDENTIAL, NOW, NOW_HTTP, NOW_ISO, refusal, request } from './requests.ts';

/** Something wrong with a request. The lists below stand in the order in which their faults are found. */
interface Fault {
  readonly cause: string;
  readonly change: (draft: Draft) => void;
}

interface Draft {
  authorization: string | undefined;
  query: string[];
  headers: [string, string][];
}

const STALE = 'Sat, 01 Jun 2024 11:00:00 GMT';
const SCOPE = 'cn-hangzhou/oss/aliyun_v4_request';

const set = (name: string, value: string | undefined) => (draft: Draft) => {
  draft.headers = draft.headers.filter(([n]) => n !== name);
  if (value !== undefined) draft.headers.push([name, value]);
};
const authorize = (from: string | RegExp, to: string) => (draft: Draft) => {
  draft.authorization = draft.authorization?.replace(from, to);
};
const parameter = (name: string, value: string | undefined) => (draft: Draft) => {
  draft.query = draft.query.filter((part) => !part.startsWith(`${name}=`));
  if (value !== undefined) draft.query.push(`${name}=${value}`);
};

const twoTokens = (draft: Draft) => {
  set('x-oss-security-token', 't')(draft);
  parameter('security-token', 't')(draft);
};

const V1_HEADER: Fault[] = [
  { cause: 'signature-in-header-and-url', change: parameter('Signature', 's') },
  { cause: 'authorization-scheme-unknown', change: authorize('OSS ', 'Basic ') },
  { cause: 'authorization-id-characters', change: authorize('OSS ', 'OSS !') },
  { cause: 'authorization-without-signature', change: authorize(/:.*/, ':') },
  { cause: 'date-malformed', change: set('Date', 'foo') },
  { cause: 'clock-skew', change: set('Date', STALE) },
  { cause: 'token-in-header-and-query', change: twoTokens },
  { cause: 'token-of-unknown-key', change: set('x-oss-security-token', 't') },
  { cause: 'access-key-unknown', change: authorize('ossmock:', 'nobody:') },
  { cause: 'signature-mismatch-v1', change: authorize(':', ':x') },
];

const V1_URL: Fault[] = [
  { cause: 'url-expires-missing', change: parameter('Expires', undefined) },
  { cause: 'url-id-missing', change: parameter('OSSAccessKeyId', undefined) },
  { cause: 'url-expires-not-a-number', change: parameter('Expires', 'abc') },
  { cause: 'url-id-characters', change: parameter('OSSAccessKeyId', '!') },
  { cause: 'url-expired', change: parameter('Expires', '1') },
  { cause: 'token-only-in-header', change: set('x-oss-security-token', 't') },
  { cause: 'access-key-unknown', change: parameter('OSSAccessKeyId', 'nobody') },
  { cause: 'signature-mismatch-v1', change: parameter('Signature', 'x') },
];

const V4_HEADER: Fault[] = [
  { cause: 'v4-authorization-unknown-key', change: authorize('Signature=', 'Signed=') },
  { cause: 'v4-credential-id-characters', change: authorize('Credential=', 'Credential=!') },
  { cause: 'v4-scope-malformed', change: authorize('aliyun_v4_request', 'abc') },
  { cause: 'v4-scope-date-malformed', change: authorize(/\d{8}/, '2024-06-01') },
  { cause: 'v4-payload-hash', change: set('x-oss-content-sha256', 'x') },
  { cause: 'v4-scope-product', change: authorize('/oss/', '/oss-cloudbox/') },
  { cause: 'v4-scope-region', change: authorize('cn-hangzhou', 'cn-beijing') },
  { cause: 'v4-date-malformed', change: set('x-oss-date', 'foo') },
  { cause: 'v4-scope-date-differs', change: authorize('20240601', '20240531') },
  { cause: 'clock-skew', change: set('x-oss-date', '20240601T110000Z') },
  { cause: 'access-key-unknown', change: authorize('ossmock/', 'nobody/') },
  { cause: 'signature-mismatch-v4', change: authorize('Signature=', 'Signature=x') },
];

const V4_URL: Fault[] = [
  { cause: 'v4-url-expires-missing', change: parameter('x-oss-expires', undefined) },
  { cause: 'v4-url-signature-missing', change: parameter('x-oss-signature', undefined) },
  { cause: 'v4-url-id-characters', change: parameter('x-oss-credential', `!/20240601/${SCOPE}`) },
  { cause: 'v4-url-scope-malformed', change: parameter('x-oss-credential', 'ossmock/20240601/cn-hangzhou/oss/x') },
  { cause: 'v4-url-scope-region', change: parameter('x-oss-credential', 'ossmock/20240601/x/oss/aliyun_v4_request') },
  { cause: 'v4-date-malformed', change: parameter('x-oss-date', 'foo') },
  { cause: 'v4-url-expires-range', change: parameter('x-oss-expires', '604801') },
  { cause: 'v4-url-expired', change: parameter('x-oss-date', '20240601T110000Z') },
  { cause: 'access-key-unknown', change: parameter('x-oss-credential', `nobody/20240601/${SCOPE}`) },
  { cause: 'signature-mismatch-v4', change: parameter('x-oss-signature', 'x') },
];

const drafts: [mode: string, draft: () => Draft, faults: Fault[]][] = [
  ['V1 header', () => ({ authorization: 'OSS ossmock:s', query: [], headers: [['Date', NOW_HTTP]] }), V1_HEADER],
  [
    'V1 URL',
    () => ({
      authorization: undefined,
      query: ['OSSAccessKeyId=ossmock', `Expires=${NOW / 1000}`, 'Signature=s'],
      headers: [],
    }),
    V1_URL,
  ],
  [
    'V4 header',
    () => ({
      authorization: `OSS4-HMAC-SHA256 Credential=ossmock/20240601/${SCOPE},Signature=s`,
      query: [],
      headers: [['x-oss-date', NOW_ISO]],
    }),
    V4_HEADER,
  ],
  [
    'V4 URL',
    () => ({
      authorization: undefined,
      query: [
        'x-oss-signature-version=OSS4-HMAC-SHA256',
        `x-oss-credential=ossmock/20240601/${SCOPE}`,
        `x-oss-date=${NOW_ISO}`,
        'x-oss-expires=60',
        'x-oss-signature=s',
      ],
      headers: [],
    }),
    V4_URL,
  ],
];

describe.each(drafts)('of the faults of a %s', (_, draft, faults) => {
  const pairs = faults.flatMap((first, i) =>
    faults.slice(i + 1).map((second) => [first.cause, second.cause, first, second] as const),
  );

  test.each(faults.map((fault) => [fault.cause, fault] as const))('%s is found', (cause, fault) => {
    expect(causeOf(draft(), [fault])).toBe(cause);
  });

  test.each(pairs)('%s is found before %s', (cause, _second, first, second) => {
    expect(causeOf(draft(), [second, first])).toBe(cause);
  });
});

function causeOf(draft: Draft, faults: readonly Fault[]): string {
  for (const fault of faults) fault.change(draft);
  const headers: [string, string][] = [...draft.headers];
  if (draft.authorization !== undefined) headers.push(['Authorization', draft.authorization]);
  const received = request('GET', `/key?${draft.query.join('&')}`, headers);
  const lookup = (id: string) => (id === CREDENTIAL.accessKeyId ? CREDENTIAL : undefined);
  return refusal(() => authenticate(received, { lookup })).cause;
}
