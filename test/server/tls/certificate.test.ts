import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalAuthority } from '../../../src/server/tls/authority.ts';
import { Certificates } from '../../../src/server/tls/certificates.ts';
import { time } from '../../../src/server/tls/der.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 24 * 60 * 60 * 1000;

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'ossmock-tls-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the local authority', () => {
  const authority = LocalAuthority.open(undefined, NOW);
  const own = new X509Certificate(authority.pem);

  it('signs itself, may sign others, and lasts ten years', () => {
    expect(own.ca).toBe(true);
    expect(own.verify(own.publicKey)).toBe(true);
    expect(own.subject).toMatch(/^CN=ossmock local CA [0-9a-f]{8}$/);
    expect(own.issuer).toBe(own.subject);
    expect(Date.parse(own.validTo) - NOW).toBe(3650 * DAY_MS);
    expect(Date.parse(own.validFrom)).toBeLessThan(NOW);
  });

  it('signs certificates for names and addresses, for less than the 398 days that clients allow', () => {
    const names = ['bucket.oss-cn-hangzhou.aliyuncs.com', '127.0.0.1', '::1', '2001:db8::a:0:1', '::ffff:10.0.0.7'];
    const { cert, key } = authority.pairFor(names);
    const leaf = new X509Certificate(cert);
    expect(leaf.verify(own.publicKey)).toBe(true);
    expect(leaf.checkIssued(own)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkHost('bucket.oss-cn-hangzhou.aliyuncs.com')).toBeDefined();
    expect(leaf.checkHost('other.oss-cn-hangzhou.aliyuncs.com')).toBeUndefined();
    for (const address of names.slice(1)) expect(leaf.checkIP(address), address).toBeDefined();
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBeLessThanOrEqual(398 * DAY_MS);
    expect(key).toContain('BEGIN PRIVATE KEY');
  });

  it('gives two certificates that differ different serial numbers, the same one the same', () => {
    const serial = (name: string) => new X509Certificate(authority.pairFor([name]).cert).serialNumber;
    expect(serial('a.test')).not.toBe(serial('b.test'));
    expect(serial('a.test')).toBe(serial('a.test'));
  });

  it('is kept in a directory, its key for the owner alone', () =>
    inFolder((folder) => {
      const at = join(folder, 'tls');
      const first = LocalAuthority.open(at, NOW);
      const second = LocalAuthority.open(at, NOW + DAY_MS);
      expect(second.pem).toBe(first.pem);
      expect(readFileSync(join(at, 'ca.pem'), 'utf8')).toBe(first.pem);
      expect(statSync(join(at, 'ca-key.pem')).mode & 0o777).toBe(0o600);
      const leaf = new X509Certificate(second.pairFor(['localhost']).cert);
      expect(leaf.verify(new X509Certificate(first.pem).publicKey)).toBe(true);
    }));

  it('is made anew when a certificate signed by it would outlive it', () =>
    inFolder((folder) => {
      const first = LocalAuthority.open(folder, NOW);
      expect(LocalAuthority.open(folder, NOW + 3000 * DAY_MS).pem).toBe(first.pem);
      expect(LocalAuthority.open(folder, NOW + 3400 * DAY_MS).pem).not.toBe(first.pem);
    }));
});

describe('a certificate that was brought', () => {
  const authority = LocalAuthority.open(undefined, NOW);
  const brought = LocalAuthority.open(undefined, NOW).pairFor(['oss.example.com']);

  it('is shown for its own names, and what the authority signs for all others', () => {
    const both = new Certificates({ brought, authority, names: [] });
    expect(both.unnamed).toBe(brought);
    const own = both.named('OSS.example.com');
    expect(both.named('localhost')).not.toBe(own);
    expect(both.named('localhost')).toBe(both.named('LOCALHOST'));
    expect(both.named('not a name')).toBe(own);
  });

  it('is shown for every name when there is no authority', () => {
    const alone = new Certificates({ brought, authority: undefined, names: [] });
    expect(alone.named('localhost')).toBe(alone.named('oss.example.com'));
  });

  it('needs the key that belongs to it', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const wrong = { cert: brought.cert, key };
    expect(() => new Certificates({ brought: wrong, authority: undefined, names: [] })).toThrow(/key values mismatch/);
  });
});

describe('points in time', () => {
  it('are written with two digits of the year up to 2049 and with four from 2050', () => {
    expect(time(Date.UTC(2049, 11, 31, 23, 59, 59)).toString('latin1')).toBe('\x17\x0d491231235959Z');
    expect(time(Date.UTC(2050, 0, 1)).toString('latin1')).toBe('\x18\x0f20500101000000Z');
  });
});
