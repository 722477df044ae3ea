import { BLOCK_BYTES, BLOCK_TABLE, crc64Module, INPUT, INPUT_BYTES, WORD_TABLE } from './crc64-module.ts';

/**
 * CRC-64/XZ (reflected ECMA-182 polynomial, all ones in and out): the checksum of `x-oss-hash-crc64ecma`
 * (operations.md §2.9). Values are unsigned.
 */

interface Exports {
  multiply(a: bigint, b: bigint): bigint;
  fill(table: number, factor: bigint): void;
  update(at: number, length: number, crc: bigint): bigint;
  readonly memory: { readonly buffer: ArrayBuffer };
}

/** The part of the WebAssembly API used here; Node's types leave it to the DOM's. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
const wasm = new Instance(new Module(crc64Module())).exports as Exports;
const input = new Uint8Array(wasm.memory.buffer, INPUT, INPUT_BYTES);

/** x^(2^i) for every bit of a length in bits. */
const SQUARES = [1n << 62n];
for (let i = 1; i < 56; i++) {
  const last = SQUARES[i - 1] as bigint;
  SQUARES.push(wasm.multiply(last, last));
}
wasm.fill(WORD_TABLE, power(8));
wasm.fill(BLOCK_TABLE, power(BLOCK_BYTES));

/** A CRC-64 that grows with the bytes it is given. */
export class Crc64 {
  private crc = 0n;

  update(bytes: Uint8Array): this {
    this.crc = extend(this.crc, bytes);
    return this;
  }

  value(): bigint {
    return BigInt.asUintN(64, this.crc);
  }
}

/** The CRC-64 of one buffer. */
export function crc64(bytes: Uint8Array): bigint {
  return BigInt.asUintN(64, extend(0n, bytes));
}

/** The CRC-64 of A followed by B. @param lengthB in bytes. */
export function crc64Combine(crcA: bigint, crcB: bigint, lengthB: number): bigint {
  return BigInt.asUintN(64, wasm.multiply(power(lengthB), crcA) ^ crcB);
}

function extend(crc: bigint, bytes: Uint8Array): bigint {
  if (bytes.length <= INPUT_BYTES) {
    input.set(bytes);
    return wasm.update(INPUT, bytes.length, crc);
  }
  let next = crc;
  for (let from = 0; from < bytes.length; from += INPUT_BYTES) {
    const piece = bytes.subarray(from, from + INPUT_BYTES);
    input.set(piece);
    next = wasm.update(INPUT, piece.length, next);
  }
  return next;
}

/** x^(8·bytes): what that many zero bytes multiply a register by. */
function power(bytes: number): bigint {
  let product = 1n << 63n;
  for (let rest = bytes, i = 3; rest > 0; rest = Math.floor(rest / 2), i++) {
    if (rest % 2 === 1) product = wasm.multiply(SQUARES[i] as bigint, product);
  }
  return product;
}
