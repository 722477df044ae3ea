import { BUCKET, type Cases, type SignedAsk } from '../support/case.ts';

const get = (query: string): SignedAsk => ({ method: 'GET', bucket: BUCKET, query });
const put = (query: string, body: string): SignedAsk => ({ method: 'PUT', bucket: BUCKET, query, body });
const remove = (query: string): SignedAsk => ({ method: 'DELETE', bucket: BUCKET, query });
const capacity = (gigabytes: string): SignedAsk =>
  put('qos', `<BucketUserQos><StorageCapacity>${gigabytes}</StorageCapacity></BucketUserQos>`);
const quota = (bytes: string, mode: string): SignedAsk =>
  put('quota', `<QuotaConfiguration><StorageQuota>${bytes}</StorageQuota><Mode>${mode}</Mode></QuotaConfiguration>`);
const qos = (elements: string): string => `<QoSConfiguration>${elements}</QoSConfiguration>`;
const TEN = qos(
  '<TotalUploadBandwidth>10</TotalUploadBandwidth><IntranetUploadBandwidth>-1</IntranetUploadBandwidth><ExtranetUploadBandwidth>5</ExtranetUploadBandwidth><TotalDownloadBandwidth>10</TotalDownloadBandwidth><TotalQps>1000</TotalQps>',
);
const ONE = 'requesterQosInfo&qosRequester=';
const OTHER = '202835923910178018';
const ACCOUNT = { limits: { account: { uploadBandwidth: 5e9, requestsPerSecond: 1000 } } };

const CREATED = Date.UTC(2024, 9, 1);
const POOLS = {
  limits: {
    resourcePools: {
      'pool-for-ai': { createdAt: CREATED, buckets: [BUCKET, 'not-there'], uploadBandwidth: 5e11 },
      another: { createdAt: CREATED },
    },
  },
};

