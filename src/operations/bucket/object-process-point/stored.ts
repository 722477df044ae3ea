import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { childText, readXml, type XmlNode } from '../../../xml/read.ts';
import { xmlDocument } from '../../../xml/write.ts';
import type { Call } from '../../operation.ts';
import { configurationElements, type PointConfiguration, readPointConfiguration } from './configuration.ts';

/** An access point behind which a function changes what is read (operations.md §11.5). Kept and told of; no function is called. */
export interface ObjectProcessPoint extends PointConfiguration {
  readonly name: string;
  /** Name of the bucket. */
  readonly bucket: string;
  /** Account id. */
  readonly owner: string;
  readonly region: string;
  readonly alias: string;
  /** Name of the access point of the same bucket that it stands before. */
  readonly accessPoint: string;
  /** Unix seconds. */
  readonly createdAt: string;
}

const POINT = 'accessPointForObjectProcess/';
export const NAME_HEADER = 'x-oss-access-point-for-object-process-name';

/** The names under which a bucket keeps what belongs to an object FC access point. */
export const pointName = (name: string): string => POINT + name;
export const policyName = (name: string): string => `accessPointPolicyForObjectProcess/${name}`;

/** The document that is kept. */
export function pointDocument(point: Omit<ObjectProcessPoint, 'bucket' | 'owner' | 'region'>): string {
  return xmlDocument([
    'AccessPointForObjectProcess',
    [
      ['AccessPointNameForObjectProcess', point.name],
      ['AccessPointForObjectProcessAlias', point.alias],
      ['AccessPointName', point.accessPoint],
      ['CreationDate', point.createdAt],
      ...configurationElements(point),
    ],
  ]);
}

/** The object FC access points of a bucket, by name. */
export function objectProcessPointsOf(bucket: BucketRecord): ObjectProcessPoint[] {
  const names = Object.keys(bucket.documents).filter((name) => name.startsWith(POINT));
  return names.sort().map((name) => readPoint(bucket, readXml(bucket.documents[name] ?? '') as XmlNode));
}

function readPoint({ name: bucket, owner, region }: BucketRecord, node: XmlNode): ObjectProcessPoint {
  return {
    name: childText(node, 'AccessPointNameForObjectProcess') ?? '',
    bucket,
    owner,
    region,
    alias: childText(node, 'AccessPointForObjectProcessAlias') ?? '',
    accessPoint: childText(node, 'AccessPointName') ?? '',
    createdAt: childText(node, 'CreationDate') ?? '',
    ...readPointConfiguration(node),
  };
}

/** The name in the request's header; empty when there is none. */
export function requestedName({ request }: Call): string {
  const bytes = request.headers.get(NAME_HEADER) ?? '';
  return utf8FromBytes(bytes) ?? bytes;
}

/** The object FC access point that the header names. @throws OssError `no-such-object-process-point`. */
export function namedPoint(call: Call): ObjectProcessPoint {
  const name = requestedName(call);
  const point = objectProcessPointsOf(call.bucket).find((one) => one.name === name);
  if (point === undefined) throw refuse('no-such-object-process-point').because({ name });
  return point;
}

/** `acs:oss:<region>:<account>:accesspointforobjectprocess/<name>`. */
export function arnOf({ region, owner, name }: ObjectProcessPoint): string {
  return `acs:oss:${region}:${owner}:accesspointforobjectprocess/${name}`;
}
