import { answer, operation } from '../../operation.ts';
import { keepPipelines, pipelinesOf, requestedPipeline } from './pipelines.ts';

/** A POST, so it is answered with 200 (inferred from the other actions). */
export const deleteDataPipelineConfiguration = operation({
  name: 'DeleteDataPipelineConfiguration',
  method: 'POST',
  resource: 'service',
  subResource: 'dataPipeline',
  when: 'action=deleteDataPipelineConfiguration',
  action: 'oss:DeleteDataPipelineConfiguration',
  access: 'manage',
  support: 'stored',
  async run(call) {
    const { name } = requestedPipeline(call);
    await keepPipelines(
      call,
      pipelinesOf(call).filter((other) => other.name !== name),
    );
    return answer(200);
  },
});
