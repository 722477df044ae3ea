import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import type { Callbacks } from './callback/callbacks.ts';
import { type BucketConfig, type Config, ConfigError, type ObjectConfig } from './config/config.ts';
import { OssError } from './errors/oss-error.ts';
import type { Principal } from './identity/principal.ts';
import type { Images } from './image/images.ts';
import type { Origins } from './mirror/origins.ts';
import { operations } from './operations/index.ts';
import type { Call, Operation, RequestBody } from './operations/operation.ts';
import type { Runtime } from './runtime/index.ts';
import { withSeedDir } from './seed-dir.ts';
import type { BucketRecord, Store } from './store/store.ts';
import { Headers } from './wire/headers.ts';
import { bytesFromUtf8 } from './wire/percent.ts';
import { Query } from './wire/query.ts';
import { type XmlElement, xmlDocument } from './xml/write.ts';

/** Where the configured state goes. */
export interface SeedParts {
  readonly store: Store;
  readonly config: Config;
  readonly runtime: Runtime;
  readonly callbacks: Callbacks;
  readonly images: Images;
  readonly origins: Origins;
}

/**
 * Makes the configured buckets that are not there yet, with their settings and objects. Settings and objects are put by
 * the operations themselves, as the bucket's owner, so that they are checked and kept as if a client had put them.
 * @throws ConfigError for what an operation refuses; then none of these buckets is there, so that the next start makes
 * them whole.
 */
export async function seed(parts: SeedParts): Promise<void> {
  const { store, config } = parts;
  const missing = withSeedDir(config.buckets, config.seedDir).filter(({ name }) => store.bucket(name) === undefined);
  try {
    // All of them first: a setting may name another bucket.
    for (const bucket of missing) await make(parts, bucket);
    for (const bucket of missing) {
      await putSettings(parts, bucket);
      for (const object of bucket.objects ?? []) await putObject(parts, bucket.name, object);
    }
  } catch (error) {
    for (const { name } of missing) await unmake(store, name);
    throw error;
  }
}

async function make({ store, config, runtime }: SeedParts, bucket: BucketConfig): Promise<void> {
  const { name, acl = 'private', storageClass = 'Standard', region = config.region } = bucket;
  const owner = bucket.owner ?? config.accounts[0]?.id ?? '';
  const createdAt = runtime.clock.now();
  const record = { name, owner, createdAt, region, storageClass, redundancy: 'LRS', acl, documents: {} };
  if (!(await store.createBucket(record))) throw new ConfigError(`buckets: ${name}: is given twice`);
}

/** Takes a bucket away with all that is in it. */
async function unmake(store: Store, name: string): Promise<void> {
  if (store.bucket(name) === undefined) return;
  const all = { bucket: name, prefix: '', delimiter: '', keyMarker: '', versionIdMarker: '', limit: 1000 };
  for (let more = true; more; ) {
    const { versions, next } = await store.listVersions(all);
    for (const { version } of versions) await store.deleteObject(name, version.key, version.versionId);
    more = next !== undefined;
  }
  await store.deleteBucket(name);
}

async function putSettings(parts: SeedParts, { name, settings }: BucketConfig): Promise<void> {
  for (const [subResource, document] of Object.entries(settings ?? {})) {
    const put = operations.find(
      (one) => one.method === 'PUT' && one.resource === 'bucket' && one.subResource === subResource && !one.when,
    );
    const where = `buckets: ${name}: settings: ${subResource}`;
    if (put === undefined) throw new ConfigError(`${where}: buckets have no setting of this name`);
    await run(parts, put, where, {
      bucket: name,
      query: subResource,
      body: bodyOf(documentText(subResource, document)),
    });
  }
}

async function putObject(parts: SeedParts, bucket: string, { key, content = '', file, headers = {} }: ObjectConfig) {
  const where = `buckets: ${bucket}: objects: ${key}`;
  const put = operations.find((one) => one.name === 'PutObject') as Operation;
  await run(parts, put, where, {
    bucket,
    key,
    headers,
    body: file === undefined ? bodyOf(content) : fileBody(where, file),
  });
}

/** A file's bytes, streamed as those of an upload are. */
function fileBody(where: string, file: string): RequestBody {
  try {
    accessSync(file, constants.R_OK);
    return streamed(file, statSync(file).size);
  } catch (error) {
    throw new ConfigError(`${where}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function streamed(file: string, size: number): RequestBody {
  return {
    announced: size,
    present: true,
    async readInto(take) {
      let bytes = 0;
      for await (const chunk of createReadStream(file)) {
        await take(chunk);
        bytes += chunk.length;
      }
      return bytes;
    },
    async readAll() {
      return buffer(createReadStream(file));
    },
  };
}

/** A document as text: written as such, or as the YAML of its elements; a policy is JSON. */
function documentText(subResource: string, document: unknown): string {
  if (typeof document === 'string') return document;
  if (subResource === 'policy') return JSON.stringify(document);
  const [root] = elements(document);
  return root === undefined ? '' : xmlDocument(root);
}

function elements(value: unknown): XmlElement[] {
  return Object.entries(value as object).flatMap(([name, inside]) =>
    (Array.isArray(inside) ? inside : [inside]).map((one): XmlElement => {
      return [name, typeof one === 'object' && one !== null ? elements(one) : String(one ?? '')];
    }),
  );
}

interface SeedRequest {
  readonly bucket: string;
  readonly key?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: RequestBody;
}

async function run(parts: SeedParts, operation: Operation, where: string, request: SeedRequest): Promise<void> {
  try {
    await operation.run(seedCall(parts, operation, request));
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    const { code, message, reason } = error.row;
    throw new ConfigError(`${where}: ${code}: ${message} ${reason}`);
  }
}

/** The call that the owner's request would have become, had it come through the door. */
function seedCall(
  { store, config, runtime, callbacks, images, origins }: SeedParts,
  operation: Operation,
  asked: SeedRequest,
): Call {
  const { bucket: bucketName, key = '', query = '', headers = {}, body } = asked;
  const bucket = store.bucket(bucketName) as BucketRecord;
  const receivedAt = runtime.clock.now();
  const host = `oss-${bucket.region}.aliyuncs.com`;
  const sent = Object.entries(headers).flatMap(([name, value]) => [name, bytesFromUtf8(value)]);
  return {
    request: {
      id: '',
      receivedAt,
      method: operation.method,
      headers: new Headers(sent),
      query: new Query(query),
      remoteAddress: '127.0.0.1',
      scheme: 'http',
      hostName: host,
      host,
      endpoint: host,
      localAddress: host,
      style: 'path',
    },
    caller: { kind: 'root', account: bucket.owner, accessKeyId: '' } satisfies Principal,
    body,
    store,
    runtime,
    service: config,
    callbacks,
    images,
    origins,
    clientLeft: new AbortController().signal,
    bucketName,
    key,
    bucket,
    existingBucket: bucket,
    identifyForm() {},
    async permit() {},
    chargeForm() {},
    note() {},
    limitTraffic() {},
    async passTraffic() {},
  };
}

function bodyOf(text: string): RequestBody {
  const bytes = Buffer.from(text);
  return {
    announced: bytes.length,
    present: true,
    async readInto(take) {
      if (bytes.length > 0) await take(bytes);
      return bytes.length;
    },
    async readAll() {
      return bytes;
    },
  };
}
