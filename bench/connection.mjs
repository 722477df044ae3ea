import { connect } from 'node:net';

const READ_BYTES = 262_144;
const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** One keep-alive connection that sends a request and waits for the whole answer before it sends the next. */
export class Connection {
  #socket;
  /** Bytes of the body still to come; undefined while the head is read. */
  #left;
  #head = Buffer.alloc(0);
  #keep;
  #chunks = [];
  #done;

  /** @param {number} port on 127.0.0.1 */
  constructor(port) {
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    const callback = (read) => {
      this.#take(buffer.subarray(0, read));
      return true;
    };
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer, callback } });
    this.#socket.on('error', (error) => this.#finish(error));
    this.#socket.on('close', () => this.#finish(new Error('the server closed the connection')));
  }

  /**
   * @param {Buffer[]} request
   * @param {(error: Error | undefined, body: Buffer | undefined) => void} done called when the answer is complete; an
   * answer that is not 200 is an error
   * @param {boolean} [keep] whether the body is wanted
   */
  send(request, done, keep = false) {
    this.#done = done;
    this.#keep = keep;
    if (request.length === 1) this.#socket.write(request[0]);
    else {
      this.#socket.cork();
      for (const part of request) this.#socket.write(part);
      this.#socket.uncork();
    }
  }

  /** Sends one request with a body in `count` chunks, no faster than they are taken, and `end` behind them. */
  stream(start, chunk, count, end) {
    return new Promise((resolve, reject) => {
      this.#done = (error) => (error ? reject(error) : resolve());
      this.#keep = false;
      this.#socket.write(start);
      let left = count;
      const more = () => {
        while (left > 0) {
          left -= 1;
          if (!this.#socket.write(chunk)) {
            this.#socket.once('drain', more);
            return;
          }
        }
        if (end !== undefined) this.#socket.write(end);
      };
      more();
    });
  }

  close() {
    this.#done = undefined;
    this.#socket.destroy();
  }

  #take(bytes) {
    if (this.#left === undefined) {
      const seen = this.#head.length === 0 ? bytes : Buffer.concat([this.#head, bytes]);
      const end = seen.indexOf(END_OF_HEAD);
      if (end === -1) {
        // The read buffer is used again.
        this.#head = Buffer.from(seen);
        return;
      }
      const head = seen.toString('latin1', 0, end);
      this.#head = Buffer.alloc(0);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
        this.#finish(new Error(seen.toString('latin1', 0, 2000)));
        return;
      }
      this.#left = Number(length);
      this.#body(seen.subarray(end + 4));
    } else this.#body(bytes);
  }

  #body(bytes) {
    this.#left -= bytes.length;
    if (this.#keep) this.#chunks.push(Buffer.from(bytes));
    if (this.#left === 0) this.#finish(undefined);
  }

  #finish(error) {
    const done = this.#done;
    const body = this.#keep ? Buffer.concat(this.#chunks) : undefined;
    this.#left = undefined;
    this.#done = undefined;
    this.#chunks = [];
    done?.(error, body);
  }
}
