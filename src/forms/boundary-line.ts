/** Blanks allowed behind a boundary (RFC 2046's transport padding). */
const MAX_PADDING = 256;

const BLANK = 0x20;
const TAB = 0x09;
const CR = 0x0d;
const LF = 0x0a;
const DASH = 0x2d;

/** What has been read behind the boundary. */
const NOTHING = 0;
const PADDING = 1;
const PART_CR = 2;
const ONE_DASH = 3;
const TWO_DASHES = 4;
const CLOSE_CR = 5;

/** What a boundary turns out to be: the begin of a part, the end of the form, no boundary at all; or more must be read. */
export type Verdict = 'part' | 'close' | 'data' | 'more';

/** Reads on behind `CRLF--boundary`: blanks and CRLF begin a part; `--`, blanks, and CRLF or the body's end close the form. */
export class BoundaryLine {
  /** What was read, a byte string. */
  text = '';
  private state = NOTHING;

  begin(): void {
    this.state = NOTHING;
    this.text = '';
  }

  /** True when the body may end here. */
  get mayEndTheForm(): boolean {
    return this.state === TWO_DASHES || this.state === CLOSE_CR;
  }

  /** Reads one byte more; a byte that makes it data is not part of `text`. */
  read(byte: number): Verdict {
    if (byte === LF && this.state === PART_CR) return 'part';
    if (byte === LF && this.state === CLOSE_CR) return 'close';
    const next = after(this.state, byte);
    if (next === undefined || this.text.length === MAX_PADDING) return 'data';
    this.state = next;
    this.text += String.fromCharCode(byte);
    return 'more';
  }
}

function after(state: number, byte: number): number | undefined {
  const blank = byte === BLANK || byte === TAB;
  switch (state) {
    case NOTHING:
      if (byte === DASH) return ONE_DASH;
      return blank ? PADDING : byte === CR ? PART_CR : undefined;
    case PADDING:
      return blank ? PADDING : byte === CR ? PART_CR : undefined;
    case ONE_DASH:
      return byte === DASH ? TWO_DASHES : undefined;
    case TWO_DASHES:
      return blank ? TWO_DASHES : byte === CR ? CLOSE_CR : undefined;
    default:
      return undefined;
  }
}
