/** What the tests use of ali-oss, which brings no types of its own. */
declare module 'ali-oss' {
  import type { Agent, IncomingHttpHeaders } from 'node:http';
  import type { Readable } from 'node:stream';

  interface Inventory {
    id: string;
    isEnabled: boolean | string;
    frequency: string;
    includedObjectVersions: string;
    prefix?: string;
    optionalFields: { field: readonly string[] };
    OSSBucketDestination: { format: string; accountId: string; rolename: string; bucket: string; prefix: string };
  }
  interface Website {
    index: string;
    supportSubDir: string;
    type?: string;
    error: string | null;
    routingRules: readonly object[];
  }
  interface Channels extends Answer {
    readonly channels: readonly { readonly Name: string; readonly Status: string }[];
    readonly nextMarker: string | null;
    readonly isTruncated: boolean;
  }
  interface Answer {
    readonly res: { readonly status: number; readonly headers: IncomingHttpHeaders };
  }
  interface Listed {
    readonly name: string;
    readonly size: number;
    readonly type: string;
    readonly storageClass: string;
    readonly owner: { readonly id: string } | null;
  }
  interface Page extends Answer {
    readonly objects: readonly Listed[];
    readonly prefixes: readonly string[] | null;
    readonly isTruncated: boolean;
    readonly nextMarker: string | null;
  }
  interface Part {
    readonly number: number;
    readonly etag: string;
  }
  export interface Checkpoint {
    readonly uploadId: string;
    readonly doneParts: readonly Part[];
  }
  interface Options {
    headers?: Record<string, string>;
    subres?: Record<string, string>;
    meta?: Record<string, string>;
    mime?: string;
    quiet?: boolean;
    versionId?: string;
    /** For image processing. */
    process?: string;
    position?: string;
    contentLength?: number;
    partSize?: number;
    parallel?: number;
    checkpoint?: Checkpoint;
    progress?: (share: number, checkpoint: Checkpoint | null) => void;
  }
  interface Request {
    method: string;
    bucket?: string;
    subres?: string | Record<string, string>;
    content?: string;
    mime?: string;
    successStatuses?: number[];
    xmlResponse?: boolean;
  }

  /** The token service's client. */
  class STS {
    constructor(options: { accessKeyId: string; accessKeySecret: string; endpoint: string });
    assumeRole(
      arn: string,
      policy: string | object,
      seconds: number | string | undefined,
      session: string | undefined,
    ): Promise<{
      credentials: { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string; Expiration: string };
    }>;
  }

  class OSS {
    static STS: typeof STS;
    constructor(options: {
      accessKeyId: string;
      accessKeySecret: string;
      stsToken?: string;
      region?: string;
      endpoint: string;
      bucket?: string;
      agent?: Agent;
      authorizationV4?: boolean;
      sldEnable?: boolean;
      /** Milliseconds, of a connection and of an answer. */
      timeout?: number;
      amendTimeSkewed?: number;
    });
    useBucket(name: string): this;
    cancel(): void;
    request(request: Request): Promise<{ status: number; headers: IncomingHttpHeaders; data: Record<string, unknown> }>;

    listBuckets(query?: Record<string, string | number>): Promise<{
      buckets: readonly { name: string; region: string; storageClass: string }[] | null;
      owner: { id: string };
    }>;
    putBucket(name: string, options?: { acl?: string; storageClass?: string }): Promise<{ bucket: string }>;
    deleteBucket(name: string): Promise<Answer>;
    getBucketInfo(name: string): Promise<{ bucket: Record<string, unknown> }>;
    getBucketLocation(name: string): Promise<{ location: string }>;
    getBucketStat(name: string): Promise<{ stat: Record<string, string> }>;
    putBucketACL(name: string, acl: string): Promise<{ bucket: string }>;
    getBucketACL(name: string): Promise<{ acl: string; owner: { id: string } }>;
    putBucketReferer(name: string, allowEmpty: boolean, referers: readonly string[]): Promise<Answer>;
    getBucketReferer(name: string): Promise<{ allowEmpty: boolean; referers: readonly string[] | null }>;
    putBucketTags(name: string, tags: Record<string, string>): Promise<Answer>;
    getBucketTags(name: string): Promise<{ tag: Record<string, string> }>;
    deleteBucketTags(name: string): Promise<Answer>;
    putBucketEncryption(name: string, rule: { SSEAlgorithm: string; KMSMasterKeyID?: string }): Promise<Answer>;
    getBucketEncryption(name: string): Promise<{ encryption: Record<string, string> }>;
    deleteBucketEncryption(name: string): Promise<Answer>;
    putBucketLifecycle(name: string, rules: readonly object[]): Promise<Answer>;
    getBucketLifecycle(name: string): Promise<{ rules: readonly object[] | null }>;
    deleteBucketLifecycle(name: string): Promise<Answer>;
    putBucketLogging(name: string, prefix: string): Promise<Answer>;
    getBucketLogging(name: string): Promise<{ enable: boolean; prefix: string | null }>;
    deleteBucketLogging(name: string): Promise<Answer>;
    putBucketWebsite(name: string, website: Partial<Website>): Promise<Answer>;
    getBucketWebsite(name: string): Promise<Website & Answer>;
    deleteBucketWebsite(name: string): Promise<Answer>;
    putBucketInventory(name: string, inventory: Inventory): Promise<Answer>;
    getBucketInventory(name: string, id: string): Promise<{ inventory: Inventory }>;
    listBucketInventory(name: string): Promise<{ isTruncated: boolean; inventoryList: readonly Inventory[] }>;
    deleteBucketInventory(name: string, id: string): Promise<Answer>;
    list(query?: Record<string, string | number>): Promise<Page>;
    listV2(
      query?: Record<string, string | number | boolean>,
    ): Promise<Page & { keyCount: number; nextContinuationToken: string | null }>;
    getBucketVersions(query?: Record<string, string | number>): Promise<{
      objects: readonly { name: string; versionId: string; isLatest: boolean }[];
      deleteMarker: readonly { name: string; versionId: string }[];
      isTruncated: boolean;
      nextMarker: string;
      NextVersionIdMarker: string;
    }>;
    putBucketVersioning(name: string, status: string): Promise<Answer>;
    getBucketVersioning(name: string): Promise<{ versionStatus: string | undefined }>;

