import { X509Certificate } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { LocalAuthority, Pair } from './authority.ts';

/** Names that a certificate can carry: those of hosts. */
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/;
const CONTEXTS_KEPT = 1000;

/** Where certificates come from; at least one of both. */
export interface CertificateSources {
  /** What the user brought. */
  readonly brought: Pair | undefined;
  /** Signs a certificate for every name that is asked for and that the brought one has not. */
  readonly authority: LocalAuthority | undefined;
  /** Names and addresses for clients that do not say whom they want, beside this machine's. */
  readonly names: readonly string[];
}

/** Chooses the certificate for a name. */
export class Certificates {
  /** For clients that do not name a host: those that connect to an address. */
  readonly unnamed: Pair;
  private readonly otherwise: SecureContext;
  private readonly brought: { readonly certificate: X509Certificate; readonly context: SecureContext } | undefined;
  private readonly authority: LocalAuthority | undefined;
  private readonly signed = new Map<string, SecureContext>();

  /** @throws what OpenSSL says about a key and a certificate that do not belong together, or are none. */
  constructor({ brought, authority, names }: CertificateSources) {
    this.authority = authority;
    this.brought = brought && {
      certificate: new X509Certificate(brought.cert),
      context: createSecureContext(brought),
    };
    this.unnamed = (brought ?? authority?.pairFor(['localhost', ...names, ...addresses()])) as Pair;
    this.otherwise = this.brought?.context ?? createSecureContext(this.unnamed);
  }

  /** The context for a name that a client asks for, as sent. */
  named(name: string): SecureContext {
    const host = name.toLowerCase();
    const { brought, authority } = this;
    if (authority === undefined || brought?.certificate.checkHost(host) !== undefined) return this.otherwise;
    if (!HOST_NAME.test(host)) return this.otherwise;
    let context = this.signed.get(host);
    if (context === undefined) {
      context = createSecureContext(authority.pairFor([host]));
      if (this.signed.size >= CONTEXTS_KEPT) this.signed.clear();
      this.signed.set(host, context);
    }
    return context;
  }
}

/** This machine's addresses, without the zone of a link-local one. */
function addresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
  return [...new Set(['127.0.0.1', '::1', ...found.map((address) => address.replace(/%.*$/, ''))])];
}
