import { isIP } from 'node:net';
import type { HostReading } from '../../gateway/address.ts';
import { withoutPort } from '../../gateway/target.ts';

/** `sts.aliyuncs.com`, `sts.cn-hangzhou.aliyuncs.com`, `sts-vpc.cn-hangzhou.aliyuncs.com`. */
const TOKEN_SERVICE = /^sts(?:-[a-z0-9-]+)?(?:\.[a-z0-9-]+)?\.aliyuncs\.com$/;

/** Where a client of a proxy wants to go, and where this server is. */
export interface Destination {
  /** With or without its port, as sent. */
  readonly authority: string;
  readonly reading: (host: string) => HostReading;
  /** In lower case. */
  readonly baseHosts: readonly string[];
  /** The port that this server listens on. */
  readonly port: number | undefined;
}

/**
 * Whether what a client sends to its proxy is meant for this server: names of OSS and of its token service, configured
 * hosts and what is bound to buckets; of this machine's own names only the port that is this server's.
 */
export function arrivesHere({ authority, reading, baseHosts, port }: Destination): boolean {
  const host = withoutPort(authority).toLowerCase();
  const { kind, base, standard } = reading(host);
  // `aliyuncs.com` alone is everything of Alibaba Cloud: a label such as oss-cn-hangzhou makes it OSS.
  if (standard) return base.split('.').length > 2 || TOKEN_SERVICE.test(host);
  if (kind !== 'service' || baseHosts.includes(host)) return true;
  const here = host === 'localhost' || host.endsWith('.localhost') || isIP(host.replace(/^\[|\]$/g, '')) !== 0;
  return here && Number(authority.slice(withoutPort(authority).length + 1) || 80) === port;
}
