import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountConfig, type RunningServer, startServer } from '../../src/index.ts';
import { client, OWNER, refused, WAYS, type Way } from './clients.ts';

const policy = (Action: string | string[], Resource: string) => {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action, Resource }] };
};

/** The company of the manuals: a RAM user who may only assume roles, a role that may do much, and one that may nothing. */
const COMPANY: AccountConfig = {
  id: OWNER,
  keys: [{ id: 'ossmock', secret: 'ossmock-secret', status: 'active' }],
  users: [
    {
      name: 'alice',
      id: '200000000000000001',
      keys: [{ id: 'alicekey', secret: 'alice-secret', status: 'active' }],
      policies: ['AliyunSTSAssumeRoleAccess'],
    },
  ],
  roles: [{ name: 'courier', policies: ['AliyunOSSFullAccess'] }, { name: 'guest' }],
};

const BUCKET = 'reports';
const DISTANT = 'distant';

let server: RunningServer;
beforeAll(async () => {
  const bucket = { acl: 'private', storageClass: 'Standard' } as const;
  server = await startServer({
    accounts: [COMPANY],
    buckets: [
      { ...bucket, name: BUCKET },
      { ...bucket, name: DISTANT, region: 'cn-beijing' },
    ],
  });
  const root = client(server, { v4: false, style: 'path' }, { bucket: BUCKET });
  await root.put('a.txt', Buffer.from('a'));
});
afterAll(() => server.close());

const alice = { accessKeyId: 'alicekey', accessKeySecret: 'alice-secret' };

/** Temporary keys, as an application server fetches them for its users. */
async function assume(role: string, sessionPolicy: object | string = '') {
  const sts = new OSS.STS({ ...alice, endpoint: server.url });
  const { credentials } = await sts.assumeRole(`acs:ram::${OWNER}:role/${role}`, sessionPolicy, 900, 'van');
  return {
    accessKeyId: credentials.AccessKeyId,
    accessKeySecret: credentials.AccessKeySecret,
    stsToken: credentials.SecurityToken,
  };
}

/** The two who have no permission in the manuals: the RAM user and the temporary key. */
const POOR = [
  { who: 'a RAM user', keys: async () => alice },
  { who: 'a temporary key of a role without policies', keys: () => assume('guest') },
] as const;

const denied = (call: Promise<unknown>, message: string) => refused(call, 403, 'AccessDenied', { message });

const allDenied = (calls: readonly Promise<unknown>[], message: string) =>
  Promise.all(calls.map((call) => denied(call, message)));

const IN = (way: Way, keys: object) => client(server, way, { ...keys, bucket: BUCKET });
const EACH = WAYS.flatMap((way) => POOR.map((poor) => ({ ...way, ...poor, way })));

test.each(WAYS.filter(({ style }) => style === 'ip'))(
  '1: a bucket of another region refuses, and ali-oss $name is told its endpoint',
  async (way) => {
    const call = client(server, way, { bucket: DISTANT }).get('a.txt');
    await denied(
      call,
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    );
  },
);

describe.each(EACH)('$who with ali-oss $name', ({ way, keys }) => {
  test('2: may not list buckets', async () => {
    await denied(client(server, way, await keys()).listBuckets(), 'You are forbidden to list buckets.');
  });

  test('3 and 4: may not set or read the ACL of an object', async () => {
    const oss = IN(way, await keys());
    await denied(oss.putACL('a.txt', 'public-read'), 'You do not have write acl permission on this object');
    await denied(oss.getACL('a.txt'), 'You do not have read acl permission on this object.');
  });

  test('5: may not manage a bucket, nor make or list one', async () => {
    const oss = IN(way, await keys());
    await allDenied(
      [
        oss.getBucketACL(BUCKET),
        oss.putBucket('another'),
        oss.deleteBucket(BUCKET),
        oss.getBucketInfo(BUCKET),
        oss.putBucketReferer(BUCKET, true, ['*.example.com']),
        oss.getBucketReferer(BUCKET),
        oss.list(),
        oss.listV2({}),
      ],
      'The bucket you access does not belong to you.',
    );
  });

  test('6: may not touch the objects of a private bucket', async () => {
    const oss = IN(way, await keys());
    const body = Buffer.from('body');
    await allDenied(
      [
        oss.put('b.txt', body),
        oss.get('a.txt'),
        oss.append('log', body),
        oss.delete('a.txt'),
        oss.copy('b.txt', 'a.txt'),
        oss.deleteMulti(['a.txt']),
      ],
      'You have no right to access this object because of bucket acl.',
    );
  });

  test('8: may not upload in parts', async () => {
    const oss = IN(way, await keys());
    await allDenied(
      [
        oss.initMultipartUpload('big'),
        oss.uploadPart('big', 'ID', 1, Buffer.from('part'), 0, 4),
        oss.listParts('big', 'ID'),
        oss.abortMultipartUpload('big', 'ID'),
      ],
      'You have no right to access this object.',
    );
  });
});

test.each(WAYS)('7: a temporary key is held to the policy it was assumed with, by ali-oss $name', async (way) => {
  const oss = IN(way, await assume('courier', policy('oss:PutObject', `acs:oss:*:*:${BUCKET}/in/*`)));
  expect((await oss.put('in/parcel', Buffer.from('body'))).res.status).toBe(200);
  await allDenied(
    [oss.put('out/parcel', Buffer.from('body')), oss.get('in/parcel'), oss.list(), oss.listBuckets()],
    "Access denied by authorizer's policy.",
  );
  const wide = IN(way, await assume('courier'));
  expect((await wide.get('in/parcel')).content.toString()).toBe('body');
  await wide.put('out/parcel', Buffer.from('body'));
});
