import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { inBucket, refused, WAYS } from './clients.ts';

const PHOTO = readFileSync(new URL('../fixtures/images/photo.jpg', import.meta.url));
const CUT = PHOTO.subarray(0, PHOTO.length >> 1);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe.each(WAYS)('ali-oss, $name', (way) => {
  test('gets images processed, and what they say of themselves', async () => {
    const { oss } = await inBucket(server, way);
    await oss.put('dir/照片.jpg', PHOTO);
    const small = await oss.get('dir/照片.jpg', { process: 'image/resize,m_fixed,w_100,h_100/rotate,90' });
    expect(small.res.headers['content-type']).toBe('image/jpeg');
    const { content } = await oss.get('dir/照片.jpg', { process: 'image/info' });
    expect(JSON.parse(content.toString())).toMatchObject({ ImageWidth: { value: '400' }, Format: { value: 'jpg' } });
  });

  test('saves a result as another object', async () => {
    const { oss, bucket } = await inBucket(server, way);
    await oss.put('photo.jpg', PHOTO);
    await oss.processObjectSave('photo.jpg', 'small/photo?.jpg', 'image/resize,w_100', bucket);
    const { content } = await oss.get('small/photo?.jpg', { process: 'image/info' });
    expect(JSON.parse(content.toString())).toMatchObject({
      ImageWidth: { value: '100' },
      ImageHeight: { value: '67' },
    });
    await oss.processObjectSave('photo.jpg', 'turned.png', 'image/rotate,90/format,png');
    expect((await oss.head('turned.png')).res.headers['content-type']).toBe('image/png');
  });

  test('throws what refuses an image by its code', async () => {
    const { oss } = await inBucket(server, way);
    await oss.put('cut.jpg', CUT);
    await refused(oss.get('cut.jpg', { process: 'image/resize,w_100' }), 403, 'ImageDamage');
    await refused(oss.get('cut.jpg', { process: 'image/resize,w_0' }), 400, 'InvalidArgument');
    await refused(oss.get('missing.jpg', { process: 'image/info' }), 404, 'NoSuchKey');
    await refused(oss.get('cut.jpg', { process: 'style/small' }), 404, 'NoSuchStyle');
  });
});
