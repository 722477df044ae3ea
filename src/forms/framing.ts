import { refuse } from '../errors/refuse.ts';
import { BoundaryLine } from './boundary-line.ts';

/** What a form is made of, in the order of the body. Each call may return a promise to be waited for. */
export interface PartHandler {
  /** The header lines of a part, without the empty line that ends them; a byte string, at most `MAX_HEAD_BYTES` long. */
  head(block: string): Promise<void> | undefined;
  /** A head that is longer than that: its first `MAX_HEAD_BYTES`. Always throws. */
  headTooLong(block: string): never;
  /** Bytes of the part. They are views of the chunk that was pushed. */
  data(bytes: Buffer): Promise<void> | undefined;
  /** The part is whole. */
  end(): Promise<void> | undefined;
}

/** The most the header lines of one part may have: a name of 8 KB, a filename, and room. */
export const MAX_HEAD_BYTES = 32 * 1024;

const CR = 0x0d;
const LF = 0x0a;

/** Where the reader stands. */
const SEARCH = 0;
const LINE = 1;
const HEAD = 2;
const CLOSED = 3;

/**
 * Splits a multipart body into its parts, however it is cut into chunks. A boundary counts only as a whole line: CRLF,
 * `--boundary`, then blanks and CRLF, or `--`, blanks, and CRLF or the end; anything else with a boundary in it is data.
 * What stands before the first boundary and behind the last is not looked at (RFC 2046 §5.1.1).
 */
export class Framing {
  /** Bytes pushed before the present chunk. */
  private before = 0;
  private chunk: Buffer = Buffer.alloc(0);
  private at = 0;
  private state = SEARCH;
  private inPart = false;
  /** How much of the delimiter the last chunk ended with. The body begins as if behind a CRLF. */
  private matched = 2;
  /** What stands behind a boundary, until it is known whether it is one. */
  private readonly line = new BoundaryLine();
  /** The head so far, beginning with the CRLF of the boundary's line. */
  private block = '';
  private readonly delimiter: Buffer;
  private readonly handler: PartHandler;

  constructor(boundary: string, handler: PartHandler) {
    this.delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
    this.handler = handler;
  }

  /** Where in the body the next byte to be read stands. */
  get offset(): number {
    return this.before + this.at;
  }

  /** Reads a chunk. The next one may come once the promise, if any, is kept. @throws what the handler throws. */
  push(chunk: Buffer): Promise<void> | undefined {
    this.before += this.chunk.length;
    this.chunk = chunk;
    this.at = 0;
    return this.run();
  }

  /** The body is over. @throws OssError `form-malformed` when the last boundary has not come. */
  finish(): Promise<void> | undefined {
    if (this.state === LINE && this.line.mayEndTheForm) return this.close();
    if (this.state === CLOSED) return undefined;
    throw refuse('form-malformed').because({ why: UNFINISHED[this.state], offset: this.offset });
  }

  private run(): Promise<void> | undefined {
    while (this.at < this.chunk.length) {
      const wait = this.step();
      if (wait !== undefined) return wait.then(() => this.run());
    }
    return undefined;
  }

  private step(): Promise<void> | undefined {
    switch (this.state) {
      case SEARCH:
        return this.matched > 0 ? this.match() : this.search();
      case LINE:
        return this.readLine();
      case HEAD:
        return this.readHead();
      default:
        this.at = this.chunk.length;
        return undefined;
    }
  }

  /** Looks for the delimiter in the rest of the chunk. */
  private search(): Promise<void> | undefined {
    const { chunk, at, delimiter } = this;
    const found = chunk.indexOf(delimiter, at);
    if (found !== -1) {
      this.at = found + delimiter.length;
      this.beginLine();
      return this.give(chunk.subarray(at, found));
    }
    this.matched = this.matchedAtEnd();
    this.at = chunk.length;
    return this.give(chunk.subarray(at, chunk.length - this.matched));
  }

