import { xmlDate } from '../../../wire/dates.ts';
import type { XmlElement } from '../../../xml/write.ts';
import type { Filter, Rule, Tag, Transition, When } from './rule.ts';

/** Rules as the service prints them (operations.md §5.1). */
export function printRules(rules: readonly Rule[]): XmlElement {
  return ['LifecycleConfiguration', rules.map(printRule)];
}

function printRule(rule: Rule): XmlElement {
  const { id, prefix, enabled, tags, filter, expiration, abort, noncurrentExpiration, atimeBase } = rule;
  return [
    'Rule',
    [
      id !== undefined && ['ID', id],
      ['Prefix', prefix],
      ['Status', enabled ? 'Enabled' : 'Disabled'],
      ...tags.map(printTag),
      filter && printFilter(filter),
      expiration && [
        'Expiration',
        [expiration === 'delete-markers' ? ['ExpiredObjectDeleteMarker', true] : printWhen(expiration)],
      ],
      ...rule.transitions.map((transition) => printTransition('Transition', transition)),
      abort && ['AbortMultipartUpload', [printWhen(abort)]],
      noncurrentExpiration !== undefined && ['NoncurrentVersionExpiration', [['NoncurrentDays', noncurrentExpiration]]],
      ...rule.noncurrentTransitions.map((transition) => printTransition('NoncurrentVersionTransition', transition)),
      atimeBase !== undefined && ['AtimeBase', atimeBase],
    ],
  ];
}

function printTag({ key, value }: Tag): XmlElement {
  return [
    'Tag',
    [
      ['Key', key],
      ['Value', value],
    ],
  ];
}

function printFilter({ not, largerThan, smallerThan }: Filter): XmlElement {
  return [
    'Filter',
    [
      not && ['Not', [['Prefix', not.prefix], not.tag && printTag(not.tag)]],
      largerThan !== undefined && ['ObjectSizeGreaterThan', largerThan],
      smallerThan !== undefined && ['ObjectSizeLessThan', smallerThan],
    ],
  ];
}

function printWhen(when: When): XmlElement {
  if ('days' in when) return ['Days', when.days];
  return 'from' in when ? ['Date', xmlDate(when.from)] : ['CreatedBeforeDate', xmlDate(when.before)];
}

function printTransition(name: string, { when, storageClass, byAccess, returns, smallFiles }: Transition): XmlElement {
  const noncurrent = name === 'NoncurrentVersionTransition' && 'days' in when;
  return [
    name,
    [
      noncurrent ? ['NoncurrentDays', when.days] : printWhen(when),
      ['StorageClass', storageClass],
      byAccess && ['IsAccessTime', true],
      returns !== undefined && ['ReturnToStdWhenVisit', returns],
      smallFiles !== undefined && ['AllowSmallFile', smallFiles],
    ],
  ];
}
