import { createHash } from 'node:crypto';
import type { Cause } from '../../../src/errors/refuse.ts';
import { operations } from '../../../src/operations/index.ts';
import type { Operation } from '../../../src/operations/operation.ts';
import { KEYS } from '../../support/signed.ts';
import { BUCKET, type Case, type Cases, OTHER_KEYS, type SignedAsk } from '../support/case.ts';

const WRONG_SECRET = { ...KEYS, accessKeySecret: 'not-the-secret' };
const DELETION = '<Delete><Object><Key>dir/object.txt</Key></Object></Delete>';
const UPLOAD_ID = '0004B9894A22E5B1888A1E29F8236E2D';

const md5 = (text: string): string => createHash('md5').update(text).digest('base64');

/** What an operation needs beyond method, resource and sub-resource to be chosen and to reach the checks below. */
const NEEDED: Readonly<Record<string, Partial<SignedAsk>>> = {
  ListObjectsV2: { query: 'list-type=2' },
  CopyObject: { headers: { 'x-oss-copy-source': `/${BUCKET}/source.txt` } },
  AppendObject: { query: 'append&position=0' },
  UploadPart: { query: `partNumber=1&uploadId=${UPLOAD_ID}` },
  UploadPartCopy: {
    query: `partNumber=1&uploadId=${UPLOAD_ID}`,
    headers: { 'x-oss-copy-source': `/${BUCKET}/source.txt` },
  },
  DeleteMultipleObjects: { body: DELETION, headers: { 'Content-MD5': md5(DELETION) } },
  CompleteMultipartUpload: { query: `uploadId=${UPLOAD_ID}` },
  AbortMultipartUpload: { query: `uploadId=${UPLOAD_ID}` },
  ListParts: { query: `uploadId=${UPLOAD_ID}` },
};

function plain({ name, method, resource, subResource, when }: Operation): SignedAsk {
  return {
    method,
    ...(resource !== 'service' && { bucket: BUCKET }),
    ...(resource === 'object' && { key: 'dir/object.txt' }),
    ...(subResource !== undefined && { query: when === undefined ? subResource : `${subResource}&${when}` }),
    ...NEEDED[name],
  };
}

const LISTS = new Set(['ListObjects', 'ListObjectsV2', 'ListObjectVersions']);

/** access.md §10.5, with the bucket and the object private. */
function anonymousCause({ name, resource, access }: Operation): Cause {
  if (name === 'PutObjectTagging') return 'tagging-right-missing';
  if (resource === 'service') return 'anonymous-service';
  if (access === 'read' || access === 'write') return 'bucket-acl-refuses';
  if (access === 'read-acl') return 'object-acl-read-refused';
  if (access === 'write-acl') return 'object-acl-write-refused';
  return LISTS.has(name) ? 'anonymous-list-private' : 'anonymous-management';
}

function strangerCause({ name, access, createsBucket }: Operation): Cause {
  if (name === 'PutObjectTagging') return 'tagging-right-missing';
  if (createsBucket) return 'bucket-name-taken';
  if (access === 'read' || access === 'write') return 'bucket-acl-refuses';
  if (access === 'read-acl') return 'object-acl-read-refused';
  if (LISTS.has(name) || name === 'GetBucketInfo') return 'bucket-read-refused';
  return access === 'write-acl' ? 'object-acl-write-refused' : 'bucket-management-refused';
}

function refusals(operation: Operation): Case[] {
  const ask = plain(operation);
  const list: Case[] = [];
  if (operation.resource !== 'service' && !operation.createsBucket && !operation.bucketMayBeMissing) {
    list.push({
      name: 'no-such-bucket',
      rule: 'a missing bucket is a 404 whoever asks: it is looked up before the access key',
      cause: 'no-such-bucket',
      ask: { ...ask, bucket: 'missingbucket', keys: { ...KEYS, accessKeyId: 'nobody' } },
    });
  }
  if (operation.public) return list;
  list.push(
    {
      name: 'anonymous',
      rule: 'nobody may do this to what is private without a signature',
      cause: anonymousCause(operation),
      ask: { ...ask, keys: undefined },
    },
    {
      name: 'signature-mismatch',
      rule: 'a signature made with another secret is answered with the string that was to be signed',
      cause: 'signature-mismatch-v1',
      ask: { ...ask, keys: WRONG_SECRET },
    },
  );
  if (operation.resource !== 'service') {
    list.push({
      name: 'another-account',
      rule: 'another account may not do this to what is private',
      cause: strangerCause(operation),
      ask: { ...ask, keys: OTHER_KEYS },
    });
  }
  return list;
}

const working = operations.filter(({ support }) => support === 'works');

/** The refusals that every operation shares, once for each operation: the ladder of operations.md §2.2. */
export const everyOperationCases: Cases = Object.fromEntries(
  working
    // A preflight for a bucket is one for an object by another address.
    .filter((operation) => operation.name !== 'OptionObject' || operation.resource === 'object')
    .map((operation) => [operation.name, refusals(operation)]),
);