  /** How many of the chunk's last bytes begin a delimiter. Its only CR is its first byte. */
  private matchedAtEnd(): number {
    const { chunk, delimiter } = this;
    const first = Math.max(this.at, chunk.length - delimiter.length + 1);
    const cr = chunk.subarray(first).lastIndexOf(CR);
    if (cr === -1) return 0;
    const length = chunk.length - first - cr;
    return chunk.compare(delimiter, 0, length, first + cr) === 0 ? length : 0;
  }

  /** Goes on with a delimiter that began in an earlier chunk. */
  private match(): Promise<void> | undefined {
    const { chunk, delimiter } = this;
    while (this.at < chunk.length && chunk[this.at] === delimiter[this.matched]) {
      this.at++;
      this.matched++;
      if (this.matched === delimiter.length) {
        this.beginLine();
        return undefined;
      }
    }
    if (this.at === chunk.length) return undefined;
    const data = delimiter.subarray(0, this.matched);
    this.matched = 0;
    return this.give(data);
  }

  private beginLine(): void {
    this.matched = 0;
    this.state = LINE;
    this.line.begin();
  }

  /** Reads on behind a boundary, to see whether it is one. */
  private readLine(): Promise<void> | undefined {
    const { chunk, line } = this;
    while (this.at < chunk.length) {
      const verdict = line.read(chunk[this.at] as number);
      if (verdict === 'data') return this.notABoundary();
      this.at++;
      if (verdict === 'part') return this.beginPart();
      if (verdict === 'close') return this.close();
    }
    return undefined;
  }

  private beginPart(): Promise<void> | undefined {
    const wait = this.inPart ? this.handler.end() : undefined;
    this.inPart = true;
    this.state = HEAD;
    this.block = '';
    return wait;
  }

  private close(): Promise<void> | undefined {
    this.state = CLOSED;
    return this.inPart ? this.handler.end() : undefined;
  }

  /** The boundary was data. A CR behind it may still begin a delimiter. */
  private notABoundary(): Promise<void> | undefined {
    const { text } = this.line;
    const endsInCr = text.endsWith('\r');
    const data = this.delimiter.toString('latin1') + (endsInCr ? text.slice(0, -1) : text);
    this.state = SEARCH;
    this.matched = endsInCr ? 1 : 0;
    return this.give(Buffer.from(data, 'latin1'));
  }

  private readHead(): Promise<void> | undefined {
    const { chunk, at } = this;
    if (this.block === '' && chunk.length - at >= 2 && !(chunk[at] === CR && chunk[at + 1] === LF)) {
      const end = chunk.indexOf('\r\n\r\n', at, 'latin1');
      if (end !== -1) {
        this.at = end + 4;
        return this.giveHead(chunk.toString('latin1', at, end));
      }
    }
    if (this.block === '') this.block = '\r\n';
    const known = this.block.length;
    this.block += chunk.toString('latin1', at, Math.min(chunk.length, at + MAX_HEAD_BYTES));
    const end = this.block.indexOf('\r\n\r\n', Math.max(0, known - 3));
    if (end !== -1) {
      this.at = at + end + 4 - known;
      return this.giveHead(this.block.slice(2, end));
    }
    this.at += this.block.length - known;
    // Its last three bytes may belong to the end of the head.
    if (this.block.length - 5 > MAX_HEAD_BYTES) this.tooLong(this.block.slice(2));
    return undefined;
  }

  private giveHead(block: string): Promise<void> | undefined {
    if (block.length > MAX_HEAD_BYTES) this.tooLong(block);
    this.state = SEARCH;
    return this.handler.head(block);
  }

  private tooLong(block: string): never {
    return this.handler.headTooLong(block.slice(0, MAX_HEAD_BYTES));
  }

  private give(data: Buffer): Promise<void> | undefined {
    return this.inPart && data.length > 0 ? this.handler.data(data) : undefined;
  }
}

/** Why a body that ends in this state is not whole. */
const UNFINISHED: Readonly<Record<number, string>> = {
  [SEARCH]: 'the body ends before the last boundary',
  [LINE]: 'the body ends within a boundary',
  [HEAD]: 'the body ends within the header lines of a part',
};
