import { X509Certificate } from 'node:crypto';
import { refuse } from '../../../errors/refuse.ts';
import { xmlDate } from '../../../wire/dates.ts';
import { child, readXml, type XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { texts } from '../../setting-values.ts';

/** A certificate of a domain. The private key is not kept. */
export interface DomainCertificate {
  readonly id: string;
  /** What ListCname tells of it. */
  readonly element: XmlElement;
}

/**
 * The certificate that a domain gets: one that the certificate service holds (CAS), known by its id only, or one that comes
 * with the request (Upload), which gets an id.
 * @param sent the CertificateConfiguration. @param bound what the bucket keeps of the domain so far.
 * @returns undefined for none, or one that is to be taken away.
 * @throws OssError `domain-certificate-changed`, `…-missing`, `…-key-missing`, `…-invalid`, `setting-malformed-xml`.
 */
export function requestedCertificate(
  sent: XmlNode | undefined,
  bound: string | undefined,
  now: number,
): DomainCertificate | undefined {
  if (sent === undefined) return undefined;
  checkPrevious(sent, bound);
  if (flag(sent, 'DeleteCertificate')) return undefined;
  const held = texts(sent, 'CertId')[0] ?? '';
  // The answer has it in a header.
  if (!/^[\x21-\x7e]*$/.test(held)) throw refuse('setting-malformed-xml').because({ CertId: held });
  const certificate = readCertificate(sent);
  const id = held === '' && certificate !== undefined ? idOf(certificate) : held;
  const element: XmlElement = [
    'Certificate',
    [
      ['Type', held === '' ? 'Upload' : 'CAS'],
      id !== '' && ['CertId', id],
      ['Status', 'Enabled'],
      ['CreationDate', xmlDate(now)],
      certificate && ['Fingerprint', certificate.fingerprint],
      certificate && ['ValidStartDate', xmlDate(Date.parse(certificate.validFrom))],
      certificate && ['ValidEndDate', xmlDate(Date.parse(certificate.validTo))],
    ],
  ];
  return { id, element };
}

/** Who names the certificate that he means to replace replaces no other one, unless he insists. */
function checkPrevious(sent: XmlNode, bound: string | undefined): void {
  const previous = texts(sent, 'PreviousCertId')[0] ?? '';
  if (previous === '' || flag(sent, 'Force')) return;
  const cname = bound === undefined ? undefined : readXml(bound);
  const used = cname && child(cname, 'Certificate');
  const id = used && texts(used, 'CertId')[0];
  if (previous !== id) throw refuse('domain-certificate-changed', argument('PreviousCertId', previous)).because({ id });
}

function readCertificate(sent: XmlNode): X509Certificate | undefined {
  const pem = texts(sent, 'Certificate')[0] ?? '';
  const key = texts(sent, 'PrivateKey')[0] ?? '';
  if (pem === '' && key === '') return undefined;
  if (pem === '') throw refuse('domain-certificate-missing', argument('Certificate', ''));
  if (key === '') throw refuse('domain-certificate-key-missing', argument('PrivateKey', ''));
  try {
    return new X509Certificate(pem);
  } catch {
    throw refuse('domain-certificate-invalid', argument('Certificate', pem));
  }
}

/** As the certificate service numbers them, in its own region; here the number comes from the fingerprint. */
function idOf({ fingerprint }: X509Certificate): string {
  return `${Number.parseInt(fingerprint.replaceAll(':', '').slice(0, 6), 16)}-cn-hangzhou`;
}

function flag(sent: XmlNode, name: string): boolean {
  return texts(sent, name)[0]?.toLowerCase() === 'true';
}
