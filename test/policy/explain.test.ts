import { expect, it } from 'vitest';
import { evaluate } from '../../src/policy/evaluate.ts';
import { explain, nearestAllow } from '../../src/policy/explain.ts';
import { conditionKey, contextOf } from '../../src/policy/request.ts';
import { compileAll, requestOf } from './support.ts';
import { allow, deny, policy } from './tables/section.ts';

const ram = compileAll({
  policies: {
    reader: policy(
      allow('oss:GetObject', 'acs:oss:*:*:b/*', {
        Condition: { IpAddress: { 'acs:SourceIp': ['10.0.0.0/8'] }, Bool: { 'acs:SecureTransport': 'true' } },
      }),
      { Effect: 'Allow', NotAction: 'oss:Get*', NotResource: 'acs:oss:*:*:b/*' },
    ),
    guard: policy(deny('oss:Delete*')),
  },
});

it('each statement is listed with every element that the request does not meet', () => {
  const request = requestOf(['oss:GetObject', 'b/k', '', 'alice', { 'acs:SourceIp': '192.0.2.1' }]);
  expect(explain(ram, request)).toEqual([
    {
      policy: 'reader',
      statement: 0,
      effect: 'Allow',
      differs: [
        {
          element: 'Condition',
          operator: 'IpAddress',
          key: 'acs:SourceIp',
          wanted: ['10.0.0.0/8'],
          given: '192.0.2.1',
        },
        { element: 'Condition', operator: 'Bool', key: 'acs:SecureTransport', wanted: ['true'], given: undefined },
      ],
    },
    {
      policy: 'reader',
      statement: 1,
      effect: 'Allow',
      differs: [
        { element: 'NotAction', wanted: ['oss:Get*'], given: 'oss:GetObject' },
        { element: 'NotResource', wanted: ['acs:oss:*:*:b/*'], given: request.resource },
      ],
    },
    {
      policy: 'guard',
      statement: 0,
      effect: 'Deny',
      differs: [{ element: 'Action', wanted: ['oss:Delete*'], given: 'oss:GetObject' }],
    },
  ]);
});

it('the nearest Allow is the one that misses the request by the fewest elements', () => {
  const nearest = (action: string, resource: string) => nearestAllow(explain(ram, requestOf([action, resource, ''])));
  expect(nearest('oss:GetObject', 'b/k')).toMatchObject({ policy: 'reader', statement: 0, differs: [{}, {}] });
  expect(nearest('oss:PutObject', 'b/k')).toMatchObject({ statement: 1, differs: [{ element: 'NotResource' }] });
  expect(nearestAllow(explain([], requestOf(['oss:GetObject', 'b/k', ''])))).toBeUndefined();
  expect(nearestAllow(explain(ram.slice(1), requestOf(['oss:GetObject', 'b/k', ''])))).toBeUndefined();
});

it.each([
  ['alice', '200000000000000001'],
  ['stranger', '6543210987654321'],
  ['guest', 'arn:sts::6543210987654321:assumed-role/guest/phone'],
  ['anonymous', 'anonymous'],
] as const)('a principal is shown as a bucket policy would name it: %s', (who, given) => {
  const bucket = compileAll({ kind: 'bucket', policies: { p: policy(allow('*', '*', { Principal: ['1', '2'] })) } });
  expect(explain(bucket, requestOf(['oss:GetObject', 'b/k', '', who]))[0]?.differs).toEqual([
    { element: 'Principal', wanted: ['1', '2'], given },
  ]);
});

it('the principals of a trust policy are listed whatever their kind, and a missing Principal names nobody', () => {
  const trust = compileAll({
    kind: 'trust',
    policies: { p: policy({ Effect: 'Allow', Action: '*', Principal: { Service: ['ecs.aliyuncs.com'] } }) },
  });
  const silent = compileAll({ kind: 'bucket', policies: { p: policy(allow('*')) } });
  const request = requestOf(['sts:AssumeRole', 'acs:ram:*:1:role/r', '']);
  expect(explain(trust, request)[0]?.differs[0]).toMatchObject({ element: 'Principal', wanted: ['ecs.aliyuncs.com'] });
  expect(explain(silent, request)[0]?.differs).toMatchObject([{ element: 'Principal', wanted: [] }]);
});

it('the decision carries the statement as the document has it', () => {
  const { decidedBy } = evaluate(ram, requestOf(['oss:DeleteObject', 'b/k', '']));
  expect(decidedBy).toMatchObject({
    policy: 'guard',
    index: 0,
    statement: { Effect: 'Deny', Action: ['oss:Delete*'] },
  });
});

it('a resource that is no resource name is a mistake of the caller', () => {
  expect(() => evaluate(ram, { ...requestOf(['oss:GetObject', 'b', '']), resource: 'b/k' })).toThrow(TypeError);
});

it('condition keys lose their case up to the slash of a tag', () => {
  expect(conditionKey('oss:ExistingObjectTag/Team/A')).toBe('oss:existingobjecttag/Team/A');
  expect(contextOf({ 'ACS:SourceIP': '10.0.0.1' })(conditionKey('acs:SourceIp'))).toBe('10.0.0.1');
});
