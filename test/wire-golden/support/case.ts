import type { Cause } from '../../../src/errors/refuse.ts';
import type { ServerOptions } from '../../../src/index.ts';
import type { KEYS, SignedCall } from '../../support/signed.ts';

/** The instant at which every golden server stands still: Thu, 31 Oct 2024 08:00:00 GMT. */
export const NOW = Date.UTC(2024, 9, 31, 8);

/** Keys of an account that owns none of the buckets. */
export const OTHER_KEYS = { accessKeyId: 'other', accessKeySecret: 'other-secret' } satisfies typeof KEYS;

/** A key that its owner has disabled. */
export const DISABLED_KEYS = { accessKeyId: 'disabled', accessKeySecret: 'disabled-secret' } satisfies typeof KEYS;

export const REGION = 'cn-hangzhou';
export const ENDPOINT = `oss-${REGION}.aliyuncs.com`;
export const BUCKET = 'examplebucket';
/** A bucket of the other account. */
export const FOREIGN_BUCKET = 'foreignbucket';
/** The owner's bucket in another region. */
export const DISTANT_BUCKET = 'distantbucket';

/** A request to be signed: virtual-hosted under `ENDPOINT`, in `BUCKET` when it has a key, unless it says otherwise. */
export type SignedAsk = Omit<SignedCall, 'at'> & { readonly at?: number };

/** A request as bytes, where signing or framing is what the case is about. */
export interface RawAsk {
  readonly bytes: string | Buffer;
  /** Nothing is sent behind it, because the server is to end the connection by itself. */
  readonly last?: boolean;
  /** Ends our side after sending; implies `last`. */
  readonly halfClose?: boolean;
  /** Sent when the server says `100 Continue`. */
  readonly afterContinue?: string;
}

export type Ask = SignedAsk | RawAsk;

/** What an earlier request of the same case was answered, for upload ids and tokens. */
export interface Earlier {
  readonly status: number;
  /** As UTF-8. */
  readonly body: string;
  header(name: string): string | undefined;
}

/** One answer to be held against its golden file, `test/golden/wire/<operation>/<name>.http`. */
export interface Case {
  /** The file's name, in kebab case. */
  readonly name: string;
  /** The rule that the bytes show, as one sentence. */
  readonly rule: string;
  /** What refuses; none for a success. */
  readonly cause?: Cause;
  readonly server?: ServerOptions;
  /** Requests that make the state; each must succeed. */
  readonly before?: readonly (SignedAsk | ((earlier: readonly Earlier[]) => SignedAsk))[];
  readonly ask: Ask | ((earlier: readonly Earlier[]) => Ask);
  /** A request that shows the state afterwards, and the status it must have. */
  readonly after?: { readonly ask: SignedAsk; readonly status: number };
}

/** Cases by the name of the operation, or of the layer, that answers. */
export type Cases = Readonly<Record<string, readonly Case[]>>;

/** The text of the first element of this name. */
export function element(earlier: Earlier | undefined, name: string): string {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(earlier?.body ?? '')?.[1];
  if (text === undefined) throw new TypeError(`no ${name} in ${earlier?.body}`);
  return text;
}
