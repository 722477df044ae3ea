import { isIPv4 } from 'node:net';
import { refuse } from '../errors/refuse.ts';
import { Query } from '../wire/query.ts';
import type { UrlLimit } from './claim.ts';
import type { SignedRequest } from './request.ts';
import { shown } from './text.ts';

const MASK = 'x-oss-ac-subnet-mask';
const ADDRESS = 'x-oss-ac-source-ip';
const VPC = 'x-oss-ac-vpc-id';
const FORWARD = 'x-oss-ac-forward-allow';

/**
 * Where a signed URL may be used from, when it says so: the service signs the caller's own address under the mask that the
 * URL gives, and the caller's own VPC, whatever addresses and VPCs stand in the URL (EC pages 0002-00000602, -603 and
 * -604). Nobody comes from a VPC here. SDKs send the address they signed, the documentation leaves it out of the URL.
 * @throws OssError `url-subnet-mask-invalid`.
 */
export function readLimit({ query, remoteAddress }: SignedRequest): UrlLimit | undefined {
  if (!query.raw.includes('x-oss-ac-')) return undefined;
  const mask = query.get(MASK);
  const vpc = query.get(VPC);
  if (mask !== undefined && !isMask(mask)) {
    throw refuse('url-subnet-mask-invalid', { ArgumentName: MASK, ArgumentValue: shown(mask) });
  }
  const seen: string[] = [];
  for (const { name, rawName, rawValue } of query.parameters) {
    if (name === VPC) seen.push(rawName);
    else if (name !== ADDRESS || mask === undefined)
      seen.push(rawValue === undefined ? rawName : `${rawName}=${rawValue}`);
  }
  if (mask !== undefined && remoteAddress !== undefined) seen.push(`${ADDRESS}=${masked(remoteAddress, Number(mask))}`);
  else if (!vpc) return undefined;
  const kind = vpc ? 'vpc' : query.get(FORWARD) === 'true' ? 'forwarded' : 'address';
  return { kind, query: new Query(seen.join('&')) };
}

/** How many leading bits of an address count; IPv6 has 128. */
function isMask(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= 128;
}

/** This machine is 127.0.0.1 by either family. Other IPv6 addresses stand whole: how the service cuts one is unpublished. */
function masked(remoteAddress: string, bits: number): string {
  const address = remoteAddress === '::1' ? '127.0.0.1' : remoteAddress.replace(/^::ffff:/, '');
  if (!isIPv4(address)) return address;
  const bytes = address.split('.').map(Number);
  return bytes.map((byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i)))).join('.');
}
