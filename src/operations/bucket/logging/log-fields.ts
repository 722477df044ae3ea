import { refuse } from '../../../errors/refuse.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { type Setting, setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';

/** What is logged of each request beside the usual fields (operations.md §5.2). */
export interface LogFields {
  readonly headers: readonly string[];
  readonly parameters: readonly string[];
}

const MAX_FIELDS = 6;
/** Printable ASCII without the colon. */
const HEADER_NAME = /^[!-9;-~]+$/;

export const userDefinedLogFields: Setting<LogFields> = setting({
  title: 'UserDefinedLogFieldsConfig',
  subResource: 'userDefinedLogFieldsConfig',
  support: 'works',
  deletable: true,
  malformed: () => refuse('log-fields-malformed-xml'),
  read(root) {
    if (root?.name !== 'UserDefinedLogFieldsConfiguration') throw refuse('log-fields-malformed-xml');
    const headers = names(root, 'HeaderSet', 'header');
    const parameters = names(root, 'ParamSet', 'parameter');
    const count = headers.length + parameters.length;
    if (count === 0) throw refuse('log-fields-empty');
    if (count > MAX_FIELDS) {
      throw refuse('log-fields-too-many', argument('UserDefinedLogFieldsConfiguration', `${count}`));
    }
    for (const header of headers) {
      if (header.includes('_')) throw refuse('log-field-header-underscore', argument('header', header));
      if (!HEADER_NAME.test(header)) throw refuse('log-field-header-invalid', argument('header', header));
    }
    return { headers, parameters };
  },
  print: ({ headers, parameters }): XmlElement => [
    'UserDefinedLogFieldsConfiguration',
    [
      headers.length > 0 && ['HeaderSet', headers.map((header): XmlElement => ['header', header])],
      parameters.length > 0 && ['ParamSet', parameters.map((name): XmlElement => ['parameter', name])],
    ],
  ],
  unset({ name }) {
    throw refuse('no-log-fields-configuration', { BucketName: name });
  },
});

function names(root: XmlNode, set: string, name: string): string[] {
  const node = child(root, set);
  return node === undefined ? [] : texts(node, name);
}
