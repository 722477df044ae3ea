import { refuse } from '../../../errors/refuse.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import type { Call } from '../../operation.ts';

/** The name in `styleName`. @throws OssError `image-style-name-invalid`. */
export function requestedStyleName(call: Call): string {
  const name = call.request.query.get('styleName') ?? '';
  if (/^[A-Za-z0-9._-]{1,63}$/.test(name)) return name;
  throw refuse('image-style-name-invalid', { Value: utf8FromBytes(name) ?? name, Parameter: 'styleName' });
}
