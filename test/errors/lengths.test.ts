import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/errors/catalogue/index.ts';
import type { CauseRow, WireProfile } from '../../src/errors/cause.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import type { Cause } from '../../src/errors/refuse.ts';

/** A response that was published with its Content-Length. */
interface Published {
  readonly length: number;
  readonly source: string;
  readonly cause: Cause;
  readonly details?: Readonly<Record<string, string>>;
  readonly profile: WireProfile;
  readonly requestId: string;
  readonly hostId: string;
}

const SOME_ID = '619E1F3B6C5B8D3330A1B2C3';

const CASES: readonly Published[] = [
  {
    length: 322,
    source: 'cap-142, both values as published',
    cause: 'precondition-on-put',
    details: { Header: 'If-Modified-Since' },
    profile: '2019',
    requestId: '57ABD896CCB80C366955187E',
    hostId: 'bucketname.oss-cn-shanghai.aliyuncs.com',
  },
  {
    length: 338,
    source: 'cap-141, all values as published',
    cause: 'unknown-method',
    details: { Method: 'abc', ResourceType: 'Bucket' },
    profile: '2019',
    requestId: '57ABF6C8BC4D25D86CBA5ADE',
    hostId: 'bucketname.oss-cn-shanghai.aliyuncs.com',
  },
  {
    length: 465,
    source: 'cap-022; the bucket is masked and had 6 characters',
    cause: 'clock-skew',
    details: {
      MaxAllowedSkewMilliseconds: '900000',
      RequestTime: '1970-01-01T12:52:35.000Z',
      ServerTime: '2019-03-30T13:18:53.000Z',
    },
    profile: '2019',
    requestId: '5C9F6CBDB007B7575C5395BA',
    hostId: 'bucket.oss-cn-hangzhou.aliyuncs.com',
  },
  {
    length: 330,
    source: 'cap-043, all values as published',
    cause: 'url-expired',
    details: { Expires: '2022-01-22T15:49:20.000Z', ServerTime: '2022-01-22T15:49:27.000Z' },
    profile: '2022',
    requestId: '61EC2787DD6CDE3330F6A7BF',
    hostId: 'bj29.cn-beijing.data.alicloudccp.com',
  },
  {
    length: 342,
    source: 'cap-121; the bucket is masked, and 18 characters are what fits',
    cause: 'no-such-key',
    details: { Key: 'tn71gyrdg/_res/54ca0610-5e6b-4bf0-b1ae-a6f656f67ecc/_t/meta_v1.json' },
    profile: '2022',
    requestId: '636BA0A2B7A5733230845ECC',
    hostId: `${'b'.repeat(18)}.oss-cn-beijing-internal.aliyuncs.com`,
  },
  {
    length: 287,
    source: 'cap-196: a bucket of 14 and a key of 24 characters',
    cause: 'no-such-key',
    details: { Key: 'k'.repeat(24) },
    profile: '2019',
    requestId: '566B6C3D6086505A0CFF0F68',
    hostId: `${'b'.repeat(14)}.oss-cn-hangzhou.aliyuncs.com`,
  },
  {
    length: 379,
    source: 'cap-017, all values as published',
    cause: 'download-denied-by-callback',
    details: { Reason: 'Cdn auth fail: ucidMd5 invalid.' },
    profile: 'current',
    requestId: '6A815AEAB10DF43339DABFA7',
    hostId: 'dl-uf-zb.pds.uc.cn',
  },
];

describe('published Content-Lengths', () => {
  it.each(CASES)('$length bytes come back from $cause ($source)', (published) => {
    expect(Buffer.byteLength(render(published))).toBe(published.length);
  });

  it.each([
    // The host was not published; 28 characters are left for it: the endpoint of a region.
    { length: 253, cause: 'anonymous-service', hostId: 'oss-cn-hangzhou.aliyuncs.com' },
    // This one was sent to an IP address; 12 characters are left for it.
    { length: 237, cause: 'anonymous-service', hostId: '203.0.113.10' },
    // The host was not published; 21 characters are left for it, too few for a bucket's own: a custom domain.
    { length: 209, cause: 'access-denied', hostId: 'static.example-cdn.cn' },
  ] as const)('$length bytes fit $cause on a host of the length of $hostId', ({ length, cause, hostId }) => {
    const body = render({ length, cause, hostId, source: '', profile: '2022', requestId: SOME_ID });
    expect(Buffer.byteLength(body)).toBe(length);
  });
});

function render({ cause, details, requestId, hostId, profile }: Published): string {
  const row: CauseRow = catalogue[cause];
  return new OssError(cause, row, details ?? {}).document(requestId, hostId, profile);
}
