import type { Callbacks } from '../callback/callbacks.ts';
import type { WireProfile } from '../errors/cause.ts';
import type { Facts, OssError } from '../errors/oss-error.ts';
import type { FormClaim } from '../forms/form-claim.ts';
import type { Principal } from '../identity/principal.ts';
import type { Images } from '../image/images.ts';
import type { Origins } from '../mirror/origins.ts';
import type { Runtime } from '../runtime/index.ts';
import type { BucketRecord, ByteSource, Store } from '../store/store.ts';
import type { HeaderList, Headers } from '../wire/headers.ts';
import type { Query } from '../wire/query.ts';
import type { ServiceLimits } from './service-limits.ts';

/** An operation is data plus one function, so that the table of them can be read, counted and documented. */
export interface Operation {
  /** The service's own name, for example `PutObject`. */
  readonly name: string;
  readonly method: Method;
  readonly resource: 'service' | 'bucket' | 'object';
  /** The query key that selects the operation; none for the plain ones. */
  readonly subResource?: string;
  /** A second query key that selects it too, so that half a pair never reaches another operation. */
  readonly alsoSubResource?: string;
  /** A further `key` or `key=value` of the query, for sub-resources that hold several operations. */
  readonly when?: string;
  /** A request header, in lower case, that selects this operation over its plain twin. */
  readonly whenHeader?: string;
  /** The action a policy grants, for example `oss:PutObject`. */
  readonly action: string;
  /** What the ACL matrix asks for: bucket and service operations are `manage`. */
  readonly access: 'read' | 'write' | 'read-acl' | 'write-acl' | 'manage';
  /** True where no identity is asked for at all (preflight). */
  readonly public?: true;
  /** `works`, `stored` (kept and returned without effect) or `NotImplemented`; printed in the README's table. */
  readonly support: 'works' | 'stored' | 'NotImplemented';
  /** True where the bucket may be missing, because the operation makes it. */
  readonly createsBucket?: true;
  /** True where the operation itself refuses for a missing bucket, in other words than NoSuchBucket. */
  readonly bucketMayBeMissing?: true;
  /** True where the rights depend on objects that the body names: the operation asks `permit` for each. */
  readonly perObject?: true;
  /** True where a body, if any, must come with a Content-Length or chunked (operations.md §2.18). */
  readonly takesBody?: true;
  run(call: Call): Promise<Answer> | Answer;
}

export type Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS';

/** What an operation is called with. */
export interface Call {
  readonly request: CallRequest;
  readonly caller: Principal;
  readonly body: RequestBody;
  readonly store: Store;
  readonly runtime: Runtime;
  readonly service: ServiceSettings;
  readonly callbacks: Callbacks;
  readonly images: Images;
  /** Where buckets with mirror rules fetch what they lack. */
  readonly origins: Origins;
  /** Fires, with the refusal to be thrown, when the client goes away before its answer has ended. */
  readonly clientLeft: AbortSignal;
  /** The name in the request, also when no such bucket exists. Empty for service operations. */
  readonly bucketName: string;
  /** The key, decoded. Empty for service and bucket operations. */
  readonly key: string;
  /** The addressed bucket as it is now, or was when it was deleted meanwhile. @throws TypeError for operations that have none. */
  readonly bucket: BucketRecord;
  /** The addressed bucket, if it existed when the request came. */
  readonly existingBucket: BucketRecord | undefined;
  /**
   * Finds out who signed a form, if anybody did: from then on that is the caller. Then asks whether this caller's account
   * and the bucket owner's may be served.
   * @throws OssError what is wrong with the signature, the key, its token or an account.
   */
  identifyForm(claim: FormClaim | undefined): void;
  /**
   * Asks whether the caller has a further right: to read the source of a copy, to delete one of many.
   * @throws OssError the AccessDenied of the case.
   */
  permit(right: ObjectRight): Promise<void>;
  /**
   * Asks whether the caller of a form accepts the charge of a bucket that makes requesters pay.
   * @param accepted the form's word for it.
   * @throws OssError `requester-must-pay`.
   */
  chargeForm(accepted: string | undefined): void;
  /** Leaves a decision in the exchange's record; `name` is the check, `facts` what was compared. */
  note(name: string, facts: Facts): void;
  /** From here on the bodies of this exchange take the time that they need at so many bytes per second. */
  limitTraffic(rate: number): void;
  /** Waits as if so many bytes came over the limited connection: for what is copied inside the service. */
  passTraffic(bytes: number): Promise<void> | undefined;
}

