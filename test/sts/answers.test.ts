import { describe, expect, it } from 'vitest';
import type { WireProfile } from '../../src/errors/cause.ts';
import type { StsAnswer } from '../../src/sts/index.ts';
import { ASSUME, COMMON, type Fields, service, v1, v3 } from './client.ts';
import { golden } from './golden.ts';

function ask(fields: Fields, profile: WireProfile = 'current'): Promise<StsAnswer> {
  return service({ profile }).sts.handle(v1({ ...COMMON, SignatureNonce: 'once', ...fields }));
}

const FORGED = { SignatureNonce: 'once', RegionId: 'a&b<c>"d"', Signature: 'x' };

/** The answers that can differ in more than code and message, to the byte. */
describe('the body', () => {
  it.each([
    ['assumed.json', ASSUME, 'current'],
    ['assumed.xml', { ...ASSUME, Format: 'XML' }, 'current'],
    ['caller-root.json', { AccessKeyId: 'rootkey' }, 'current'],
    ['caller-root.xml', { AccessKeyId: 'rootkey', Format: 'XML' }, 'current'],
    ['caller-user.json', {}, 'current'],
    ['caller-user.xml', { Format: 'xml' }, 'current'],
    ['root-account.json', { ...ASSUME, AccessKeyId: 'rootkey' }, 'current'],
    ['root-account.xml', { ...ASSUME, AccessKeyId: 'rootkey', Format: 'XML' }, 'current'],
    ['root-account-2022.json', { ...ASSUME, AccessKeyId: 'rootkey' }, '2022'],
    ['not-permitted.json', { ...ASSUME, AccessKeyId: 'bobkey' }, 'current'],
    ['not-permitted-2022.json', { ...ASSUME, AccessKeyId: 'bobkey' }, '2022'],
    ['not-permitted-2019.xml', { ...ASSUME, AccessKeyId: 'bobkey', Format: 'XML' }, '2019'],
    ['token-missing-2019.json', { ...ASSUME, AccessKeyId: 'STS.MpsSonrqGM8bGjr6CRKNMoHXe' }, '2019'],
    ['key-unknown.json', { ...ASSUME, AccessKeyId: 'nobody' }, 'current'],
    ['key-unknown-2019.json', { ...ASSUME, AccessKeyId: 'nobody' }, '2019'],
    ['key-disabled.json', { ...ASSUME, AccessKeyId: 'aliceold' }, 'current'],
    ['policy-grammar.json', { ...ASSUME, Policy: '{"Version":"1"}' }, 'current'],
    ['session-name.json', { ...ASSUME, RoleSessionName: 'abc*abc' }, 'current'],
    ['duration.json', { ...ASSUME, DurationSeconds: '899' }, 'current'],
    ['signature-mismatch.json', FORGED, 'current'],
    ['signature-mismatch.xml', { ...FORGED, Format: 'XML' }, 'current'],
    ['format-invalid.json', { Format: 'YAML' }, 'current'],
  ] as const)('of %s', async (file, fields, profile) => {
    expect((await ask(fields, profile)).body).toBe(golden(file));
  });

  it('of a session that asks who it is', async () => {
    const { sts } = service();
    const { AccessKeyId, AccessKeySecret, SecurityToken } = JSON.parse((await sts.handle(v1(ASSUME))).body).Credentials;
    const call = (Format: string) => v1({ AccessKeyId, SecurityToken, Format }, 'GET', AccessKeySecret);
    expect((await sts.handle(call('JSON'))).body).toBe(golden('caller-session.json'));
    expect((await sts.handle(call('XML'))).body).toBe(golden('caller-session.xml'));
  });
});

describe('the headers', () => {
  it.each([
    [{}, 'application/json;charset=utf-8'],
    [{ Format: 'XML' }, 'text/xml;charset=utf-8'],
    [{ AccessKeyId: 'nobody' }, 'application/json;charset=utf-8'],
    [{ AccessKeyId: 'nobody', Format: 'XML' }, 'text/xml;charset=utf-8'],
  ])('say what the body of %j is', async (fields, type) => {
    const { headers, body, requestId } = await ask(fields);
    expect(headers).toEqual([
      ['Content-Type', type],
      ['Content-Length', String(Buffer.byteLength(body))],
      ['x-acs-request-id', requestId],
    ]);
    expect(requestId).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
  });

  it('say JSON to ACS3, whatever the parameters say', async () => {
    const { headers } = await service().sts.handle(v3({ query: { Format: 'XML' } }));
    expect(headers[0]).toEqual(['Content-Type', 'application/json;charset=utf-8']);
  });
});

describe('the record', () => {
  it('has the action, the key, the check that refused and its cause', async () => {
    expect((await ask({ AccessKeyId: 'nobody' })).outcome).toEqual({
      action: 'GetCallerIdentity',
      accessKeyId: 'nobody',
      refusedBy: 'access key',
      cause: 'sts-key-unknown',
      facts: undefined,
      fault: undefined,
    });
    expect((await ask({})).outcome).toMatchObject({
      action: 'GetCallerIdentity',
      refusedBy: undefined,
      cause: undefined,
    });
  });

  it('says the host without its port', async () => {
    const answer = await service().sts.handle({ ...v1({ AccessKeyId: 'x' }), host: 'localhost:9000' });
    expect(JSON.parse(answer.body).HostId).toBe('localhost');
  });
});
