import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../src/policy/grammar.ts';
import type { PolicyKind } from '../../src/policy/kind.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { type GrammarRule, PolicyFault } from '../../src/policy/policy-fault.ts';

const GOOD = { Effect: 'Allow', Action: 'oss:GetObject', Resource: '*' };
const TRUST = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: 'acs:ram::1:root' } };

const one = (statement: unknown) => ({ Version: '1', Statement: [statement] });
const but = (change: object) => one({ ...GOOD, ...change });
const without = (name: string) => one(Object.fromEntries(Object.entries(GOOD).filter(([key]) => key !== name)));
const when = (Condition: unknown) => but({ Condition });

/** What is wrong, the rule, where, and the text or value. */
type Fault = readonly [why: string, rule: GrammarRule, at: string, given: unknown, kind?: PolicyKind];

const FAULTS: readonly Fault[] = [
  ['an empty text', 'json', '', ''],
  ['no JSON', 'json', '', 'policy'],
  ['a trailing comma', 'json', '', '{"Version":"1","Statement":[],}'],
  ['single quotes', 'json', '', "{'Version':'1'}"],
  ['a byte order mark', 'json', '', `\ufeff${JSON.stringify(one(GOOD))}`],
  ['two documents', 'json', '', '{}{}'],
  ['a list', 'type', '', []],
  ['null', 'type', '', 'null'],
  ['a string', 'type', '', '"*"'],
  ['a number', 'type', '', '1'],

  ['Version missing', 'missing', 'Version', { Statement: [GOOD] }],
  ['Version as a number', 'type', 'Version', { Version: 1, Statement: [GOOD] }],
  ['Version as null', 'type', 'Version', { Version: null, Statement: [GOOD] }],
  ['Version 2', 'version', 'Version', { Version: '2', Statement: [GOOD] }],
  ['the version of AWS', 'version', 'Version', { Version: '2012-10-17', Statement: [GOOD] }],
  ['Version 1.0', 'version', 'Version', { Version: '1.0', Statement: [GOOD] }],
  ['Version in lower case', 'missing', 'Version', { version: '1', Statement: [GOOD] }],

  ['Statement missing', 'missing', 'Statement', { Version: '1' }],
  ['no statement', 'empty', 'Statement', { Version: '1', Statement: [] }],
  ['Statement as a string', 'type', 'Statement', { Version: '1', Statement: 'Allow' }],
  ['Statement as null', 'type', 'Statement', { Version: '1', Statement: null }],
  ['a list in the list', 'type', 'Statement[0]', { Version: '1', Statement: [[GOOD]] }],
  ['a string in the list', 'type', 'Statement[1]', { Version: '1', Statement: [GOOD, 'Deny'] }],
  ['a fault in a lone statement', 'missing', 'Statement.Effect', { Version: '1', Statement: { Action: '*' } }],

  ['Effect missing', 'missing', 'Statement[0].Effect', without('Effect')],
  ['Effect in lower case', 'value', 'Statement[0].Effect', but({ Effect: 'allow' })],
  ['Effect unknown', 'value', 'Statement[0].Effect', but({ Effect: 'Permit' })],
  ['Effect as a list', 'value', 'Statement[0].Effect', but({ Effect: ['Allow'] })],
  ['Effect as a boolean', 'value', 'Statement[0].Effect', but({ Effect: true })],

  ['Action missing', 'missing', 'Statement[0].Action', without('Action')],
  ['Action an empty list', 'empty', 'Statement[0].Action', but({ Action: [] })],
  ['Action an empty string', 'empty', 'Statement[0].Action', but({ Action: '' })],
  ['an empty string among actions', 'empty', 'Statement[0].Action', but({ Action: ['oss:*', ''] })],
  ['Action a number', 'type', 'Statement[0].Action', but({ Action: 1 })],
  ['Action an object', 'type', 'Statement[0].Action', but({ Action: { '*': '*' } })],
  ['Action null', 'type', 'Statement[0].Action', but({ Action: null })],
  ['an action without service', 'value', 'Statement[0].Action', but({ Action: 'GetObject' })],
  ['an action without name', 'value', 'Statement[0].Action', but({ Action: 'oss:' })],
  ['an action with a blank service', 'value', 'Statement[0].Action', but({ Action: ':GetObject' })],
  ['an action with a blank', 'value', 'Statement[0].Action', but({ Action: 'oss: GetObject' })],
  ['two stars as action', 'value', 'Statement[0].Action', but({ Action: '**' })],
  ['Action and NotAction', 'both-forms', 'Statement[0]', but({ NotAction: 'oss:*' })],
  ['a bad NotAction', 'value', 'Statement[0].NotAction', but({ Action: undefined, NotAction: ['x'] })],

  ['Resource missing', 'missing', 'Statement[0].Resource', without('Resource')],
  ['Resource an empty list', 'empty', 'Statement[0].Resource', but({ Resource: [] })],
  ['Resource an empty string', 'empty', 'Statement[0].Resource', but({ Resource: '' })],
  ['Resource a boolean', 'type', 'Statement[0].Resource', but({ Resource: true })],
  ['a number among resources', 'type', 'Statement[0].Resource', but({ Resource: ['*', 7] })],
  ['Resource and NotResource', 'both-forms', 'Statement[0]', but({ NotResource: '*' })],

  ['Principal in a RAM policy', 'not-here', 'Statement[0].Principal', but({ Principal: '*' })],
  ['Principal in a session policy', 'not-here', 'Statement[0].Principal', but({ Principal: ['*'] }), 'session'],
  ['NotPrincipal in a RAM policy', 'not-here', 'Statement[0].NotPrincipal', but({ NotPrincipal: '*' })],
  ['NotPrincipal in a bucket policy', 'not-here', 'Statement[0].NotPrincipal', but({ NotPrincipal: ['1'] }), 'bucket'],
  ['Principal an empty list', 'empty', 'Statement[0].Principal', but({ Principal: [] }), 'bucket'],
  ['Principal an empty string', 'empty', 'Statement[0].Principal', but({ Principal: '' }), 'bucket'],
  ['Principal a number', 'type', 'Statement[0].Principal', but({ Principal: [1234567890123456] }), 'bucket'],
  [
    'Principal by kind in a bucket policy',
    'type',
    'Statement[0].Principal',
    but({ Principal: { RAM: '*' } }),
    'bucket',
  ],
  ['Principal null', 'type', 'Statement[0].Principal', but({ Principal: null }), 'bucket'],

  ['a trust policy with Resource', 'not-here', 'Statement[0].Resource', one({ ...TRUST, Resource: '*' }), 'trust'],
  [
    'a trust policy with NotResource',
    'not-here',
    'Statement[0].NotResource',
    one({ ...TRUST, NotResource: '*' }),
    'trust',
  ],
  [
    'a trust policy without Principal',
    'missing',
    'Statement[0].Principal',
    one({ ...TRUST, Principal: undefined }),
    'trust',
  ],
  ['a trust policy with a list', 'type', 'Statement[0].Principal', one({ ...TRUST, Principal: ['*'] }), 'trust'],
  ['a trust policy for nobody', 'value', 'Statement[0].Principal', one({ ...TRUST, Principal: {} }), 'trust'],
  ['a trust policy for AWS', 'value', 'Statement[0].Principal', one({ ...TRUST, Principal: { AWS: '*' } }), 'trust'],
  [
    'a trust policy for two kinds',
    'value',
    'Statement[0].Principal',
    one({ ...TRUST, Principal: { RAM: 'acs:ram::1:root', Service: 'ecs.aliyuncs.com' } }),
    'trust',
  ],
  [
    'a trust policy for no user',
    'empty',
    'Statement[0].Principal.RAM',
    one({ ...TRUST, Principal: { RAM: [] } }),
    'trust',
  ],
  [
    'a trust policy for a number',
    'type',
    'Statement[0].Principal.RAM',
    one({ ...TRUST, Principal: { RAM: 1 } }),
    'trust',
  ],

  ['Condition a list', 'type', 'Statement[0].Condition', when([])],
  ['Condition null', 'type', 'Statement[0].Condition', when(null)],
  ['an unknown operator', 'value', 'Statement[0].Condition', when({ StringMatches: { 'acs:SourceIp': '*' } })],
  ['an operator in lower case', 'value', 'Statement[0].Condition', when({ stringequals: { 'acs:UserAgent': 'x' } })],
  [
    'an operator of AWS',
    'value',
    'Statement[0].Condition',
    when({ 'ForAnyValue:StringLike': { 'acs:UserAgent': '*' } }),
  ],
  ['an operator named as a member of objects', 'value', 'Statement[0].Condition', when({ toString: { 'acs:A': 'x' } })],
  ['an operator without keys', 'type', 'Statement[0].Condition.Bool', when({ Bool: 'true' })],
  ['a key without service', 'value', 'Statement[0].Condition.StringEquals', when({ StringEquals: { UserAgent: 'x' } })],
  ['an empty key', 'value', 'Statement[0].Condition.StringEquals', when({ StringEquals: { '': 'x' } })],
  ['no value', 'empty', 'Statement[0].Condition.StringEquals.acs:A', when({ StringEquals: { 'acs:A': [] } })],
  [
    'a boolean value',
    'type',
    'Statement[0].Condition.Bool.acs:SecureTransport',
    when({ Bool: { 'acs:SecureTransport': true } }),
  ],
  ['a number as value', 'type', 'Statement[0].Condition.NumericEquals.acs:N', when({ NumericEquals: { 'acs:N': 1 } })],
  ['an object as value', 'type', 'Statement[0].Condition.StringLike.acs:N', when({ StringLike: { 'acs:N': [{}] } })],
  [
    'a word for Bool',
    'value',
    'Statement[0].Condition.Bool.acs:MFAPresent',
    when({ Bool: { 'acs:MFAPresent': 'yes' } }),
  ],
  ['an exponent', 'value', 'Statement[0].Condition.NumericEquals.acs:N', when({ NumericEquals: { 'acs:N': '1e3' } })],
  ['no number', 'value', 'Statement[0].Condition.NumericEquals.acs:N', when({ NumericEquals: { 'acs:N': '' } })],
  [
    'a date of RFC 1123',
    'value',
    'Statement[0].Condition.DateLessThan.acs:CurrentTime',
    when({ DateLessThan: { 'acs:CurrentTime': 'Thu, 20 Nov 2025 08:00:00 GMT' } }),
  ],
  [
    'a month 13',
    'value',
    'Statement[0].Condition.DateLessThan.acs:CurrentTime',
    when({ DateLessThan: { 'acs:CurrentTime': '2025-13-01T00:00:00Z' } }),
  ],
  [
    'an octet 256',
    'value',
    'Statement[0].Condition.IpAddress.acs:SourceIp',
    when({ IpAddress: { 'acs:SourceIp': '10.0.0.256' } }),
  ],
  [
    'a mask of 33 bits',
    'value',
    'Statement[0].Condition.IpAddress.acs:SourceIp',
    when({ IpAddress: { 'acs:SourceIp': '10.0.0.0/33' } }),
  ],
  [
    'a mask without bits',
    'value',
    'Statement[0].Condition.IpAddress.acs:SourceIp',
    when({ IpAddress: { 'acs:SourceIp': '10.0.0.0/' } }),
  ],
  [
    'two masks',
    'value',
    'Statement[0].Condition.IpAddress.acs:SourceIp',
    when({ IpAddress: { 'acs:SourceIp': '10.0.0.0/8/8' } }),
  ],
  [
    'a mask of 129 bits',
    'value',
    'Statement[0].Condition.NotIpAddress.acs:SourceIp',
    when({ NotIpAddress: { 'acs:SourceIp': '::1/129' } }),
  ],
  [
    'a mapped mask that reaches before IPv4',
    'value',
    'Statement[0].Condition.IpAddress.acs:SourceIp',
    when({ IpAddress: { 'acs:SourceIp': '::ffff:10.0.0.0/95' } }),
  ],
  [
    'an address with a star',
    'value',
    'Statement[0].Condition.IpAddress.acs:SourceIp',
    when({ IpAddress: { 'acs:SourceIp': ['10.0.0.1', '10.0.*'] } }),
  ],
];

