import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, element, type SignedAsk } from '../support/case.ts';

const named = (name: string): Record<string, string> => ({ 'x-oss-access-point-for-object-process-name': name });
const ask = (method: string, query: string, body?: string, name = 'fc-ap-01'): SignedAsk => ({
  method,
  bucket: BUCKET,
  query,
  body,
  headers: named(name),
});

const accessPoint: SignedAsk = {
  method: 'PUT',
  bucket: BUCKET,
  query: 'accessPoint',
  body: '<CreateAccessPointConfiguration><AccessPointName>ap-01</AccessPointName><NetworkOrigin>internet</NetworkOrigin></CreateAccessPointConfiguration>',
};
const processing = ({
  feature = 'GetObject-Range',
  action = 'GetObject',
  role = 'acs:ram::111933544165:role/aliyunfcdefaultrole',
  fn = 'acs:fc:cn-hangzhou:111933544165:services/test-oss-fc.LATEST/functions/fc-01',
  more = '',
} = {}): string =>
  `<ObjectProcessConfiguration><AllowedFeatures><AllowedFeature>${feature}</AllowedFeature></AllowedFeatures><TransformationConfigurations><TransformationConfiguration><Actions><Action>${action}</Action></Actions><ContentTransformation><FunctionCompute><FunctionAssumeRoleArn>${role}</FunctionAssumeRoleArn><FunctionArn>${fn}</FunctionArn></FunctionCompute>${more}</ContentTransformation></TransformationConfiguration></TransformationConfigurations></ObjectProcessConfiguration>`;
const HEADERS =
  '<AdditionalFeatures><CustomForwardHeaders><CustomForwardHeader>x-user</CustomForwardHeader></CustomForwardHeaders></AdditionalFeatures>';
const creation = (elements: string, behind = 'ap-01'): string =>
  `<CreateAccessPointForObjectProcessConfiguration><AccessPointName>${behind}</AccessPointName>${elements}</CreateAccessPointForObjectProcessConfiguration>`;
const POINT = 'accessPointForObjectProcess';
const create = (name?: string, elements = processing()): SignedAsk => ask('PUT', POINT, creation(elements), name);
const CONFIG = 'accessPointConfigForObjectProcess';
const config = (elements: string): SignedAsk =>
  ask(
    'PUT',
    CONFIG,
    `<PutAccessPointConfigForObjectProcessConfiguration>${elements}</PutAccessPointConfigForObjectProcessConfiguration>`,
  );
const BLOCK =
  '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>';
const ANONYMOUS = '<AllowAnonymousAccessForObjectProcess>True</AllowAnonymousAccessForObjectProcess>';
const POLICY_OF = 'accessPointPolicyForObjectProcess';
const POLICY = JSON.stringify({
  Version: '1',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['oss:GetObject'],
      Principal: ['23721626365841xxxx'],
      Resource: ['acs:oss:cn-hangzhou:1234567890123456:accesspointforobjectprocess/fc-ap-01/object/*'],
    },
  ],
});

const refused = (
  cause: Cause,
  rule: string,
  asked: SignedAsk,
  before: readonly SignedAsk[] = [accessPoint],
  name: string = cause,
): Case => ({ name, rule, cause, before, ask: asked });
const unknown = (method: string, query: string, body?: string): Case =>
  refused('no-such-object-process-point', 'the object FC access point has to be there', ask(method, query, body));
const made = [accessPoint, create()];

