import OSS from 'ali-oss';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';

/** The token service behind the server's own ports; its rules are tested in test/sts. */

const ACCOUNT = '1234567890123456';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    stsPort: 0,
    accounts: [
      {
        id: ACCOUNT,
        keys: [{ id: 'ossmock', secret: 'ossmock-secret', status: 'active' }],
        users: [
          {
            name: 'alice',
            keys: [{ id: 'alice', secret: 'alice-secret', status: 'active' }],
            policies: ['AliyunSTSAssumeRoleAccess'],
          },
        ],
        roles: [{ name: 'uploader', trust: [`acs:ram::${ACCOUNT}:root`], policies: ['AliyunOSSFullAccess'] }],
      },
    ],
  });
});
afterAll(() => server.close());

const ARN = `acs:ram::${ACCOUNT}:role/uploader`;

describe.each(['the common port', 'its own port'])('the token service on %s', (where) => {
  const endpoint = (): string => (where === 'its own port' ? server.stsUrl : server.url);

  it('gives ali-oss a session that may upload', async () => {
    const sts = new OSS.STS({ accessKeyId: 'alice', accessKeySecret: 'alice-secret', endpoint: endpoint() });
    const { credentials } = await sts.assumeRole(ARN, '', 900, 'session-1');
    const client = new OSS({
      accessKeyId: credentials.AccessKeyId,
      accessKeySecret: credentials.AccessKeySecret,
      stsToken: credentials.SecurityToken,
      endpoint: server.url,
      bucket: 'examplebucket',
      sldEnable: true,
    });
    await client.put('from-a-session.txt', Buffer.from('hello'));
    expect((await client.get('from-a-session.txt')).content.toString()).toBe('hello');
  });

  it('refuses the account itself, and the record says why', async () => {
    const sts = new OSS.STS({ accessKeyId: 'ossmock', accessKeySecret: 'ossmock-secret', endpoint: endpoint() });
    const error = await sts.assumeRole(ARN, '', 900, 'session-1').catch((e) => e);
    expect(error).toMatchObject({ code: 'NoPermission', status: 403 });
    const { body } = await request(server.url).get(`/_ossmock/requests/${error.requestId}`).expect(200);
    expect(body).toMatchObject({ operation: 'sts:AssumeRole', code: 'NoPermission', reason: expect.any(String) });
  });
});

describe('a form that is not for the token service', () => {
  it('is answered by OSS', async () => {
    const answer = await request(server.url).post('/').type('form').send('a=b').buffer(true);
    expect(answer.status).toBe(405);
    expect(answer.headers.server).toBe('AliyunOSS');
  });
});
