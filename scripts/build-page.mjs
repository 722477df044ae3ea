// Packs the inspector page of page/ into three files of dist/page/, which need nothing from anywhere else.
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await mkdir(at('dist/page'), { recursive: true });
await build({
  entryPoints: { page: at('page/main.tsx'), style: at('page/page.css') },
  entryNames: '[name]',
  outdir: at('dist/page'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});
await copyFile(at('page/index.html'), at('dist/page/index.html'));