describe('the grammar check finds', () => {
  it.each(FAULTS.map((row) => [row[0], row] as const))('%s', (_, [, rule, at, given, kind = 'identity']) => {
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    const fault = parsePolicy(text, kind);
    expect(fault).toBeInstanceOf(PolicyFault);
    expect(fault).toMatchObject({ rule, at });
    expect((fault as PolicyFault).message).toContain(at);
  });

  it.each([
    ['{"Version":"1","Version":"1","Statement":[]}', 'Version'],
    ['{"Version":"1","Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}', 'Effect'],
    ['{"Version":"1","Statement":[{"Effect":"Deny","\\u0045ffect":"Allow","Action":"*","Resource":"*"}]}', 'Effect'],
    ['{"Version":"1","Statement":[{"Condition":{"Bool":{"acs:A":"true"},"Bool":{"acs:B":"true"}}}]}', 'Bool'],
    ['{"a\\"b:{":[{"x":"{\\"x\\":1}"},{"x":2}],"a\\"b:{":0}', 'a"b:{'],
  ])('a key that is given twice: %s', (text, key) => {
    expect(parsePolicy(text, 'identity')).toMatchObject({
      rule: 'duplicate-key',
      message: `"${key}" is given twice in one object`,
    });
  });

  it('the same key in two objects harmless', () => {
    const text = JSON.stringify({ Version: '1', Statement: [GOOD, GOOD] });
    expect(parsePolicy(text, 'identity')).not.toBeInstanceOf(PolicyFault);
  });

  it('elements that it does not know only when strict', () => {
    const sid = but({ Sid: 'first' });
    const id = { Id: 'x', ...one(GOOD) };
    expect(checkPolicy(sid, 'identity')).toEqual(checkPolicy(one(GOOD), 'identity'));
    expect(checkPolicy(sid, 'identity', { strict: true })).toMatchObject({
      rule: 'unknown-element',
      at: 'Statement[0]',
    });
    expect(checkPolicy(id, 'identity', { strict: true })).toMatchObject({ rule: 'unknown-element', at: '' });
    expect(checkPolicy(one(GOOD), 'identity', { strict: true })).not.toBeInstanceOf(PolicyFault);
  });
});

