import { X509Certificate } from 'node:crypto';
import { refuse } from '../../../errors/refuse.ts';
import { xmlDate } from '../../../wire/dates.ts';
import type { XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { texts } from '../../setting-values.ts';

/**
 * What ListCname tells of the certificate that was sent with a domain: one that the certificate service holds (CAS), known
 * by its id only, or one that came with the request (Upload). The key is not kept.
 * @returns undefined for none, or one that is to be taken away. @throws OssError `domain-certificate-invalid`.
 */
export function certificateElement(sent: XmlNode | undefined, now: number): XmlElement | undefined {
  if (sent === undefined || texts(sent, 'DeleteCertificate')[0]?.toLowerCase() === 'true') return undefined;
  const id = texts(sent, 'CertId')[0] ?? '';
  const pem = texts(sent, 'Certificate')[0];
  const certificate = pem === undefined ? undefined : readCertificate(pem);
  return [
    'Certificate',
    [
      ['Type', id === '' ? 'Upload' : 'CAS'],
      id !== '' && ['CertId', id],
      ['Status', 'Enabled'],
      ['CreationDate', xmlDate(now)],
      certificate && ['Fingerprint', certificate.fingerprint],
      certificate && ['ValidStartDate', xmlDate(Date.parse(certificate.validFrom))],
      certificate && ['ValidEndDate', xmlDate(Date.parse(certificate.validTo))],
    ],
  ];
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw refuse('domain-certificate-invalid', argument('Certificate', pem));
  }
}
