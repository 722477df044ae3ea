import { decodePercent } from './percent.ts';

/** One query parameter. Names and values are byte strings (see percent.ts). */
export interface QueryParameter {
  /** Decoded; `+` stays a plus. */
  readonly name: string;
  /** Decoded, with `+` as a blank, which is how oss2 and PHP write one; undefined when the parameter has no `=`. */
  readonly value: string | undefined;
  /** Decoded; `+` stays a plus. For signatures and what else is Base64. */
  readonly literal: string | undefined;
  /** As sent, still encoded. */
  readonly rawName: string;
  readonly rawValue: string | undefined;
}

/** The query of a request, in the order sent. Of a repeated name the first counts (access.md AUTH-5). */
export class Query {
  readonly raw: string;
  readonly parameters: readonly QueryParameter[];
  /** False when some `%` is not followed by two hex digits; such a part is kept as sent. */
  readonly wellFormed: boolean;

  constructor(raw: string) {
    this.raw = raw;
    let wellFormed = true;
    const parameters: QueryParameter[] = [];
    if (raw !== '') {
      for (const part of raw.split('&')) {
        if (part === '') continue;
        const equals = part.indexOf('=');
        const rawName = equals === -1 ? part : part.slice(0, equals);
        const rawValue = equals === -1 ? undefined : part.slice(equals + 1);
        const name = decodePercent(rawName);
        const literal = rawValue === undefined ? undefined : decodePercent(rawValue);
        if (name === undefined || (rawValue !== undefined && literal === undefined)) wellFormed = false;
        const value = rawValue?.includes('+') ? decodePercent(rawValue.replaceAll('+', ' ')) : literal;
        parameters.push({
          name: name ?? rawName,
          value: value ?? rawValue,
          literal: literal ?? rawValue,
          rawName,
          rawValue,
        });
      }
    }
    this.parameters = parameters;
    this.wellFormed = wellFormed;
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /** The first value of `name`: `''` when it has none, undefined when the parameter is absent. */
  get(name: string): string | undefined {
    const found = this.find(name);
    return found && (found.value ?? '');
  }

  /** As `get`, with `+` kept a plus. */
  literal(name: string): string | undefined {
    const found = this.find(name);
    return found && (found.literal ?? '');
  }

  private find(name: string): QueryParameter | undefined {
    for (const parameter of this.parameters) if (parameter.name === name) return parameter;
    return undefined;
  }
}
