import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { checkWithinAccount, readQos, UNLIMITED_QOS } from '../../bucket/qos/configuration.ts';
import {
  type RequesterInfos,
  readRequesterInfos,
  requestedUid,
  requesterElement,
  requesterInfosDocument,
  requesterPage,
} from '../../bucket/qos/requester-infos.ts';
import { callerAccount } from '../../caller.ts';
import { receiveDocument } from '../../document.ts';
import { answer, type Call, type Operation, operation, xmlAnswer } from '../../operation.ts';
import { requestedPool } from './pools.ts';

const MAX_BYTES = 16 * 1024;

const common = { resource: 'service', subResource: 'requesterQosInfo', access: 'manage', support: 'stored' } as const;
const one = { ...common, when: 'qosRequester' } as const;

/**
 * Limits of single requesters in a resource pool (operations.md §11.7), kept for each account and pool. Requests are
 * not held against them. Those of one requester stand before the list, which the same query keys select.
 */
export const resourcePoolRequesterQosOperations: readonly Operation[] = [
  operation({
    ...one,
    name: 'PutResourcePoolRequesterQosInfo',
    method: 'PUT',
    action: 'oss:PutResourcePoolRequesterQoSInfo',
    takesBody: true,
    async run(call) {
      const { pool } = requestedPool(call);
      const uid = requestedUid(call);
      const malformed = () => refuse('setting-malformed-xml');
      const qos = readQos(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
      checkWithinAccount(qos, pool);
      const all = new Map(infosOf(call));
      await keep(call, all.set(uid, qos));
      return answer(200);
    },
  }),
  operation({
    ...one,
    name: 'GetResourcePoolRequesterQosInfo',
    method: 'GET',
    alsoSubResource: 'resourcePool',
    action: 'oss:GetResourcePoolRequesterQoSInfo',
    run(call) {
      requestedPool(call);
      const uid = requestedUid(call);
      return xmlAnswer(xmlDocument(requesterElement(uid, infosOf(call).get(uid) ?? UNLIMITED_QOS)));
    },
  }),
  operation({
    ...common,
    name: 'ListResourcePoolRequesterQosInfos',
    method: 'GET',
    alsoSubResource: 'resourcePool',
    when: 'requesterQosInfo',
    action: 'oss:ListResourcePoolRequesterQoSInfos',
    run(call) {
      const { name } = requestedPool(call);
      const page = requesterPage(call, infosOf(call));
      return xmlAnswer(xmlDocument(['ListResourcePoolRequesterQoSInfosResult', [['ResourcePool', name], ...page]]));
    },
  }),
  operation({
    ...one,
    name: 'DeleteResourcePoolRequesterQosInfo',
    method: 'DELETE',
    action: 'oss:DeleteResourcePoolRequesterQoSInfo',
    async run(call) {
      requestedPool(call);
      const uid = requestedUid(call);
      const all = new Map(infosOf(call));
      if (all.delete(uid)) await keep(call, all);
      // The API reference shows a 200 here, not the usual 204.
      return answer(200);
    },
  }),
];

function settingName(call: Call): string {
  return `resourcePoolRequesterQosInfo/${callerAccount(call)}/${requestedPool(call).name}`;
}

function infosOf(call: Call): RequesterInfos {
  return readRequesterInfos(call.store.setting(settingName(call)) ?? '');
}

function keep(call: Call, all: RequesterInfos): Promise<void> {
  return call.store.setSetting(settingName(call), requesterInfosDocument(all));
}
