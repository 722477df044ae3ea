import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { requestedStyleName } from './style-name.ts';
import { STYLE, styleElement, stylesOf } from './styles.ts';

/** operations.md §5.16. */
export const getStyle = operation({
  name: 'GetStyle',
  method: 'GET',
  resource: 'bucket',
  subResource: STYLE,
  when: 'styleName',
  action: 'oss:GetStyle',
  access: 'manage',
  support: 'works',
  run(call) {
    const style = stylesOf(call.bucket).get(requestedStyleName(call));
    if (style === undefined) throw refuse('image-style-unknown');
    return xmlAnswer(xmlDocument(styleElement(style)));
  },
});
