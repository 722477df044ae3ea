import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorityCertificate, type Issuer, pem, serverCertificate } from './certificate.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const AUTHORITY_MS = 3650 * DAY_MS;
/** Clients refuse certificates of servers that are valid for longer than 398 days. */
const SERVER_MS = 397 * DAY_MS;
/** Clocks of containers and of their hosts may differ a little. */
const EARLIER_MS = DAY_MS;

/** A key and a certificate, as PEM. */
export interface Pair {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority of this machine alone: what trusts its certificate trusts every name that this server takes. */
export class LocalAuthority {
  /** Its certificate, for those who are to trust it. */
  readonly pem: string;
  private readonly issuer: Issuer;
  private readonly now: number;
  /** One key for all certificates: making one takes longer than signing them. */
  private readonly server = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  private constructor(issuer: Issuer, certificate: string, now: number) {
    this.issuer = issuer;
    this.pem = certificate;
    this.now = now;
  }

  /**
   * The authority kept in a directory, made when there is none yet or when it has come to its end.
   * @param directory undefined for one that ends with the process.
   * @param now milliseconds, on the clock that clients judge certificates by: the machine's.
   * @throws what the file system or node:crypto throws about the files.
   */
  static open(directory: string | undefined, now: number): LocalAuthority {
    const kept = directory === undefined ? undefined : LocalAuthority.kept(directory, now);
    if (kept !== undefined) return kept;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const mark = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex');
    const issuer = { name: `ossmock local CA ${mark.slice(0, 8)}`, privateKey, publicKey };
    const certificate = pem(authorityCertificate(issuer, now - EARLIER_MS, now + AUTHORITY_MS));
    if (directory !== undefined) {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
      writeFileSync(join(directory, 'ca-key.pem'), key, { mode: 0o600 });
      writeFileSync(join(directory, 'ca.pem'), certificate);
    }
    return new LocalAuthority(issuer, certificate, now);
  }

  private static kept(directory: string, now: number): LocalAuthority | undefined {
    let certificate: string;
    let key: string;
    try {
      key = readFileSync(join(directory, 'ca-key.pem'), 'utf8');
      certificate = readFileSync(join(directory, 'ca.pem'), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const { subject, validTo } = new X509Certificate(certificate);
    if (Date.parse(validTo) < now + SERVER_MS) return undefined;
    const privateKey = createPrivateKey(key);
    const issuer = { name: subject.replace(/^CN=/, ''), privateKey, publicKey: createPublicKey(privateKey) };
    return new LocalAuthority(issuer, certificate, now);
  }

  /** A key and a certificate for a server with these names and addresses. */
  pairFor(names: readonly string[]): Pair {
    const { privateKey, publicKey } = this.server;
    const [notBefore, notAfter] = [this.now - EARLIER_MS, this.now + SERVER_MS];
    const cert = pem(serverCertificate(this.issuer, names, { publicKey, notBefore, notAfter }));
    return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, cert };
  }
}
