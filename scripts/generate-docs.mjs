// Writes the tables of README.md and docs/ from the rows that the server answers with: npm run docs
import { readFileSync, writeFileSync } from 'node:fs';
import { compatibilityDocument, errorDocument, readme } from '../dist/commands/documents.js';

const file = (path) => new URL(`../${path}`, import.meta.url);

writeFileSync(file('README.md'), readme(readFileSync(file('README.md'), 'utf8')));
writeFileSync(file('docs/compatibility.md'), compatibilityDocument());
writeFileSync(file('docs/errors.md'), errorDocument());
