/** How an operation is asked for, and the action that policies grant it by (access.md §10.4). */
interface Ask {
  readonly method: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly action: string;
}

const BLOCK =
  '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>';
const CORS =
  '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>';
const PUBLIC_POLICY = JSON.stringify({
  Version: '1',
  Statement: [{ Effect: 'Allow', Principal: ['*'], Action: ['oss:GetObject'], Resource: ['acs:oss:*:*:docs/*'] }],
});

export const ASKS = {
  ListBuckets: { method: 'GET', action: 'oss:ListBuckets' },
  DescribeRegions: { method: 'GET', query: 'regions', action: 'oss:DescribeRegions' },
  GetPublicAccessBlock: { method: 'GET', query: 'publicAccessBlock', action: 'oss:GetPublicAccessBlock' },

  PutBucket: { method: 'PUT', action: 'oss:PutBucket' },
  HeadBucket: { method: 'HEAD', action: 'oss:GetBucketInfo' },
  DeleteBucket: { method: 'DELETE', action: 'oss:DeleteBucket' },
  GetBucketInfo: { method: 'GET', query: 'bucketInfo', action: 'oss:GetBucketInfo' },
  GetBucketStat: { method: 'GET', query: 'stat', action: 'oss:GetBucketStat' },
  GetBucketLocation: { method: 'GET', query: 'location', action: 'oss:GetBucketLocation' },
  GetBucketAcl: { method: 'GET', query: 'acl', action: 'oss:GetBucketAcl' },
  PutBucketAcl: { method: 'PUT', query: 'acl', headers: { 'x-oss-acl': 'public-read' }, action: 'oss:PutBucketAcl' },
  GetBucketPolicy: { method: 'GET', query: 'policy', action: 'oss:GetBucketPolicy' },
  PutBucketPolicy: { method: 'PUT', query: 'policy', body: PUBLIC_POLICY, action: 'oss:PutBucketPolicy' },
  GetBucketReferer: { method: 'GET', query: 'referer', action: 'oss:GetBucketReferer' },
  PutBucketReferer: { method: 'PUT', query: 'referer', body: '<a/>', action: 'oss:PutBucketReferer' },
  PutBucketCors: { method: 'PUT', query: 'cors', body: CORS, action: 'oss:PutBucketCors' },
  GetBucketLifecycle: { method: 'GET', query: 'lifecycle', action: 'oss:GetBucketLifecycle' },
  GetBucketTags: { method: 'GET', query: 'tagging', action: 'oss:GetBucketTagging' },
  PutBucketPublicAccessBlock: {
    method: 'PUT',
    query: 'publicAccessBlock',
    body: BLOCK,
    action: 'oss:PutBucketPublicAccessBlock',
  },
  ListObjects: { method: 'GET', action: 'oss:ListObjects' },
  ListObjectsV2: { method: 'GET', query: 'list-type=2', action: 'oss:ListObjects' },
  ListObjectVersions: { method: 'GET', query: 'versions', action: 'oss:ListObjectVersions' },
  ListMultipartUploads: { method: 'GET', query: 'uploads', action: 'oss:ListMultipartUploads' },
  DeleteMultipleObjects: { method: 'POST', query: 'delete', action: 'oss:DeleteObject' },

  GetObject: { method: 'GET', action: 'oss:GetObject' },
  HeadObject: { method: 'HEAD', action: 'oss:GetObject' },
  GetObjectMeta: { method: 'HEAD', query: 'objectMeta', action: 'oss:GetObject' },
  PutObject: { method: 'PUT', body: 'new', action: 'oss:PutObject' },
  AppendObject: { method: 'POST', query: 'append&position=0', body: 'more', action: 'oss:PutObject' },
  CopyObject: { method: 'PUT', headers: { 'x-oss-copy-source': '/docs/k' }, action: 'oss:PutObject' },
  DeleteObject: { method: 'DELETE', action: 'oss:DeleteObject' },
  GetObjectAcl: { method: 'GET', query: 'acl', action: 'oss:GetObjectAcl' },
  PutObjectAcl: { method: 'PUT', query: 'acl', headers: { 'x-oss-object-acl': 'default' }, action: 'oss:PutObjectAcl' },
  GetObjectTagging: { method: 'GET', query: 'tagging', action: 'oss:GetObjectTagging' },
  GetSymlink: { method: 'GET', query: 'symlink', action: 'oss:GetObject' },
  PutSymlink: { method: 'PUT', query: 'symlink', action: 'oss:PutObject' },
  RestoreObject: { method: 'POST', query: 'restore', action: 'oss:RestoreObject' },

  InitiateMultipartUpload: { method: 'POST', query: 'uploads', action: 'oss:PutObject' },
  UploadPart: { method: 'PUT', query: 'partNumber=1&uploadId=U', body: 'part', action: 'oss:PutObject' },
  UploadPartCopy: {
    method: 'PUT',
    query: 'partNumber=1&uploadId=U',
    headers: { 'x-oss-copy-source': '/docs/k' },
    action: 'oss:PutObject',
  },
  CompleteMultipartUpload: {
    method: 'POST',
    query: 'uploadId=U',
    body: '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>E</ETag></Part></CompleteMultipartUpload>',
    action: 'oss:PutObject',
  },
  AbortMultipartUpload: { method: 'DELETE', query: 'uploadId=U', action: 'oss:AbortMultipartUpload' },
  ListParts: { method: 'GET', query: 'uploadId=U', action: 'oss:ListParts' },
} as const satisfies Record<string, Ask>;

export type OperationName = keyof typeof ASKS;

export const askFor = (operation: OperationName): Ask => ASKS[operation];
