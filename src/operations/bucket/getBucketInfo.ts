import { xmlDate } from '../../wire/dates.ts';
import { xmlDocument } from '../../xml/write.ts';
import { endpointsOf } from '../endpoints.ts';
import { isHierarchical } from '../object/directory/hierarchy.ts';
import { operation, xmlAnswer } from '../operation.ts';
import { bucketPublicAccessBlock } from '../public-access.ts';
import { bucketLogging } from './logging/logging.ts';
import { redundancyOf } from './redundancy-transition/task.ts';
import { REPLICATION } from './replication/rules.ts';
import { accessMonitorOf } from './settings/access-monitor.ts';
import { encryptionSummary } from './settings/encryption.ts';
import { resourceGroupOf } from './settings/resource-group.ts';
import { transferAcceleration } from './settings/transfer-acceleration.ts';

/** GetBucketInfo (operations.md §4.3). Here, unlike elsewhere, DisplayName stands before ID. */
export const getBucketInfo = operation({
  name: 'GetBucketInfo',
  method: 'GET',
  resource: 'bucket',
  subResource: 'bucketInfo',
  action: 'oss:GetBucketInfo',
  access: 'manage',
  support: 'works',
  run(call) {
    const { bucket } = call;
    const { extranet, intranet } = endpointsOf(call, bucket.region);
    const logs = bucketLogging.of(bucket)?.target;
    return xmlAnswer(
      xmlDocument([
        'BucketInfo',
        [
          [
            'Bucket',
            [
              ['AccessMonitor', accessMonitorOf(bucket)],
              ['BlockPublicAccess', bucketPublicAccessBlock.of(bucket) === true],
              ['Comment', ''],
              ['CreationDate', xmlDate(bucket.createdAt)],
              ['ExtranetEndpoint', extranet],
              ['IntranetEndpoint', intranet],
              ['Location', `oss-${bucket.region}`],
              ['StorageClass', bucket.storageClass],
              ['DataRedundancyType', redundancyOf(bucket, call.runtime.clock.now())],
              ['TransferAcceleration', transferAcceleration.of(bucket) ? 'Enabled' : 'Disabled'],
              ['CrossRegionReplication', bucket.documents[REPLICATION] === undefined ? 'Disabled' : 'Enabled'],
              isHierarchical(bucket) && ['HierarchicalNamespace', 'Enabled'],
              ['Name', bucket.name],
              ['ResourceGroupId', resourceGroupOf(bucket)],
              [
                'Owner',
                [
                  ['DisplayName', bucket.owner],
                  ['ID', bucket.owner],
                ],
              ],
              ['AccessControlList', [['Grant', bucket.acl]]],
              encryptionSummary(bucket),
              bucket.versioning !== undefined && ['Versioning', bucket.versioning],
              [
                'BucketPolicy',
                [
                  ['LogBucket', logs?.bucket ?? ''],
                  ['LogPrefix', logs?.prefix ?? ''],
                ],
              ],
            ],
          ],
        ],
      ]),
    );
  },
});
