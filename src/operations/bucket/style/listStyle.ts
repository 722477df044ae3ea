import { operation, xmlAnswer } from '../../operation.ts';
import { STYLE, styleList, stylesOf } from './styles.ts';

/** operations.md §5.16. */
export const listStyle = operation({
  name: 'ListStyle',
  method: 'GET',
  resource: 'bucket',
  subResource: STYLE,
  action: 'oss:ListStyle',
  access: 'manage',
  support: 'works',
  run: ({ bucket }) => xmlAnswer(styleList([...stylesOf(bucket).values()])),
});
