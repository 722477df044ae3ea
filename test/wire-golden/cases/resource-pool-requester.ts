import type { Cause } from '../../../src/errors/refuse.ts';
import type { Case, Cases, SignedAsk } from '../support/case.ts';

const server = {
  limits: {
    resourcePools: {
      'pool-for-ai': { createdAt: Date.UTC(2024, 9, 1), uploadBandwidth: 5e10 },
      another: { createdAt: Date.UTC(2024, 9, 1) },
    },
  },
};
const ask = (method: string, uid: string, body?: string, pool = 'pool-for-ai'): SignedAsk => ({
  method,
  query: `requesterQosInfo&resourcePool=${pool}&qosRequester=${uid}`,
  body,
});
const qos = (upload: number): string =>
  `<QoSConfiguration><TotalUploadBandwidth>${upload}</TotalUploadBandwidth><TotalDownloadBandwidth>10</TotalDownloadBandwidth></QoSConfiguration>`;
const put = (uid: string, upload = 10, pool?: string): SignedAsk => ask('PUT', uid, qos(upload), pool);
const list = (query: string): SignedAsk => ({ method: 'GET', query });
const refused = (cause: Cause, rule: string, asked: SignedAsk): Case => ({
  name: cause,
  rule,
  cause,
  server,
  ask: asked,
});
const noPool = (asked: SignedAsk): Case => refused('no-such-resource-pool', 'the resource pool has to be there', asked);
const UID = '202835923910178019';

/** Limits of single requesters in a resource pool (operations.md §11.7). */
export const resourcePoolRequesterCases: Cases = {
  PutResourcePoolRequesterQosInfo: [
    { name: 'set', rule: 'limits that are taken are answered without body', server, ask: put(UID) },
    noPool(put(UID, 10, 'none')),
    refused('qos-requester-invalid', 'a requester is named by UID', put('alice')),
    refused('qos-invalid', 'a requester may not have more than the pool', put(UID, 51)),
    refused('setting-malformed-xml', 'limits stand in their own document', ask('PUT', UID, '<Qos></Qos>')),
  ],
  GetResourcePoolRequesterQosInfo: [
    { name: 'never-set', rule: 'a requester without limits has -1 everywhere', server, ask: ask('GET', UID) },
    { name: 'set', rule: 'limits come back', server, before: [put(UID)], ask: ask('GET', UID) },
    {
      name: 'of-another-pool',
      rule: 'each pool has its own',
      server,
      before: [put(UID)],
      ask: { method: 'GET', query: `resourcePool=another&requesterQosInfo&qosRequester=${UID}` },
    },
    noPool(ask('GET', UID, undefined, 'none')),
    refused('qos-requester-invalid', 'a requester is named by UID', ask('GET', '')),
  ],
  ListResourcePoolRequesterQosInfos: [
    {
      name: 'empty',
      rule: 'a pool without limited requesters lists none, wherever its name stands in the query',
      server,
      ask: list('resourcePool=another&requesterQosInfo'),
    },
    {
      name: 'truncated',
      rule: 'requesters are listed by UID, from the token on',
      server,
      before: [put('300'), put('100'), put('200', 5)],
      ask: list('requesterQosInfo&resourcePool=pool-for-ai&max-keys=1&continuation-token=200'),
    },
    noPool(list('requesterQosInfo')),
    refused(
      'max-keys-out-of-range',
      'a page has 1 to 1000 entries',
      list('requesterQosInfo&resourcePool=another&max-keys=0'),
    ),
  ],
  DeleteResourcePoolRequesterQosInfo: [
    {
      name: 'deleted',
      rule: 'limits that are taken away are answered with a 200',
      server,
      before: [put(UID)],
      ask: ask('DELETE', UID),
    },
    { name: 'never-set', rule: 'so are those that never were', server, ask: ask('DELETE', UID) },
    noPool(ask('DELETE', UID, undefined, 'none')),
    refused('qos-requester-invalid', 'a requester is named by UID', ask('DELETE', 'x')),
  ],
};
