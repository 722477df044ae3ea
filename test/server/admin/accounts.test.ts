import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../src/index.ts';
import { ACCOUNTS, HERE, THERE } from '../../identity/people.ts';
import { signed } from '../../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const PATH = '/_ossmock/accounts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOW, seed: 1, accounts: ACCOUNTS });
});
afterAll(() => server.close());
afterEach(() => server.reset());

/** What OSS says to a key: the code of its refusal, or 200. */
async function listing(accessKeyId: string, accessKeySecret: string, at = server.port) {
  const answer = await signed(at, { method: 'GET', keys: { accessKeyId, accessKeySecret }, at: NOW });
  return answer.status === 200 ? 200 : /<Code>(.*)<\/Code>/.exec(answer.body)?.[1];
}

const send = (method: 'post' | 'patch' | 'delete', path: string, body?: object | string) =>
  request(server.url)
    [method](PATH + path)
    .send(body);

describe('the list of accounts', () => {
  it('has everyone and no secret', async () => {
    const { body, text } = await request(server.url).get(PATH).expect(200);
    expect(body.accounts).toHaveLength(2);
    expect(body.accounts[0]).toEqual({
      id: HERE,
      name: 'company',
      status: 'active',
      keys: [{ id: 'rootkey', status: 'active' }],
      users: [
        {
          name: 'alice',
          id: expect.stringMatching(/^20\d{16}$/),
          groups: ['readers'],
          policies: ['AliyunSTSAssumeRoleAccess', 'read-logs', 'AliyunOSSReadOnlyAccess'],
          keys: [
            { id: 'alicekey', status: 'active' },
            { id: 'aliceold', status: 'disabled' },
          ],
        },
        { name: 'bob', id: expect.any(String), groups: [], policies: [], keys: [{ id: 'bobkey', status: 'active' }] },
      ],
      roles: [
        {
          name: 'OssWriter',
          id: expect.stringMatching(/^3\d{17}$/),
          arn: `acs:ram::${HERE}:role/osswriter`,
          policies: ['AliyunOSSFullAccess'],
          maxSessionDuration: 7200,
        },
        expect.objectContaining({ name: 'forecs' }),
        expect.objectContaining({ name: 'foralice' }),
      ],
    });
    expect(text).not.toMatch(/secret/i);
  });

  it('has each of them by id', async () => {
    const { body } = await request(server.url).get(`${PATH}/${THERE}`).expect(200);
    expect(body).toMatchObject({ id: THERE, name: THERE, users: [{ name: 'mallory' }] });
    await request(server.url).get(`${PATH}/1`).expect(404, { error: 'there is no such account' });
  });
});

