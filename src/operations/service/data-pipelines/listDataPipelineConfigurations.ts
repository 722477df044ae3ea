import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { type Call, operation, xmlAnswer } from '../../operation.ts';
import { pipelinesOf } from './pipelines.ts';

const MAX_RESULTS = 100;

/** The token of the next page is the last name of this one. */
export const listDataPipelineConfigurations = operation({
  name: 'ListDataPipelineConfigurations',
  method: 'POST',
  resource: 'service',
  subResource: 'dataPipeline',
  when: 'action=listDataPipelineConfigurations',
  action: 'oss:ListDataPipelineConfigurations',
  access: 'manage',
  support: 'stored',
  run(call) {
    const { query } = call.request;
    const limit = maxResults(call);
    const prefix = query.get('prefix') ?? '';
    const after = query.get('nextToken') ?? '';
    const found = pipelinesOf(call).filter(({ name }) => name.startsWith(prefix) && name > after);
    const page = found.slice(0, limit);
    return xmlAnswer(
      xmlDocument([
        'ListDataPipelineConfigurationsResult',
        [
          ['DataPipelineConfigurations', page.map(({ element }) => element)],
          found.length > limit && ['NextToken', page.at(-1)?.name ?? ''],
        ],
      ]),
    );
  },
});

function maxResults({ request }: Call): number {
  const text = request.query.get('maxResults');
  if (text === undefined) return MAX_RESULTS;
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > MAX_RESULTS) throw refuse('data-pipeline-max-results', argument('maxResults', text));
  return value;
}
