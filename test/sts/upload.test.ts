import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signV1Url } from '../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { ACCOUNTS, HERE } from '../identity/people.ts';
import { CLIENTS, type Key } from './clients.ts';

const OSS = createRequire(import.meta.url)('ali-oss');

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ accounts: ACCOUNTS });
});
afterAll(() => server.close());

function client({ AccessKeyId, AccessKeySecret, SecurityToken }: Key, more: object = {}) {
  return new OSS({
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
    stsToken: SecurityToken,
    endpoint: server.url,
    region: 'oss-cn-hangzhou',
    bucket: 'examplebucket',
    sldEnable: true,
    // Without these two it asks for them on stderr.
    refreshSTSToken: async () => ({}),
    refreshSTSTokenInterval: 3_600_000,
    ...more,
  });
}

describe.each(CLIENTS)('with what $name was given', ({ assume }) => {
  it.each([false, true])('an object is put and read, V4: %s', async (authorizationV4) => {
    const oss = client(await assume(server.port, {}), { authorizationV4 });
    await oss.put('by-a-session', Buffer.from('content'));
    expect((await oss.get('by-a-session')).content.toString()).toBe('content');
  });

  it('a signed URL works', async () => {
    const key = await assume(server.port, {});
    await client(key).put('by-a-session', Buffer.from('content'));
    const keys = {
      accessKeyId: key.AccessKeyId,
      accessKeySecret: key.AccessKeySecret,
      securityToken: key.SecurityToken,
    };
    const asked = { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'by-a-session' };
    const query = signV1Url(asked, keys, Date.parse(key.Expiration) / 1000);
    const answer = await fetch(`${server.url}/examplebucket/by-a-session?${query}`);
    expect([answer.status, await answer.text()]).toEqual([200, 'content']);
  });

  it('nothing is done that the role may not do', async () => {
    const key = await assume(server.port, { role: `acs:ram::${HERE}:role/foralice` });
    await expect(client(key).put('a', Buffer.from('x'))).rejects.toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('no more is done than the session policy allows', async () => {
    const Statement = [{ Effect: 'Allow', Action: 'oss:PutObject', Resource: 'acs:oss:*:*:examplebucket/a/*' }];
    const oss = client(await assume(server.port, { policy: { Version: '1', Statement } }));
    await oss.put('a/b', Buffer.from('content'));
    for (const refused of [oss.put('b', Buffer.from('content')), oss.get('a/b')]) {
      await expect(refused).rejects.toMatchObject({ status: 403, code: 'AccessDenied' });
    }
  });

  it('nothing is done with a token that was changed, or without one', async () => {
    const key = await assume(server.port, {});
    const changed = { ...key, SecurityToken: key.SecurityToken.replace('CAIS', 'CAIT') };
    await expect(client(changed).get('a')).rejects.toMatchObject({ status: 403, code: 'InvalidSecurityToken' });
    const { stsToken: _, ...without } = client(key).options;
    await expect(new OSS(without).get('a')).rejects.toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
    const root = { ...key, AccessKeyId: 'rootkey', AccessKeySecret: 'root-secret' };
    await expect(client(root).get('a')).rejects.toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
  });
});