    put(name: string, file: Buffer | string | Readable, options?: Options): Promise<Answer>;
    append(name: string, file: Buffer, options?: Options): Promise<Answer & { nextAppendPosition: string }>;
    get(name: string, options?: Options): Promise<Answer & { content: Buffer }>;
    getStream(name: string): Promise<{ stream: Readable }>;
    processObjectSave(source: string, target: string, process: string, bucket?: string): Promise<Answer>;
    head(name: string, options?: Options): Promise<Answer & { status: number; meta: Record<string, string> | null }>;
    getObjectMeta(name: string, options?: Options): Promise<Answer>;
    copy(
      name: string,
      source: string,
      options?: Options,
    ): Promise<Answer & { data: { etag: string; lastModified: string } | null }>;
    putMeta(name: string, meta: Record<string, string>): Promise<Answer>;
    delete(name: string, options?: Options): Promise<Answer>;
    deleteMulti(
      names: readonly (string | { key: string; versionId: string })[],
      options?: Options,
    ): Promise<{ deleted: readonly { Key: string }[] }>;
    putACL(name: string, acl: string, options?: Options): Promise<Answer>;
    getACL(name: string, options?: Options): Promise<{ acl: string }>;

    putChannel(id: string, configuration: object): Promise<Answer & { publishUrls: string[]; playUrls: string[] }>;
    getChannel(id: string): Promise<Answer & { data: object }>;
    getChannelStatus(id: string): Promise<Answer & { data: object }>;
    getChannelHistory(id: string): Promise<Answer & { records: readonly object[] }>;
    putChannelStatus(id: string, status: string): Promise<Answer>;
    deleteChannel(id: string): Promise<Answer>;
    listChannels(query: { marker?: string; 'max-keys'?: number }): Promise<Channels>;
    createVod(id: string, name: string, span: { startTime: number; endTime: number }): Promise<Answer>;
    putSymlink(name: string, target: string, options?: Options): Promise<Answer>;
    getSymlink(name: string): Promise<Answer & { targetName: string }>;
    putObjectTagging(name: string, tags: Record<string, string>, options?: Options): Promise<Answer>;
    getObjectTagging(name: string, options?: Options): Promise<{ tag: Record<string, string> }>;
    deleteObjectTagging(name: string, options?: Options): Promise<Answer>;
    restore(name: string, options?: { type: string; Days?: number; JobParameters?: string }): Promise<Answer>;
    initiateBucketWorm(name: string, days: number): Promise<{ wormId: string }>;
    completeBucketWorm(name: string, wormId: string): Promise<Answer>;
    extendBucketWorm(name: string, wormId: string, days: number): Promise<Answer>;
    getBucketWorm(name: string): Promise<{ wormId: string; state: string; days: string }>;
    abortBucketWorm(name: string): Promise<Answer>;

    initMultipartUpload(name: string, options?: Options): Promise<{ uploadId: string }>;
    uploadPart(
      name: string,
      id: string,
      number: number,
      file: Buffer,
      start: number,
      end: number,
    ): Promise<Part & Answer>;
    uploadPartCopy(
      name: string,
      id: string,
      number: number,
      range: string | undefined,
      source: { sourceKey: string; sourceBucketName: string },
    ): Promise<Part & Answer>;
    completeMultipartUpload(name: string, id: string, parts: readonly Part[]): Promise<{ etag: string }>;
    abortMultipartUpload(name: string, id: string): Promise<Answer>;
    listParts(
      name: string,
      id: string,
      query?: Record<string, number>,
    ): Promise<{ isTruncated: string; nextPartNumberMarker: string; parts: { PartNumber: string; Size: string }[] }>;
    listUploads(query: Record<string, string | number>): Promise<{
      uploads: readonly { name: string; uploadId: string }[];
      nextKeyMarker: string;
      nextUploadIdMarker: string;
      isTruncated: boolean;
    }>;
    multipartUpload(name: string, file: string | Buffer, options?: Options): Promise<Answer & { etag: string }>;

    calculatePostSignature(policy: object | string): { OSSAccessKeyId: string; Signature: string; policy: string };
    signPostObjectPolicyV4(policy: object | string, date: Date): string;
    signatureUrl(name: string, options?: Record<string, unknown>): string;
    signatureUrlV4(
      method: string,
      expires: number,
      request: { headers?: Record<string, string>; queries?: Record<string, string> },
      name: string,
    ): Promise<string>;
  }
  export default OSS;
}
