import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { child, childText, readXml, type XmlNode } from '../../../xml/read.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import type { Call } from '../../operation.ts';

/** Another way to a bucket (operations.md §11.5). Kept and told of; nothing can be reached through its alias yet. */
export interface AccessPoint {
  readonly name: string;
  /** Name of the bucket. */
  readonly bucket: string;
  /** Account id. */
  readonly owner: string;
  readonly region: string;
  readonly alias: string;
  readonly networkOrigin: 'vpc' | 'internet';
  /** Only of `vpc`. */
  readonly vpcId: string | undefined;
  /** Unix seconds. */
  readonly createdAt: string;
}

const POINT = 'accessPoint/';

/** The names under which a bucket keeps what belongs to an access point. */
export const pointName = (name: string): string => POINT + name;
export const policyName = (name: string): string => `accessPointPolicy/${name}`;
export const blockName = (name: string): string => `accessPointPublicAccessBlock/${name}`;

/** The document that is kept. */
export function pointDocument(point: Omit<AccessPoint, 'bucket' | 'owner' | 'region'>): string {
  const { name, alias, networkOrigin, vpcId, createdAt } = point;
  return xmlDocument([
    'AccessPoint',
    [
      ['AccessPointName', name],
      ['Alias', alias],
      ['NetworkOrigin', networkOrigin],
      vpcId !== undefined && vpcElement(vpcId),
      ['CreationDate', createdAt],
    ],
  ]);
}

/** In answers. There it stands empty for the Internet: the Java SDK reads it of every access point. */
export function vpcElement(vpcId: string | undefined): XmlElement {
  return ['VpcConfiguration', [['VpcId', vpcId ?? '']]];
}

/** The access points of a bucket, by name. */
export function accessPointsOf(bucket: BucketRecord): AccessPoint[] {
  const names = Object.keys(bucket.documents).filter((name) => name.startsWith(POINT));
  return names.sort().map((name) => readPoint(bucket, readXml(bucket.documents[name] ?? '') as XmlNode));
}

function readPoint({ name: bucket, owner, region }: BucketRecord, node: XmlNode): AccessPoint {
  const vpc = child(node, 'VpcConfiguration');
  return {
    name: childText(node, 'AccessPointName') ?? '',
    bucket,
    owner,
    region,
    alias: childText(node, 'Alias') ?? '',
    networkOrigin: vpc === undefined ? 'internet' : 'vpc',
    vpcId: vpc && childText(vpc, 'VpcId'),
    createdAt: childText(node, 'CreationDate') ?? '',
  };
}

/** The access point that x-oss-access-point-name names, in a header or in the query. @throws OssError `no-such-access-point`. */
export function namedPoint({ bucket, request }: Call): AccessPoint {
  const bytes = request.headers.get('x-oss-access-point-name') ?? request.query.get('x-oss-access-point-name') ?? '';
  const name = utf8FromBytes(bytes) ?? bytes;
  const point = accessPointsOf(bucket).find((one) => one.name === name);
  if (point === undefined) throw refuse('no-such-access-point').because({ name });
  return point;
}

/** `acs:oss:<region>:<account>:accesspoint/<name>`. */
export function arnOf({ region, owner, name }: AccessPoint): string {
  return `acs:oss:${region}:${owner}:accesspoint/${name}`;
}
