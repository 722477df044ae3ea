import { afterEach, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { CALLBACK_EXAMPLES, PATIENCE, printed } from '../support/callback-examples.ts';
import { FORM_TIME, formBody, postBytes, v1Fields } from '../support/forms.ts';
import { type RawAnswer, raw } from '../support/raw.ts';
import { type SignedCall, signed } from '../support/signed.ts';

/** What both manuals print under "Common errors and causes" of the chapter Upload callback, off the wire. */

const BUCKETS = ['bucket', 'guoping-hangzhou'].map(
  (name) => ({ name, acl: 'private', storageClass: 'Standard' }) as const,
);

let server: RunningServer;
afterEach(() => server.close());

type Upload = (bucket: string, callback: string) => Promise<RawAnswer>;

/** A signed request about the one object of these tests. */
function request(bucket: string, call: Pick<SignedCall, 'method'> & Partial<SignedCall>): Promise<RawAnswer> {
  const host = `${bucket}.oss-cn-hangzhou.aliyuncs.com`;
  return signed(server.port, { bucket, key: 'object', host, at: FORM_TIME, ...call });
}

const putObject: Upload = (bucket, callback) =>
  request(bucket, { method: 'PUT', body: 'hello world', headers: { 'x-oss-callback': callback } });

const completeMultipartUpload: Upload = async (bucket, callback) => {
  const { body } = await request(bucket, { method: 'POST', query: 'uploads' });
  const id = /<UploadId>(.*)<\/UploadId>/.exec(body)?.[1];
  const part = await request(bucket, { method: 'PUT', query: `partNumber=1&uploadId=${id}`, body: 'hello world' });
  return request(bucket, {
    method: 'POST',
    query: `uploadId=${id}`,
    body: `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.header('ETag')}</ETag></Part></CompleteMultipartUpload>`,
    headers: { 'x-oss-callback': callback },
    version: 'v4',
  });
};

const postObject: Upload = (bucket, callback) => {
  const fields = { key: 'object', success_action_status: '201', callback, ...v1Fields() };
  const host = `${bucket}.oss-cn-hangzhou.aliyuncs.com`;
  return raw(server.port, postBytes({ host, body: formBody({ fields }) }));
};

const UPLOADS = [
  { operation: 'PutObject', upload: putObject, has: ['ETag', 'x-oss-hash-crc64ecma', 'Content-MD5'] },
  { operation: 'CompleteMultipartUpload', upload: completeMultipartUpload, has: ['ETag', 'x-oss-hash-crc64ecma'] },
  { operation: 'PostObject', upload: postObject, has: ['ETag', 'x-oss-hash-crc64ecma', 'Content-MD5'] },
];

describe.each(['current', '2022', '2019'] as const)('in the service of %s', (profile) => {
  describe.each(UPLOADS)('$operation', ({ upload, has }) => {
    test.each(CALLBACK_EXAMPLES)('$name: $mistake', async (example) => {
      const { status, bucket, settings } = example;
      server = await startServer({
        host: '127.0.0.1',
        clock: FORM_TIME,
        wire: profile,
        buckets: BUCKETS,
        callbacks: settings,
      });
      const { callback, address, silence } = await example.make(profile);
      silence?.then(() => server.clock.advance(PATIENCE));
      const answer = await upload(bucket, callback);
      const requestId = answer.header('x-oss-request-id');
      expect(answer.body).toBe(printed(example, profile, { requestId, address }));
      expect(answer.statusLine).toBe(
        status === 203 ? 'HTTP/1.1 203 Non-Authoritative Information' : 'HTTP/1.1 400 Bad Request',
      );
      expect(answer.names()).toEqual([
        'Server',
        'Date',
        'Content-Type',
        'Content-Length',
        'Connection',
        'x-oss-request-id',
        ...(status === 203 ? has : []),
        'x-oss-server-time',
        ...(profile === 'current' ? ['x-oss-ec'] : []),
      ]);
      expect(answer.header('Content-Type')).toBe('application/xml');
      const stored = await request(bucket, { method: 'GET' });
      expect(stored.status === 200 ? stored.body : stored.status).toBe(status === 203 ? 'hello world' : 404);
    });
  });
});
