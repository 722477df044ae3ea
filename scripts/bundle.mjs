// Packs the compiled modules of build/ into a few files of dist/: reading 300 modules would be a third of the start time.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const PACKED = ['yaml', 'zod'];

// Chunks of earlier builds have other names.
for (const file of await readdir(at('dist'))) if (file.endsWith('.js')) await rm(at(`dist/${file}`));
const bundle = await rolldown({
  input: { cli: at('build/cli.js'), index: at('build/index.js') },
  // Dependencies stay where npm puts them, but for these: of their 10 MB a few hundred KB are used.
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:\\/.test(id) && !PACKED.includes(id),
  platform: 'node',
});
await bundle.write({ dir: at('dist'), format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();

const notices = PACKED.map(async (name) => `${name}\n\n${await readFile(at(`node_modules/${name}/LICENSE`), 'utf8')}`);
await writeFile(at('dist/THIRD-PARTY-LICENSES.txt'), (await Promise.all(notices)).join('\n\n'));

// The types of what is exported, with all that they name; nobody can import the others.
const TYPES = at('dist/types');
const named = new Set();
async function follow(file) {
  if (named.has(file)) return;
  named.add(file);
  const text = await readFile(file, 'utf8');
  for (const [, path] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.(?:ts|js)['"]/g)) {
    await follow(join(dirname(file), `${path}.d.ts`));
  }
}
await follow(join(TYPES, 'index.d.ts'));
for (const entry of await readdir(TYPES, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (entry.isFile() && !named.has(file)) await rm(file);
}
