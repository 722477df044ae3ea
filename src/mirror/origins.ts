import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, isIPv4 } from 'node:net';
import { isPrivate, type Resolve, resolveByDns } from '../callback/addresses.ts';
import { type CallbackTarget, readUrl } from '../callback/urls.ts';
import { refuse } from '../errors/refuse.ts';
import { type Runtime, type Timer, TokenBucket } from '../runtime/index.ts';
import { type HeaderList, Headers } from '../wire/headers.ts';
import { Background } from './background.ts';

/** How origins are reached. */
export interface OriginSettings {
  /** Refuse private addresses and certificates that prove nothing, as the service does. */
  readonly strict: boolean;
  /** Milliseconds without a byte of an answer. The service waits for 10,000. */
  readonly timeout: number;
  /** Requests to origins in a second. The service allows 2,000 in the regions of China. */
  readonly rate: number;
}

/** What is asked of an origin, always by GET. */
export interface OriginRequest {
  readonly url: string;
  /** Byte strings, without Host unless another one than the URL's is meant. */
  readonly headers: HeaderList;
  /** Name the host in the TLS handshake. */
  readonly sni: boolean;
  /** Ends everything when it fires, with its reason. */
  readonly signal: AbortSignal;
}

/** The head of an answer; its body comes when it is asked for, once. */
export interface OriginAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Content-Length, if it is there. */
  readonly length: number | undefined;
  /**
   * Pushes the body into `write`, which is waited for.
   * @throws OssError `mirror-length-differs`, `mirror-read-failed`; what `write` throws; the reason of the signal.
   */
  pump(write: (chunk: Buffer) => Promise<void> | undefined): Promise<number>;
  /** Lets go of it. */
  discard(): void;
}

const DEFAULTS: OriginSettings = { strict: false, timeout: 10_000, rate: 2_000 };

/** Where what a bucket lacks is fetched from. Nothing is kept: no connection, no name. */
export class Origins {
  /** What is fetched while nobody waits for it. */
  readonly background = new Background();
  private readonly timers: Runtime['timers'];
  private readonly settings: OriginSettings;
  private readonly resolve: Resolve;
  private readonly allowance: TokenBucket;

  constructor(
    { timers }: Pick<Runtime, 'timers'>,
    settings: Partial<OriginSettings> = {},
    resolve: Resolve = resolveByDns,
  ) {
    this.timers = timers;
    this.settings = { ...DEFAULTS, ...settings };
    this.resolve = resolve;
    this.allowance = new TokenBucket(this.settings.rate, timers.elapsed());
  }

  /**
   * @throws OssError `mirror-overload`, `mirror-unreachable`, `mirror-private-address`, `mirror-status` with 0; the reason
   * of the signal.
   */
  async get(asked: OriginRequest): Promise<OriginAnswer> {
    const now = this.timers.elapsed();
    if (this.allowance.wait(now) > 0) throw refuse('mirror-overload').because({ perSecond: this.settings.rate });
    this.allowance.take(now, 1);
    const target = readUrl(asked.url);
    if (target === undefined) throw refuse('mirror-unreachable').because({ url: asked.url, why: 'not a URL' });
    return this.send(asked, this.settings.strict ? await this.publicTarget(target) : target);
  }

  private async publicTarget(target: CallbackTarget): Promise<CallbackTarget> {
    const { host, url } = target;
    const address = isIPv4(host) ? host : await this.resolve(host).catch(() => undefined);
    if (address === undefined) throw refuse('mirror-unreachable').because({ url, why: 'the name has no address' });
    if (isPrivate(address)) throw refuse('mirror-private-address').because({ url, address });
    return { ...target, address };
  }

  private send({ headers, sni, signal }: OriginRequest, target: CallbackTarget): Promise<OriginAnswer> {
    const { url, secure, host, port, path, address } = target;
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      let reached = false;
      const request = (secure ? httpsRequest : httpRequest)({
        method: 'GET',
        host: address ?? host,
        port,
        path,
        headers: [...(headers.some(isHost) ? [] : ['Host', authority(target)]), ...headers.flat()],
        agent: false,
        ...(secure && {
          rejectUnauthorized: this.settings.strict,
          servername: sni && isIP(host) === 0 ? host : '',
        }),
      });
      const leave = (): void => {
        request.destroy(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      const timer = this.timers.after(this.settings.timeout, () => request.destroy(new Error('no byte in time')));
      request.once('close', () => {
        timer.cancel();
        signal.removeEventListener('abort', leave);
      });
      request.on('socket', (socket) => {
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          reached = true;
        });
      });
      request.on('error', (error) => {
        if (signal.aborted) reject(signal.reason);
        else reject(broken(reached, url, error.message));
      });
      request.on('upgrade', (_, socket) => {
        socket.destroy();
        reject(broken(true, url, 'the protocol changes'));
      });
      request.on('response', (response) => resolve(new Received(request, response, timer, signal)));
      request.end();
    });
  }
}

function isHost([name]: readonly [string, string]): boolean {
  return name.toLowerCase() === 'host';
}

function authority({ host, port, secure }: CallbackTarget): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (secure ? 443 : 80) ? name : `${name}:${port}`;
}

/** An origin that was reached and said nothing has the status 0 (cap-076). */
function broken(reached: boolean, url: string, why: string) {
  return (reached ? refuse('mirror-status', { Status: '0' }) : refuse('mirror-unreachable')).because({ url, why });
}

class Received implements OriginAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly length: number | undefined;
  private readonly request: ClientRequest;
  private readonly response: IncomingMessage;
  private readonly timer: Timer;
  private readonly signal: AbortSignal;

  constructor(request: ClientRequest, response: IncomingMessage, timer: Timer, signal: AbortSignal) {
    this.request = request;
    this.response = response;
    this.timer = timer;
    this.signal = signal;
    this.status = response.statusCode ?? 0;
    this.headers = new Headers(response.rawHeaders);
    const length = this.headers.get('content-length');
    this.length = length === undefined || this.headers.has('transfer-encoding') ? undefined : Number(length);
    // Whoever does not read on hears nothing of what happens to the connection.
    response.on('error', () => {});
  }

  async pump(write: (chunk: Buffer) => Promise<void> | undefined): Promise<number> {
    let size = 0;
    let writing = false;
    try {
      for await (const chunk of this.response as AsyncIterable<Buffer>) {
        this.timer.refresh();
        size += chunk.length;
        writing = true;
        await write(chunk);
        writing = false;
        this.timer.refresh();
      }
    } catch (error) {
      this.discard();
      if (this.signal.aborted) throw this.signal.reason;
      if (writing) throw error;
      throw this.cutOff(size, String(error));
    }
    if (this.length !== undefined && size !== this.length) throw this.cutOff(size, 'the end came early');
    return size;
  }

  private cutOff(size: number, why: string) {
    const { length } = this;
    if (length === undefined) return refuse('mirror-read-failed').because({ size, why });
    return refuse('mirror-length-differs').because({ size, length, why });
  }

  discard(): void {
    this.request.destroy();
  }
}
