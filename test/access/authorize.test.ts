import { describe, expect, it } from 'vitest';
import { type AccessRequest, type AccessWorld, authorize, authorizeObject } from '../../src/access/authorize.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import type { ObjectRecord } from '../../src/store/store.ts';
import type { XmlElement } from '../../src/xml/write.ts';
import { bucketWith, OWNER, policyOf, requestTo, worldWith } from './requests.ts';
import { allow, at, deny } from './table/section.ts';

const root = { kind: 'root', account: OWNER, accessKeyId: 'ownerkey' } as const;
const alice = { kind: 'user', account: OWNER, accessKeyId: 'alicekey', userId: '2', name: 'alice' } as const;
const docs = bucketWith();

const toK = (operation: string, more: Parameters<typeof requestTo>[1] = {}): AccessRequest =>
  requestTo(operation, { principal: alice, bucket: docs, key: 'k', ...more });

async function refusal(request: AccessRequest, world: AccessWorld): Promise<OssError> {
  try {
    await authorize(request, world);
  } catch (error) {
    if (error instanceof OssError) return error;
    throw error;
  }
  throw new Error('it was allowed');
}

describe('an object is looked up only where it decides', () => {
  const tagged = (effect: typeof allow) =>
    effect('oss:GetObject', '*', { Condition: { StringEquals: { 'oss:ExistingObjectTag/team': 'red' } } });

  it('not for the owner, nor where policies decide', async () => {
    const world = worldWith([policyOf([allow('oss:GetObject'), deny('oss:DeleteObject')])]);
    expect(authorize(toK('GetObject', { principal: root }), world)).toMatchObject({ decidedBy: 'owner' });
    expect(authorize(toK('GetObject'), world)).toMatchObject({ decidedBy: 'ram-policy', statement: { index: 0 } });
    expect((await refusal(toK('DeleteObject'), world)).cause).toBe('ram-policy-denies');
    expect(world.lookups).toEqual([]);
  });

  it('for its ACL where policies are silent', async () => {
    const world = worldWith([], { k: { acl: 'public-read' } });
    expect(await authorize(toK('GetObject'), world)).toMatchObject({
      decidedBy: 'acl',
      acl: { object: 'public-read' },
    });
    expect(world.lookups).toEqual(['k']);
  });

  it('for the ACL of the version that is named', async () => {
    const asked: (string | undefined)[] = [];
    const world: AccessWorld = {
      ...worldWith(),
      async object(_bucket, _key, versionId) {
        asked.push(versionId);
        return { acl: versionId === 'open' ? 'public-read' : 'private' } as ObjectRecord;
      },
    };
    const read = (query: string) => toK('GetObject', { principal: { kind: 'anonymous' }, query });
    expect(await authorize(read('versionId=open'), world)).toMatchObject({ action: 'oss:GetObjectVersion' });
    expect((await refusal(read('versionId=other'), world)).cause).toBe('object-acl-refuses-read');
    expect((await refusal(read(''), world)).cause).toBe('object-acl-refuses-read');
    expect(asked).toEqual(['open', 'other', undefined]);
  });

  it.each([
    ['of the user', [policyOf([tagged(allow)])], docs],
    ['of the bucket', [], bucketWith({}, [{ ...tagged(allow), Principal: ['*'] }])],
  ])('for its tags where a policy %s asks for them', async (_, ram, bucket) => {
    const objects = { k: { tagging: 'team=red' }, other: { tagging: 'team=blue' } };
    const asked = (key: string) => toK('GetObject', { bucket, key });
    expect(await authorize(asked('k'), worldWith(ram, objects))).toMatchObject({
      decidedBy: expect.stringMatching(/-policy$/),
    });
    for (const key of ['other', 'missing']) {
      expect((await refusal(asked(key), worldWith(ram, objects))).cause).toBe('bucket-acl-refuses');
    }
  });

  it('also when the policy denies by tag, and when it is a session policy', async () => {
    const objects = { k: { tagging: 'team=red' } };
    const guard = worldWith([policyOf([allow('oss:*'), tagged(deny)])], objects);
    expect((await refusal(toK('GetObject'), guard)).cause).toBe('ram-policy-denies');
    expect(await authorize(toK('GetObject', { key: 'other' }), guard)).toMatchObject({ decidedBy: 'ram-policy' });
    const sessionPolicy = policyOf([tagged(allow)], 'session').document;
    const principal = {
      kind: 'session',
      account: OWNER,
      accessKeyId: 'STS.k',
      role: 'r',
      roleId: '3',
      sessionName: 's',
      sessionPolicy,
    } as const;
    const role = worldWith([policyOf([allow('oss:*')])], objects);
    expect(await authorize(toK('GetObject', { principal }), role)).toMatchObject({ decidedBy: 'ram-policy' });
    expect((await refusal(toK('GetObject', { principal, key: 'other' }), role)).cause).toBe('session-policy-refuses');
  });
});

it('a request over https passes acs:SecureTransport', async () => {
  const world = worldWith([
    policyOf([allow('oss:GetObject', '*', { Condition: { Bool: { 'acs:SecureTransport': 'true' } } })]),
  ]);
  expect(await authorize(toK('GetObject', { scheme: 'https' }), world)).toMatchObject({ decidedBy: 'ram-policy' });
  expect((await refusal(toK('GetObject'), world)).cause).toBe('bucket-acl-refuses');
});

