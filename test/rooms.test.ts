import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** DESIGN: data walks left to right, and a room imports only what lies to its right. */
const ORDER = [
  'cli.ts',
  'commands',
  'explain',
  'scenarios',
  'index.ts',
  'namespaces.ts',
  'house-view.ts',
  'house.ts',
  'seed.ts',
  'seed-dir.ts',
  'config',
  'server',
  'replay',
  'gateway',
  'replication',
  'auth',
  'access',
  'jobs',
  'operations',
  'forms',
  'mirror',
  'callback',
  'sts',
  'image',
  'select',
  'media',
  'faults',
  'identity',
  'journal',
  'store',
];

/** Rooms that every other may use; among themselves they only look at those named. */
const COMMON: Record<string, readonly string[]> = {
  policy: ['wire'],
  errors: ['xml', 'wire'],
  runtime: [],
  wire: [],
  xml: [],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = sources(SRC);
const imports = files.flatMap(importsOf);

describe('the rooms', () => {
  it('reads every file of the source', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('import only what lies to their right', () => {
    const wrong = imports.filter(({ from, to }) => room(from) !== room(to) && !rightOf(room(from), room(to)));
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('are all named in the order', () => {
    const rooms = new Set(files.map((file) => room(relative(SRC, file))));
    expect([...rooms].filter((name) => !ORDER.includes(name) && !(name in COMMON))).toEqual([]);
  });

  it('do not hand sockets to operations', () => {
    const touching = files.filter(
      (file) => room(relative(SRC, file)) === 'operations' && /from 'node:(net|http|https|tls)'/.test(code(file)),
    );
    expect(touching).toEqual([]);
  });
});

describe('time and chance', () => {
  const OUTSIDE = [
    /\bDate\.now\(/,
    /\bnew Date\(\)/,
    /\bMath\.random\(/,
    /\bset(?:Timeout|Interval|Immediate)\(/,
    /\bperformance\.now\(/,
    /\bprocess\.hrtime/,
    /\brandom(?:Bytes|UUID|Int|FillSync|Fill)\b/,
    /from 'node:timers/,
  ];

  it('are taken from src/runtime only', () => {
    const taken = files
      .filter((file) => room(relative(SRC, file)) !== 'runtime')
      .flatMap((file) => OUTSIDE.filter((use) => use.test(code(file))).map((use) => `${relative(SRC, file)}: ${use}`));
    expect(taken).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

/** The text of a file without comments. */
function code(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

function importsOf(file: string): Import[] {
  return [...code(file).matchAll(/(?:from |import\(|import )'(\.[^']+)'/g)].map(([, path]) => ({
    from: relative(SRC, file),
    to: relative(SRC, join(dirname(file), path as string)),
  }));
}

/** The room of a path below src: its first folder, or the file itself. */
function room(path: string): string {
  return path.split('/')[0] as string;
}

function rightOf(from: string, to: string): boolean {
  if (from in COMMON) return COMMON[from]?.includes(to) ?? false;
  if (to in COMMON) return true;
  return ORDER.indexOf(to) > ORDER.indexOf(from);
}
