import { refuse } from '../../../errors/refuse.ts';
import { childText } from '../../../xml/read.ts';
import { receiveDocument } from '../../document.ts';
import { answer, operation } from '../../operation.ts';
import { requestedStyleName } from './style-name.ts';
import { putStyles, STYLE, stylesOf } from './styles.ts';

const MAX_BYTES = 16 * 1024;
const MAX_STYLES = 50;

/** operations.md §5.16, services.md §3.3. */
export const putStyle = operation({
  name: 'PutStyle',
  method: 'PUT',
  resource: 'bucket',
  subResource: STYLE,
  when: 'styleName',
  action: 'oss:PutStyle',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const name = requestedStyleName(call);
    const malformed = () => refuse('image-style-malformed-xml');
    const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
    if (root?.name !== 'Style') throw malformed();
    const content = childText(root, 'Content')?.trim() ?? '';
    if (content === '') throw refuse('image-style-invalid');
    const styles = new Map(stylesOf(call.bucket));
    const earlier = styles.get(name);
    if (earlier === undefined && styles.size >= MAX_STYLES) {
      throw refuse('image-style-too-many', { Value: name, Parameter: 'styleName' });
    }
    const modified = call.runtime.clock.now();
    styles.set(name, { name, content, created: earlier?.created ?? modified, modified });
    await putStyles(call, styles.values());
    return answer(200);
  },
});
