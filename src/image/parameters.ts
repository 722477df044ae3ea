import type { imageOperators } from '../errors/catalogue/image-operators.ts';
import type { imageResize } from '../errors/catalogue/image-resize.ts';
import type { imageWatermark } from '../errors/catalogue/image-watermark.ts';
import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';

/** Causes that name a parameter and its value. */
export type ParameterCause = keyof typeof imageOperators | keyof typeof imageResize | keyof typeof imageWatermark;

export function invalid(cause: ParameterCause, parameter: string, value: string): OssError {
  return refuse(cause, { Value: value, Parameter: parameter });
}

/** Which whole numbers a parameter takes, and what others are refused with. */
export interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly cause: ParameterCause;
}

/** The named parameters of one operator: `w_100,h_50`. Names are case-sensitive; of a repeated name the last counts. */
export class Parameters {
  private readonly values = new Map<string, string>();

  /** @throws OssError `image-parameter-unknown`. */
  constructor(operator: string, texts: readonly string[], names: readonly string[]) {
    for (const text of texts) {
      const underscore = text.indexOf('_');
      const name = underscore === -1 ? text : text.slice(0, underscore);
      if (!names.includes(name)) throw invalid('image-parameter-unknown', operator, text);
      this.values.set(name, underscore === -1 ? '' : text.slice(underscore + 1));
    }
  }

  /** The text behind the underscore; undefined when the parameter is absent. */
  text(name: string): string | undefined {
    return this.values.get(name);
  }

  number(name: string, { min, max, cause }: NumberRule): number | undefined {
    const text = this.values.get(name);
    if (text === undefined) return undefined;
    const value = wholeNumber(text);
    if (value === undefined || value < min || value > max) throw invalid(cause, name, text);
    return value;
  }

  /** A number that has to be there. */
  required(name: string, rule: NumberRule): number {
    const value = this.number(name, rule);
    if (value === undefined) throw invalid(rule.cause, name, '');
    return value;
  }

  choice<T extends string>(name: string, choices: readonly T[], cause: ParameterCause): T | undefined {
    const text = this.values.get(name);
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw invalid(cause, name, text);
    return found;
  }

  /** A parameter that is 0 or 1. */
  flag(name: string, cause: ParameterCause): boolean | undefined {
    const choice = this.choice(name, ['0', '1'], cause);
    return choice && choice === '1';
  }

  /** Six hexadecimal digits, with `#` in front as colours are written elsewhere. */
  color(name: string, cause: ParameterCause): string | undefined {
    const text = this.values.get(name);
    if (text === undefined) return undefined;
    if (!/^[0-9a-fA-F]{6}$/.test(text)) throw invalid(cause, name, text);
    return `#${text}`;
  }
}

/** What an operator with a single value takes. */
export interface SingleRule extends NumberRule {
  readonly missing: ParameterCause;
}

/**
 * The value of an operator that takes just one: `rotate,90`.
 * @throws OssError `image-several-values`, or a cause of the rule.
 */
export function singleNumber(operator: string, texts: readonly string[], rule: SingleRule): number {
  const text = singleText(operator, texts, rule.missing);
  const value = wholeNumber(text);
  if (value === undefined || value < rule.min || value > rule.max) throw invalid(rule.cause, operator, text);
  return value;
}

/** As `singleNumber`, for words. */
export function singleText(operator: string, texts: readonly string[], missing: ParameterCause): string {
  const [text = '', ...more] = texts;
  if (more.length > 0) throw invalid('image-several-values', operator, texts.join(','));
  if (text === '') throw invalid(missing, operator, '');
  return text;
}

export function wholeNumber(text: string): number | undefined {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
