// Writes the tables of README.md and docs/ from the rows that the server answers with, the SDK snippets, and what editors
// check configuration and scenario files by: npm run docs
import { readFileSync, writeFileSync } from 'node:fs';
import { between, compatibilityDocument, errorDocument, readme } from '../build/commands/documents.js';
import { manualsDocument } from '../build/commands/manuals-document.js';
import { schemaDocuments } from '../build/commands/schema-documents.js';
import { snippetsSection } from './sdk-snippets.mjs';

const file = (path) => new URL(`../${path}`, import.meta.url);

writeFileSync(
  file('README.md'),
  between(readme(readFileSync(file('README.md'), 'utf8')), 'snippets', snippetsSection()),
);
writeFileSync(file('docs/compatibility.md'), compatibilityDocument());
writeFileSync(file('docs/errors.md'), errorDocument());
writeFileSync(file('docs/manuals.md'), manualsDocument());
for (const [name, document] of schemaDocuments()) writeFileSync(file(`config/${name}`), document);
