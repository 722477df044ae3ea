import { beforeEach, describe, expect, it } from 'vitest';
import { expectObjectGolden, type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
  await oss.send('PutObject', '/b/k', { body: 'x' });
});

const put = (acl: string) => ({ headers: { 'x-oss-object-acl': acl } });

describe('object ACL', () => {
  it('is default until one is set', async () => {
    await expectObjectGolden(await oss.send('GetObjectAcl', '/b/k?acl'), 'acl-default.txt');
  });

  it.each(['private', 'public-read', 'public-read-write', 'default'])('can be %s', async (acl) => {
    const answer = await oss.send('PutObjectAcl', '/b/k?acl', put(acl));
    expect([answer.status, answer.headers, answer.body.length]).toEqual([200, [], 0]);
    expect((await oss.send('GetObjectAcl', '/b/k?acl')).text).toContain(`<Grant>${acl}</Grant>`);
  });

  it('does not change Last-Modified', async () => {
    const before = (await oss.send('HeadObject', '/b/k')).header('Last-Modified');
    oss.advance(60_000);
    await oss.send('PutObjectAcl', '/b/k?acl', put('private'));
    expect((await oss.send('HeadObject', '/b/k')).header('Last-Modified')).toBe(before);
  });

  it('must be named, and known, before the key is looked up', async () => {
    await expectObjectGolden(await oss.refused('PutObjectAcl', '/b/missing?acl'), 'acl-missing.xml');
    expect((await oss.refused('PutObjectAcl', '/b/missing?acl', put(''))).cause).toBe('object-acl-missing');
    expect((await oss.refused('PutObjectAcl', '/b/missing?acl', put('open'))).cause).toBe('object-acl-unknown');
  });
});

describe('DeleteObject', () => {
  it('answers 204 whether there was an object or not', async () => {
    await expectObjectGolden(await oss.send('DeleteObject', '/b/k'), 'delete.txt');
    await expectObjectGolden(await oss.send('DeleteObject', '/b/k'), 'delete.txt');
    expect(oss.notes.slice(-2).map(({ facts }) => facts.existed)).toEqual([true, false]);
    expect((await oss.refused('GetObject', '/b/k')).cause).toBe('no-such-key');
  });
});
