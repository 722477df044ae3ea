import { encodePercentBytes } from '../../wire/percent.ts';
import { encodedResourcePath, resourcePath } from '../canonical/resource.ts';
import type { Draft } from './draft.ts';
import { withEdit } from './hypothesis.ts';

/** The path of the resource as the text of this draft has it. */
export function pathOf({ request, text }: Draft): string {
  return text === 'v1' ? resourcePath(request.resource) : encodedResourcePath(request.resource, text === 'v4', false);
}

/** Signs another path, encoded as the version wants it. */
export function withPath(draft: Draft, path: string): Draft {
  return withLine(draft, draft.text === 'v1' ? path : encodePercentBytes(path, draft.text === 'v4'));
}

/** Puts another text where the path of the resource stands: at the beginning of its line. */
export function withLine(draft: Draft, path: string): Draft {
  return withEdit(draft, (text, now) => {
    const own = pathOf(now);
    // V4 has the resource on its second line, the others on their last.
    const line = now.text === 'v4' ? text.indexOf('\n') : text.lastIndexOf('\n');
    return text.startsWith(own, line + 1) ? text.slice(0, line + 1) + path + text.slice(line + 1 + own.length) : text;
  });
}
