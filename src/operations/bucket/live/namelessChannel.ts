import { refuse } from '../../../errors/refuse.ts';
import { type Operation, operation } from '../../operation.ts';

function nameless(name: string, method: 'PUT' | 'DELETE'): Operation {
  return operation({
    name,
    method,
    resource: 'bucket',
    subResource: 'live',
    action: `oss:${name}`,
    access: 'manage',
    support: 'works',
    run() {
      throw refuse('channel-name-empty');
    },
  });
}

/** What is asked of a channel whose name was left out: the request is about the bucket then (400 page of 2021). */
export const namelessOperations: readonly Operation[] = [
  nameless('PutLiveChannel', 'PUT'),
  nameless('DeleteLiveChannel', 'DELETE'),
];
