import { refuse } from '../errors/refuse.ts';
import type { Operation } from './operation.ts';

/**
 * What OSS has and ossmock does not yet (operations.md §1). Declared, so that a known sub-resource is answered with
 * NotImplemented and never reaches another operation.
 *
 * A line: methods, sub-resource, further condition (or -), and one name for each method.
 */
const SERVICE = `
POST              x-oss-write-get-object-response -      WriteGetObjectResponse
PUT               dataPipeline          -                PutDataPipeline
GET,PUT,DELETE    qosInfo               resourcePool     GetResourcePoolQosInfo PutResourcePoolQosInfo DeleteResourcePoolQosInfo
GET               agenticBucket         -                ListAgenticBuckets
POST              dataPipeline          -                DoDataPipelineAction
GET,POST          vpcip                 -                ListVpcip CreateVpcip
GET,POST,DELETE   udf                   -                GetUdf CreateUdf DeleteUdf
GET,POST,DELETE   udfImage              -                GetUdfImage UploadUdfImage DeleteUdfImage
GET,POST,PUT,DELETE udfApplication      -                GetUdfApplication CreateUdfApplication UpdateUdfApplication DeleteUdfApplication
GET               udfApplicationLog     -                GetUdfApplicationLog
`;

const BUCKET = `
GET,POST,DELETE   metadataConfiguration -                GetBucketMetadataConfiguration CreateBucketMetadataConfiguration DeleteBucketMetadataConfiguration
PUT               metadataInventoryTable -               UpdateBucketMetadataInventoryTableConfiguration
PUT               metadataJournalTable  -                UpdateBucketMetadataJournalTableConfiguration
GET,PUT,DELETE    img                   -                GetBucketImage PutBucketImage DeleteBucketImage
GET,PUT,DELETE    agenticBucket         -                GetAgenticBucket CreateAgenticBucket DeleteAgenticBucket
GET,PUT           acl                   agenticBucket    GetAgenticBucketAcl PutAgenticBucketAcl
GET,PUT,DELETE    encryption            agenticBucket    GetAgenticBucketEncryption PutAgenticBucketEncryption DeleteAgenticBucketEncryption
GET,PUT,DELETE    policy                agenticBucket    GetAgenticBucketPolicy PutAgenticBucketPolicy DeleteAgenticBucketPolicy
GET,PUT,DELETE    publicAccessBlock     agenticBucket    GetAgenticBucketPublicAccessBlock PutAgenticBucketPublicAccessBlock DeleteAgenticBucketPublicAccessBlock
GET,PUT           versioning            agenticBucket    GetAgenticBucketVersioning PutAgenticBucketVersioning
GET,PUT,DELETE    quota                 agenticBucket    GetAgenticBucketStorageQuota PutAgenticBucketStorageQuota DeleteAgenticBucketStorageQuota
GET               agenticBucket         bucketSpace      ListBucketSpaces
PUT               agenticBucket         status           PutAgenticBucketStatus
POST              x-oss-async-process   -                AsyncProcessObject
GET,POST          vip                   -                GetBucketVpcip CreateBucketVpcip
`;

const OBJECT = `
GET               x-oss-async-process   -                GetObjectWithAsyncProcess
GET,POST          group                 -                GetObjectGroup PostObjectGroup
PUT               link                  -                CreateObjectLink
GET               objectInfo            -                GetObjectInfo
`;

/** Operations whose policy action is not simply their name (access.md §10.4). */
const ACTIONS: Readonly<Record<string, string>> = {
  GetObjectWithAsyncProcess: 'oss:GetObject',
  AsyncProcessObject: 'oss:PostProcessTask',
};

/** Every operation of OSS that is only declared. */
export const notImplementedOperations: readonly Operation[] = [
  ...read(SERVICE, 'service'),
  ...read(BUCKET, 'bucket'),
  ...read(OBJECT, 'object'),
];

function read(table: string, resource: Operation['resource']): Operation[] {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [methods = '', subResource, when, ...names] = line.split(/ +/);
      return methods
        .split(',')
        .map((method, i) =>
          declare(
            names[i] as string,
            method as Operation['method'],
            resource,
            subResource,
            when === '-' ? undefined : when,
          ),
        );
    });
}

function declare(
  name: string,
  method: Operation['method'],
  resource: Operation['resource'],
  subResource: string | undefined,
  when: string | undefined,
): Operation {
  const reads = method === 'GET';
  return {
    name,
    method,
    resource,
    ...(subResource !== undefined && { subResource }),
    ...(when !== undefined && { when }),
    action: ACTIONS[name] ?? `oss:${name}`,
    access: resource === 'object' ? (reads ? 'read' : 'write') : 'manage',
    support: 'NotImplemented',
    run() {
      throw refuse('operation-not-implemented', { Operation: name });
    },
  };
}
