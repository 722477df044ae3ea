import { refuse } from '../../../errors/refuse.ts';
import { xmlDate } from '../../../wire/dates.ts';
import { receiveDocument } from '../../document.ts';
import { answer, operation } from '../../operation.ts';
import { keepPipelines, pipelinesOf, readPipeline, requestedName } from './pipelines.ts';

const RULES = { limit: 64 * 1024, malformed: () => refuse('setting-malformed-xml') };

/** A pipeline of a name that is taken replaces the one before (inferred). */
export const putDataPipelineConfiguration = operation({
  name: 'PutDataPipelineConfiguration',
  method: 'POST',
  resource: 'service',
  subResource: 'dataPipeline',
  when: 'action=putDataPipelineConfiguration',
  action: 'oss:PutDataPipelineConfiguration',
  access: 'manage',
  support: 'stored',
  takesBody: true,
  async run(call) {
    const name = requestedName(call);
    const root = await receiveDocument(call, RULES);
    const role = call.request.query.get('role') ?? '';
    const pipeline = readPipeline(root, name, role, xmlDate(call.runtime.clock.now()));
    await keepPipelines(call, [...pipelinesOf(call).filter((other) => other.name !== name), pipeline]);
    return answer(200);
  },
});
