import { refuse } from '../../../errors/refuse.ts';
import { readXml, type XmlNode } from '../../../xml/read.ts';
import { type Shape, shaped } from '../../../xml/shape.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { boundDomains, boundName } from './domain.ts';

const SHAPE: Shape = [
  'Cname',
  [
    'Domain',
    'LastModified',
    'Status',
    ['Certificate', ['Type', 'CertId', 'Status', 'CreationDate', 'Fingerprint', 'ValidStartDate', 'ValidEndDate']],
  ],
];

/** operations.md §5.15. */
export const listCname = operation({
  name: 'ListCname',
  method: 'GET',
  resource: 'bucket',
  subResource: 'cname',
  action: 'oss:ListCname',
  access: 'manage',
  support: 'works',
  run({ bucket }) {
    const domains = boundDomains(bucket.documents);
    if (domains.length === 0) throw refuse('no-such-cname', { BucketName: bucket.name });
    return xmlAnswer(
      xmlDocument([
        'ListCnameResult',
        [
          ['Bucket', bucket.name],
          ['Owner', bucket.owner],
          ...domains.map(
            (domain): XmlElement => shaped(readXml(bucket.documents[boundName(domain)] ?? '') as XmlNode, SHAPE),
          ),
        ],
      ]),
    );
  },
});
