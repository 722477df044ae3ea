import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/errors/refuse.ts';

const golden = (name: string) => readFileSync(new URL(`../golden/errors/${name}.xml`, import.meta.url), 'utf8');

describe('the error document', () => {
  it('nests AccessDeniedDetail between HostId and EC (cap-088)', () => {
    const error = refuse('ram-policy-denies', {
      AccessDeniedDetail: [
        ['PolicyType', 'AccountLevelIdentityBasedPolicy'],
        ['AuthPrincipalOwnerId', '1032300000002056'],
        ['AuthPrincipalType', 'SubUser'],
        ['AuthPrincipalDisplayName', '205870000054611'],
        ['NoPermissionType', 'ExplicitDeny'],
        ['AuthAction', 'oss:PutBucketReferer'],
        ['EncodedDiagnosticMessage', 'AQIBIAAAACB1'],
      ],
    });
    const [id, host] = ['65AF503730303035347E6D09', 'mybucket.oss-cn-hangzhou.aliyuncs.com'];
    expect(error.document(id, host, 'current')).toBe(golden('ram-policy-denies'));
    expect(error.document(id, host, '2022')).not.toMatch(/AccessDeniedDetail|<EC>|RecommendDoc/);
  });

  it('keeps quotation marks and braces of a value as they were sent (manual of 2022, Upload callback)', () => {
    const error = refuse('callback-not-json', {
      ArgumentName: 'callback',
      // biome-ignore-start lint/suspicious/noTemplateCurlyInString: variables of the callback, as sent
      ArgumentValue:
        '{"callbackUrl":"8.8.8.8:9090","callbackBody":{"bucket":${bucket},"object":${object}}},"callbackBodyType":"application/json"',
      // biome-ignore-end lint/suspicious/noTemplateCurlyInString: variables of the callback, as sent
    });
    const host = 'bucket.oss-cn-hangzhou.aliyuncs.com';
    expect(error.document('587C79A3DD373E2676F73ECE', host, '2022')).toBe(golden('callback-not-json'));
  });

  it('leaves out an element whose value is not known', () => {
    const error = refuse('wrong-endpoint', { Bucket: 'b', Endpoint: undefined });
    expect(error.document('R', 'H', 'current')).toContain('<Bucket>b</Bucket>\n  <EC>0003-00001403</EC>');
  });

  it('prints the code and the text of its time', () => {
    const error = refuse('form-not-multipart');
    expect(error.document('R', 'H', '2019')).toContain('<Code>RequestIsNotMultipartContent</Code>');
    expect(error.document('R', 'H', '2022')).toContain('<Code>RequestIsNotMultiPartContent</Code>');
  });

  it('gives the headers of its row in their order, without those that are not known', () => {
    const error = refuse('delete-marker-read', {
      Method: 'GET',
      ResourceType: 'DeleteMarker',
      Allow: 'DELETE',
      'x-oss-delete-marker': 'true',
      'x-oss-version-id': undefined,
    });
    expect(error.headers()).toEqual([
      ['Allow', 'DELETE'],
      ['x-oss-delete-marker', 'true'],
    ]);
  });
});
