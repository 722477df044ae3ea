import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../../../../src/errors/refuse.ts';
import { ANONYMOUS, type Principal } from '../../../../src/identity/principal.ts';
import { Images } from '../../../../src/image/images.ts';
import { operations } from '../../../../src/operations/index.ts';
import type { Call, Operation } from '../../../../src/operations/operation.ts';
import { accountKeys, OWNER, STRANGER } from '../../harness.ts';
import { type ObjectHarness, openObjects } from '../setup.ts';

const PHOTO = readFileSync(new URL('../../../fixtures/images/photo.jpg', import.meta.url));
const named = (name: string) => operations.find((operation) => operation.name === name) as Operation;
const b64 = (text: string): string => Buffer.from(text).toString('base64url');

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
  await oss.send('PutObject', '/b/photo.jpg', { body: PHOTO, headers: { 'Cache-Control': 'no-cache' } });
});

const get = (process: string, more = '', sent = {}) =>
  oss.send('GetObjectWithProcess', `/b/photo.jpg?x-oss-process=${process}${more}`, sent);
const size = async (bytes: Buffer) => {
  const { width, height, format } = await sharp(bytes).metadata();
  return `${width}x${height} ${format}`;
};

describe('GetObjectWithProcess', () => {
  it('answers the result with the ETag, date and headers of the source, and none of its digests', async () => {
    const source = await oss.send('GetObject', '/b/photo.jpg');
    const small = await get('image/resize,w_100/format,png');
    expect([small.status, small.contentType, await size(small.body)]).toEqual([200, 'image/png', '100x67 png']);
    for (const name of ['ETag', 'Last-Modified', 'Cache-Control']) expect(small.header(name)).toBe(source.header(name));
    for (const name of ['x-oss-hash-crc64ecma', 'Content-MD5']) expect(small.header(name)).toBeUndefined();
  });

  it('takes the headers that response-* asks for', async () => {
    const small = await get('image/resize,w_100', '&response-content-type=text/plain&response-expires=never');
    expect([small.contentType, small.header('Expires')]).toEqual(['text/plain', 'never']);
  });

  it('follows a style, whose own faults show when it is used', async () => {
    const style = (name: string, content: string) =>
      oss.send('PutStyle', `/b?style&styleName=${name}`, { body: `<Style><Content>${content}</Content></Style>` });
    await style('small', 'image/resize,w_100');
    expect(await size((await get('style/small')).body)).toBe('100x67 jpeg');
    await style('small', 'image/resize,w_0');
    expect((await oss.refused('GetObjectWithProcess', '/b/photo.jpg?x-oss-process=style/small')).cause).toBe(
      'image-width-invalid',
    );
  });

  it('reads what a symlink points at', async () => {
    await oss.send('PutSymlink', '/b/link.jpg?symlink', { headers: { 'x-oss-symlink-target': 'photo.jpg' } });
    const small = await oss.send('GetObjectWithProcess', '/b/link.jpg?x-oss-process=image/resize,w_100');
    expect(await size(small.body)).toBe('100x67 jpeg');
  });

  it('asks whether the caller may read the image of a watermark', async () => {
    await oss.send('PutObject', '/b/mark.jpg', { body: PHOTO, headers: { 'x-oss-object-acl': 'private' } });
    const url = `/b/photo.jpg?x-oss-process=image/watermark,image_${b64('mark.jpg?x-oss-process=image/resize,P_20')}`;
    expect((await oss.send('GetObjectWithProcess', url)).status).toBe(200);
    const refused = await oss.refused('GetObjectWithProcess', url, { as: ANONYMOUS });
    expect(refused.row.code).toBe('AccessDenied');
  });
});

describe('a process configuration', () => {
  const configure = (inside: string) =>
    oss.send('PutBucketProcessConfiguration', '/b?processConfiguration', {
      body: `<BucketProcessConfiguration>${inside}</BucketProcessConfiguration>`,
    });
  const styled = () =>
    oss.send('PutStyle', '/b?style&styleName=small', {
      body: '<Style><Content>image/resize,w_100</Content></Style>',
    });

  it('makes what stands behind a separator a style, when there is that style', async () => {
    await styled();
    await oss.send('PutObject', '/b/a_b.txt', { body: 'text' });
    await configure('<StyleDelimiters>_,!</StyleDelimiters>');
    for (const key of ['photo.jpg!small', 'photo.jpg_small']) {
      expect(await size((await oss.send('GetObject', `/b/${key}`)).body), key).toBe('100x67 jpeg');
    }
    expect((await oss.send('GetObject', '/b/a_b.txt')).text).toBe('text');
    expect((await oss.refused('GetObject', '/b/photo.jpg-small')).cause).toBe('no-such-key');
    expect((await oss.refused('GetObject', '/b/missing.jpg!small')).cause).toBe('image-source-missing');
  });

  it('asks for the right on the object itself', async () => {
    await styled();
    await configure('<StyleDelimiters>!</StyleDelimiters>');
    expect((await oss.refused('GetObject', '/b/photo.jpg!small', { as: ANONYMOUS })).row.code).toBe('AccessDenied');
  });

  it('protects sources of some suffixes from those who do not sign', async () => {
    await configure(
      '<SourceFileProtect>Enabled</SourceFileProtect><SourceFileProtectSuffix>jpg</SourceFileProtectSuffix>',
    );
    const cause = async (url: string, as = ANONYMOUS as Principal) =>
      oss.run(named(url.includes('x-oss-process') ? 'GetObjectWithProcess' : 'GetObject'), url, { as }).then(
        ({ status }) => status,
        (error) => error.cause,
      );
    await oss.send('PutObject', '/b/photo.PNG', { body: PHOTO });
    await styled();
    expect(await cause('/b/photo.jpg')).toBe('image-source-protected');
    expect(await cause('/b/photo.jpg?x-oss-process=image/info')).toBe('image-source-protected');
    expect(await cause('/b/photo.jpg?x-oss-process=style/small')).toBe(200);
    expect(await cause('/b/photo.PNG')).toBe(200);
    expect(await cause('/b/photo.jpg', accountKeys(OWNER))).toBe(200);
  });
});

