import { refuse } from '../../../errors/refuse.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { child, readXml, type XmlNode } from '../../../xml/read.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { maxKeys } from '../../list-arguments.ts';
import type { Call } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { printQos, type QosConfiguration, readQos } from './configuration.ts';

/** Limits of single requesters, on a bucket or in a resource pool, by UID (operations.md §11.7). */
export type RequesterInfos = ReadonlyMap<string, QosConfiguration>;

export function readRequesterInfos(document: string): RequesterInfos {
  return new Map(readXml(document)?.children.map(entry));
}

function entry(node: XmlNode): [string, QosConfiguration] {
  return [texts(node, 'Requester')[0] ?? '', readQos(child(node, 'QoSConfiguration'))];
}

/** The document that is kept; none when nobody is limited. */
export function requesterInfosDocument(all: RequesterInfos): string | undefined {
  const entries = [...all].sort(byUid).map(([uid, qos]) => requesterElement(uid, qos));
  return entries.length === 0 ? undefined : xmlDocument(['RequesterQoSInfos', entries]);
}

export function requesterElement(uid: string, qos: QosConfiguration): XmlElement {
  return ['RequesterQoSInfo', [['Requester', uid], printQos(qos)]];
}

/** One page by UID, from the token on, with its paging elements before it. @throws OssError `max-keys-out-of-range`. */
export function requesterPage(call: Call, all: RequesterInfos): XmlElement[] {
  const sent = call.request.query.get('continuation-token') ?? '';
  const token = utf8FromBytes(sent) ?? sent;
  const limit = maxKeys(call, 'max-keys-out-of-range');
  const later = [...all].sort(byUid).filter(([uid]) => uid >= token);
  const next = later[limit];
  const paging: XmlElement[] = [['ContinuationToken', token]];
  if (next !== undefined) paging.push(['NextContinuationToken', next[0]]);
  const page = later.slice(0, limit).map(([uid, qos]) => requesterElement(uid, qos));
  return [...paging, ['IsTruncated', next !== undefined], ...page];
}

function byUid([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The UID in qosRequester. @throws OssError `qos-requester-invalid`. */
export function requestedUid({ request }: Call): string {
  const uid = request.query.get('qosRequester') ?? '';
  if (!/^\d{1,32}$/.test(uid)) throw refuse('qos-requester-invalid', argument('qosRequester', uid));
  return uid;
}
