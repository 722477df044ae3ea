import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { requestedPipeline } from './pipelines.ts';

/** API page GetDataPipelineConfiguration. */
export const getDataPipelineConfiguration = operation({
  name: 'GetDataPipelineConfiguration',
  method: 'POST',
  resource: 'service',
  subResource: 'dataPipeline',
  when: 'action=getDataPipelineConfiguration',
  action: 'oss:GetDataPipelineConfiguration',
  access: 'manage',
  support: 'stored',
  run: (call) => xmlAnswer(xmlDocument(requestedPipeline(call).element)),
});
