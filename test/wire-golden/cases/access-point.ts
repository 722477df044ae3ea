import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, type SignedAsk } from '../support/case.ts';

const NAMED = { 'x-oss-access-point-name': 'ap-01' };
const ask = (method: string, query: string, body?: string, headers: Record<string, string> = NAMED): SignedAsk => ({
  method,
  bucket: BUCKET,
  query,
  body,
  headers,
});
const configuration = (name: string, origin = '<NetworkOrigin>internet</NetworkOrigin>'): string =>
  `<CreateAccessPointConfiguration><AccessPointName>${name}</AccessPointName>${origin}</CreateAccessPointConfiguration>`;
const create = (name = 'ap-01', origin?: string): SignedAsk =>
  ask('PUT', 'accessPoint', configuration(name, origin), {});
const VPC =
  '<NetworkOrigin>vpc</NetworkOrigin><VpcConfiguration><VpcId>vpc-t4nlw426y44rd3iq4</VpcId></VpcConfiguration>';
const POLICY = JSON.stringify({
  Version: '1',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['oss:GetObject'],
      Principal: ['27737962156157xxxx'],
      Resource: ['acs:oss:cn-hangzhou:1234567890123456:accesspoint/ap-01/object/*'],
    },
  ],
});
const BLOCK = 'publicAccessBlock&x-oss-access-point-name=ap-01';
const block = (on: boolean): SignedAsk =>
  ask(
    'PUT',
    BLOCK,
    `<PublicAccessBlockConfiguration><BlockPublicAccess>${on}</BlockPublicAccess></PublicAccessBlockConfiguration>`,
    {},
  );

const refused = (cause: Cause, rule: string, asked: SignedAsk, before: readonly SignedAsk[] = []): Case => ({
  name: cause,
  rule,
  cause,
  before,
  ask: asked,
});
const unknown = (method: string, query: string, body?: string): Case =>
  refused('no-such-access-point', 'the access point has to be there', ask(method, query, body));

/** Access points, and how the pictures of a bucket are processed (operations.md §11.5, §11.7). */
export const accessPointCases: Cases = {
  CreateAccessPoint: [
    { name: 'created', rule: 'an access point gets an ARN and an alias', ask: create() },
    refused(
      'setting-malformed-xml',
      'a VPC is named where the origin is one',
      create('ap-01', '<NetworkOrigin>vpc</NetworkOrigin>'),
    ),
    refused('access-point-name-invalid', 'a name does not end like an alias', create('ap-ossalias')),
    refused('access-point-exists', 'a name is used once', create(), [create()]),
  ],
  GetAccessPoint: [
    {
      name: 'created',
      rule: 'public access is blocked at first',
      before: [create('ap-01', VPC)],
      ask: ask('GET', 'accessPoint'),
    },
    {
      name: 'unblocked',
      rule: 'until it is put otherwise',
      before: [create(), block(false)],
      ask: ask('GET', 'accessPoint'),
    },
    unknown('GET', 'accessPoint'),
  ],
  ListAccessPoints: [
    {
      name: 'of-account',
      rule: 'the access points of all buckets are listed by name',
      before: [create('ap-02'), create('ap-01', VPC)],
      ask: { method: 'GET', query: 'accessPoint' },
    },
    {
      name: 'of-bucket-page',
      rule: 'those of a bucket are listed in pages',
      before: [create('ap-02'), create('ap-01')],
      ask: ask('GET', 'accessPoint&max-keys=1', undefined, {}),
    },
  ],
  DeleteAccessPoint: [
    {
      name: 'deleted',
      rule: 'an access point goes with a 204',
      before: [create()],
      ask: ask('DELETE', 'accessPoint'),
      after: { ask: ask('GET', 'accessPoint'), status: 404 },
    },
    unknown('DELETE', 'accessPoint'),
  ],
  PutAccessPointPolicy: [
    {
      name: 'set',
      rule: 'a policy is answered without body',
      before: [create()],
      ask: ask('PUT', 'accessPointPolicy', POLICY),
    },
    refused(
      'bucket-policy-bad-grammar',
      'a policy is read like a bucket policy',
      ask('PUT', 'accessPointPolicy', '{}'),
      [create()],
    ),
    unknown('PUT', 'accessPointPolicy', POLICY),
  ],
  GetAccessPointPolicy: [
    {
      name: 'set',
      rule: 'a policy comes back byte for byte',
      before: [create(), ask('PUT', 'accessPointPolicy', POLICY)],
      ask: ask('GET', 'accessPointPolicy'),
    },
    refused('no-access-point-policy', 'where there is none, none is returned', ask('GET', 'accessPointPolicy'), [
      create(),
    ]),
  ],
  DeleteAccessPointPolicy: [
    {
      name: 'never-set',
      rule: 'a policy goes with a 204',
      before: [create()],
      ask: ask('DELETE', 'accessPointPolicy'),
    },
  ],
  PutAccessPointPublicAccessBlock: [
    { name: 'set', rule: 'the switch is answered without body', before: [create()], ask: block(false) },
    refused('no-such-access-point', 'the access point has to be there', block(true)),
  ],
  GetAccessPointPublicAccessBlock: [
    { name: 'never-set', rule: 'it is on at first', before: [create()], ask: ask('GET', BLOCK, undefined, {}) },
    {
      name: 'set',
      rule: 'it comes back as it was put',
      before: [create(), block(false)],
      ask: ask('GET', BLOCK, undefined, {}),
    },
  ],
  DeleteAccessPointPublicAccessBlock: [
    {
      name: 'set',
      rule: 'it goes with a 204',
      before: [create(), block(false)],
      ask: ask('DELETE', BLOCK, undefined, {}),
    },
  ],
  PutBucketProcessConfiguration: [
    {
      name: 'set',
      rule: 'a configuration is answered without body',
      ask: ask(
        'PUT',
        'processConfiguration',
        '<BucketProcessConfiguration><CompliedHost>Img</CompliedHost></BucketProcessConfiguration>',
        {},
      ),
    },
    refused(
      'setting-malformed-xml',
      'a switch is one of two',
      ask(
        'PUT',
        'processConfiguration',
        '<BucketProcessConfiguration><SourceFileProtect>yes</SourceFileProtect></BucketProcessConfiguration>',
        {},
      ),
    ),
  ],
  GetBucketProcessConfiguration: [
    {
      name: 'never-set',
      rule: 'nothing is protected at first',
      ask: ask('GET', 'processConfiguration', undefined, {}),
    },
    {
      name: 'set',
      rule: "a configuration comes back in the service's order",
      before: [
        ask(
          'PUT',
          'processConfiguration',
          '<BucketProcessConfiguration><StyleDelimiters>!,/</StyleDelimiters><CompliedHost>Img</CompliedHost><SourceFileProtect>Enabled</SourceFileProtect><SourceFileProtectSuffix>jpg,png</SourceFileProtectSuffix></BucketProcessConfiguration>',
          {},
        ),
      ],
      ask: ask('GET', 'processConfiguration', undefined, {}),
    },
  ],
};
