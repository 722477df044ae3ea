import { refuse } from '../../errors/refuse.ts';
import { ANY, type Step } from '../sql/syntax.ts';
import { JsonTokens, type Problem } from './tokens.ts';

/** Bytes of what a path leads to. */
const MAX_NODE = 512 * 1024;
/** Levels around a node; deeper documents are not scanned. */
const MAX_LEVELS = 1000;

interface JsonNode {
  /** Which document of the object it is in, counted from 0. */
  readonly line: number;
  /** Offset of that document in the object. */
  readonly start: number;
  /** Valid until the next `push`. */
  readonly bytes: Buffer;
}

/** An object or array around what is being scanned. */
interface Level {
  /** How many steps of the path have led here; -1 beside the path. */
  readonly matched: number;
  readonly array: boolean;
  index: number;
  /** The step of the path to compare keys with. */
  readonly wanted: Step | undefined;
}

/**
 * Finds the nodes to which a path leads, in one document or in documents that follow each other, as the bytes come. All
 * else is checked and let go: only the node being read is kept (SelectObject page: a node has at most 512 KB).
 */
export class JsonScanner {
  private readonly path: readonly Step[];
  private readonly tokens: JsonTokens;
  private readonly levels: Level[] = [];
  private line: number;
  private start = 0;
  private nodes: JsonNode[] = [];
  /** Offset of the node being read, or -1; how deep it is; and its bytes from earlier chunks. */
  private nodeStart = -1;
  private nodeDepth = 0;
  private parts: Buffer[] = [];
  private partsBytes = 0;
  private chunk: Buffer = Buffer.alloc(0);
  /** How many steps of the path lead to the value that has begun. */
  private following = 0;

  /** @param offset and `line` of the first byte that will be pushed. */
  constructor(path: readonly Step[], oneDocument: boolean, offset = 0, line = 0) {
    this.path = path;
    this.line = line;
    this.tokens = new JsonTokens(this, oneDocument, offset);
  }

  /** How many documents began. */
  get lines(): number {
    return this.line;
  }

  /** The nodes that end in `chunk`, and what is wrong behind them, if anything. */
  push(chunk: Buffer): { readonly nodes: readonly JsonNode[]; readonly fault: Error | undefined } {
    this.chunk = chunk;
    this.nodes = [];
    const fault = faultOf(() => this.tokens.push(chunk));
    if (fault !== undefined || this.nodeStart === -1) return { nodes: this.nodes, fault };
    const part = chunk.subarray(Math.max(0, this.nodeStart - this.tokens.chunkOffset));
    this.parts.push(Buffer.from(part));
    this.partsBytes += part.length;
    return { nodes: this.nodes, fault: this.partsBytes > MAX_NODE ? refuse('select-json-node-too-large') : undefined };
  }

  /** What ends with the object: a number that nothing follows. */
  end(): { readonly nodes: readonly JsonNode[]; readonly fault: Error | undefined } {
    this.chunk = Buffer.alloc(0);
    this.nodes = [];
    const fault = faultOf(() => this.tokens.end());
    return { nodes: this.nodes, fault };
  }

  /** A value begins at `offset`; `key` is that of the member, when the path asks for it. */
  begin(offset: number, key: string | undefined): void {
    const level = this.levels.at(-1);
    if (level === undefined) this.start = offset;
    this.following = level === undefined ? 0 : follow(level, key);
    if (this.following !== this.path.length || this.nodeStart !== -1) return;
    this.nodeStart = offset;
    this.nodeDepth = this.levels.length;
  }

  /** The value that has begun is an object or an array. */
  open(array: boolean): void {
    const matched = this.nodeStart === -1 ? this.following : -1;
    this.levels.push({ matched, array, index: 0, wanted: matched === -1 ? undefined : this.path[matched] });
    if (this.levels.length > MAX_LEVELS) throw refuse('select-json-node-too-deep');
  }

  close(): void {
    this.levels.pop();
  }

  /** Whether the innermost level is an array; undefined outside of everything. */
  inArray(): boolean | undefined {
    return this.levels.at(-1)?.array;
  }

  /** Whether the keys of the innermost object matter. */
  wantsKeys(): boolean {
    return typeof this.levels.at(-1)?.wanted === 'string';
  }

  /** The value ends before `offset`. @throws OssError `select-json-node-too-large`. */
  finish(offset: number): void {
    if (this.nodeStart !== -1 && this.levels.length === this.nodeDepth) this.emit(offset);
    const level = this.levels.at(-1);
    if (level === undefined) this.line++;
    else level.index++;
  }

  private emit(offset: number): void {
    const { chunkOffset } = this.tokens;
    const last = this.chunk.subarray(Math.max(0, this.nodeStart - chunkOffset), Math.max(0, offset - chunkOffset));
    const bytes = this.parts.length === 0 ? last : Buffer.concat([...this.parts, last]);
    this.nodeStart = -1;
    this.parts = [];
    this.partsBytes = 0;
    if (bytes.length > MAX_NODE) throw refuse('select-json-node-too-large');
    this.nodes.push({ line: this.line, start: this.start, bytes });
  }
}

/** How many steps lead to a child of a level; -1 for a child beside the path. */
function follow({ matched, array, index, wanted }: Level, key: string | undefined): number {
  if (matched === -1 || wanted === undefined) return -1;
  if (wanted === ANY) return matched + 1;
  return (array ? wanted === index : wanted === key) ? matched + 1 : -1;
}

/** What stops the scan, kept apart from the nodes that were found before. */
function faultOf(scan: () => Problem | undefined): Error | undefined {
  try {
    const found = scan();
    if (found === undefined) return undefined;
    return refuse('select-not-json', { Problem: found.problem, Offset: String(found.offset), Data: found.data });
  } catch (error) {
    return error as Error;
  }
}
