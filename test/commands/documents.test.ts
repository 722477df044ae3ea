import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { between, compatibilityDocument, errorDocument, readme } from '../../src/commands/documents.ts';
import { schemaDocuments } from '../../src/commands/schema-documents.ts';
import { operations } from '../../src/operations/index.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the printed tables (npm run docs)', () => {
  it('stand in the README as they would be written now', () => {
    const document = read('README.md');
    expect(readme(document)).toBe(document);
  });

  it('stand in docs/errors.md as they would be written now', () => {
    expect(read('docs/errors.md')).toBe(errorDocument());
  });

  it('stand in docs/compatibility.md as they would be written now', () => {
    expect(read('docs/compatibility.md')).toBe(compatibilityDocument());
  });

  it('stand beside the schemas that editors check by, in config/', () => {
    for (const [name, text] of schemaDocuments()) expect(read(`config/${name}`), name).toBe(text);
  });

  it('name every operation', () => {
    const document = compatibilityDocument();
    expect(operations.filter(({ name }) => !document.includes(`| ${name} |`))).toEqual([]);
  });

  it('have as many cells in every row as in their head', () => {
    let width = 0;
    for (const line of errorDocument().split('\n')) {
      const cells = line.startsWith('|') ? line.replace(/\\\|/g, '').split('|').length : 0;
      if (width > 0 && cells > 0) expect(cells, line).toBe(width);
      width = cells;
    }
  });
});

describe('a marked place', () => {
  it('keeps what stands around it', () => {
    expect(between('a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb\n', 'x', 'new')).toBe(
      'a\n<!-- x:begin -->\nnew\n<!-- x:end -->\nb\n',
    );
  });

  it('is missed when it is not there', () => {
    expect(() => between('a\n', 'x', 'new')).toThrow(/x:begin/);
  });
});