/** A right on one object. */
export interface ObjectRight {
  /** `oss:GetObject`. */
  readonly action: string;
  readonly access: 'read' | 'write' | 'write-acl' | 'manage';
  readonly bucket: BucketRecord;
  readonly key: string;
  /** The version it is asked for; the current one when undefined. */
  readonly versionId?: string | undefined;
  /** True for one of several objects of a request. */
  readonly amongMany?: true;
}

export interface CallRequest {
  /** Request id. */
  readonly id: string;
  /** When the request arrived, in milliseconds. */
  readonly receivedAt: number;
  readonly method: string;
  readonly headers: Headers;
  readonly query: Query;
  /** The client's, as the socket has it. */
  readonly remoteAddress: string;
  /** `http` or `https`. */
  readonly scheme: string;
  /** Host as sent, without port. */
  readonly hostName: string;
  /** Host as sent. */
  readonly host: string;
  /** The service's own host and port as this client reaches it: Host less the bucket label. */
  readonly endpoint: string;
  /** Address and port to which the connection came, as a URL has them. */
  readonly localAddress: string;
  /** How the bucket was named. */
  readonly style: 'service' | 'path' | 'virtual' | 'cname';
}

/** What the configuration says about the service as a whole. */
export interface ServiceSettings {
  /** `cn-hangzhou`. */
  readonly region: string;
  /** Endpoints to report instead of the ones derived from the request. */
  readonly extranetEndpoint: string | undefined;
  readonly intranetEndpoint: string | undefined;
  /** Buckets one account may have. */
  readonly maxBuckets: number;
  /** Resource groups that exist beside the default one. */
  readonly resourceGroups: readonly string[];
  /** How long restoring takes, where it is not to take as long as the service says. */
  readonly restore: RestoreTimes;
  /** Domains, in lower case, that are proved to be their owners', with all below them. */
  readonly verifiedDomains: readonly string[];
  /** The value of BlockPublicAccess on new buckets. */
  readonly blockPublicAccessOnNewBuckets: boolean;
  /** Whose wording and limits count. */
  readonly wire: WireProfile;
  /** Refuse what the real endpoints refuse (path style). */
  readonly strict: boolean;
  /** How much accounts and buckets may use. */
  readonly limits: ServiceLimits;
}

/** Milliseconds until an object of an archive class can be read, by priority where the class has several. */
export interface RestoreTimes {
  readonly Archive?: number | undefined;
  readonly ColdArchive?: TierTimes | undefined;
  readonly DeepColdArchive?: TierTimes | undefined;
}

interface TierTimes {
  readonly Expedited?: number | undefined;
  readonly Standard?: number | undefined;
  readonly Bulk?: number | undefined;
}

/** The body of a request. Reading is what makes a client that asked `Expect: 100-continue` send it. */
export interface RequestBody {
  /** Content-Length, or undefined when chunked or absent. */
  readonly announced: number | undefined;
  /** True when the request has a body or announces one. */
  readonly present: boolean;
  /**
   * Reads to the end. `take` may return a promise to be waited for.
   * @returns the number of bytes read.
   * @throws OssError `incomplete-body` or `request-timeout` when the client stops early.
   */
  readInto(take: (chunk: Buffer) => Promise<void> | undefined): Promise<number>;
  /** The whole body. @throws the result of `tooLong()` as soon as it is longer than `limit` bytes. */
  readAll(limit: number, tooLong: () => OssError): Promise<Buffer>;
}

/** What an operation answers. The gateway's one writer adds the common headers around it. */
export interface Answer {
  readonly status: number;
  /** The operation's own headers, in wire order: they stand between x-oss-request-id and x-oss-server-time. */
  readonly headers: HeaderList;
  readonly contentType?: string | undefined;
  /** Bytes, a text in UTF-8, or a source to stream. Absent means `Content-Length: 0`. */
  readonly body?: Buffer | string | ByteSource | undefined;
  /** For HEAD: the length to announce without a body. */
  readonly length?: number | undefined;
  /** The length is not known beforehand: `Transfer-Encoding: chunked` stands in the place of Content-Length. */
  readonly chunked?: true;
}

/** Declares an operation; the identity, so that each file reads as data. */
export function operation(declared: Operation): Operation {
  return declared;
}

/** An answer without body. */
export function answer(status: number, headers: HeaderList = []): Answer {
  return { status, headers };
}

/** A 200 with an XML document. */
export function xmlAnswer(body: string, headers: HeaderList = []): Answer {
  return { status: 200, headers, contentType: 'application/xml', body };
}
