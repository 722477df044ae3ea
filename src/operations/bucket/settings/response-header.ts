import { refuse } from '../../../errors/refuse.ts';
import { type Shape, shaped } from '../../../xml/shape.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';

const SHAPE: Shape = [
  'ResponseHeaderConfiguration',
  [['Rule', ['Name', ['Filters', ['Operation']], ['HideHeaders', ['Header']]]]],
];

/** Which headers the answers of which operations go without (Go SDK v1, client.go and type.go). */
export const responseHeader = setting<XmlElement>({
  title: 'BucketResponseHeader',
  subResource: 'responseHeader',
  support: 'stored',
  deletable: true,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    if (root?.name !== 'ResponseHeaderConfiguration') throw refuse('setting-malformed-xml');
    return shaped(root, SHAPE);
  },
  print: (configuration) => configuration,
  unset({ name }) {
    throw refuse('no-response-header-configuration', { BucketName: name });
  },
});
