import { refuse } from '../../../errors/refuse.ts';
import { setting } from '../../setting.ts';
import { checkWithinAccount, printQos, type QosConfiguration, readQos, UNLIMITED_QOS } from './configuration.ts';

/** How much of bandwidth and requests a bucket may use (operations.md §11.7); the gateway refuses what is more. */
export const qosInfo = setting<QosConfiguration>({
  title: 'BucketQosInfo',
  subResource: 'qosInfo',
  action: 'BucketQoSInfo',
  support: 'works',
  deletable: true,
  malformed: () => refuse('setting-malformed-xml'),
  read: readQos,
  check: ({ service }, qos) => checkWithinAccount(qos, service.limits.account),
  print: printQos,
  unset: () => printQos(UNLIMITED_QOS),
});
