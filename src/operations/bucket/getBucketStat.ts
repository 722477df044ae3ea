import { type XmlElement, xmlDocument } from '../../xml/write.ts';
import { operation, xmlAnswer } from '../operation.ts';
import { channelsOf } from './live/channel.ts';

/** Storage class, and the elements' prefix. Standard has no RealStorage element. */
const CLASSES = [
  ['Standard', 'Standard'],
  ['IA', 'InfrequentAccess'],
  ['Archive', 'Archive'],
  ['ColdArchive', 'ColdArchive'],
  ['DeepColdArchive', 'DeepColdArchive'],
] as const;

/**
 * GetBucketStat (operations.md §4.5). The service counts about once an hour; here the numbers are those of now, so
 * LastModifiedTime is the moment of the request (Unix seconds), and 0 while there is nothing to count.
 */
export const getBucketStat = operation({
  name: 'GetBucketStat',
  method: 'GET',
  resource: 'bucket',
  subResource: 'stat',
  action: 'oss:GetBucketStat',
  access: 'manage',
  support: 'works',
  async run({ store, bucket, bucketName, request }) {
    const usage = await store.bucketUsage(bucketName);
    const counted = usage.objects > 0 || usage.markers > 0 || usage.uploads > 0;
    const classes = CLASSES.flatMap(([storageClass, prefix]): (XmlElement | false)[] => {
      const { storage, objects } = usage.classes[storageClass] ?? { storage: 0, objects: 0 };
      return [
        [`${prefix}Storage`, storage],
        storageClass !== 'Standard' && [`${prefix}RealStorage`, storage],
        [`${prefix}ObjectCount`, objects],
      ];
    });
    return xmlAnswer(
      xmlDocument([
        'BucketStat',
        [
          ['Storage', usage.storage],
          ['ObjectCount', usage.objects],
          ['MultipartUploadCount', usage.uploads],
          ['LiveChannelCount', channelsOf(bucket).length],
          ['LastModifiedTime', counted ? Math.floor(request.receivedAt / 1000) : 0],
          ...classes,
          ['MultipartPartCount', usage.parts],
          ['DeleteMarkerCount', usage.markers],
        ],
      ]),
    );
  },
});
