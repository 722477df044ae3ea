import { readFileSync } from 'node:fs';
import type { Cause } from '../../../src/errors/refuse.ts';
import { REFUSED_CHAINS } from '../../image/chains.ts';
import { BUCKET, type Case, type Cases, DISTANT_BUCKET, type SignedAsk } from '../support/case.ts';

/** 400x267, 6168 bytes. */
const PHOTO = readFileSync(new URL('../../fixtures/images/photo.jpg', import.meta.url));
const CUT = PHOTO.subarray(0, PHOTO.length >> 1);
/** 2x1, blue and red, in 24 bits: written again it has the same bytes. */
const DOTS = Buffer.from(
  '424d3e0000000000000036000000280000000200000001000000010018000000000008000000130b0000130b000000000000000000007f000000007f0000',
  'hex',
);

const put = (key: string, body: string | Buffer): SignedAsk => ({ method: 'PUT', bucket: BUCKET, key, body });
const get = (process: string, key = 'photo.jpg'): SignedAsk => ({
  method: 'GET',
  bucket: BUCKET,
  key,
  query: `x-oss-process=${encodeURIComponent(process)}`,
});
const post = (body: string, key = 'dots.bmp'): SignedAsk => ({
  method: 'POST',
  bucket: BUCKET,
  key,
  query: 'x-oss-process',
  body: `x-oss-process=${body}`,
});
const style = (name: string, content: string): SignedAsk => ({
  method: 'PUT',
  bucket: BUCKET,
  query: `style&styleName=${name}`,
  body: `<Style><Content>${content}</Content></Style>`,
});
const configuration = (inside: string): SignedAsk => ({
  method: 'PUT',
  bucket: BUCKET,
  query: 'processConfiguration',
  body: `<BucketProcessConfiguration>${inside}</BucketProcessConfiguration>`,
});
const PROTECTED = configuration(
  '<SourceFileProtect>Enabled</SourceFileProtect><SourceFileProtectSuffix>png,jpg</SourceFileProtectSuffix>',
);
const publicRead = { headers: { 'x-oss-object-acl': 'public-read' } };
const b64 = (text: string): string => Buffer.from(text).toString('base64url');
const before = [put('photo.jpg', PHOTO), put('dots.bmp', DOTS)];

const refused = (cause: Cause, rule: string, ask: SignedAsk, setup: readonly SignedAsk[] = before): Case => ({
  name: cause,
  rule,
  cause,
  before: setup,
  ask,
});

const chains = REFUSED_CHAINS.filter(([, cause], i) => REFUSED_CHAINS.findIndex((other) => other[1] === cause) === i);

/** A bitmap's header that claims to be so large. */
function claiming(width: number, height: number): Buffer {
  const bytes = Buffer.from(DOTS);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  return bytes;
}

