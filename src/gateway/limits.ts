import type { Facts } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { QosConfiguration } from '../operations/bucket/qos/configuration.ts';
import { qosInfo } from '../operations/bucket/qos/qos-info.ts';
import { requesterQosOf } from '../operations/bucket/qos/requester.ts';
import type { Operation } from '../operations/operation.ts';
import type { ServiceLimits, UsageLimits } from '../operations/service-limits.ts';
import { type Clock, TokenBucket } from '../runtime/index.ts';
import type { Exchange } from './exchange.ts';

/** What is counted. Traffic is in bytes. */
type Meter = 'open' | 'requests' | 'management' | 'upload' | 'download';

/** One limit that an exchange falls under. */
interface Limit {
  readonly meter: Meter;
  /** Whose: limits of the same name share what they count. */
  readonly name: string;
  /** Per second; of `open`, at the same time. */
  readonly rate: number;
}

/** What an exchange is to give back, and pay, when it is over. */
export interface Usage {
  /** Its bytes are counted only now, because nobody knew them before. */
  end(bytesIn: number, bytesOut: number): void;
}

/** Lists of objects and uploads are reads of a bucket, not its management. */
const LISTS: ReadonlySet<string> = new Set([
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
  'ListMultipartUploads',
  'DeleteMultipleObjects',
]);
const GIGABIT = 1e9 / 8;
const UNLIMITED = -1;

/**
 * How much accounts, buckets and requesters may ask and transfer (operations.md §2.17, §11.7). A second's worth can be had
 * at once. Traffic is paid afterwards: what goes through goes through whole, and those who come next are refused until
 * the debt is paid by the clock.
 */
export class Limits {
  private readonly configured: ServiceLimits;
  private readonly clock: Clock;
  private readonly buckets = new Map<string, TokenBucket>();
  private readonly open = new Map<string, number>();

  constructor(configured: ServiceLimits, clock: Clock) {
    this.configured = configured;
    this.clock = clock;
  }

  /** Whether nothing can be too much for this exchange: all that most of them ask. */
  idle({ bucket }: Exchange): boolean {
    const { account, buckets } = this.configured;
    if (account !== undefined || buckets !== undefined) return false;
    return bucket?.documents.qosInfo === undefined && bucket?.documents.requesterQosInfo === undefined;
  }

  /** Counts the exchange. @throws OssError one of the 503 of overload. */
  admit(exchange: Exchange): Facts | undefined {
    const meters = metersOf(exchange.operation, exchange.method, exchange.body.present);
    const limits = this.limitsOf(exchange).filter(({ meter }) => meters.has(meter));
    if (limits.length === 0) return undefined;
    const now = this.clock.now();
    for (const limit of limits) this.check(limit, now);
    for (const { meter, name, rate } of limits) {
      if (meter === 'open') this.open.set(name, (this.open.get(name) ?? 0) + 1);
      else if (meter === 'requests' || meter === 'management') this.tokens(name, rate, now).take(now, 1);
    }
    exchange.usage = { end: (bytesIn, bytesOut) => this.end(limits, bytesIn, bytesOut) };
    return { limits: limits.map(({ name, rate }) => `${name}: ${rate}`) };
  }

  /** Forgets what was used; what is under way stays counted. */
  reset(): void {
    this.buckets.clear();
  }

  private check({ meter, name, rate }: Limit, now: number): void {
    if (meter === 'open') {
      const open = this.open.get(name) ?? 0;
      if (open >= rate) throw refuse('open-requests-exceeded').because({ limit: name, rate, open });
      return;
    }
    const wait = this.tokens(name, rate, now).wait(now);
    if (wait === 0) return;
    const facts = { limit: name, rate, wait };
    if (meter === 'requests') throw refuse('requests-exceeded').because(facts);
    if (meter === 'management') throw refuse('management-requests-exceeded').because(facts);
    const delay = { 'x-oss-qos-delay-time': Number.isFinite(wait) ? `${wait}` : undefined };
    throw refuse(meter === 'upload' ? 'upload-traffic-exceeded' : 'download-traffic-exceeded', delay).because(facts);
  }

