import { answer, operation } from '../../operation.ts';
import { requestedStyleName } from './style-name.ts';
import { putStyles, STYLE, stylesOf } from './styles.ts';

/** operations.md §5.16. A style that is not there is deleted all the same. */
export const deleteStyle = operation({
  name: 'DeleteStyle',
  method: 'DELETE',
  resource: 'bucket',
  subResource: STYLE,
  when: 'styleName',
  action: 'oss:DeleteStyle',
  access: 'manage',
  support: 'works',
  async run(call) {
    const name = requestedStyleName(call);
    const styles = new Map(stylesOf(call.bucket));
    if (styles.delete(name)) await putStyles(call, styles.values());
    return answer(204);
  },
});
