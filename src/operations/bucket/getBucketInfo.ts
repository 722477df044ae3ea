import { xmlDate } from '../../wire/dates.ts';
import { xmlDocument } from '../../xml/write.ts';
import { endpointsOf } from '../endpoints.ts';
import { operation, xmlAnswer } from '../operation.ts';
import { blocks, PUBLIC_ACCESS_BLOCK } from '../public-access.ts';
import { resourceGroupOf } from './resource-group.ts';

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
    return xmlAnswer(
      xmlDocument([
        'BucketInfo',
        [
          [
            'Bucket',
            [
              ['AccessMonitor', 'Disabled'],
              ['BlockPublicAccess', blocks(bucket.documents[PUBLIC_ACCESS_BLOCK])],
              ['Comment', ''],
              ['CreationDate', xmlDate(bucket.createdAt)],
              ['ExtranetEndpoint', extranet],
              ['IntranetEndpoint', intranet],
              ['Location', `oss-${bucket.region}`],
              ['StorageClass', bucket.storageClass],
              ['DataRedundancyType', bucket.redundancy],
              ['TransferAcceleration', 'Disabled'],
              ['CrossRegionReplication', 'Disabled'],
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
              ['ServerSideEncryptionRule', [['SSEAlgorithm', 'None']]],
              [
                'BucketPolicy',
                [
                  ['LogBucket', ''],
                  ['LogPrefix', ''],
                ],
              ],
            ],
          ],
        ],
      ]),
    );
  },
});