  private end(limits: readonly Limit[], bytesIn: number, bytesOut: number): void {
    const now = this.clock.now();
    for (const { meter, name, rate } of limits) {
      if (meter === 'open') this.closeOne(name);
      else if (meter === 'upload') this.tokens(name, rate, now).take(now, bytesIn);
      else if (meter === 'download') this.tokens(name, rate, now).take(now, bytesOut);
    }
  }

  private closeOne(name: string): void {
    const left = (this.open.get(name) as number) - 1;
    if (left === 0) this.open.delete(name);
    else this.open.set(name, left);
  }

  /** A limit that was changed begins anew. */
  private tokens(name: string, rate: number, now: number): TokenBucket {
    let tokens = this.buckets.get(name);
    if (tokens?.rate !== rate) {
      tokens = new TokenBucket(rate, now);
      this.buckets.set(name, tokens);
    }
    return tokens;
  }

  private limitsOf({ bucket, principal, endpoint }: Exchange): Limit[] {
    const limits: Limit[] = [];
    const { account, buckets } = this.configured;
    const caller = principal.kind === 'anonymous' ? undefined : principal.account;
    const owner = bucket?.owner ?? caller;
    if (owner !== undefined) addUsage(limits, `account ${owner}`, account);
    if (bucket === undefined) return limits;
    addUsage(limits, `bucket ${bucket.name}`, buckets?.[bucket.name]);
    const network = endpoint.includes('-internal.') ? 'Intranet' : 'Extranet';
    addQos(limits, `QosInfo of bucket ${bucket.name}`, qosInfo.of(bucket), network);
    if (principal.kind === 'anonymous') return limits;
    const own = requesterQosOf(bucket);
    const id = principal.kind === 'user' ? principal.userId : principal.kind === 'session' ? principal.roleId : '';
    const uid = own.has(id) ? id : principal.account;
    addQos(limits, `QosInfo of requester ${uid} on bucket ${bucket.name}`, own.get(uid), network);
    return limits;
  }
}

function addUsage(limits: Limit[], whose: string, usage: UsageLimits | undefined): void {
  if (usage === undefined) return;
  const add = (meter: Meter, what: string, rate: number | undefined): void => {
    if (rate !== undefined) limits.push({ meter, name: `${whose}: ${what}`, rate });
  };
  add('open', 'open requests', usage.openRequests);
  add('requests', 'requests a second', usage.requestsPerSecond);
  add('management', 'management requests a second', usage.managementPerSecond);
  add('upload', 'uploaded bytes a second', usage.uploadBandwidth && usage.uploadBandwidth / 8);
  add('download', 'downloaded bytes a second', usage.downloadBandwidth && usage.downloadBandwidth / 8);
}

function addQos(
  limits: Limit[],
  whose: string,
  qos: QosConfiguration | undefined,
  network: 'Intranet' | 'Extranet',
): void {
  if (qos === undefined) return;
  for (const part of ['Total', network] as const) {
    const upload = qos[`${part}UploadBandwidth`];
    const download = qos[`${part}DownloadBandwidth`];
    const requests = qos[`${part}Qps`];
    if (requests !== UNLIMITED) limits.push({ meter: 'requests', name: `${whose}: ${part}Qps`, rate: requests });
    if (upload !== UNLIMITED) {
      limits.push({ meter: 'upload', name: `${whose}: ${part}UploadBandwidth`, rate: upload * GIGABIT });
    }
    if (download !== UNLIMITED) {
      limits.push({ meter: 'download', name: `${whose}: ${part}DownloadBandwidth`, rate: download * GIGABIT });
    }
  }
}

function metersOf({ name, resource, access, subResource }: Operation, method: string, hasBody: boolean): Set<Meter> {
  const meters = new Set<Meter>(['open', 'requests']);
  const manages = resource !== 'object' ? access === 'manage' && !LISTS.has(name) : subResource === 'live';
  if (manages) meters.add('management');
  else if (hasBody && method !== 'GET') meters.add('upload');
  else if (method === 'GET') meters.add('download');
  return meters;
}
