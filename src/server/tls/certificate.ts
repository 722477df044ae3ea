import { createHash, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, explicit, implicit, integer, octets, oid, sequence, set, time, truth, utf8 } from './der.ts';

/** Who signs. */
export interface Issuer {
  /** Common name. */
  readonly name: string;
  readonly publicKey: KeyObject;
  /** Of an elliptic curve: signatures are ECDSA with SHA-256. */
  readonly privateKey: KeyObject;
}

/** What a certificate says. */
interface CertificateSpec {
  readonly issuer: Issuer;
  /** Common name. */
  readonly name: string;
  readonly publicKey: KeyObject;
  /** Milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly extensions: readonly Buffer[];
}

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const COMMON_NAME = '2.5.4.3';
/** The longest that a common name may be (RFC 5280, appendix A). */
const COMMON_NAME_LENGTH = 64;

/** The certificate of an authority that signs servers' certificates and nothing else. @returns DER. */
export function authorityCertificate(issuer: Issuer, notBefore: number, notAfter: number): Buffer {
  const { name, publicKey } = issuer;
  const extensions = [
    extension('2.5.29.19', sequence(truth(), integer(Buffer.from([0]))), true),
    // keyCertSign and cRLSign.
    extension('2.5.29.15', bits(Buffer.from([0b0000_0110]), 1), true),
    extension('2.5.29.14', octets(keyId(publicKey))),
  ];
  return certificate({ issuer, name, publicKey, notBefore, notAfter, extensions });
}

/** The certificate of a server with these names and addresses, at least one. @returns DER. */
export function serverCertificate(
  issuer: Issuer,
  names: readonly string[],
  { publicKey, notBefore, notAfter }: Pick<CertificateSpec, 'publicKey' | 'notBefore' | 'notAfter'>,
): Buffer {
  const extensions = [
    extension('2.5.29.19', sequence(), true),
    // digitalSignature.
    extension('2.5.29.15', bits(Buffer.from([0b1000_0000]), 7), true),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...names.map(alternativeName))),
    extension('2.5.29.35', sequence(implicit(0, keyId(issuer.publicKey)))),
    extension('2.5.29.14', octets(keyId(publicKey))),
  ];
  const name = (names[0] as string).slice(0, COMMON_NAME_LENGTH);
  return certificate({ issuer, name, publicKey, notBefore, notAfter, extensions });
}

function certificate({ issuer, name, publicKey, notBefore, notAfter, extensions }: CertificateSpec): Buffer {
  const content = sequence(...extensions);
  const key = publicKey.export({ type: 'spki', format: 'der' });
  // Told apart by what they say: no chance needed, and no two that differ share one.
  const serial = createHash('sha256').update(key).update(content).update(`${notBefore} ${notAfter}`).digest();
  const signed = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serial.subarray(0, 16)),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer.name),
    sequence(time(notBefore), time(notAfter)),
    distinguishedName(name),
    key,
    explicit(3, content),
  );
  return sequence(signed, ECDSA_WITH_SHA256, bits(sign('sha256', signed, issuer.privateKey)));
}

function extension(id: string, content: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [truth()] : []), octets(content));
}

function distinguishedName(commonName: string): Buffer {
  return sequence(set(sequence(oid(COMMON_NAME), utf8(commonName))));
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 0 ? implicit(2, Buffer.from(name, 'latin1')) : implicit(7, addressBytes(name));
}

/** 4 or 16 bytes of an address. */
function addressBytes(address: string): Buffer {
  if (!address.includes(':')) return Buffer.from(address.split('.').map(Number));
  // An IPv4 tail counts for two groups.
  const text = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [left = '', right] = text.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(left), right === undefined ? [] : groups(right)];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const all = [...before, ...(right === undefined ? [] : zeros), ...after];
  return Buffer.concat(all.map((group) => Buffer.from(group.padStart(4, '0'), 'hex')));
}

/** As the text that trust stores and SDKs take. */
export function pem(certificateDer: Buffer): string {
  const lines = certificateDer.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
