import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { child, readXml, type XmlNode } from '../../../xml/read.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { receiveDocument } from '../../document.ts';
import { maxKeys } from '../../list-arguments.ts';
import { answer, type Call, operation, xmlAnswer } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { checkWithinAccount, printQos, type QosConfiguration, readQos, UNLIMITED_QOS } from './configuration.ts';

/** Limits of single requesters on a bucket, by UID; kept as one document (operations.md §11.7). */
const DOCUMENT = 'requesterQosInfo';
const MAX_BYTES = 16 * 1024;

const common = { resource: 'bucket', subResource: DOCUMENT, access: 'manage', support: 'works' } as const;
const one = { ...common, when: 'qosRequester' } as const;

export const putBucketRequesterQosInfo = operation({
  ...one,
  name: 'PutBucketRequesterQosInfo',
  method: 'PUT',
  action: 'oss:PutBucketRequesterQoSInfo',
  takesBody: true,
  async run(call) {
    const uid = requester(call);
    const malformed = () => refuse('setting-malformed-xml');
    const qos = readQos(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    checkWithinAccount(qos, call.service.limits.account);
    const all = new Map(requesterQosOf(call.bucket));
    await keep(call, all.set(uid, qos));
    return answer(200);
  },
});

export const getBucketRequesterQosInfo = operation({
  ...one,
  name: 'GetBucketRequesterQosInfo',
  method: 'GET',
  action: 'oss:GetBucketRequesterQoSInfo',
  run(call) {
    const uid = requester(call);
    const qos = requesterQosOf(call.bucket).get(uid) ?? UNLIMITED_QOS;
    return xmlAnswer(xmlDocument(requesterElement(uid, qos)));
  },
});

export const deleteBucketRequesterQosInfo = operation({
  ...one,
  name: 'DeleteBucketRequesterQosInfo',
  method: 'DELETE',
  action: 'oss:DeleteBucketRequesterQoSInfo',
  async run(call) {
    const uid = requester(call);
    const all = new Map(requesterQosOf(call.bucket));
    if (all.delete(uid)) await keep(call, all);
    return answer(204);
  },
});

export const listBucketRequesterQosInfos = operation({
  ...common,
  name: 'ListBucketRequesterQosInfos',
  method: 'GET',
  action: 'oss:ListBucketRequesterQoSInfos',
  run(call) {
    const { query } = call.request;
    const token = query.get('continuation-token') ?? '';
    const limit = maxKeys(call, 'max-keys-out-of-range');
    const later = [...requesterQosOf(call.bucket)].sort(byUid).filter(([uid]) => uid >= token);
    const page = later.slice(0, limit);
    const next = later[limit];
    return xmlAnswer(
      xmlDocument([
        'ListBucketRequesterQoSInfosResult',
        [
          ['Bucket', call.bucketName],
          ['ContinuationToken', token],
          next !== undefined && ['NextContinuationToken', next[0]],
          ['IsTruncated', next !== undefined],
          ...page.map(([uid, qos]) => requesterElement(uid, qos)),
        ],
      ]),
    );
  },
});

const known = new WeakMap<BucketRecord, ReadonlyMap<string, QosConfiguration>>();
const NONE: ReadonlyMap<string, QosConfiguration> = new Map();

/** The limits by UID, read once per record. */
export function requesterQosOf(bucket: BucketRecord): ReadonlyMap<string, QosConfiguration> {
  const document = bucket.documents[DOCUMENT];
  if (document === undefined) return NONE;
  let read = known.get(bucket);
  if (read === undefined) {
    read = new Map(readXml(document)?.children.map(entry));
    known.set(bucket, read);
  }
  return read;
}

function entry(node: XmlNode): [string, QosConfiguration] {
  return [texts(node, 'Requester')[0] ?? '', readQos(child(node, 'QoSConfiguration'))];
}

function keep(call: Call, all: ReadonlyMap<string, QosConfiguration>): Promise<void> {
  const entries = [...all].sort(byUid).map(([uid, qos]) => requesterElement(uid, qos));
  const document = entries.length === 0 ? undefined : xmlDocument(['RequesterQoSInfos', entries]);
  return putBucketDocument(call, DOCUMENT, document);
}

function requesterElement(uid: string, qos: QosConfiguration): XmlElement {
  return ['RequesterQoSInfo', [['Requester', uid], printQos(qos)]];
}

function byUid([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @throws OssError `qos-requester-invalid`. */
function requester({ request }: Call): string {
  const uid = request.query.get('qosRequester') ?? '';
  if (!/^\d{1,32}$/.test(uid)) throw refuse('qos-requester-invalid', argument('qosRequester', uid));
  return uid;
}
