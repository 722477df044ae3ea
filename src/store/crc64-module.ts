/**
 * The WebAssembly module behind crc64.ts, written out instruction by instruction: WebAssembly has the 64-bit integers
 * that JavaScript lacks. The register is reflected (bit 63 is x^0), so "c times x^8n" is what n zero bytes do to it.
 *
 * Memory: 0 word table, 16 KiB · 16384 block table, 16 KiB · 32768 input, 64 KiB.
 * A table holds, for each byte position k and byte value b, the product of `b << 8k` with a power of x. The word table
 * moves a register over 8 bytes (slice-by-8), the block table over one block of 512 bytes.
 */

export const WORD_TABLE = 0;
export const BLOCK_TABLE = 16_384;
export const INPUT = 32_768;
export const INPUT_BYTES = 65_536;
/** Long inputs are taken as pairs of blocks with a register each: the table loads of one hide behind the other's. */
export const BLOCK_BYTES = 512;

/** The ECMA-182 polynomial, reflected. */
const POLYNOMIAL = 0xc96c5795d7870f42n;

const I32 = 0x7f;
const I64 = 0x7e;
const PAGES = 2;

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const i32 = (value: number) => [0x41, ...signed(BigInt(value))];
const i64 = (value: bigint) => [0x42, ...signed(BigInt.asIntN(64, value))];
const load64 = (offset = 0) => [0x29, 3, ...unsigned(offset)];
const store64 = [0x37, 3, 0];
const load8 = [0x2d, 0, 0];
const block = [0x02, 0x40];
const loop = [0x03, 0x40];
const end = [0x0b];
const again = [0x0c, 0];
const againIf = [0x0d, 0];
const leaveIf = [0x0d, 1];
const call = (fn: number) => [0x10, fn];
const [eqz32, less, add, sub, and, shl, shr] = [[0x45], [0x49], [0x6a], [0x6b], [0x71], [0x74], [0x76]] as const;
const [eqz64, sub64, and64, xor64, shl64, sar64, shr64] = [
  [0x50],
  [0x7d],
  [0x83],
  [0x85],
  [0x86],
  [0x87],
  [0x88],
] as const;
const toI32 = [0xa7];
const toI64 = [0xad];

/** multiply(a, b): the product of two polynomials modulo the ECMA one. */
function multiply(): number[] {
  const [a, b, product] = [0, 1, 2];
  return [
    ...loop,
    // product ^= b when the highest bit of a (x^0) is set
    ...[...get(product), ...get(b), ...get(a), ...i64(63n), ...sar64, ...and64, ...xor64, ...set(product)],
    // b *= x
    ...[...get(b), ...i64(1n), ...shr64],
    ...[...i64(POLYNOMIAL), ...i64(0n), ...get(b), ...i64(1n), ...and64, ...sub64, ...and64, ...xor64, ...set(b)],
    ...[...get(a), ...i64(1n), ...shl64, ...tee(a), ...eqz64, ...eqz32, ...againIf],
    ...end,
    ...get(product),
  ];
}

/** fill(table, factor): the 8 × 256 products of a table. */
function fill(): number[] {
  const [table, factor, entry] = [0, 1, 2];
  return [
    ...loop,
    ...[...get(table), ...get(entry), ...i32(3), ...shl, ...add],
    ...[...get(entry), ...i32(255), ...and, ...toI64],
    ...[...get(entry), ...i32(8), ...shr, ...i32(3), ...shl, ...toI64, ...shl64],
    ...[...get(factor), ...call(0), ...store64],
    ...[...get(entry), ...i32(1), ...add, ...tee(entry), ...i32(2048), ...less, ...againIf],
    ...end,
  ];
}

