import { refuse } from '../../../errors/refuse.ts';
import { type Operation, operation } from '../../operation.ts';
import { deleteDataPipelineConfiguration } from './deleteDataPipelineConfiguration.ts';
import { getDataPipelineConfiguration } from './getDataPipelineConfiguration.ts';
import { listDataPipelineConfigurations } from './listDataPipelineConfigurations.ts';
import { putDataPipelineConfiguration } from './putDataPipelineConfiguration.ts';

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

/** Rules that would turn objects into vectors; asked for by other methods than POST there is none (wire.md (c)). */
export const dataPipelineOperations: readonly Operation[] = [
  putDataPipelineConfiguration,
  getDataPipelineConfiguration,
  listDataPipelineConfigurations,
  deleteDataPipelineConfiguration,
  ofOnePipeline('GetDataPipeline', 'GET'),
  ofOnePipeline('DeleteDataPipeline', 'DELETE'),
];
