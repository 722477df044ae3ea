import { refuse } from '../../../errors/refuse.ts';
import { type Shape, shaped } from '../../../xml/shape.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';

/** As the service prints it. */
const SHAPE: Shape = [
  'BucketProcessConfiguration',
  [
    'CompliedHost',
    'SourceFileProtect',
    'SourceFileProtectSuffix',
    'StyleDelimiters',
    'OssDomainSupportAtProcess',
    ['BucketChannelConfig', [['RuleList', [['Rule', ['RuleName', 'RuleRegex', 'FrontContent', 'CreateTime']]]]]],
  ],
];

/** Elements that say no more than yes or no. */
const SWITCHES = ['SourceFileProtect', 'OssDomainSupportAtProcess'];
const STATES: ReadonlySet<string> = new Set(['Enabled', 'Disabled', 'enabled', 'disabled', '']);

/**
 * How pictures of the bucket are processed (operations.md §11.7): which of them are protected, and what marks a style. Hosts
 * and channels are kept without effect.
 */
export const processConfiguration = setting<XmlElement>({
  title: 'BucketProcessConfiguration',
  subResource: 'processConfiguration',
  support: 'works',
  deletable: false,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    if (root?.name !== 'BucketProcessConfiguration') throw refuse('setting-malformed-xml');
    for (const name of SWITCHES) {
      if (!texts(root, name).every((state) => STATES.has(state))) {
        throw refuse('setting-malformed-xml').because({ element: name });
      }
    }
    return shaped(root, SHAPE);
  },
  print: (element) => element,
  unset: (): XmlElement => [
    'BucketProcessConfiguration',
    [
      ['CompliedHost', 'Img'],
      ['SourceFileProtect', 'Disabled'],
      ['SourceFileProtectSuffix', ''],
      ['StyleDelimiters', ''],
    ],
  ],
});
