import { type Facts, OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { type Principal, requesterId } from '../identity/principal.ts';
import type { Runtime } from '../runtime/index.ts';
import type { Store } from '../store/store.ts';
import type { HeaderList } from '../wire/headers.ts';
import { bytesFromUtf8 } from '../wire/percent.ts';
import { forbidPrivateAddresses, type Resolve, resolveByDns } from './addresses.ts';
import type { CallbackReply } from './answer.ts';
import { Deadline } from './deadline.ts';
import { dispatchCallback } from './dispatch.ts';
import { type ReadBytes, readImageInfo } from './image-info.ts';
import { type CallbackRequest, type FormSources, type RequestSources, readCallback } from './read.ts';
import { renderBody, type SystemValues } from './render.ts';
import { type CallbackSettings, DEFAULT_CALLBACK_SETTINGS } from './settings.ts';
import { publicKeyPem } from './sign.ts';
import { SigningKey } from './signing-key.ts';

/** An upload that is done: what its callback tells, and what its own answer would have carried. */
export interface FinishedUpload {
  readonly operation: 'PutObject' | 'PostObject' | 'CompleteMultipartUpload';
  readonly requestId: string;
  readonly requester: Principal;
  /** Empty when not known. */
  readonly clientIp: string;
  /** `http://127.0.0.1:9000`: where this client reaches the service itself, not a bucket of it. */
  readonly serviceUrl: string;
  readonly bucket: string;
  /** Account id of the bucket's owner. */
  readonly owner: string;
  /** Text. */
  readonly key: string;
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
  /** A byte string. */
  readonly mimeType: string;
  /** Unsigned decimal. */
  readonly crc64: string;
  /** Base64; undefined for CompleteMultipartUpload. */
  readonly contentMd5: string | undefined;
  /** Reads the stored object; asked only for `imageInfo.*`. */
  readonly read: ReadBytes;
  /** The headers of the upload's own answer, which a failed callback keeps. */
  readonly headers: HeaderList;
  /** Leaves a decision in the exchange's record. */
  note(name: string, facts: Facts): void;
}

/** What an upload with a callback answers; the same shape as an operation's answer. */
export interface CallbackAnswer extends CallbackReply {
  readonly status: 200;
  readonly headers: HeaderList;
}

/**
 * Upload callbacks. An operation that takes them does two things:
 *
 * 1. before anything is stored, `const callback = await callbacks.read(sources)`: what is wrong with the parameters is
 *    refused while there is nothing to undo;
 * 2. after the object is stored, `if (callback !== undefined) return callbacks.perform(callback, upload)` in the place of
 *    its own answer. A failure is thrown as status 203 with the upload's headers on it, and the object stays: the
 *    operation must not undo anything (access.md CB-5, CB-6).
 */
export class Callbacks {
  private readonly settings: CallbackSettings;
  private readonly runtime: Runtime;
  private readonly resolve: Resolve;
  private readonly key: SigningKey;
  private readonly underWay = new Set<Deadline>();

  /** @throws Error when the key of the settings is no private key. */
  constructor(
    store: Store,
    runtime: Runtime,
    settings: Partial<CallbackSettings> = {},
    resolve: Resolve = resolveByDns,
  ) {
    this.settings = { ...DEFAULT_CALLBACK_SETTINGS, ...settings };
    this.runtime = runtime;
    this.resolve = resolve;
    this.key = new SigningKey(this.settings.key, store, runtime.random);
  }

  /**
   * What a request or a form says about a callback; undefined when it wants none.
   * @throws OssError InvalidArgument, see `readCallback` and `forbidPrivateAddresses`.
   */
  async read(sources: RequestSources | FormSources): Promise<CallbackRequest | undefined> {
    const request = readCallback(sources);
    if (request === undefined || !this.settings.forbidPrivate) return request;
    return forbidPrivateAddresses(request, this.resolve);
  }

  /** Calls, and answers for the upload. @throws OssError a CallbackFailed, with the upload's headers. */
  async perform(request: CallbackRequest, upload: FinishedUpload): Promise<CallbackAnswer> {
    const deadline = new Deadline(this.runtime.timers, this.settings.timeout);
    this.underWay.add(deadline);
    try {
      if (this.underWay.size > this.settings.maxUnderWay) throw refuse('callback-overload');
      const reply = await this.call(request, upload, deadline);
      return { status: 200, headers: upload.headers, ...reply };
    } catch (error) {
      throw error instanceof OssError ? error.carrying(upload.headers) : error;
    } finally {
      this.underWay.delete(deadline);
      deadline.cancel();
    }
  }

  /** Gives up every callback under way, so that no connection outlives the server. */
  close(): void {
    for (const deadline of this.underWay) deadline.expire();
  }

  /** The public key as receivers download it. */
  async publicKeyPem(): Promise<string> {
    return publicKeyPem(await this.key.get());
  }

  private async call(request: CallbackRequest, upload: FinishedUpload, deadline: Deadline): Promise<CallbackReply> {
    const { clock } = this.runtime;
    return dispatchCallback({
      targets: request.targets,
      letter: {
        body: renderBody(request, await systemValues(request, upload)),
        bodyType: request.bodyType,
        host: request.host,
        sni: request.sni,
        requestId: upload.requestId,
        bucket: upload.bucket,
        owner: upload.owner,
        requester: requesterId(upload.requester) ?? '-',
        publicKeyUrl: this.settings.publicKeyUrl ?? `${upload.serviceUrl}/_ossmock/callback-key.pem`,
        at: clock.now(),
      },
      key: await this.key.get(),
      deadline,
      clock,
      wording: this.settings.timeoutWording,
      note: (facts) => upload.note('callback', facts),
    });
  }
}

/** access.md §14.3. There is no VPC here, so `vpcId` is always empty. */
async function systemValues(request: CallbackRequest, upload: FinishedUpload): Promise<SystemValues> {
  const values = {
    bucket: upload.bucket,
    object: bytesFromUtf8(upload.key),
    etag: upload.etag,
    size: upload.size,
    mimeType: upload.mimeType,
    crc64: upload.crc64,
    contentMd5: upload.contentMd5,
    clientIp: upload.clientIp,
    reqId: upload.requestId,
    operation: upload.operation,
  };
  if (!request.body.names.some((name) => name.startsWith('imageInfo.'))) return values;
  const image = await readImageInfo(upload.read).catch((error) => {
    throw refuse('callback-image-info-failed').because({ why: String(error) });
  });
  return {
    ...values,
    'imageInfo.height': image?.height,
    'imageInfo.width': image?.width,
    'imageInfo.format': image?.format,
  };
}
