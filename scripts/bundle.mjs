// Packs the compiled modules of build/ into a few files of dist/: reading 300 modules would be a third of the start time.
import { readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// Chunks of earlier builds have other names.
for (const file of await readdir(at('dist'))) if (file.endsWith('.js')) await rm(at(`dist/${file}`));
const bundle = await rolldown({
  input: { cli: at('build/cli.js'), index: at('build/index.js') },
  // Dependencies stay where npm puts them.
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:\\/.test(id),
  platform: 'node',
});
await bundle.write({ dir: at('dist'), format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
