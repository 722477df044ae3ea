import { bytesFromUtf8 } from '../wire/percent.ts';
import { isJson } from './decode.ts';

/** callbackBody, cut at its variables: `literals[0] names[0] literals[1] names[1] …`, one literal more. Byte strings. */
export interface Template {
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/**
 * Cuts a template at its `${name}`.
 * @returns `'dollar'` when a $ stands without a {, `'unclosed'` when a ${ has no }.
 */
export function readTemplate(text: string): Template | 'dollar' | 'unclosed' {
  const bytes = bytesFromUtf8(text);
  const literals: string[] = [];
  const names: string[] = [];
  let from = 0;
  for (let dollar = bytes.indexOf('$'); dollar !== -1; dollar = bytes.indexOf('$', from)) {
    if (bytes[dollar + 1] !== '{') return 'dollar';
    const end = bytes.indexOf('}', dollar);
    if (end === -1) return 'unclosed';
    literals.push(bytes.slice(from, dollar));
    names.push(bytes.slice(dollar + 2, end));
    from = end + 1;
  }
  literals.push(bytes.slice(from));
  return { literals, names };
}

/** Whether a template makes JSON once each variable has become a value. */
export function makesJson({ literals }: Template): boolean {
  return isJson(literals.join('null'));
}
