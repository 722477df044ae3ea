import { BUCKET, type Cases, type SignedAsk } from '../support/case.ts';

const chunked = (sha256: string, encoding = 'aws-chunked'): SignedAsk => ({
  method: 'PUT',
  key: 'a.txt',
  headers: { 'Content-Encoding': encoding, 'x-amz-content-sha256': sha256 },
  body: '5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n\r\n',
});
const absent = { ask: { method: 'HEAD', key: 'a.txt' }, status: 404 } as const;

/** What S3 clients send (operations.md §2.1), and what is no part of the storage (§11.8). */
export const leftoverCases: Cases = {
  PutObject: [
    {
      name: 'aws-chunked-payload',
      rule: 'chunks of S3 clients are refused, and nothing of them is stored',
      cause: 'aws-chunked-payload',
      ask: chunked('UNSIGNED-PAYLOAD'),
      after: absent,
    },
    {
      name: 'aws-chunked-trailer',
      rule: 'chunks with a checksum behind them are named, beside another encoding too',
      cause: 's3-chunks-with-trailer',
      ask: chunked('STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'gzip, aws-chunked'),
      after: absent,
    },
    {
      name: 'aws-chunked',
      rule: 'chunks that the service would take are not taken here',
      cause: 'aws-chunked',
      ask: chunked('STREAMING-AWS4-HMAC-SHA256-PAYLOAD'),
      after: absent,
    },
    {
      name: 'aws-chunked-2019',
      rule: 'in 2019 no chunks were taken',
      cause: 'aws-chunked',
      server: { wire: '2019' },
      ask: chunked('UNSIGNED-PAYLOAD'),
      after: absent,
    },
  ],
  GetDataPipeline: [
    {
      name: 'no-such-data-pipeline',
      rule: 'there are no data pipelines',
      cause: 'no-such-data-pipeline',
      ask: { method: 'GET', query: 'dataPipeline' },
    },
  ],
  DeleteDataPipeline: [
    {
      name: 'no-such-data-pipeline',
      rule: 'what is not there cannot be deleted',
      cause: 'no-such-data-pipeline',
      ask: { method: 'DELETE', query: 'dataPipeline' },
    },
  ],
  ListLiveChannel: [
    {
      name: 'another-key',
      rule: 'the ACL of a bucket says nothing about its channels',
      cause: 'anonymous-management',
      before: [{ method: 'PUT', bucket: BUCKET, query: 'acl', headers: { 'x-oss-acl': 'public-read-write' } }],
      ask: { method: 'GET', bucket: BUCKET, query: 'live', keys: undefined },
    },
  ],
};
