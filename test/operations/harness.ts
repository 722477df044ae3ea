import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type AccessRequest, type AccessWorld, authorizeObject } from '../../src/access/authorize.ts';
import { Callbacks } from '../../src/callback/callbacks.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import { ANONYMOUS, type Principal } from '../../src/identity/principal.ts';
import { Images } from '../../src/image/images.ts';
import { Origins } from '../../src/mirror/origins.ts';
import type {
  Answer,
  Call,
  CallRequest,
  Operation,
  RequestBody,
  ServiceSettings,
} from '../../src/operations/operation.ts';
import { publicAccessBlocked } from '../../src/operations/public-access.ts';
import { makeRuntime, type ServerRuntime } from '../../src/runtime/index.ts';
import { openStore } from '../../src/store/index.ts';
import type { BucketRecord, NewObject, Store } from '../../src/store/store.ts';
import { type HeaderList, Headers } from '../../src/wire/headers.ts';
import { decodePercent, utf8FromBytes } from '../../src/wire/percent.ts';
import { Query } from '../../src/wire/query.ts';

/** Thu, 20 Nov 2025 08:00:00 GMT. */
export const NOW = Date.UTC(2025, 10, 20, 8);
export const OWNER = '1234567890123456';
export const STRANGER = '6543210987654321';

export function accountKeys(account: string): Principal {
  return { kind: 'root', account, accessKeyId: `ak-${account}` };
}

/** What a test may say about a request beside operation and URL. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** Several buffers arrive as several chunks. */
  readonly body?: string | Buffer | readonly Buffer[];
  /** Sends the body without Content-Length. */
  readonly chunked?: boolean;
  readonly as?: Principal;
  readonly request?: Partial<CallRequest>;
  readonly service?: Partial<ServiceSettings>;
}

export interface Received {
  readonly status: number;
  readonly headers: HeaderList;
  readonly contentType: string | undefined;
  readonly body: Buffer;
  /** The body read as UTF-8. */
  readonly text: string;
  readonly answer: Answer;
  /** The first header of this name, whatever its case. */
  header(name: string): string | undefined;
}

export interface Harness {
  readonly store: Store;
  readonly runtime: ServerRuntime;
  /** Its `background` has what goes on behind answers. */
  readonly origins: Origins;
  /** Decisions noted by the operations called so far. */
  readonly notes: { readonly name: string; readonly facts: Readonly<Record<string, unknown>> }[];
  /** Moves the clock forward, and what waits for it. */
  advance(ms: number): Promise<void>;
  /** Makes a bucket in the store, past any operation. */
  bucket(name: string, record?: Partial<BucketRecord>): Promise<BucketRecord>;
  /** Stores an object, past any operation. */
  object(bucket: string, key: string, body?: string, object?: Partial<NewObject>): Promise<void>;
  /** The call that `operation` gets for `url`: a path-style target as on the wire, percent-encoded. */
  call(operation: Operation, url: string, sent?: Sent): Call;
  /** Calls the operation. */
  run(operation: Operation, url: string, sent?: Sent): Promise<Received>;
  /** Calls an operation that has to refuse. */
  refusal(operation: Operation, url: string, sent?: Sent): Promise<OssError>;
}

