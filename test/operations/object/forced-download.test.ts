import { beforeEach, describe, expect, it } from 'vitest';
import type { CallRequest } from '../../../src/operations/operation.ts';
import type { Received, Sent } from '../harness.ts';
import { type ObjectHarness, openObjects } from './setup.ts';

/** As the address of a browser: `b` under an endpoint of the service. */
const under = (endpoint: string): Partial<CallRequest> => ({
  style: 'virtual',
  hostName: `b.${endpoint}.aliyuncs.com`,
});
const HANGZHOU = under('oss-cn-hangzhou');

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
  await oss.send('PutObject', '/b/page', { body: '<p>', headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  await oss.send('PutObject', '/b/page.htm', { body: '<p>', headers: { 'Content-Type': 'text/plain' } });
  await oss.send('PutObject', '/b/picture', { body: 'png', headers: { 'Content-Type': 'image/png' } });
  await oss.send('PutObject', '/b/film', { body: 'film', headers: { 'Content-Type': 'video/mp4' } });
  await oss.send('PutObject', '/b/feed.xml', { body: '<a/>', headers: { 'Content-Type': 'text/plain' } });
});

const get = (key: string, sent: Sent = { request: HANGZHOU }, operation = 'GetObject') =>
  oss.send(operation, `/b/${key}`, sent);
const seen = (answer: Received) => [
  answer.header('Content-Disposition'),
  answer.header('x-oss-force-download'),
  answer.header('x-oss-ec'),
];
const SHOWN = [undefined, undefined, undefined];

describe('under an endpoint of the service, a browser', () => {
  it.each([
    ['page', '0048-00000001'],
    ['page.htm', '0048-00000001'],
    ['picture', '0048-00000105'],
  ])('downloads %s', async (key, ec) => {
    for (const operation of ['GetObject', 'HeadObject']) {
      expect(seen(await get(key, undefined, operation))).toEqual(['attachment', 'true', ec]);
    }
    const part = await get(key, { request: HANGZHOU, headers: { Range: 'bytes=0-0' } });
    expect([part.status, ...seen(part)]).toEqual([206, 'attachment', 'true', ec]);
  });

  it('looks at what else there is', async () => {
    for (const key of ['film', 'feed.xml']) expect(seen(await get(key))).toEqual(SHOWN);
  });

  it('gets the headers before Content-MD5', async () => {
    const { headers } = await get('picture');
    expect(headers.map(([name]) => name).slice(-4)).toEqual([
      'Content-Disposition',
      'x-oss-force-download',
      'x-oss-ec',
      'Content-MD5',
    ]);
  });

  it('cannot ask to see it, by a signed URL or by what is stored', async () => {
    expect(seen(await get('picture?response-content-disposition=inline'))).toEqual([
      'attachment',
      'true',
      '0048-00000105',
    ]);
    await oss.send('PutObject', '/b/picture', {
      headers: { 'Content-Type': 'image/png', 'Content-Disposition': 'inline' },
    });
    expect(seen(await get('picture'))).toEqual(['attachment', 'true', '0048-00000105']);
  });

  it('downloads under the name that the URL gives', async () => {
    const named = await get('picture?response-content-disposition=attachment%3Bfilename%3Da.png');
    expect(seen(named)).toEqual(['attachment;filename=a.png', 'true', '0048-00000105']);
  });

  it('downloads what image processing makes', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await oss.send('PutObject', '/b/picture', { body: png, headers: { 'Content-Type': 'image/png' } });
    const resized = await get('picture?x-oss-process=image/resize,w_1', undefined, 'GetObjectWithProcess');
    expect(seen(resized)).toEqual(['attachment', 'true', '0048-00000105']);
  });

  it('is told why by no earlier service', async () => {
    expect(seen(await get('page', { request: HANGZHOU, service: { wire: '2022' } }))).toEqual([
      'attachment',
      'true',
      undefined,
    ]);
  });
});

describe('everything is there to be looked at', () => {
  it.each([
    ['a domain of the bucket’s own', { style: 'cname', hostName: 'img.example.com' }],
    ['localhost', { style: 'virtual', hostName: 'b.localhost' }],
    ['path style', { style: 'path', hostName: 'oss-cn-hangzhou.aliyuncs.com' }],
    ['the internal endpoint', under('oss-cn-hangzhou-internal')],
  ] as const)('under %s', async (_, request) => {
    expect(seen(await get('page', { request }))).toEqual(SHOWN);
  });

  it('by requests that are signed in their headers', async () => {
    expect(seen(await get('page', { request: HANGZHOU, headers: { Authorization: 'OSS a:b' } }))).toEqual(SHOWN);
  });

  it('when it has not changed', async () => {
    const { headers } = await get('page');
    const etag = headers.find(([name]) => name === 'ETag')?.[1] ?? '';
    const again = await get('page', { request: HANGZHOU, headers: { 'If-None-Match': etag } });
    expect([again.status, ...seen(again)]).toEqual([304, ...SHOWN]);
  });
});

describe('what is downloaded depends on the region and the age of the bucket', () => {
  const BEIJING_TIME = (text: string) => Date.parse(`${text}+08:00`);

  it.each([
    ['cn-hangzhou', '2018-09-28T07:59:59', 'page', undefined],
    ['cn-hangzhou', '2018-09-28T08:00:00', 'page', '0048-00000001'],
    ['cn-hangzhou', '2019-09-30T14:59:59', 'picture', undefined],
    ['cn-hangzhou', '2019-09-30T15:00:00', 'picture', '0048-00000105'],
    ['cn-shanghai', '2025-01-01T00:00:00', 'picture', '0048-00000103'],
    ['cn-beijing', '2025-01-01T00:00:00', 'picture', '0048-00000104'],
    ['cn-guangzhou', '2025-01-01T00:00:00', 'picture', undefined],
    ['cn-guangzhou', '2025-12-22T10:00:00', 'picture', '0048-00000114'],
    ['ap-northeast-1', '2025-01-01T00:00:00', 'page', undefined],
    ['cn-hongkong', '2025-01-01T00:00:00', 'page', '0048-00000001'],
  ])('%s, %s: %s', async (region, created, key, ec) => {
    await oss.bucket('old', { region, createdAt: BEIJING_TIME(created) });
    const contentType = key === 'page' ? 'text/html' : 'image/png';
    await oss.object('old', key, 'body', { contentType });
    const answer = await oss.send('GetObject', `/old/${key}`, { request: under(`oss-${region}`) });
    expect(seen(answer)).toEqual(ec === undefined ? SHOWN : ['attachment', 'true', ec]);
  });

  it('XML since March 2026, without a number', async () => {
    await oss.bucket('new', { createdAt: BEIJING_TIME('2026-03-25T10:00:00') });
    await oss.object('new', 'feed.xml', '<a/>', { contentType: 'text/plain' });
    const answer = await oss.send('GetObject', '/new/feed.xml', { request: HANGZHOU });
    expect(seen(answer)).toEqual(['attachment', 'true', undefined]);
  });

  it('acceleration has rules of its own', async () => {
    expect(seen(await get('page', { request: under('oss-accelerate') }))).toEqual([
      'attachment',
      'true',
      '0048-00000002',
    ]);
    expect(seen(await get('picture', { request: under('oss-accelerate') }))).toEqual(SHOWN);
    await oss.bucket('far', { region: 'ap-southeast-1' });
    await oss.object('far', 'film', 'film', { contentType: 'video/mp4' });
    const answer = await oss.send('GetObject', '/far/film', { request: under('oss-accelerate-overseas') });
    expect(seen(answer)).toEqual(['attachment', 'true', '0048-00000110']);
  });
});
