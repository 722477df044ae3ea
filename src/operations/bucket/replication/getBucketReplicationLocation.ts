import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { REGIONS } from '../../service/regions.ts';

/**
 * Where targets may lie (operations.md §5.13): every region, for there are rules across regions and inside one. Those of
 * another region may be reached by the accelerated link, and their time be controlled.
 */
export const getBucketReplicationLocation = operation({
  name: 'GetBucketReplicationLocation',
  method: 'GET',
  resource: 'bucket',
  subResource: 'replicationLocation',
  action: 'oss:GetBucketReplicationLocation',
  access: 'manage',
  support: 'works',
  run({ bucket, service }) {
    const regions = new Set([...REGIONS, service.region, bucket.region]);
    const all = Array.from(regions, (region): XmlElement => ['Location', `oss-${region}`]);
    regions.delete(bucket.region);
    const others = Array.from(regions, (region): XmlElement => ['Location', `oss-${region}`]);
    const accelerated = others.map(
      (location): XmlElement => ['LocationTransferType', [location, ['TransferTypes', [['Type', 'oss_acc']]]]],
    );
    return xmlAnswer(
      xmlDocument([
        'ReplicationLocation',
        [...all, ['LocationTransferTypeConstraint', accelerated], ['LocationRTCConstraint', others]],
      ]),
    );
  },
});
