import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { receiveDocument } from '../../document.ts';
import { answer, type Call, operation, xmlAnswer } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { checkWithinAccount, readQos, UNLIMITED_QOS } from './configuration.ts';
import {
  type RequesterInfos,
  readRequesterInfos,
  requestedUid,
  requesterElement,
  requesterInfosDocument,
  requesterPage,
} from './requester-infos.ts';

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
    const uid = requestedUid(call);
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
    const uid = requestedUid(call);
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
    const uid = requestedUid(call);
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
    const page = requesterPage(call, requesterQosOf(call.bucket));
    return xmlAnswer(xmlDocument(['ListBucketRequesterQoSInfosResult', [['Bucket', call.bucketName], ...page]]));
  },
});

const known = new WeakMap<BucketRecord, RequesterInfos>();
const NONE: RequesterInfos = new Map();

/** The limits by UID, read once per record. */
export function requesterQosOf(bucket: BucketRecord): RequesterInfos {
  const document = bucket.documents[DOCUMENT];
  if (document === undefined) return NONE;
  let read = known.get(bucket);
  if (read === undefined) {
    read = readRequesterInfos(document);
    known.set(bucket, read);
  }
  return read;
}

function keep(call: Call, all: RequesterInfos): Promise<void> {
  return putBucketDocument(call, DOCUMENT, requesterInfosDocument(all));
}
