import { xmlDate } from '../../../wire/dates.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { accountQos, printQos } from '../../bucket/qos/configuration.ts';
import { callerAccount } from '../../caller.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { requestedPool } from './pools.ts';

export const getResourcePoolInfo = operation({
  name: 'GetResourcePoolInfo',
  method: 'GET',
  resource: 'service',
  subResource: 'resourcePoolInfo',
  alsoSubResource: 'resourcePool',
  when: 'resourcePoolInfo',
  action: 'oss:GetResourcePoolInfo',
  access: 'manage',
  support: 'works',
  run(call) {
    const { name, pool } = requestedPool(call);
    return xmlAnswer(
      xmlDocument([
        'GetResourcePoolInfoResponse',
        [
          ['Region', `oss-${call.service.region}`],
          ['Name', name],
          ['Owner', callerAccount(call)],
          ['CreateTime', xmlDate(pool.createdAt)],
          printQos(accountQos(pool)),
        ],
      ]),
    );
  },
});
