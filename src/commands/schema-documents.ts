import { configJsonSchema } from '../config/file.ts';
import { scenarioJsonSchema } from '../scenarios/format.ts';

/** The files in config/ by which editors check what is written there: name and text. */
export function schemaDocuments(): readonly (readonly [name: string, text: string])[] {
  return [
    ['ossmock.schema.json', printed(configJsonSchema())],
    ['scenario.schema.json', printed(scenarioJsonSchema())],
  ];
}

function printed(schema: object): string {
  return `${JSON.stringify(schema, undefined, 1)}\n`;
}