describe('the grammar check makes lists of single values', () => {
  it('in every element', () => {
    const given = { ...GOOD, Principal: '*', Condition: { Bool: { 'acs:SecureTransport': 'true' } } };
    expect(parsePolicy(JSON.stringify({ Version: '1', Statement: given }), 'bucket')).toEqual({
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['oss:GetObject'],
          Resource: ['*'],
          Principal: ['*'],
          Condition: { Bool: { 'acs:SecureTransport': ['true'] } },
        },
      ],
    });
  });

  it('in the principals of a trust policy', () => {
    expect(checkPolicy(one({ ...TRUST, Principal: { Service: 'ecs.aliyuncs.com' } }), 'trust')).toMatchObject({
      Statement: [{ Principal: { Service: ['ecs.aliyuncs.com'] } }],
    });
  });

  it('and leaves nothing else in the document, keys named as members of objects included', () => {
    const text =
      '{"Version":"1","__proto__":{"Statement":1},"Statement":{"__proto__":{"Effect":"Allow"},"Effect":"Deny","Action":"*","Resource":"*"}}';
    expect(JSON.stringify(parsePolicy(text, 'identity'))).toBe(
      '{"Version":"1","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"]}]}',
    );
    const inherited = '{"Version":"1","Statement":{"__proto__":{"Effect":"Allow"},"Action":"*","Resource":"*"}}';
    expect(parsePolicy(inherited, 'identity')).toMatchObject({ rule: 'missing', at: 'Statement.Effect' });
  });
});
