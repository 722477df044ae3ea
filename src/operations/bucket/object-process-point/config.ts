import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { receiveDocument } from '../../document.ts';
import { answer, type Operation, operation, xmlAnswer } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { configurationElements, readPointConfiguration } from './configuration.ts';
import { namedPoint, pointDocument, pointName } from './stored.ts';

const MAX_BYTES = 16 * 1024;

const common = {
  resource: 'bucket',
  subResource: 'accessPointConfigForObjectProcess',
  access: 'manage',
  support: 'stored',
} as const;

/** The configuration of an object FC access point (operations.md §11.5); what is put replaces all of it. */
export const objectProcessConfigOperations: readonly Operation[] = [
  operation({
    ...common,
    name: 'PutAccessPointConfigForObjectProcess',
    method: 'PUT',
    action: 'oss:PutAccessPointConfigForObjectProcess',
    takesBody: true,
    async run(call) {
      namedPoint(call);
      const malformed = () => refuse('setting-malformed-xml');
      const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
      if (root?.name !== 'PutAccessPointConfigForObjectProcessConfiguration') throw malformed();
      const configuration = readPointConfiguration(root);
      const point = namedPoint(call);
      await putBucketDocument(call, pointName(point.name), pointDocument({ ...point, ...configuration }));
      return answer(200);
    },
  }),
  operation({
    ...common,
    name: 'GetAccessPointConfigForObjectProcess',
    method: 'GET',
    action: 'oss:GetAccessPointConfigForObjectProcess',
    run(call) {
      const point = namedPoint(call);
      return xmlAnswer(xmlDocument(['GetAccessPointConfigForObjectProcessResult', configurationElements(point)]));
    },
  }),
];
