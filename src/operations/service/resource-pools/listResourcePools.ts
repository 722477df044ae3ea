import { xmlDate } from '../../../wire/dates.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { callerAccount } from '../../caller.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import type { ResourcePool } from '../../service-limits.ts';
import { page } from './pools.ts';

/** The resource pools of the configuration; no operation makes one (operations.md §11.7). */
export const listResourcePools = operation({
  name: 'ListResourcePools',
  method: 'GET',
  resource: 'service',
  subResource: 'resourcePool',
  action: 'oss:ListResourcePools',
  access: 'manage',
  support: 'works',
  run(call) {
    const pools = call.service.limits.resourcePools ?? {};
    return xmlAnswer(
      xmlDocument([
        'ListResourcePoolsResult',
        [
          ['Region', `oss-${call.service.region}`],
          ['Owner', callerAccount(call)],
          ...page(call, Object.keys(pools), (name) => [
            'ResourcePool',
            [
              ['Name', name],
              ['CreateTime', xmlDate((pools[name] as ResourcePool).createdAt)],
            ],
          ]),
        ],
      ]),
    );
  },
});
