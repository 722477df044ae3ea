import type { Explanation } from '../types.ts';

export const SDKS = ['ali-oss', 'oss2', 'Go', 'Java'] as const;
export type Sdk = (typeof SDKS)[number];

/** What a call needs; texts are literals of the language already. */
interface Names {
  readonly bucket: string;
  readonly key: string;
  readonly prefix: string;
  readonly source: string;
}

/** One operation in each language: the call alone, everything else is around it. */
type Calls = Readonly<Record<Sdk, (names: Names) => string>>;

const LIST: Calls = {
  'ali-oss': ({ prefix }) => `console.log(await client.listV2({ prefix: ${prefix} }));`,
  oss2: ({ prefix }) => `for one in oss2.ObjectIteratorV2(bucket, prefix=${prefix}):\n    print(one.key)`,
  Go: ({ bucket, prefix }) =>
    `result, err := client.ListObjectsV2(ctx, &oss.ListObjectsV2Request{Bucket: oss.Ptr(${bucket}), Prefix: oss.Ptr(${prefix})})`,
  Java: ({ bucket, prefix }) =>
    `client.listObjectsV2(${bucket}, ${prefix}).getObjectSummaries().forEach(one -> System.out.println(one.getKey()));`,
};

const CALLS: Readonly<Record<string, Calls>> = {
  ListObjects: LIST,
  ListObjectsV2: LIST,
  ListBuckets: {
    'ali-oss': () => 'console.log(await client.listBuckets());',
    oss2: () => 'print([one.name for one in oss2.BucketIterator(oss2.Service(auth, endpoint))])',
    Go: () => 'result, err := client.ListBuckets(ctx, &oss.ListBucketsRequest{})',
    Java: () => 'System.out.println(client.listBuckets());',
  },
  PutBucket: {
    'ali-oss': ({ bucket }) => `await client.putBucket(${bucket});`,
    oss2: () => 'bucket.create_bucket()',
    Go: ({ bucket }) => `result, err := client.PutBucket(ctx, &oss.PutBucketRequest{Bucket: oss.Ptr(${bucket})})`,
    Java: ({ bucket }) => `client.createBucket(${bucket});`,
  },
  DeleteBucket: {
    'ali-oss': ({ bucket }) => `await client.deleteBucket(${bucket});`,
    oss2: () => 'bucket.delete_bucket()',
    Go: ({ bucket }) => `result, err := client.DeleteBucket(ctx, &oss.DeleteBucketRequest{Bucket: oss.Ptr(${bucket})})`,
    Java: ({ bucket }) => `client.deleteBucket(${bucket});`,
  },
  GetBucketInfo: {
    'ali-oss': ({ bucket }) => `console.log(await client.getBucketInfo(${bucket}));`,
    oss2: () => 'print(bucket.get_bucket_info().owner)',
    Go: ({ bucket }) =>
      `result, err := client.GetBucketInfo(ctx, &oss.GetBucketInfoRequest{Bucket: oss.Ptr(${bucket})})`,
    Java: ({ bucket }) => `System.out.println(client.getBucketInfo(${bucket}));`,
  },
  PutObject: {
    'ali-oss': ({ key }) => `await client.put(${key}, Buffer.from('hello'));`,
    oss2: ({ key }) => `bucket.put_object(${key}, b'hello')`,
    Go: ({ bucket, key }) =>
      `result, err := client.PutObject(ctx, &oss.PutObjectRequest{Bucket: oss.Ptr(${bucket}), Key: oss.Ptr(${key}), Body: strings.NewReader("hello")})`,
    Java: ({ bucket, key }) => `client.putObject(${bucket}, ${key}, new ByteArrayInputStream("hello".getBytes()));`,
  },
  AppendObject: {
    'ali-oss': ({ key }) => `await client.append(${key}, Buffer.from('hello'));`,
    oss2: ({ key }) => `bucket.append_object(${key}, 0, b'hello')`,
    Go: ({ bucket, key }) =>
      `result, err := client.AppendObject(ctx, &oss.AppendObjectRequest{Bucket: oss.Ptr(${bucket}), Key: oss.Ptr(${key}), Position: oss.Ptr(int64(0)), Body: strings.NewReader("hello")})`,
    Java: ({ bucket, key }) =>
      `client.appendObject(new AppendObjectRequest(${bucket}, ${key}, new ByteArrayInputStream("hello".getBytes())).withPosition(0L));`,
  },
  GetObject: {
    'ali-oss': ({ key }) => `console.log((await client.get(${key})).content.toString());`,
    oss2: ({ key }) => `print(bucket.get_object(${key}).read())`,
    Go: ({ bucket, key }) =>
      `result, err := client.GetObject(ctx, &oss.GetObjectRequest{Bucket: oss.Ptr(${bucket}), Key: oss.Ptr(${key})})`,
    Java: ({ bucket, key }) =>
      `System.out.println(new String(client.getObject(${bucket}, ${key}).getObjectContent().readAllBytes()));`,
  },
  HeadObject: {
    'ali-oss': ({ key }) => `console.log((await client.head(${key})).res.headers);`,
    oss2: ({ key }) => `print(bucket.head_object(${key}).headers)`,
    Go: ({ bucket, key }) =>
      `result, err := client.HeadObject(ctx, &oss.HeadObjectRequest{Bucket: oss.Ptr(${bucket}), Key: oss.Ptr(${key})})`,
    Java: ({ bucket, key }) => `System.out.println(client.headObject(${bucket}, ${key}).getRawMetadata());`,
  },
  CopyObject: {
    'ali-oss': ({ key, source }) => `await client.copy(${key}, ${source});`,
    oss2: ({ key, source }) => `bucket.copy_object(*${source}.lstrip('/').split('/', 1), ${key})`,
    Go: ({ bucket, key, source }) =>
      `from := strings.SplitN(strings.TrimPrefix(${source}, "/"), "/", 2)\n\tresult, err := client.CopyObject(ctx, &oss.CopyObjectRequest{Bucket: oss.Ptr(${bucket}), Key: oss.Ptr(${key}), SourceBucket: &from[0], SourceKey: &from[1]})`,
    Java: ({ bucket, key, source }) =>
      `String[] from = ${source}.replaceFirst("^/", "").split("/", 2);\n        client.copyObject(from[0], from[1], ${bucket}, ${key});`,
  },
  DeleteObject: {
    'ali-oss': ({ key }) => `await client.delete(${key});`,
    oss2: ({ key }) => `bucket.delete_object(${key})`,
    Go: ({ bucket, key }) =>
      `result, err := client.DeleteObject(ctx, &oss.DeleteObjectRequest{Bucket: oss.Ptr(${bucket}), Key: oss.Ptr(${key})})`,
    Java: ({ bucket, key }) => `client.deleteObject(${bucket}, ${key});`,
  },
  InitiateMultipartUpload: {
    'ali-oss': ({ key }) => `console.log((await client.initMultipartUpload(${key})).uploadId);`,
    oss2: ({ key }) => `print(bucket.init_multipart_upload(${key}).upload_id)`,
    Go: ({ bucket, key }) =>
      `result, err := client.InitiateMultipartUpload(ctx, &oss.InitiateMultipartUploadRequest{Bucket: oss.Ptr(${bucket}), Key: oss.Ptr(${key})})`,
    Java: ({ bucket, key }) =>
      `System.out.println(client.initiateMultipartUpload(new InitiateMultipartUploadRequest(${bucket}, ${key})).getUploadId());`,
  },
};