/** Limits of buckets, requesters and accounts (operations.md §11.7). */
export const qosCases: Cases = {
  PutUserQos: [
    { name: 'set', rule: 'a capacity that is taken is answered without body', ask: capacity('10') },
    { name: 'below-unlimited', rule: 'a capacity is -1 or more', cause: 'qos-invalid', ask: capacity('-2') },
    {
      name: 'setting-malformed-xml',
      rule: 'a capacity stands in its own document',
      cause: 'setting-malformed-xml',
      ask: put('qos', '<Qos></Qos>'),
    },
  ],
  GetUserQos: [
    { name: 'never-set', rule: 'a bucket holds any amount unless told otherwise', ask: get('qos') },
    { name: 'set', rule: 'a capacity comes back', before: [capacity('10')], ask: get('qos') },
  ],
  PutBucketStorageQuota: [
    { name: 'set', rule: 'a quota that is taken is answered without body', ask: quota('1024', 'Strict') },
    {
      name: 'storage-quota-invalid',
      rule: 'a quota is a number of bytes',
      cause: 'storage-quota-invalid',
      ask: quota('1 GB', 'Strict'),
    },
    {
      name: 'mode-unknown',
      rule: 'it is strict or warns',
      cause: 'storage-quota-invalid',
      ask: quota('1024', 'Soft'),
    },
    {
      name: 'setting-malformed-xml',
      rule: 'a quota is named',
      cause: 'setting-malformed-xml',
      ask: put('quota', '<QuotaConfiguration><Mode>Strict</Mode></QuotaConfiguration>'),
    },
  ],
  GetBucketStorageQuota: [
    {
      name: 'never-set',
      rule: 'a bucket without a quota has none to show',
      cause: 'no-storage-quota',
      ask: get('quota'),
    },
    {
      name: 'set',
      rule: 'a quota comes back with what the bucket holds; a mode that is left empty is the strict one',
      before: [{ method: 'PUT', key: 'key', body: 'twelve bytes' }, quota('1024', '')],
      ask: get('quota'),
    },
  ],
  DeleteBucketStorageQuota: [
    {
      name: 'set',
      rule: 'a quota that was taken away refuses nothing more',
      before: [quota('0', 'Strict')],
      ask: remove('quota'),
      after: { ask: { method: 'PUT', key: 'key', body: 'x' }, status: 200 },
    },
  ],
  PutObject: [
    {
      name: 'storage-quota-exceeded',
      rule: 'what would not fit into a strict quota is not stored',
      cause: 'storage-quota-exceeded',
      before: [quota('11', 'Strict')],
      ask: { method: 'PUT', key: 'key', body: 'twelve bytes' },
      after: { ask: { method: 'HEAD', key: 'key' }, status: 404 },
    },
    {
      name: 'storage-quota-warning',
      rule: 'a quota that only warns refuses nothing',
      before: [quota('11', 'Warning')],
      ask: { method: 'PUT', key: 'key', body: 'twelve bytes' },
    },
    {
      name: 'traffic-limited',
      rule: 'an upload that was held back says how long',
      ask: { method: 'PUT', key: 'key', headers: { 'x-oss-traffic-limit': '819200' }, body: 'x'.repeat(1024) },
    },
    {
      name: 'storage-capacity-exceeded',
      rule: 'what would not fit into the bucket is not stored',
      cause: 'storage-capacity-exceeded',
      before: [capacity('0')],
      ask: { method: 'PUT', key: 'key', body: 'x' },
      after: { ask: { method: 'HEAD', key: 'key' }, status: 404 },
    },
    {
      name: 'upload-traffic-exceeded',
      rule: 'uploads are refused until those before are paid for',
      cause: 'upload-traffic-exceeded',
      server: { limits: { account: { uploadBandwidth: 8 } } },
      before: [{ method: 'PUT', key: 'key', body: 'twelve bytes' }],
      ask: { method: 'PUT', key: 'key', body: 'x' },
    },
  ],
  GetObject: [
    {
      name: 'download-traffic-exceeded',
      rule: 'downloads are refused until those before are paid for',
      cause: 'download-traffic-exceeded',
      server: { limits: { account: { downloadBandwidth: 8 } } },
      before: [
        { method: 'PUT', key: 'key', body: 'twelve bytes' },
        { method: 'GET', key: 'key' },
      ],
      ask: { method: 'GET', key: 'key' },
    },
    {
      name: 'traffic-limited',
      rule: 'a download that is held back says how long it will take',
      before: [{ method: 'PUT', key: 'key', body: 'x'.repeat(1024) }],
      ask: { method: 'GET', key: 'key', headers: { 'x-oss-traffic-limit': '819200' } },
    },
    {
      name: 'requests-exceeded',
      rule: 'requests are refused when those of the second are used up',
      cause: 'requests-exceeded',
      server: { limits: { account: { requestsPerSecond: 1 } } },
      before: [{ method: 'PUT', key: 'key', body: 'x' }],
      ask: { method: 'GET', key: 'key' },
    },
  ],
  ListBuckets: [
    {
      name: 'management-requests-exceeded',
      rule: 'management is refused when that of the second is used up',
      cause: 'management-requests-exceeded',
      server: { limits: { account: { managementPerSecond: 1 } } },
      before: [get('bucketInfo')],
      ask: { method: 'GET' },
    },
  ],
  PutBucketQosInfo: [
    { name: 'set', rule: 'limits that are taken are answered without body', ask: put('qosInfo', TEN) },
    {
      name: 'part-above-total',
      rule: 'no network may have more than all together',
      cause: 'qos-invalid',
      ask: put(
        'qosInfo',
        qos('<TotalUploadBandwidth>10</TotalUploadBandwidth><ExtranetUploadBandwidth>11</ExtranetUploadBandwidth>'),
      ),
    },
    {
      name: 'above-account',
      rule: 'a bucket may not have more than its account',
      cause: 'qos-invalid',
      server: ACCOUNT,
      ask: put('qosInfo', qos('<TotalUploadBandwidth>6</TotalUploadBandwidth>')),
    },
    {
      name: 'setting-malformed-xml',
      rule: 'limits stand in their own document',
      cause: 'setting-malformed-xml',
      ask: put('qosInfo', '<Qos></Qos>'),
    },
  ],
  GetBucketQosInfo: [
    { name: 'never-set', rule: 'a bucket without limits has -1 everywhere', ask: get('qosInfo') },
    {
      name: 'set',
      rule: 'limits come back, -1 where none was given',
      before: [put('qosInfo', TEN)],
      ask: get('qosInfo'),
    },
  ],
  DeleteBucketQosInfo: [
    {
      name: 'deleted',
      rule: 'limits that are taken away are answered without body',
      before: [put('qosInfo', TEN)],
      ask: remove('qosInfo'),
    },
  ],
  PutBucketRequesterQosInfo: [
    { name: 'set', rule: 'limits of a requester are answered without body', ask: put(`${ONE}${OTHER}`, TEN) },
    {
      name: 'qos-requester-invalid',
      rule: 'a requester is named by UID',
      cause: 'qos-requester-invalid',
      ask: put(`${ONE}alice`, TEN),
    },
    {
      name: 'above-account',
      rule: 'a requester may not have more than the account',
      cause: 'qos-invalid',
      server: ACCOUNT,
      ask: put(`${ONE}${OTHER}`, qos('<TotalQps>1001</TotalQps>')),
    },
    {
      name: 'setting-malformed-xml',
      rule: 'limits stand in their own document',
      cause: 'setting-malformed-xml',
      ask: put(`${ONE}${OTHER}`, ''),
    },
  ],
  GetBucketRequesterQosInfo: [
    { name: 'never-set', rule: 'a requester without limits has -1 everywhere', ask: get(`${ONE}${OTHER}`) },
    { name: 'set', rule: 'limits come back', before: [put(`${ONE}${OTHER}`, TEN)], ask: get(`${ONE}${OTHER}`) },
    {
      name: 'qos-requester-invalid',
      rule: 'a requester is named by UID',
      cause: 'qos-requester-invalid',
      ask: get(ONE),
    },
  ],
  DeleteBucketRequesterQosInfo: [
    {
      name: 'deleted',
      rule: 'limits of a requester that are taken away are answered without body',
      before: [put(`${ONE}${OTHER}`, TEN)],
      ask: remove(`${ONE}${OTHER}`),
    },
    {
      name: 'qos-requester-invalid',
      rule: 'a requester is named by UID',
      cause: 'qos-requester-invalid',
      ask: remove(`${ONE}x`),
    },
  ],
  ListBucketRequesterQosInfos: [
    { name: 'empty', rule: 'a bucket without limited requesters lists none', ask: get('requesterQosInfo') },
    {
      name: 'truncated',
      rule: 'requesters are listed by UID, from the token on',
      before: [put(`${ONE}300`, TEN), put(`${ONE}100`, TEN), put(`${ONE}200`, qos('<TotalQps>5</TotalQps>'))],
      ask: get('requesterQosInfo&max-keys=1&continuation-token=200'),
    },
    {
      name: 'max-keys-out-of-range',
      rule: 'a page has 1 to 1000 entries',
      cause: 'max-keys-out-of-range',
      ask: get('requesterQosInfo&max-keys=0'),
    },
  ],
  ListResourcePools: [
    {
      name: 'none',
      rule: 'an account without resource pools lists none',
      ask: { method: 'GET', query: 'resourcePool' },
    },
    {
      name: 'truncated',
      rule: 'resource pools are listed by name, from the token on',
      server: POOLS,
      ask: { method: 'GET', query: 'resourcePool&max-keys=1&continuation-token=a' },
    },
    {
      name: 'max-keys-out-of-range',
      rule: 'a page has 1 to 1000 entries',
      cause: 'max-keys-out-of-range',
      ask: { method: 'GET', query: 'resourcePool&max-keys=x' },
    },
  ],
  GetResourcePoolInfo: [
    {
      name: 'found',
      rule: 'a resource pool tells its limits, wherever its name stands in the query',
      server: POOLS,
      ask: { method: 'GET', query: 'resourcePool=pool-for-ai&resourcePoolInfo' },
    },
    {
      name: 'no-such-resource-pool',
      rule: 'there is no resource pool but those listed',
      cause: 'no-such-resource-pool',
      ask: { method: 'GET', query: 'resourcePoolInfo&resourcePool=none' },
    },
  ],
  ListResourcePoolBuckets: [
    {
      name: 'all',
      rule: 'the buckets in a resource pool are listed with when they joined it',
      server: POOLS,
      ask: { method: 'GET', query: 'resourcePoolBuckets&resourcePool=pool-for-ai' },
    },
    {
      name: 'no-such-resource-pool',
      rule: 'there is no resource pool but those listed',
      cause: 'no-such-resource-pool',
      ask: { method: 'GET', query: 'resourcePoolBuckets' },
    },
  ],
  GetUserQosInfo: [
    {
      name: 'unlimited',
      rule: 'an account without limits has -1 everywhere',
      ask: { method: 'GET', query: 'qosInfo' },
    },
    {
      name: 'limited',
      rule: 'the limits of the account are told',
      server: ACCOUNT,
      ask: { method: 'GET', query: 'qosInfo' },
    },
  ],
};
