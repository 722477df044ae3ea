import { lookup } from 'node:dns/promises';
import { BlockList, isIPv4 } from 'node:net';
import { refuse } from '../errors/refuse.ts';
import type { CallbackRequest } from './read.ts';
import type { CallbackTarget } from './urls.ts';

/** Finds the IPv4 address of a host. @throws when it has none. */
export type Resolve = (host: string) => Promise<string>;

export const resolveByDns: Resolve = async (host) => (await lookup(host, { family: 4 })).address;

/** Networks that cannot be reached from the public one: RFC 1918, loopback, link-local, carriers', reserved. */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(network, bits);
}

/** Whether an IPv4 address is of a network that the public one does not reach. */
export function isPrivate(address: string): boolean {
  return PRIVATE.check(address);
}

/**
 * Refuses URLs as the service does: names without a dot and IPv6, hosts without an address, private addresses. The
 * addresses found are those that will be called.
 * @throws OssError `callback-url-invalid`, `callback-host-unresolvable`, `callback-private-address`.
 */
export async function forbidPrivateAddresses(request: CallbackRequest, resolve: Resolve): Promise<CallbackRequest> {
  const targets: CallbackTarget[] = [];
  for (const target of request.targets) targets.push(await withPublicAddress(request, target, resolve));
  return { ...request, targets };
}

async function withPublicAddress(
  { text }: CallbackRequest,
  target: CallbackTarget,
  resolve: Resolve,
): Promise<CallbackTarget> {
  const { host, url } = target;
  const shown = { ArgumentName: 'callback', ArgumentValue: text };
  if (host === 'localhost') throw refuse('callback-private-address', shown).because({ url });
  if (!host.includes('.')) throw refuse('callback-url-invalid', shown).because({ url });
  const address = isIPv4(host) ? host : await resolve(host).catch(() => undefined);
  if (address === undefined) throw refuse('callback-host-unresolvable', shown).because({ url });
  if (isPrivate(address)) throw refuse('callback-private-address', shown).because({ url, address });
  return { ...target, address };
}