/** update(at, length, crc): the CRC-64 after `length` more bytes of memory at `at`. */
function update(): number[] {
  const [at, length, crc, second, stop, low, high] = [0, 1, 2, 3, 4, 5, 6];
  /** The register on the stack, moved by a table: the exclusive or of one entry for each of its bytes. */
  const moved = (table: number): number[] => {
    const code = [...tee(7), ...toI32, ...set(low), ...get(7), ...i64(32n), ...shr64, ...toI32, ...set(high)];
    for (let k = 0; k < 8; k++) {
      const bits = (k % 4) * 8 - 3;
      code.push(...get(k < 4 ? low : high), ...(bits < 0 ? [...i32(3), ...shl] : [...i32(bits), ...shr]));
      code.push(...i32(0x7f8), ...and, ...load64(table + k * 2048));
      if (k > 0) code.push(...xor64);
    }
    return code;
  };
  const forward = (bytes: number) => [...get(at), ...i32(bytes), ...add, ...set(at)];
  const shorter = (bytes: number) => [...get(length), ...i32(bytes), ...sub, ...set(length)];
  const whileAtLeast = (bytes: number, body: number[]) => [
    ...[...block, ...loop, ...get(length), ...i32(bytes), ...less, ...leaveIf],
    ...body,
    ...[...shorter(bytes), ...again, ...end, ...end],
  ];
  return [
    ...[...get(crc), ...i64(-1n), ...xor64, ...set(crc)],
    ...whileAtLeast(2 * BLOCK_BYTES, [
      ...[...i64(0n), ...set(second), ...get(at), ...i32(BLOCK_BYTES), ...add, ...set(stop)],
      ...loop,
      ...[...get(crc), ...get(at), ...load64(), ...xor64, ...moved(WORD_TABLE), ...set(crc)],
      ...[...get(second), ...get(at), ...load64(BLOCK_BYTES), ...xor64, ...moved(WORD_TABLE), ...set(second)],
      ...[...forward(8), ...get(at), ...get(stop), ...less, ...againIf, ...end],
      ...[...get(crc), ...moved(BLOCK_TABLE), ...get(second), ...xor64, ...set(crc), ...forward(BLOCK_BYTES)],
    ]),
    ...whileAtLeast(8, [
      ...[...get(crc), ...get(at), ...load64(), ...xor64, ...moved(WORD_TABLE), ...set(crc), ...forward(8)],
    ]),
    ...whileAtLeast(1, [
      // The highest byte of a word has 0 bytes after it: its row of the word table is the classic byte table.
      ...[...get(crc), ...toI32, ...get(at), ...load8, ...[0x73], ...i32(255), ...and, ...i32(3), ...shl],
      ...[...load64(WORD_TABLE + 7 * 2048), ...get(crc), ...i64(8n), ...shr64, ...xor64, ...set(crc), ...forward(1)],
    ]),
    ...[...get(crc), ...i64(-1n), ...xor64],
  ];
}

/** The module's bytes. Exports `multiply`, `fill`, `update` and `memory`. */
export function crc64Module(): Uint8Array<ArrayBuffer> {
  const type = (parameters: number[], results: number[]) => [0x60, ...vector(parameters), ...vector(results)];
  const body = (locals: number[][], code: number[]) => {
    const bytes = [...list(locals), ...code, ...end];
    return [...unsigned(bytes.length), ...bytes];
  };
  const exported = (name: string, kind: number, index: number) => [...vector([...Buffer.from(name)]), kind, index];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [type([I64, I64], [I64]), type([I32, I64], []), type([I32, I32, I64], [I64])]),
    ...section(3, [[0], [1], [2]]),
    ...section(5, [[0, PAGES]]),
    ...section(7, [
      exported('multiply', 0, 0),
      exported('fill', 0, 1),
      exported('update', 0, 2),
      exported('memory', 2, 0),
    ]),
    ...section(10, [
      body([[1, I64]], multiply()),
      body([[1, I32]], fill()),
      body(
        [
          [1, I64],
          [3, I32],
          [1, I64],
        ],
        update(),
      ),
    ]),
  ]);
}

function section(id: number, items: number[][]): number[] {
  const bytes = list(items);
  return [id, ...unsigned(bytes.length), ...bytes];
}

function list(items: number[][]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function vector(bytes: number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** LEB128, signed. */
function signed(value: bigint): number[] {
  const low = Number(value & 0x7fn);
  const rest = value >> 7n;
  const last = (rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40);
  return last ? [low] : [low | 0x80, ...signed(rest)];
}
