import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { RequestBody } from '../operations/operation.ts';
import type { Pace, Timer, Timers } from '../runtime/index.ts';

/** The body of a request off the wire. */
export class IncomingBody implements RequestBody {
  readonly announced: number | undefined;
  readonly present: boolean;
  /** True when the client waits for `100 Continue` before it sends the body. */
  awaitsContinue = false;
  bytesRead = 0;
  /** Why the body can no longer be read to its end. The connection cannot be used again then. */
  broken: OssError | undefined;
  private pace: Pace | undefined;
  private interruptAt = Number.POSITIVE_INFINITY;
  private act: (() => void) | undefined;
  private stalled: Timer | undefined;
  private fail: ((error: OssError) => void) | undefined;
  private left: AbortController | undefined;
  private readonly request: IncomingMessage;
  private readonly response: ServerResponse;
  private readonly timers: Timers;
  private readonly idleTimeout: number;

  /** @param idleTimeout milliseconds without a byte after which the client has stalled. */
  constructor(request: IncomingMessage, response: ServerResponse, timers: Timers, idleTimeout: number) {
    this.request = request;
    this.response = response;
    this.timers = timers;
    this.idleTimeout = idleTimeout;
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    // Chunked framing wins when a client sends both, as one ali-oss upload does (addressing.md, "A parser hazard").
    this.announced = encoding !== undefined || length === undefined ? undefined : Number(length);
    this.present = encoding !== undefined || length !== undefined;
  }

  /**
   * Fires when the connection closes before the answer has ended. Made when first asked for; from then on a client that
   * ends its side counts as gone too, because one that closes looks the same until it is written to.
   */
  get clientLeft(): AbortSignal {
    if (this.left === undefined) {
      const left = new AbortController();
      const leave = (): void => {
        if (!this.response.writableFinished) left.abort(refuse('client-left'));
      };
      this.left = left;
      if (this.response.destroyed) leave();
      this.response.once('close', leave);
      const { socket } = this.request;
      socket.once('end', leave);
      this.response.once('finish', () => socket.off('end', leave));
    }
    return this.left.signal;
  }

  /** Ends the reading of a body that cannot complete, at once or when it begins. */
  break(error: OssError): void {
    this.broken = error;
    this.fail?.(error);
  }

  /** Calls `act` in the place of the chunk with which so many bytes have been read. */
  interrupt(after: number, act: () => void): void {
    this.interruptAt = after;
    this.act = act;
  }

  /** Reads nothing more, and takes no offence at that. */
  halt(): void {
    this.stalled?.cancel();
    this.request.pause();
  }

  /** Reads the rest for nothing. */
  drop(): void {
    this.break(refuse('incomplete-body'));
    this.request.resume();
  }

  /** Holds the reading back, as long as the client is there. */
  holdBack(pace: Pace): void {
    this.pace = pace;
    this.response.once('close', () => pace.end());
  }

  readInto(take: (chunk: Buffer) => Promise<void> | undefined): Promise<number> {
    if (this.broken !== undefined) return Promise.reject(this.broken);
    if (this.awaitsContinue) {
      this.awaitsContinue = false;
      this.response.writeContinue();
    }
    const { request } = this;
    return new Promise((resolve, reject) => {
      const watch = (): void => {
        this.stalled = this.timers.after(this.idleTimeout, () => this.break(refuse('request-timeout')));
      };
      watch();
      const settle = (error?: unknown): void => {
        this.fail = undefined;
        this.stalled?.cancel();
        request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onError);
        if (error === undefined) resolve(this.bytesRead);
        else {
          // The rest is read and dropped, so that the client gets to see the answer.
          request.resume();
          reject(error);
        }
      };
      const onData = (chunk: Buffer): void => {
        this.bytesRead += chunk.length;
        this.stalled?.refresh();
        if (this.bytesRead >= this.interruptAt) {
          this.interruptAt = Number.POSITIVE_INFINITY;
          this.act?.();
          return;
        }
        let wait: Promise<void> | undefined;
        try {
          wait = take(chunk);
        } catch (error) {
          settle(error);
          return;
        }
        if (wait === undefined && this.pace === undefined) return;
        request.pause();
        hold(wait, chunk.length).then(() => request.resume(), settle);
      };
      const hold = async (wait: Promise<void> | undefined, bytes: number): Promise<void> => {
        await wait;
        // Asked only now: a form says in its first chunk that it is to be held back.
        const held = this.pace?.take(bytes);
        if (held === undefined) return;
        // It is not the client that stalls.
        this.stalled?.cancel();
        await held;
        if (this.fail !== undefined) watch();
      };
      const onEnd = (): void => settle();
      const onError = (): void => this.break(refuse('incomplete-body'));
      this.fail = settle;
      request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onError);
    });
  }

  async readAll(limit: number, tooLong: () => OssError): Promise<Buffer> {
    if (this.announced !== undefined && this.announced > limit) throw tooLong();
    const chunks: Buffer[] = [];
    let size = 0;
    await this.readInto((chunk) => {
      size += chunk.length;
      if (size > limit) throw tooLong();
      chunks.push(chunk);
      return undefined;
    });
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  }
}
