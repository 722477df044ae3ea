import { refuse } from '../../errors/refuse.ts';
import { type Operation, operation } from '../operation.ts';

function ofOnePipeline(name: string, method: 'GET' | 'DELETE'): Operation {
  return operation({
    name,
    method,
    resource: 'service',
    subResource: 'dataPipeline',
    action: `oss:${name}`,
    access: 'manage',
    support: 'NotImplemented',
    run() {
      throw refuse('no-such-data-pipeline');
    },
  });
}

/** Data pipelines are no part of the storage (operations.md §11.8). None can be made here, so there is none to tell of. */
export const dataPipelineOperations: readonly Operation[] = [
  ofOnePipeline('GetDataPipeline', 'GET'),
  ofOnePipeline('DeleteDataPipeline', 'DELETE'),
];
