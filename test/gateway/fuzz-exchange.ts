import { connect } from 'node:net';
import { readAnswer } from './fuzz-answer.ts';

/** What is sent on a connection of its own, and how. */
export interface Sent {
  readonly bytes: Buffer;
  /** True when our side ends after sending, because the server would wait for more. */
  readonly cut: boolean;
  /** Where the bytes are parted into two writes. */
  readonly split?: number;
  /** True when the connection is dropped instead of ended. */
  readonly abandoned?: boolean;
  /** How many answers there may be, where that is known. */
  readonly most?: number;
}

/** Milliseconds after which our side ends a connection that the server keeps waiting on. */
const PATIENCE = 150;
/** Milliseconds after which a connection counts as stuck: the slowest limit lets the longest body through in ten seconds. */
const STUCK = 20_000;

/**
 * Sends one request and checks what comes back.
 * @returns the answers, whole.
 * @throws Error for an answer that is not of the service's form, for one too many, and when neither answer nor end comes.
 */
export function exchange(port: number, sent: Sent): Promise<Buffer[]> {
  const { bytes, cut, split = 0, abandoned, most = Number.POSITIVE_INFINITY } = sent;
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let received = Buffer.alloc(0);
    const answers: Buffer[] = [];
    const impatient = setTimeout(() => socket.end(), PATIENCE);
    const stuck = setTimeout(() => settle(new Error('neither answered nor closed')), STUCK);
    const settle = (error?: Error): void => {
      clearTimeout(impatient);
      clearTimeout(stuck);
      socket.destroy();
      if (error === undefined && received.length > 0) error = new Error(`an answer broke off: ${received}`);
      if (error === undefined) resolve(answers);
      else reject(error);
    };
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      try {
        for (;;) {
          const head = answers.length === 0 && /^[\r\n]*HEAD /.test(bytes.toString('latin1', 0, 50));
          const answer = readAnswer(received, head);
          if (answer === undefined) return;
          answers.push(received.subarray(0, answer.length));
          received = received.subarray(answer.length);
          if (answer.last && received.length > 0) throw new Error(`more after the last answer: ${received}`);
          if (answers.length > most) throw new Error('one request was answered twice');
        }
      } catch (error) {
        settle(error as Error);
      }
    });
    socket.on('end', () => settle());
    // The server may close while we still send: that is a closed connection.
    socket.on('error', () => settle());
    socket.setNoDelay(true);
    socket.write(bytes.subarray(0, split));
    setImmediate(() => {
      socket.write(bytes.subarray(split), () => abandoned && settle());
      if (cut && !abandoned) socket.end();
    });
  });
}