/** Operations called in process: a store in memory, a clock that stands still, seeded ids. */
export async function openHarness(): Promise<Harness> {
  const runtime = makeRuntime({ clock: NOW, seed: 1 });
  const { clock } = runtime;
  const store = await openStore({ runtime });
  const callbacks = new Callbacks(store, runtime);
  const images = new Images(() => {});
  const origins = new Origins(runtime);
  const notes: Harness['notes'] = [];

  /** Nobody has policies; bucket policies, ACLs and public access block count. */
  const world: AccessWorld = {
    region: 'cn-hangzhou',
    policiesOf: () => [],
    publicAccessBlocked: (bucket) => publicAccessBlocked(store, bucket),
    object: (bucket, key, versionId) => store.version(bucket, key, versionId),
  };

  const call: Harness['call'] = (operation, url, sent = {}) => {
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    const slash = path.indexOf('/', 1);
    const bucketName = slash === -1 ? path.slice(1) : path.slice(1, slash);
    const key = slash === -1 ? '' : text(path.slice(slash + 1));
    const existingBucket = store.bucket(bucketName);
    const chunks = chunksOf(sent.body);
    const announced = sent.chunked || sent.body === undefined ? undefined : lengthOf(chunks);
    const headers = { ...(announced === undefined ? {} : { 'Content-Length': `${announced}` }), ...sent.headers };
    const query = new Query(mark === -1 ? '' : url.slice(mark + 1));
    const asking: AccessRequest = {
      operation,
      principal: sent.as ?? accountKeys(OWNER),
      bucket: existingBucket,
      bucketName,
      key,
      headers: new Headers(Object.entries(headers).flat()),
      query,
      remoteAddress: '127.0.0.1',
      scheme: 'http',
      receivedAt: clock.now(),
    };
    return {
      request: {
        id: runtime.ids.request(clock.now()),
        receivedAt: clock.now(),
        method: operation.method,
        headers: asking.headers,
        query,
        scheme: 'http',
        remoteAddress: '127.0.0.1',
        hostName: '127.0.0.1',
        host: '127.0.0.1:9000',
        endpoint: '127.0.0.1:9000',
        localAddress: '127.0.0.1:9000',
        style: bucketName === '' ? 'service' : 'path',
        ...sent.request,
      },
      caller: asking.principal,
      body: bodyOf(chunks, announced, sent.body !== undefined),
      store,
      runtime,
      service: {
        region: 'cn-hangzhou',
        extranetEndpoint: undefined,
        intranetEndpoint: undefined,
        maxBuckets: 100,
        resourceGroups: [],
        verifiedDomains: [],
        restore: {},
        blockPublicAccessOnNewBuckets: false,
        strict: false,
        limits: {},
        wire: 'current',
        ...sent.service,
      },
      callbacks,
      images,
      origins,
      clientLeft: new AbortController().signal,
      bucketName,
      key,
      existingBucket,
      get bucket(): BucketRecord {
        if (existingBucket === undefined) throw new TypeError(`no bucket ${bucketName}`);
        return store.bucket(bucketName) ?? existingBucket;
      },
      identifyForm: () => {
        throw new Error('forms are identified by the gateway: see test/gateway/post-object.test.ts');
      },
      permit: async (right) => {
        await authorizeObject(asking, world, right);
      },
      chargeForm: () => {},
      note: (name, facts) => {
        notes.push({ name, facts });
      },
      limitTraffic: () => {},
      passTraffic: () => undefined,
    };
  };

  const run: Harness['run'] = async (operation, url, sent) => received(await operation.run(call(operation, url, sent)));

  return {
    store,
    runtime,
    origins,
    notes,
    advance: (ms) => clock.advance(ms),
    async bucket(name, record) {
      const made: BucketRecord = {
        name,
        owner: OWNER,
        createdAt: clock.now(),
        region: 'cn-hangzhou',
        storageClass: 'Standard',
        redundancy: 'LRS',
        acl: 'private',
        documents: {},
        ...record,
      };
      expect(await store.createBucket(made)).toBe(true);
      return made;
    },
    async object(bucket, key, body = '', object) {
      const writer = store.stage(undefined);
      await writer.write(Buffer.from(body));
      const content = await writer.finish();
      const made: NewObject = {
        bucket,
        key,
        type: 'Normal',
        etag: content.md5.toString('hex').toUpperCase(),
        acl: 'default',
        storageClass: 'Standard',
        lastModified: clock.now(),
        contentType: 'application/octet-stream',
        headers: [],
        encryption: [],
        tagging: undefined,
        state: undefined,
        ...object,
      };
      await store.put(made, content);
    },
    call,
    run,
    async refusal(operation, url, sent) {
      const outcome = await run(operation, url, sent).catch((error: unknown) => error);
      if (outcome instanceof OssError) return outcome;
      if (outcome instanceof Error) throw outcome;
      throw new Error(`${operation.name} ${url} was not refused: ${JSON.stringify(outcome)}`);
    },
  };
}

/** Compares a text with `test/golden/<name>`. */
export async function expectGolden(text: string, name: string): Promise<void> {
  await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`../golden/${name}`, import.meta.url)));
}

/** The error document of a refusal, as today's service prints it, with a fixed request id and host. */
export function errorDocument(error: OssError): string {
  return error.document('691ECC80A1B2C33334D5E6F7', '127.0.0.1', 'current');
}

export { ANONYMOUS };

function text(encoded: string): string {
  const decoded = decodePercent(encoded);
  const read = decoded === undefined ? undefined : utf8FromBytes(decoded);
  if (read === undefined) throw new Error(`not a well-formed path: ${encoded}`);
  return read;
}

function chunksOf(body: Sent['body']): readonly Buffer[] {
  if (body === undefined) return [];
  if (typeof body === 'string') return [Buffer.from(body)];
  return Buffer.isBuffer(body) ? [body] : body;
}

function lengthOf(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}

function bodyOf(chunks: readonly Buffer[], announced: number | undefined, present: boolean): RequestBody {
  return {
    announced,
    present,
    async readInto(take) {
      // A copy, as the socket's own buffers are reused.
      for (const chunk of chunks) await take(Buffer.from(chunk));
      return lengthOf(chunks);
    },
    async readAll(limit, tooLong) {
      if (lengthOf(chunks) > limit) throw tooLong();
      return Buffer.concat(chunks);
    },
  };
}

async function received(answer: Answer): Promise<Received> {
  const body = await bytesOf(answer.body);
  return {
    status: answer.status,
    headers: answer.headers,
    contentType: answer.contentType,
    body,
    text: body.toString('utf8'),
    answer,
    header: (name) => answer.headers.find(([n]) => n.toLowerCase() === name.toLowerCase())?.[1],
  };
}

async function bytesOf(body: Answer['body']): Promise<Buffer> {
  if (body === undefined) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (Buffer.isBuffer(body)) return body;
  const chunks: Buffer[] = [];
  await body.pump(async (chunk) => {
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks);
}
