import { refuse } from '../../../errors/refuse.ts';
import type { Store } from '../../../store/store.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import { argument } from '../../argument.ts';
import { receiveDocument } from '../../document.ts';
import type { Call, ServiceSettings } from '../../operation.ts';
import { texts } from '../../setting-values.ts';

const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const RESERVED = /(?:^|\.)(?:aliyuncs\.com|aliyun\.com|aliyun-inc\.com|taobaocdn\.com|taobao\.com)$/;
const MAX_BYTES = 64 * 1024;

/** What a BucketCnameConfiguration asks for. */
interface Requested {
  /** In lower case. */
  readonly domain: string;
  readonly certificate: XmlNode | undefined;
}

/** Reads the body that all operations on a domain have. @throws OssError `setting-malformed-xml`, `domain-…`. */
export async function receiveDomain(call: Call): Promise<Requested> {
  const malformed = () => refuse('setting-malformed-xml');
  const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
  const cname = root?.name === 'BucketCnameConfiguration' ? child(root, 'Cname') : undefined;
  const sent = cname && texts(cname, 'Domain')[0];
  if (cname === undefined || sent === undefined) throw malformed();
  return { domain: checkDomain(sent), certificate: child(cname, 'CertificateConfiguration') };
}

/** @returns it in lower case. @throws OssError `domain-too-short`, `domain-invalid`, `domain-reserved`. */
export function checkDomain(sent: string): string {
  const domain = sent.toLowerCase();
  if (/^[\0-\x7f]{1,3}$/.test(domain)) throw refuse('domain-too-short').because({ domain });
  if (!DOMAIN.test(domain)) throw refuse('domain-invalid', argument('Domain', sent));
  if (RESERVED.test(domain)) throw refuse('domain-reserved', argument('Domain', sent));
  return domain;
}

/**
 * Whether the domain is proved to be the caller's. The service looks for its token in the TXT record of
 * `_dnsauth.<domain>`; here the configuration lists domains that count as proved, each with all below it.
 */
export function isVerified({ verifiedDomains }: ServiceSettings, domain: string): boolean {
  return verifiedDomains.some((known) => domain === known || domain.endsWith(`.${known}`));
}

const BOUND = 'cname/';

/** The name under which a bucket keeps what it knows of a domain that is bound to it. */
export function boundName(domain: string): string {
  return BOUND + domain;
}

/** The bucket that a domain is bound to. @param domain in lower case. */
export function bucketOfDomain(store: Store, domain: string): string | undefined {
  const name = boundName(domain);
  return store.buckets().find(({ documents }) => documents[name] !== undefined)?.name;
}

/** The domains bound to a bucket, in order. */
export function boundDomains(documents: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(documents).filter((name) => name.startsWith(BOUND));
  return names.map((name) => name.slice(BOUND.length)).sort();
}
