import { connect, type Socket } from 'node:net';

/** One answer on a connection that stays open. */
export interface Answered {
  readonly status: number;
  /** As UTF-8. */
  readonly body: string;
  header(name: string): string | undefined;
}

/** A connection that asks one thing after another. */
export class ConnectionTo {
  private readonly socket: Socket;
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve(answer: Answered): void; reject(error: Error): void } | undefined;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk) => {
      this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
      this.take();
    });
    this.socket.on('error', () => this.socket.destroy());
    this.socket.on('close', () => this.waiting?.reject(new Error('the connection ended')));
  }

  /** @throws Error when the connection ends before the answer is whole. */
  ask(request: Buffer): Promise<Answered> {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) return reject(new Error('the connection has ended'));
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  end(): void {
    this.socket.destroy();
  }

  private take(): void {
    const end = this.received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.received.toString('latin1', 0, end);
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1];
    const length = Number(header('Content-Length') ?? 0);
    const whole = end + 4 + length;
    if (this.received.length < whole) return;
    const body = this.received.toString('utf8', end + 4, whole);
    this.received = this.received.subarray(whole);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body, header });
  }
}
