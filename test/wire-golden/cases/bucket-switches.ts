import { BUCKET, type Case, type Cases, type SignedAsk } from '../support/case.ts';

const get = (query: string): SignedAsk => ({ method: 'GET', bucket: BUCKET, query });
const put = (query: string, body: string): SignedAsk => ({ method: 'PUT', bucket: BUCKET, query, body });
const malformed = (rule: string, query: string, body: string, name = 'setting-malformed-xml'): Case => ({
  name,
  rule,
  cause: 'setting-malformed-xml',
  ask: put(query, body),
});

const acceleration = (enabled: string): SignedAsk =>
  put(
    'transferAcceleration',
    `<TransferAccelerationConfiguration><Enabled>${enabled}</Enabled></TransferAccelerationConfiguration>`,
  );
const directRead = (enabled: string): SignedAsk =>
  put(
    'bucketArchiveDirectRead',
    `<ArchiveDirectReadConfiguration><Enabled>${enabled}</Enabled></ArchiveDirectReadConfiguration>`,
  );
const monitor = (status: string): SignedAsk =>
  put('accessmonitor', `<AccessMonitorConfiguration><Status>${status}</Status></AccessMonitorConfiguration>`);
const group = (id: string): SignedAsk =>
  put(
    'resourceGroup',
    `<BucketResourceGroupConfiguration><ResourceGroupId>${id}</ResourceGroupId></BucketResourceGroupConfiguration>`,
  );
const https = (inside: string): string => `<HttpsConfiguration>${inside}</HttpsConfiguration>`;
const TLS = https(
  '<TLS><Enable>true</Enable><TLSVersion>TLSv1.2</TLSVersion><TLSVersion>TLSv1.3</TLSVersion><TLSVersion>TLSv1.2</TLSVersion></TLS><CipherSuite><Enable>true</Enable><StrongCipherSuite>false</StrongCipherSuite><CustomCipherSuite>ECDHE-ECDSA-AES256-SHA384</CustomCipherSuite><TLS13CustomCipherSuite>TLS_AES_128_GCM_SHA256</TLS13CustomCipherSuite></CipherSuite>',
);

const HIDDEN = `<ResponseHeaderConfiguration>
  <Rule>
    <HideHeaders><Header>Last-Modified</Header></HideHeaders>
    <Filters><Operation>Put</Operation><Operation>GetObject</Operation></Filters>
    <Name>rule1</Name>
  </Rule>
  <Rule><Name>rule2</Name><Filters><Operation>*</Operation></Filters></Rule>
</ResponseHeaderConfiguration>`;

