import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalAuthority, type Pair } from './authority.ts';
import { Certificates } from './certificates.ts';

/** What is configured of TLS. */
export interface TlsSettings {
  /** Whether a local authority signs certificates. */
  readonly tls: boolean;
  /** Files in PEM: a certificate with what it is signed by, and its key. */
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  /** The authority is kept in here. */
  readonly data: string | undefined;
  readonly host: string;
  readonly baseHosts: readonly string[];
}

/** TLS as configured. */
export interface Tls {
  readonly certificates: Certificates;
  /** The certificate of the local authority, if there is one. */
  readonly authorityPem: string | undefined;
}

/** Certificates that cannot be used; the message is for the user. */
export class TlsProblem extends Error {}

/**
 * Reads or makes what TLS needs.
 * @param now milliseconds on the machine's clock, whatever the server's shows: clients judge certificates by theirs.
 * @returns undefined when no TLS is asked for.
 * @throws TlsProblem
 */
export function loadTls(settings: TlsSettings, now: number): Tls | undefined {
  const { tls, tlsCert, tlsKey, data, host, baseHosts } = settings;
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    const [given, missing] = tlsCert === undefined ? ['tls-key', 'tls-cert'] : ['tls-cert', 'tls-key'];
    throw new TlsProblem(`--${given} without --${missing}: a certificate needs its key`);
  }
  const brought = tlsCert === undefined ? undefined : { cert: text(tlsCert), key: text(tlsKey as string) };
  if (!tls && brought === undefined) return undefined;
  const authority = tls ? openAuthority(data && join(data, 'tls'), now) : undefined;
  return { certificates: certificatesOf(brought, authority, [host, ...baseHosts]), authorityPem: authority?.pem };
}

function certificatesOf(brought: Pair | undefined, authority: LocalAuthority | undefined, names: readonly string[]) {
  try {
    return new Certificates({ brought, authority, names: [...new Set(names)] });
  } catch (error) {
    throw new TlsProblem(`--tls-cert and --tls-key cannot be used: ${(error as Error).message}`);
  }
}

function openAuthority(directory: string | undefined, now: number): LocalAuthority {
  try {
    return LocalAuthority.open(directory, now);
  } catch (error) {
    throw new TlsProblem(`the certificate authority in ${directory} cannot be used: ${(error as Error).message}`);
  }
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new TlsProblem(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