/** services.md §3. */
export const imageCases: Cases = {
  GetObjectWithProcess: [
    {
      name: 'info',
      rule: 'what an image says of itself is JSON; ETag and date are those of the object',
      before,
      ask: get('image/info'),
    },
    {
      name: 'unchanged',
      rule: 'a result has the type of its format and no digest of the stored bytes',
      before,
      ask: get('image/resize,w_100', 'dots.bmp'),
    },
    {
      name: 'style',
      rule: 'a style stands for its content',
      before: [...before, style('details', 'image/info')],
      ask: get('style/details'),
    },
    {
      name: 'not-modified',
      rule: 'conditions are held against the source',
      before,
      ask: { ...get('image/resize,w_100'), headers: { 'If-None-Match': '*' } },
    },
    ...chains.map(([chain, cause]) => refused(cause, `${cause}: ${chain}`, get(`image/${chain}`))),
    refused('image-damaged', 'a JPG cut in half is not processed', get('image/resize,w_100'), [put('photo.jpg', CUT)]),
    refused('image-webp-damaged', 'a WebP without its pixels is not processed', get('image/info', 'a.webp'), [
      put('a.webp', 'RIFF\x04\0\0\0WEBP'),
    ]),
    refused('image-avif-damaged', 'an AVIF without its pixels is not processed', get('image/info', 'a.avif'), [
      put('a.avif', '\0\0\0\x10ftypavif\0\0\0\0'),
    ]),
    refused('image-heic-damaged', 'a HEIC without its pixels is not processed', get('image/info', 'a.heic'), [
      put('a.heic', '\0\0\0\x10ftypheic\0\0\0\0'),
    ]),
    refused('image-format-unsupported', 'text is no image, whatever its name', get('image/resize,w_9', 'a.jpg'), [
      put('a.jpg', 'not an image'),
    ]),
    refused('image-codec-missing', 'HEIC is not written here', get('image/format,heic')),
    refused('image-too-large', 'more than 250 million pixels are not decoded', get('image/format,jpg', 'a.bmp'), [
      put('a.bmp', claiming(20_000, 13_000)),
    ]),
    refused('image-side-too-long', 'a side has at most 30000 pixels', get('image/format,jpg', 'a.bmp'), [
      put('a.bmp', claiming(30_001, 1)),
    ]),
    refused('image-file-too-large', 'an image has at most 20 MB', get('image/info', 'a.bmp'), [
      put('a.bmp', Buffer.alloc(20 * 1024 * 1024 + 1)),
    ]),
    refused(
      'image-result-too-large',
      'a result has at most 16777216 pixels',
      get('image/resize,m_fixed,w_5000,h_5000'),
    ),
    refused('image-rotation-too-large', 'a side of more than 4096 is not rotated', get('image/rotate,90', 'a.bmp'), [
      put('a.bmp', strip(4097)),
    ]),
    refused('image-crop-outside', 'a crop begins inside the image', get('image/crop,x_400')),
    refused('image-source-missing', 'a missing source has an EC of its own', get('image/format,jpg', 'missing.jpg')),
    {
      ...refused('image-source-missing', 'a missing watermark is named', get(`image/watermark,image_${b64('m.png')}`)),
      name: 'watermark-missing',
    },
    refused('image-style-unknown', 'a style has to be there', get('style/thumbnail')),
    refused('image-with-body', 'a GET that is processed has no body', { ...get('image/info'), body: 'x'.repeat(123) }),
    refused(
      'image-source-protected',
      'a protected source is processed for nobody without a signature, but by a style',
      { ...get('image/format,webp'), keys: undefined },
      [{ ...put('photo.jpg', PHOTO), ...publicRead }, PROTECTED],
    ),
    {
      name: 'protected-by-style',
      rule: 'a style opens a protected source',
      before: [{ ...put('photo.jpg', PHOTO), ...publicRead }, PROTECTED, style('details', 'image/info')],
      ask: { ...get('style/details'), keys: undefined },
    },
    refused('process-unknown', 'nothing else processes objects', get('picture/resize,w_100')),
    {
      ...refused(
        'operation-not-implemented',
        'a frame of a video is not taken here',
        get('video/snapshot,t_1000', 'a.mp4'),
      ),
      name: 'video-snapshot',
    },
  ],
  GetObject: [
    {
      name: 'style-separator',
      rule: 'behind a separator stands a style',
      before: [...before, style('details', 'image/info'), configuration('<StyleDelimiters>-,!</StyleDelimiters>')],
      ask: { method: 'GET', bucket: BUCKET, key: 'photo.jpg!details' },
    },
    refused(
      'image-source-protected',
      'a protected source is not sent to anybody without a signature',
      { method: 'GET', bucket: BUCKET, key: 'photo.jpg', keys: undefined },
      [{ ...put('photo.jpg', PHOTO), ...publicRead }, PROTECTED],
    ),
  ],
  HeadObjectWithProcess: [
    {
      name: 'info',
      rule: 'the headers are those of the GET',
      before,
      ask: { ...get('image/info'), method: 'HEAD' },
    },
    refused('image-rotate-invalid', 'a refusal is told in a header', { ...get('image/rotate,400'), method: 'HEAD' }),
  ],
  ProcessObject: [
    {
      name: 'saved',
      rule: 'the result is stored and described; the bucket is named only when the request names it',
      before,
      ask: post(`image/resize,w_1|sys/saveas,o_${b64('small.bmp')}`),
      after: { ask: { method: 'GET', bucket: BUCKET, key: 'small.bmp' }, status: 200 },
    },
    {
      name: 'saved-in-bucket',
      rule: 'a bucket that is named is told again; percent-encoding and standard Base64 are taken',
      before,
      ask: post(encodeURIComponent(`image/resize,w_1|sys/saveas,o_${btoa('dir/small?.bmp')},b_${btoa(BUCKET)}`)),
      after: { ask: { method: 'HEAD', bucket: BUCKET, key: 'dir/small?.bmp' }, status: 200 },
    },
    { name: 'sent-back', rule: 'without a target the result is sent back', before, ask: post('image/info') },
    refused('process-unknown', 'results are saved by sys/saveas', post(`image/info|saveas,o_${b64('x')}`)),
    refused('process-target-invalid', 'the target has a name', post('image/resize,w_1|sys/saveas,b_YQ')),
    {
      ...refused('no-such-bucket', 'the target bucket exists', post(`image/info|sys/saveas,o_YQ,b_${b64('nobodys')}`)),
      name: 'target-bucket-missing',
    },
    refused(
      'copy-across-regions',
      'the target lies in the same region',
      post(`image/info|sys/saveas,o_YQ,b_${b64(DISTANT_BUCKET)}`),
    ),
    refused('image-source-missing', 'the source exists', post('image/info', 'missing.jpg')),
    refused('image-damaged', 'a damaged source is not processed', post('image/resize,w_9', 'photo.jpg'), [
      put('photo.jpg', CUT),
    ]),
  ],
  AsyncProcessObject: [
    refused('media-project-missing', 'media are processed by a project, which no bucket has', {
      ...post(''),
      query: 'x-oss-async-process',
      body: 'x-oss-async-process=video/convert,f_avi|sys/saveas,o_YQ',
    }),
    refused('async-process-missing', 'the body is a form of one field', {
      ...post(''),
      query: 'x-oss-async-process',
      body: 'video/convert,f_avi',
    }),
  ],
  PutStyle: [
    { name: 'set', rule: 'a style that is taken is answered without body', ask: style('small', 'image/resize,p_50') },
    refused('image-style-invalid', 'a style has content', style('small', ''), []),
    refused(
      'image-style-name-invalid',
      'a name has letters, digits, points and hyphens',
      style('sm*ll', 'image/info'),
      [],
    ),
    refused('image-style-malformed-xml', 'the root is Style', { ...style('small', ''), body: '<Stil/>' }, []),
    refused(
      'image-style-too-many',
      'a bucket has at most 50 styles',
      style('last', 'image/info'),
      Array.from({ length: 50 }, (_, i) => style(`s${i}`, 'image/info')),
    ),
  ],
  GetStyle: [
    {
      name: 'style',
      rule: 'a style tells its content and when it was made and changed',
      before: [style('small', 'image/resize,p_50')],
      ask: { method: 'GET', bucket: BUCKET, query: 'style&styleName=small' },
    },
    refused(
      'image-style-unknown',
      'a style has to be there',
      { method: 'GET', bucket: BUCKET, query: 'style&styleName=x' },
      [],
    ),
  ],
  ListStyle: [
    {
      name: 'styles',
      rule: 'styles are listed by name',
      before: [style('small', 'image/resize,p_50'), style('large', 'image/resize,p_200,limit_0')],
      ask: { method: 'GET', bucket: BUCKET, query: 'style' },
    },
    {
      name: 'none',
      rule: 'a bucket without styles has an empty list',
      ask: { method: 'GET', bucket: BUCKET, query: 'style' },
    },
  ],
  DeleteStyle: [
    {
      name: 'deleted',
      rule: 'a deleted style is gone',
      before: [style('small', 'image/info')],
      ask: { method: 'DELETE', bucket: BUCKET, query: 'style&styleName=small' },
      after: { ask: { method: 'GET', bucket: BUCKET, query: 'style&styleName=small' }, status: 404 },
    },
    {
      name: 'absent',
      rule: 'a style that is not there is deleted too',
      ask: { method: 'DELETE', bucket: BUCKET, query: 'style&styleName=small' },
    },
  ],
};

/** A black line of so many pixels. */
function strip(width: number): Buffer {
  const stride = (width * 3 + 3) & ~3;
  const bytes = Buffer.concat([claiming(width, 1).subarray(0, 54), Buffer.alloc(stride)]);
  bytes.writeUInt32LE(bytes.length, 2);
  return bytes;
}