describe('a key', () => {
  it('that is added can be used at once', async () => {
    expect(await listing('second', 'second-secret')).toBe('InvalidAccessKeyId');
    const key = { id: 'second', secret: 'second-secret' };
    const { body } = await send('post', `/${HERE}/keys`, key).expect(201);
    expect(body).toEqual({ ...key, status: 'active' });
    expect(await listing('second', 'second-secret')).toBe(200);
  });

  it('is made up where nothing is said, and its secret shown this once', async () => {
    const { body } = await send('post', `/${HERE}/keys`, { user: 'bob' }).expect(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^LTAI\w{20}$/),
      secret: expect.stringMatching(/^\w{30}$/),
      status: 'active',
    });
    const { body: account } = await request(server.url).get(`${PATH}/${HERE}`);
    expect(account.users[1].keys).toEqual([
      { id: 'bobkey', status: 'active' },
      { id: body.id, status: 'active' },
    ]);
    await send('post', `/${HERE}/keys`).expect(201);
  });

  it('that is disabled is refused, until it is enabled', async () => {
    const path = `/${HERE}/keys/rootkey`;
    await send('patch', path, { status: 'disabled' }).expect(200, { id: 'rootkey', status: 'disabled' });
    expect(await listing('rootkey', 'root-secret')).toBe('InvalidAccessKeyId');
    await send('patch', path, { status: 'active' }).expect(200);
    expect(await listing('rootkey', 'root-secret')).toBe(200);
  });

  it('that is removed is unknown', async () => {
    await send('delete', `/${HERE}/keys/rootkey`).expect(204);
    expect(await listing('rootkey', 'root-secret')).toBe('InvalidAccessKeyId');
    await send('delete', `/${HERE}/keys/rootkey`).expect(404, { error: 'there is no such key' });
  });

  it('is back after a reset', async () => {
    await send('delete', `/${HERE}/keys/rootkey`).expect(204);
    await request(server.url).post('/_ossmock/reset').expect(200);
    expect(await listing('rootkey', 'root-secret')).toBe(200);
  });

  it.each([
    ['post', '/1/keys', {}, 404, 'there is no such account'],
    ['post', `/${HERE}/keys`, { user: 'nobody' }, 404, 'the account has no such user'],
    ['post', `/${HERE}/keys`, { user: 'alice' }, 409, 'the user has two keys already'],
    ['post', `/${HERE}/keys`, { id: 'stranger' }, 409, 'another key has this id'],
    ['post', `/${HERE}/keys`, { id: 'STS.x' }, 400, 'id: expected letters, digits and ._= that do not begin with STS.'],
    ['post', `/${HERE}/keys`, { id: '' }, 400, 'id: expected letters, digits and ._= that do not begin with STS.'],
    ['post', `/${HERE}/keys`, { secret: 1 }, 400, 'secret: expected 1 to 128 printable characters'],
    ['post', `/${HERE}/keys`, { name: 'x' }, 400, 'name: unknown; there are id, secret, user'],
    ['post', `/${HERE}/keys`, [], 400, 'the body: expected an object'],
    ['post', `/${HERE}/keys`, '{', 400, 'the body: expected JSON'],
    ['post', `/${HERE}/keys`, { secret: 'x'.repeat(70_000) }, 400, 'the body: expected 65536 bytes at most'],
    ['patch', `/${HERE}/keys/rootkey`, {}, 400, 'status: expected, and not given'],
    ['patch', `/${HERE}/keys/rootkey`, { status: 'off' }, 400, 'status: expected active or disabled'],
    ['patch', `/${HERE}/keys/stranger`, { status: 'active' }, 404, 'there is no such key'],
    ['delete', `/${THERE}/keys/rootkey`, undefined, 404, 'there is no such key'],
  ] as const)('is left alone by %s %s %j: %i', async (method, path, body, status, error) => {
    await send(method, path, body).expect(status, { error });
    expect(await listing('rootkey', 'root-secret')).toBe(200);
  });
});

describe('the state of an account', () => {
  it('stops its requests at once', async () => {
    const { body } = await send('patch', `/${HERE}`, { status: 'arrears' }).expect(200);
    expect(body).toMatchObject({ id: HERE, status: 'arrears' });
    expect(await listing('rootkey', 'root-secret')).toBe('UserDisable');
    await send('patch', `/${HERE}`, { status: 'active' }).expect(200);
    expect(await listing('rootkey', 'root-secret')).toBe(200);
  });

  it.each([
    [`/${HERE}`, {}, 400, 'status: expected, and not given'],
    [`/${HERE}`, { status: 'rich' }, 400, /^status: expected active, overdue, arrears, banned, /],
    ['/1', { status: 'active' }, 404, 'there is no such account'],
  ] as const)('is left alone by PATCH %s %j: %i', async (path, body, status, error) => {
    const answer = await send('patch', path, body).expect(status);
    expect(answer.body.error).toMatch(error);
  });
});

describe('changes', () => {
  it('survive a restart with a data directory', async () => {
    const data = mkdtempSync(join(tmpdir(), 'ossmock-accounts-'));
    const start = () => startServer({ clock: NOW, seed: 1, accounts: ACCOUNTS, data });
    try {
      const first = await start();
      await request(first.url).post(`${PATH}/${HERE}/keys`).send({ id: 'second', secret: 'second-secret' }).expect(201);
      await request(first.url).delete(`${PATH}/${HERE}/keys/rootkey`).expect(204);
      await first.close();
      const again = await start();
      expect(await listing('second', 'second-secret', again.port)).toBe(200);
      expect(await listing('rootkey', 'root-secret', again.port)).toBe('InvalidAccessKeyId');
      await again.close();
    } finally {
      rmSync(data, { recursive: true });
    }
  });
});
