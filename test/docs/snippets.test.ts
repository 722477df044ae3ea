import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const README = new URL('../../README.md', import.meta.url);
const SNIPPETS = new URL('../sdk/snippets/', import.meta.url);

test('the README shows the SDK snippets as the files that are run: npm run docs', () => {
  const [, section = ''] =
    /<!-- snippets:begin -->\n([\s\S]*)<!-- snippets:end -->/.exec(readFileSync(README, 'utf8')) ?? [];
  const shown = [...section.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, text]) => text);
  const files = readdirSync(SNIPPETS, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
  expect(shown.sort()).toEqual(texts.sort());
});