/** Settings that switch one thing on and off (operations.md §5.10, §5.14, §5.18). */
export const bucketSwitchCases: Cases = {
  PutBucketTransferAcceleration: [
    { name: 'set', rule: 'a switch that is taken is answered without body', ask: acceleration('true') },
    {
      name: 'setting-malformed-xml',
      rule: 'it is true or false',
      cause: 'setting-malformed-xml',
      ask: acceleration('yes'),
    },
  ],
  GetBucketTransferAcceleration: [
    {
      name: 'never-set',
      rule: 'a bucket that was never accelerated has nothing to return',
      cause: 'no-acceleration-configuration',
      ask: get('transferAcceleration'),
    },
    {
      name: 'set',
      rule: 'acceleration comes back as it is',
      before: [acceleration('true'), acceleration('False')],
      ask: get('transferAcceleration'),
    },
  ],
  DeleteBucketTransferAcceleration: [
    {
      name: 'set',
      rule: 'what was switched is as if it had never been',
      before: [acceleration('true')],
      ask: { method: 'DELETE', bucket: BUCKET, query: 'transferAcceleration' },
      after: { ask: get('transferAcceleration'), status: 404 },
    },
  ],
  GetObject: [
    {
      name: 'accelerated',
      rule: 'an accelerated bucket answers at the acceleration host',
      before: [acceleration('true'), { method: 'PUT', key: 'a.txt', body: 'hello' }],
      ask: { method: 'GET', bucket: BUCKET, key: 'a.txt', host: `${BUCKET}.oss-accelerate.aliyuncs.com` },
    },
  ],
  GetBucketInfo: [
    {
      name: 'accelerated-and-monitored',
      rule: 'acceleration and access tracking are told with the bucket',
      before: [acceleration('true'), monitor('Enabled')],
      ask: get('bucketInfo'),
    },
  ],
  PutBucketAccessMonitor: [
    { name: 'set', rule: 'a status that is taken is answered without body', ask: monitor('Enabled') },
    {
      name: 'setting-malformed-xml',
      rule: 'the status is one of two',
      cause: 'setting-malformed-xml',
      ask: monitor('enabled'),
    },
  ],
  GetBucketAccessMonitor: [
    { name: 'never-set', rule: 'access is not tracked unless asked for', ask: get('accessmonitor') },
    { name: 'set', rule: 'it is once it was asked for', before: [monitor('Enabled')], ask: get('accessmonitor') },
    {
      name: 'allow-copy',
      rule: 'AllowCopy, which the V2 SDKs send, is kept behind Status',
      before: [
        put(
          'accessmonitor',
          '<AccessMonitorConfiguration><AllowCopy>true</AllowCopy><Status>Enabled</Status></AccessMonitorConfiguration>',
        ),
      ],
      ask: get('accessmonitor'),
    },
  ],
  PutBucketHttpsConfig: [
    { name: 'set', rule: 'a document that is taken is answered without body', ask: put('httpsConfig', TLS) },
    malformed(
      'where TLS is restricted, its versions are named',
      'httpsConfig',
      https('<TLS><Enable>true</Enable></TLS>'),
    ),
    malformed(
      'versions are the four that TLS has',
      'httpsConfig',
      https('<TLS><Enable>true</Enable><TLSVersion>TLSv1.4</TLSVersion></TLS>'),
      'version-unknown',
    ),
  ],
  GetBucketHttpsConfig: [
    { name: 'never-set', rule: 'any version will do unless restricted', ask: get('httpsConfig') },
    {
      name: 'set',
      rule: 'a version that was named twice counts once',
      before: [put('httpsConfig', TLS)],
      ask: get('httpsConfig'),
    },
    {
      name: 'disabled',
      rule: 'where TLS is not restricted no version comes back',
      before: [put('httpsConfig', https('<TLS><Enable>false</Enable><TLSVersion>TLSv1.2</TLSVersion></TLS>'))],
      ask: get('httpsConfig'),
    },
  ],
  PutBucketArchiveDirectRead: [
    { name: 'set', rule: 'a switch that is taken is answered without body', ask: directRead('true') },
    {
      name: 'setting-malformed-xml',
      rule: 'it is true or false',
      cause: 'setting-malformed-xml',
      ask: directRead('1'),
    },
  ],
  GetBucketArchiveDirectRead: [
    {
      name: 'never-set',
      rule: 'a bucket that was never set up has nothing to return',
      cause: 'no-archive-direct-read-configuration',
      ask: get('bucketArchiveDirectRead'),
    },
    {
      name: 'set',
      rule: 'the switch comes back as it is',
      before: [directRead('true')],
      ask: get('bucketArchiveDirectRead'),
    },
  ],
  PutBucketResourceGroup: [
    {
      name: 'set',
      rule: 'a group that is known is answered without body',
      server: { resourceGroups: ['rg-aekz1'] },
      ask: group('rg-aekz1'),
    },
    {
      name: 'resource-group-unknown',
      rule: 'a group has to exist',
      cause: 'resource-group-unknown',
      ask: group('rg-x'),
    },
    malformed(
      'the id is named, be it empty',
      'resourceGroup',
      '<BucketResourceGroupConfiguration></BucketResourceGroupConfiguration>',
    ),
  ],
  GetBucketResourceGroup: [
    { name: 'never-set', rule: 'a bucket is in the default group unless put elsewhere', ask: get('resourceGroup') },
    {
      name: 'set',
      rule: 'the group comes back',
      server: { resourceGroups: ['rg-aekz1'] },
      before: [group('rg-aekz1')],
      ask: get('resourceGroup'),
    },
  ],
  PutBucketResponseHeader: [
    { name: 'set', rule: 'rules that are taken are answered without body', ask: put('responseHeader', HIDDEN) },
    malformed('rules stand in their own document', 'responseHeader', '<Headers></Headers>'),
  ],
  GetBucketResponseHeader: [
    {
      name: 'never-set',
      rule: 'a bucket without rules has none to show',
      cause: 'no-response-header-configuration',
      ask: get('responseHeader'),
    },
    {
      name: 'set',
      rule: 'rules come back in the order of their elements',
      before: [put('responseHeader', HIDDEN)],
      ask: get('responseHeader'),
    },
  ],
  DeleteBucketResponseHeader: [
    {
      name: 'set',
      rule: 'rules that were taken away are gone',
      before: [put('responseHeader', HIDDEN)],
      ask: { method: 'DELETE', bucket: BUCKET, query: 'responseHeader' },
      after: { ask: get('responseHeader'), status: 404 },
    },
  ],
  PutBucket: [
    {
      name: 'resource-group-unknown',
      rule: 'a bucket is not made in a group that does not exist',
      cause: 'resource-group-unknown',
      ask: { method: 'PUT', bucket: 'newbucket', headers: { 'x-oss-resource-group-id': 'rg-x' } },
    },
  ],
};
