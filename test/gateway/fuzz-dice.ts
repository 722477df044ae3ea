import { seededRandom } from '../../src/runtime/random.ts';

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i)).join('');
const WORD = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~';

/** Choices that are the same for the same seed. */
export class Dice {
  private readonly random;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** From 0 to `sides - 1`. */
  roll(sides: number): number {
    return this.random.bytes(4).readUInt32LE() % sides;
  }

  chance(percent: number): boolean {
    return this.roll(100) < percent;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.roll(choices.length)] as T;
  }

  times<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.roll(most + 1) }, make);
  }

  bytes(most: number): Buffer {
    return this.random.bytes(this.roll(most) + 1);
  }

  word(most: number): string {
    return this.text(most, WORD);
  }

  printable(most: number): string {
    return this.text(most, PRINTABLE);
  }

  /** A byte string without line ends and NUL, which may hold any other byte. */
  latin1(most: number): string {
    return this.bytes(most)
      .toString('latin1')
      .replace(/[\r\n\0]/g, '?');
  }

  private text(most: number, alphabet: string): string {
    let text = '';
    for (const byte of this.bytes(most)) text += alphabet[byte % alphabet.length];
    return text;
  }
}
