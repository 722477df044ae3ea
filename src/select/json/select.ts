import { refuse } from '../../errors/refuse.ts';
import type { Read } from '../csv/select.ts';
import { drive, type Feed, type Progress } from '../drive.ts';
import type { Part } from '../meta.ts';
import { Query } from '../query.ts';
import type { Statement } from '../sql/syntax.ts';
import type { JsonValue } from '../value.ts';
import { jsonColumns } from './columns.ts';
import { readNode } from './node.ts';
import { JsonOutput } from './output.ts';
import { JsonScanner } from './scanner.ts';

export interface JsonSelect {
  readonly statement: Statement;
  /** One document, or documents that follow each other. */
  readonly type: 'DOCUMENT' | 'LINES';
  readonly numbersAsText: boolean;
  readonly recordDelimiter: string;
  readonly skipPartial: boolean;
  readonly maxSkipped: number;
}

/** Queries a JSON object, or a part of it. @throws OssError what is wrong with statement or object; see `drive`. */
export async function* selectJson(select: JsonSelect, read: Read, part: Part): AsyncGenerator<Progress> {
  const output = new JsonOutput(select.statement.items, select.recordDelimiter);
  const query = new Query(select.statement, jsonColumns, output, {
    skipPartial: select.skipPartial,
    maxSkipped: select.maxSkipped,
    exceeded: (node) =>
      refuse('select-json-too-many-skipped', { Line: String(node), Allowed: String(select.maxSkipped) }),
  });
  yield* drive(read(part.start, part.stop), new JsonFeed(select, query, part), '');
}

class JsonFeed implements Feed {
  done = false;
  private readonly query: Query<JsonValue>;
  private readonly scanner: JsonScanner;
  private readonly numbersAsText: boolean;
  private readonly part: Part;
  private count = 0;

  constructor({ statement, type, numbersAsText }: JsonSelect, query: Query<JsonValue>, part: Part) {
    this.query = query;
    this.numbersAsText = numbersAsText;
    this.part = part;
    this.scanner = new JsonScanner(statement.from, type === 'DOCUMENT', part.start, part.line);
  }

  push(block: Buffer): Generator<string> {
    return this.take(this.scanner.push(block));
  }

  *end(): Generator<string> {
    if (!this.done) yield* this.take(this.scanner.end());
    yield this.query.finish();
  }

  private *take({ nodes, fault }: ReturnType<JsonScanner['push']>): Generator<string> {
    for (const { bytes, line } of nodes) {
      if (line > this.part.lastLine) this.done = true;
      if (this.done) return;
      if (line < this.part.firstLine) continue;
      const text = this.query.take(readNode(bytes, this.numbersAsText), this.count++);
      this.done = this.query.done;
      yield text;
    }
    if (fault !== undefined && !this.done) throw fault;
  }
}
