import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from './config.ts';

/**
 * Reads a YAML document of a known shape.
 * @param file its name, for messages.
 * @throws ConfigError with file, line, path and what was expected.
 */
export function readYaml<Shape extends z.ZodType>(shape: Shape, file: string, source: string): z.infer<Shape> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new ConfigError(`${file}:${line}: ${broken.message.split('\n')[0]}`);
  }
  const result = shape.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []) as (string | number)[];
  const place = issue?.code === 'unrecognized_keys' ? [...path, issue.keys[0] as string] : path;
  throw new ConfigError(
    `${file}:${lineOf(document, lines, place)}: ${path.join('.') || 'the document'}: ${issue?.message}`,
  );
}

/** The line of the deepest part of `path` that the file has. */
function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
