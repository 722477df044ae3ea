/** Significant digits of a quotient, as IEEE decimal128 has them. */
const DIGITS = 34;
/** Exponents beyond this are not read: their numbers would fill the memory. */
const MAX_EXPONENT = 6144;

/** An exact decimal number, `unscaled` × 10^-`scale`: the 128-bit decimal of SelectObject. */
export class Decimal {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** @returns undefined when the text is not a number. */
  static parse(text: string): Decimal | undefined {
    const m = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,5}))?$/.exec(text);
    if (m === null) return undefined;
    const [, sign, whole = '', fraction = '', exponent = '0'] = m;
    if (whole === '' && fraction === '') return undefined;
    const scale = fraction.length - Number(exponent);
    if (Math.abs(scale) > MAX_EXPONENT) return undefined;
    const digits = BigInt(whole + fraction);
    const unscaled = sign === '-' ? -digits : digits;
    return scale >= 0 ? new Decimal(unscaled, scale) : new Decimal(unscaled * 10n ** BigInt(-scale), 0);
  }

  compare(other: Decimal): number {
    const [a, b] = aligned(this, other);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  plus(other: Decimal): Decimal {
    const [a, b, scale] = aligned(this, other);
    return new Decimal(a + b, scale);
  }

  minus(other: Decimal): Decimal {
    const [a, b, scale] = aligned(this, other);
    return new Decimal(a - b, scale);
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /** The quotient, cut after 34 digits. @returns undefined for a division by zero. */
  dividedBy(other: Decimal): Decimal | undefined {
    if (other.unscaled === 0n) return undefined;
    const [a, b] = aligned(this, other);
    return new Decimal((a * 10n ** BigInt(DIGITS)) / b, DIGITS);
  }

  /** The remainder, with the sign of this number. @returns undefined for a division by zero. */
  remainder(other: Decimal): Decimal | undefined {
    if (other.unscaled === 0n) return undefined;
    const [a, b, scale] = aligned(this, other);
    return new Decimal(a % b, scale);
  }

  /** Towards zero. */
  truncated(): bigint {
    return this.unscaled / 10n ** BigInt(this.scale);
  }

  /** Without exponent and without zeros at the end of the fraction. */
  toString(): string {
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    const fraction = digits.slice(digits.length - this.scale).replace(/0+$/, '');
    return `${this.unscaled < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  }
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  if (a.scale === b.scale) return [a.unscaled, b.unscaled, a.scale];
  return a.scale > b.scale
    ? [a.unscaled, b.unscaled * 10n ** BigInt(a.scale - b.scale), a.scale]
    : [a.unscaled * 10n ** BigInt(b.scale - a.scale), b.unscaled, b.scale];
}