describe('ProcessObject', () => {
  const post = (body: string, sent = {}) => oss.send('ProcessObject', '/b/photo.jpg?x-oss-process', { body, ...sent });

  it('stores the result in the bucket that is named, with the type of its format', async () => {
    await oss.bucket('other');
    const body = `x-oss-process=image/resize,w_100/format,png|sys/saveas,o_${b64('小.png')},b_${b64('other')}`;
    expect((await post(body)).contentType).toBe('application/json');
    const saved = await oss.send('GetObject', '/other/%E5%B0%8F.png');
    expect([saved.contentType, await size(saved.body)]).toEqual(['image/png', '100x67 png']);
    expect((await oss.refused('GetObject', '/b/%E5%B0%8F.png')).cause).toBe('no-such-key');
  });

  it('asks whether the caller may write there', async () => {
    await oss.bucket('theirs', { owner: STRANGER });
    const body = `x-oss-process=image/info|sys/saveas,o_${b64('x')},b_${b64('theirs')}`;
    const refused = await oss.refused('ProcessObject', '/b/photo.jpg?x-oss-process', { body });
    expect(refused.row.code).toBe('AccessDenied');
    const owner = { body: body.replace(b64('theirs'), b64('b')), as: accountKeys(STRANGER) };
    expect((await oss.refused('ProcessObject', '/b/photo.jpg?x-oss-process', owner)).row.code).toBe('AccessDenied');
  });

  it('does not overwrite what the request forbids to overwrite', async () => {
    const sent = {
      body: `x-oss-process=image/resize,w_100|sys/saveas,o_${b64('photo.jpg')}`,
      headers: { 'x-oss-forbid-overwrite': 'true' },
    };
    expect((await oss.refused('ProcessObject', '/b/photo.jpg?x-oss-process', sent)).cause).toBe('object-exists');
    expect((await oss.send('GetObject', '/b/photo.jpg')).body.equals(PHOTO)).toBe(true);
  });

  it('stores nothing that does not fit into the bucket', async () => {
    const capacity = '<BucketUserQos><StorageCapacity>0</StorageCapacity></BucketUserQos>';
    await oss.send('PutUserQos', '/b?qos', { body: capacity });
    const body = `x-oss-process=image/resize,w_100|sys/saveas,o_${b64('small.jpg')}`;
    const refused = await oss.refused('ProcessObject', '/b/photo.jpg?x-oss-process', { body });
    expect(refused.cause).toBe('storage-capacity-exceeded');
    expect((await oss.refused('GetObject', '/b/small.jpg')).cause).toBe('no-such-key');
  });

  it('sends the result back when it is not to be saved', async () => {
    const sent = await post('x-oss-process=image/resize,w_100');
    expect([sent.contentType, await size(sent.body)]).toEqual(['image/jpeg', '100x67 jpeg']);
  });
});

describe('without the image library', () => {
  const missing = () => Promise.reject(new Error("Cannot find package 'sharp'"));

  it('an image is not implemented, and what to install is said once', async () => {
    const said: string[] = [];
    const images = new Images((text) => said.push(text), missing);
    for (let i = 0; i < 3; i++) {
      await expect(run('image/resize,w_100', { images })).rejects.toMatchObject({ cause: 'images-not-installed' });
    }
    expect(said).toEqual([expect.stringContaining('npm install sharp')]);
  });

  it('what is wrong with a request is still told', async () => {
    const images = new Images(() => {}, missing);
    await expect(run('image/resize,w_0', { images })).rejects.toMatchObject({ cause: 'image-width-invalid' });
  });
});

describe('a client that leaves', () => {
  it('is not worked for any more', async () => {
    const leaving = new AbortController();
    const running = run('image/resize,w_300/blur,r_50,s_50/sharpen,399/rotate,33', { clientLeft: leaving.signal });
    leaving.abort(refuse('client-left'));
    await expect(running).rejects.toMatchObject({ cause: 'client-left' });
  });
});

/** A GET with other parts of the call than the harness has. */
async function run(process: string, parts: Partial<Call>): Promise<unknown> {
  const operation = named('GetObjectWithProcess');
  const call = oss.call(operation, `/b/photo.jpg?x-oss-process=${process}`);
  return operation.run(Object.create(call, Object.getOwnPropertyDescriptors(parts)));
}