/** Access points behind which a function changes what is read (operations.md §11.5). */
export const objectProcessCases: Cases = {
  CreateAccessPointForObjectProcess: [
    {
      name: 'created',
      rule: 'an object FC access point gets an ARN and an alias',
      before: [accessPoint],
      ask: create(),
    },
    refused('object-process-point-name-invalid', 'a name does not end with a hyphen', create('fc-ap-')),
    refused(
      'object-process-point-name-invalid',
      'a name has at most 63 characters',
      create('a'.repeat(64)),
      [accessPoint],
      'name-too-long',
    ),
    refused(
      'setting-malformed-xml',
      'the access point behind is named',
      ask(
        'PUT',
        POINT,
        '<CreateAccessPointForObjectProcessConfiguration></CreateAccessPointForObjectProcessConfiguration>',
      ),
    ),
    refused('no-such-access-point', 'the access point behind has to be there', create(), []),
    refused(
      'object-process-invalid',
      'only GetObject can be processed',
      create('fc', processing({ action: 'PutObject' })),
    ),
    refused(
      'object-process-invalid',
      'ranges are the only feature',
      create('fc', processing({ feature: 'GetObject-PartNumber' })),
      [accessPoint],
      'feature-unknown',
    ),
    refused(
      'object-process-invalid',
      'a function is named by ARN',
      create('fc', processing({ fn: 'fc-01' })),
      [accessPoint],
      'function-no-arn',
    ),
    refused(
      'object-process-invalid',
      'a role is named by ARN',
      create('fc', processing({ role: 'acs:oss:::role' })),
      [accessPoint],
      'role-no-arn',
    ),
    refused('access-point-exists', 'a name is used once', create(), made),
  ],
  GetAccessPointForObjectProcess: [
    { name: 'created', rule: 'public access is open at first', before: made, ask: ask('GET', POINT) },
    {
      name: 'anonymous',
      rule: 'whether anonymous readers are let in is told once it was said',
      before: [accessPoint, create('fc-ap-01', ANONYMOUS)],
      ask: ask('GET', POINT),
    },
    unknown('GET', POINT),
  ],
  ListAccessPointsForObjectProcess: [
    {
      name: 'none',
      rule: 'an account without object FC access points lists none',
      ask: { method: 'GET', query: POINT },
    },
    {
      name: 'truncated',
      rule: 'they are listed by name, in pages',
      before: [accessPoint, create('fc-ap-02'), create('fc-ap-01')],
      ask: { method: 'GET', query: `${POINT}&max-keys=1` },
    },
    {
      name: 'rest',
      rule: 'a token is where the last page ended',
      before: [accessPoint, create('fc-ap-02'), create('fc-ap-01')],
      ask: (earlier) => ({
        method: 'GET',
        query: `${POINT}&continuation-token=${encodeURIComponent(element(earlier[2], 'AccessPointForObjectProcessArn'))}`,
      }),
    },
    {
      name: 'max-keys-out-of-range-buckets',
      rule: 'a page has 1 to 1000 entries',
      cause: 'max-keys-out-of-range-buckets',
      ask: { method: 'GET', query: `${POINT}&max-keys=1001` },
    },
  ],
  DeleteAccessPointForObjectProcess: [
    {
      name: 'deleted',
      rule: 'it goes with a 204',
      before: made,
      ask: ask('DELETE', POINT),
      after: { ask: ask('GET', POINT), status: 404 },
    },
    unknown('DELETE', POINT),
  ],
  PutAccessPointConfigForObjectProcess: [
    {
      name: 'set',
      rule: 'a configuration is answered without body',
      before: made,
      ask: config(processing() + BLOCK),
    },
    refused(
      'setting-malformed-xml',
      'a configuration stands in its own document',
      ask('PUT', CONFIG, creation('')),
      made,
    ),
    refused('public-access-block-malformed', 'the block is true or false', config(BLOCK.replace('true', 'yes')), made),
    refused(
      'object-process-invalid',
      'anonymous readers are let in or not',
      config(ANONYMOUS.replace('True', 'maybe')),
      made,
    ),
    unknown('PUT', CONFIG, creation('')),
  ],
  GetAccessPointConfigForObjectProcess: [
    {
      name: 'created',
      rule: 'the configuration of the creation comes back, actions in lower case',
      before: made,
      ask: ask('GET', CONFIG),
    },
    {
      name: 'set',
      rule: 'what was put replaces all of it',
      before: [...made, config(ANONYMOUS + BLOCK + processing({ more: HEADERS }))],
      ask: ask('GET', CONFIG),
    },
    unknown('GET', CONFIG),
  ],
  PutAccessPointPolicyForObjectProcess: [
    {
      name: 'set',
      rule: 'a policy is answered without body',
      before: made,
      ask: ask('PUT', POLICY_OF, POLICY),
    },
    refused('bucket-policy-bad-grammar', 'a policy is read like a bucket policy', ask('PUT', POLICY_OF, '{}'), made),
    unknown('PUT', POLICY_OF, POLICY),
  ],
  GetAccessPointPolicyForObjectProcess: [
    {
      name: 'set',
      rule: 'a policy comes back byte for byte',
      before: [...made, ask('PUT', POLICY_OF, POLICY)],
      ask: ask('GET', POLICY_OF),
    },
    refused('no-access-point-policy', 'where there is none, none is returned', ask('GET', POLICY_OF), made),
    unknown('GET', POLICY_OF),
  ],
  DeleteAccessPointPolicyForObjectProcess: [
    {
      name: 'set',
      rule: 'a policy goes with a 204',
      before: [...made, ask('PUT', POLICY_OF, POLICY)],
      ask: ask('DELETE', POLICY_OF),
      after: { ask: ask('GET', POLICY_OF), status: 404 },
    },
    unknown('DELETE', POLICY_OF),
  ],
};
