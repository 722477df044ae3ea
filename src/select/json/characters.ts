/** The text between the quotes of a key. */
export function keyText(bytes: readonly number[]): string | undefined {
  return JSON.parse(`"${Buffer.from(bytes).toString('utf8')}"`) as string;
}

export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export function isNumberByte(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x2d || byte === 0x2b || (byte | 0x20) === 0x65;
}

export function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

const NUMBER_FORM = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** What is wrong with characters that began as a number, in RapidJSON's words. */
export function numberProblem(text: string): string | undefined {
  if (NUMBER_FORM.test(text)) return undefined;
  if (/\.(?!\d)/.test(text)) return 'Miss fraction part in number.';
  return /[eE][+-]?$/.test(text) ? 'Miss exponent in number.' : 'Invalid value.';
}
