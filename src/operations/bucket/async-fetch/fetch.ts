import type { CallbackRequest } from '../../../callback/read.ts';
import { readUrl } from '../../../callback/urls.ts';
import { OssError } from '../../../errors/oss-error.ts';
import type { OriginAnswer } from '../../../mirror/origins.ts';
import { Headers } from '../../../wire/headers.ts';
import { answerByCallback, type StoredUpload } from '../../callback.ts';
import { protectionGuard } from '../../immutable.ts';
import { describeObject } from '../../metadata.ts';
import { storeNormal } from '../../object/store-normal.ts';
import { keptHeaders } from '../../object/website/keep-mirrored.ts';
import type { Call } from '../../operation.ts';
import { checkCapacity } from '../qos/user-qos.ts';
import { type FetchTask, keepTask } from './task.ts';

const ATTEMPTS = 3;
/** Milliseconds between them. */
const PAUSE = 1000;

/** What ends an attempt; `again` where the next one may do better. */
class Unfetched extends Error {
  readonly again: boolean;

  constructor(message: string, again: boolean) {
    super(message);
    this.again = again;
  }
}

/** Fetches, stores and calls back, and keeps in the bucket how far it got. @throws the reason of the signal. */
export async function carryOut(
  call: Call,
  task: FetchTask,
  callback: CallbackRequest | undefined,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const stored = await fetched(call, task, signal);
      signal.throwIfAborted();
      await keepTask(call, { ...task, ...(await toldOf(call, callback, stored)) });
      return;
    } catch (error) {
      signal.throwIfAborted();
      const again = error instanceof Unfetched && error.again && attempt < ATTEMPTS;
      await keepTask(call, { ...task, state: again ? 'Retry' : 'Failed', error: whyOf(error) });
      if (!again) return;
      await pause(call, signal);
    }
  }
}

async function toldOf(
  call: Call,
  callback: CallbackRequest | undefined,
  stored: StoredUpload,
): Promise<Pick<FetchTask, 'state' | 'error'>> {
  if (callback === undefined) return { state: 'Success', error: '' };
  try {
    await answerByCallback(call, callback, 'PutObject', stored, []);
    return { state: 'Success', error: '' };
  } catch (error) {
    return { state: 'FetchSuccessCallbackFailed', error: whyOf(error) };
  }
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** @throws Unfetched, OssError of what cannot be stored, the reason of the signal. */
async function fetched(call: Call, { configuration }: FetchTask, signal: AbortSignal): Promise<StoredUpload> {
  const { url, host, contentMd5, storageClass, object: key } = configuration;
  const origin = await open(call, url, host, signal);
  try {
    const sent = keptHeaders(origin, false);
    if (storageClass !== '') sent.push(['x-oss-storage-class', storageClass]);
    const description = describeObject(call, new Headers(sent.flat()), key);
    await checkCapacity(call, origin.length ?? 0);
    const content = await received(call, origin, contentMd5);
    const lastModified = call.runtime.clock.now();
    const { size, crc64, md5 } = content;
    const stored = await storeNormal(call, { key, content, description, lastModified, guard: protectionGuard(call) });
    return { ...stored, key, size, crc64, contentType: description.contentType, contentMd5: md5.toString('base64') };
  } catch (error) {
    origin.discard();
    throw error;
  }
}

async function open(call: Call, url: string, host: string, signal: AbortSignal): Promise<OriginAnswer> {
  const headers = host === readUrl(url)?.host ? [] : ([['Host', host]] as const);
  const origin = await call.origins.get({ url, headers, sni: true, signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    const isPrivate = error instanceof OssError && error.cause === 'mirror-private-address';
    throw new Unfetched(isPrivate ? 'The source has a private address' : 'The source cannot be reached', !isPrivate);
  });
  if (origin.status === 200) return origin;
  origin.discard();
  // FileNotFound is what the documentation of the API has for an example.
  if (origin.status === 404) throw new Unfetched('FileNotFound', false);
  throw new Unfetched(`The source answered ${origin.status}`, origin.status >= 500);
}

async function received(call: Call, origin: OriginAnswer, contentMd5: string) {
  const writer = call.store.stage(origin.length);
  try {
    await origin
      .pump((chunk) => writer.write(chunk))
      .catch((error: unknown) => {
        throw error instanceof OssError ? new Unfetched('The source broke off', true) : error;
      });
    const content = await writer.finish();
    if (contentMd5 !== '' && content.md5.toString('base64') !== contentMd5) {
      throw new Unfetched('ContentMD5 does not match what the source sent', false);
    }
    // A source need not say how much it sends.
    await checkCapacity(call, content.size);
    return content;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** @throws the reason of the signal, as soon as it fires. */
function pause({ runtime }: Call, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      timer.cancel();
      reject(signal.reason as Error);
    };
    const timer = runtime.timers.after(PAUSE, () => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}