describe('the record', () => {
  it('tells what an allowed request was decided by: its own right, where a header asks for more', async () => {
    const world = worldWith([policyOf([allow('oss:PutObjectAcl'), allow('oss:PutObject')])]);
    const facts = await authorize(toK('PutObject', { headers: { 'x-oss-object-acl': 'private' } }), world);
    expect(facts).toEqual({
      action: 'oss:PutObject',
      principal: 'user',
      decidedBy: 'ram-policy',
      statement: { policy: 'p', index: 1, statement: expect.objectContaining({ Action: ['oss:PutObject'] }) },
    });
  });

  it('tells of a refusal which statement denied', async () => {
    const world = worldWith([policyOf([allow('oss:*'), deny('oss:Get*')], 'identity', 'guard')]);
    expect((await refusal(toK('GetObject'), world)).facts).toMatchObject({
      action: 'oss:GetObject',
      resource: `acs:oss:cn-hangzhou:${OWNER}:docs/k`,
      decidedBy: 'deny',
      ram: { policy: 'guard', index: 1 },
    });
  });

  it('tells what would have allowed it: the nearest Allow and where it differs', async () => {
    const world = worldWith([
      policyOf([allow('oss:ListObjects', at('spare')), allow('oss:GetObject', at('docs/in/*'))]),
    ]);
    expect((await refusal(toK('GetObject'), world)).facts?.wouldAllow).toEqual({
      policy: 'p',
      statement: 1,
      effect: 'Allow',
      differs: [
        {
          element: 'Resource',
          wanted: ['acs:oss:*:*:docs/in/*'],
          given: `acs:oss:cn-hangzhou:${OWNER}:docs/k`,
        },
      ],
    });
  });

  it('or the statement to add, where there is none', async () => {
    expect((await refusal(toK('GetObject'), worldWith())).facts?.wouldAllow).toEqual({
      Effect: 'Allow',
      Action: 'oss:GetObject',
      Resource: `acs:oss:cn-hangzhou:${OWNER}:docs/k`,
    });
  });
});

describe('AccessDeniedDetail', () => {
  const detailOf = (error: OssError) => error.details.AccessDeniedDetail as readonly XmlElement[] | undefined;

  it('has its elements in the order of the official example', async () => {
    const detail = detailOf(await refusal(toK('GetObject'), worldWith()));
    expect(detail?.map(([name]) => name)).toEqual([
      'PolicyType',
      'AuthPrincipalOwnerId',
      'AuthPrincipalType',
      'AuthPrincipalDisplayName',
      'NoPermissionType',
      'AuthAction',
      'EncodedDiagnosticMessage',
    ]);
  });

  it('encodes what was asked and what decided', async () => {
    const [, message] = detailOf(await refusal(toK('GetObject'), worldWith()))?.at(-1) ?? [];
    expect(JSON.parse(Buffer.from(String(message), 'base64').toString())).toMatchObject({
      action: 'oss:GetObject',
      resource: `acs:oss:cn-hangzhou:${OWNER}:docs/k`,
      decidedBy: 'acl',
      acl: { bucket: 'private', right: 'read' },
    });
  });

  it.each([{ kind: 'anonymous' }, { ...root, account: '6543210987654321' }] as const)(
    'is not for $kind',
    async (principal) => {
      expect(detailOf(await refusal(toK('GetObject', { principal }), worldWith()))).toBeUndefined();
    },
  );
});

describe('a further right that the operation asks for', () => {
  const source = {
    action: 'oss:GetObject',
    access: 'read',
    bucket: bucketWith({ name: 'spare' }),
    key: 'source',
  } as const;

  it("is decided on its own bucket and key, not on the request's", async () => {
    const world = worldWith([policyOf([allow('oss:GetObject', at('spare/*'))])], { k: { acl: 'private' } });
    expect(await authorizeObject(toK('CopyObject'), world, source)).toMatchObject({ decidedBy: 'ram-policy' });
    await expect(authorizeObject(toK('CopyObject'), world, { ...source, bucket: docs })).rejects.toMatchObject({
      cause: 'bucket-acl-refuses',
      facts: { resource: `acs:oss:cn-hangzhou:${OWNER}:docs/source` },
    });
    expect(world.lookups).toEqual(['source']);
  });

  it.each(['PostObject', 'PutObject', 'AppendObject', 'DeleteMultipleObjects'])(
    'is refused in the words of the bucket ACL for %s, which the manuals name (row 6)',
    async (operation) => {
      const right = { action: 'oss:PutObject', access: 'write', bucket: docs, key: 'new' } as const;
      const refused = authorizeObject(toK(operation), worldWith(), right);
      await expect(refused).rejects.toMatchObject({ cause: 'bucket-acl-refuses' });
    },
  );

  it('is the owner’s without a question', async () => {
    const world = worldWith();
    expect(await authorizeObject(toK('CopyObject', { principal: root }), world, source)).toMatchObject({
      decidedBy: 'owner',
    });
    expect(world.lookups).toEqual([]);
  });
});