interface Setting {
  readonly endpoint: string;
  readonly region: string;
  readonly id: string;
  readonly bucket: string;
}

/** A whole program around the call. The secret comes from the environment, never from here. */
const PROGRAMS: Readonly<Record<Sdk, (call: string, setting: Setting) => string>> = {
  'ali-oss': (call, { endpoint, region, id, bucket }) => `import OSS from 'ali-oss';

const client = new OSS({
  endpoint: ${js(endpoint)},
  region: ${js(`oss-${region}`)},
  accessKeyId: ${js(id)},
  accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET,
  bucket: ${js(bucket)},
});
${call}
`,
  oss2: (call, { endpoint, region, id, bucket }) => `import os

import oss2

auth = oss2.AuthV4(${js(id)}, os.environ['OSS_ACCESS_KEY_SECRET'])
endpoint = ${js(endpoint)}
bucket = oss2.Bucket(auth, endpoint, ${js(bucket)}, region=${js(region)})
${call}
`,
  Go: (call, { endpoint, region, id }) => `package main

import (
	"context"
	"fmt"
	"os"${call.includes('strings.') ? '\n\t"strings"' : ''}

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

func main() {
	keys := credentials.NewStaticCredentialsProvider(${js(id)}, os.Getenv("OSS_ACCESS_KEY_SECRET"))
	client := oss.NewClient(oss.LoadDefaultConfig().WithCredentialsProvider(keys).WithRegion(${js(region)}).WithEndpoint(${js(endpoint)}))
	ctx := context.Background()
	${call}
	fmt.Println(result, err)
}
`,
  Java: (call, { endpoint, id }) => `import com.aliyun.oss.*;
import com.aliyun.oss.model.*;
import java.io.ByteArrayInputStream;

public class Example {
    public static void main(String[] args) throws Exception {
        OSS client = new OSSClientBuilder().build(${js(endpoint)}, ${js(id)}, System.getenv("OSS_ACCESS_KEY_SECRET"));
        ${call}
        client.shutdown();
    }
}
`,
};

/** The request as a program of an SDK. @returns undefined for operations that there is no call for here. */
export function snippetText(sdk: Sdk, request: Explanation, endpoint: string, region: string): string | undefined {
  const { operation = '', bucket = '', key = '', target, accessKeyId = 'ossmock' } = request;
  const call = CALLS[operation]?.[sdk];
  if (call === undefined) return undefined;
  const query = new URLSearchParams(target.split('?')[1] ?? '');
  const source = request.request.headers.find(([name]) => name.toLowerCase() === 'x-oss-copy-source')?.[1] ?? '';
  const names = {
    bucket: js(bucket),
    key: js(key),
    prefix: js(query.get('prefix') ?? ''),
    source: js(decodeURIComponent(source)),
  };
  return PROGRAMS[sdk](call(names), { endpoint, region, id: accessKeyId, bucket });
}

/** A literal that all four languages read alike. */
function js(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
