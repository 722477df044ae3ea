import type { ServerResponse } from 'node:http';
import { readClaim } from '../auth/index.ts';
import type { Fault, FaultRequest, Faults, Reading } from '../faults/index.ts';
import { Pace, type Timers } from '../runtime/index.ts';
import { breakOff, closed, deliver, givenUp } from './deliver.ts';
import type { Exchange } from './exchange.ts';
import { type Reply, writeHead } from './reply.ts';

export interface FaultWorld {
  readonly faults: Faults;
  readonly timers: Timers;
  /** Answers that are kept waiting or never come, so that the server can drop them when it closes. */
  readonly hanging: Set<ServerResponse>;
}

/** A fault at work on one exchange. */
export class FaultRun {
  /** True once nothing may be answered any more. */
  silenced = false;
  private readonly fault: Fault;
  private readonly request: FaultRequest;
  private readonly exchange: Exchange;
  private readonly response: ServerResponse;
  private readonly world: FaultWorld;

  private constructor(
    fault: Fault,
    request: FaultRequest,
    exchange: Exchange,
    response: ServerResponse,
    world: FaultWorld,
  ) {
    this.fault = fault;
    this.request = request;
    this.exchange = exchange;
    this.response = response;
    this.world = world;
  }

  /** The fault that this exchange has to suffer, if any. */
  static choose(exchange: Exchange, response: ServerResponse, world: FaultWorld): FaultRun | undefined {
    const request = faultRequest(exchange);
    const fault = world.faults.choose(request);
    return fault && new FaultRun(fault, request, exchange, response, world);
  }

  /**
   * What happens before anything is decided about the request.
   * @returns the answer, if that is it. @throws OssError the planned one.
   */
  async begin(): Promise<Reply | undefined> {
    const { uploadRate, reading, instead } = this.fault.effect;
    const { body } = this.exchange;
    if (uploadRate !== undefined && body.present) {
      this.fire();
      body.holdBack(new Pace(this.world.timers, uploadRate));
    }
    if (reading !== undefined) {
      if (reading.after === 0) await this.interrupt(reading);
      else body.interrupt(reading.after, () => void this.interrupt(reading));
    }
    if (instead?.kind === 'nothing') {
      this.silence();
      if (body.present) await body.readInto(() => undefined).catch(() => {});
      await givenUp(this.response);
    }
    if (instead?.kind === 'status') {
      this.fire();
      return bareReply(instead);
    }
    if (instead?.kind === 'error') {
      const planned = () => {
        this.fire();
        return instead.error.make(this.request).because({ fault: this.fault.name, effect: this.fault.effect.words });
      };
      if (instead.after === undefined || instead.after === 0) throw planned();
      body.interrupt(instead.after, () => body.break(planned()));
    }
    return undefined;
  }

  /** Sends the answer, or what becomes of it. @throws when the client went away. */
  async deliver(reply: Reply): Promise<void> {
    const { delay, instead, sending, downloadRate } = this.fault.effect;
    const { response, exchange } = this;
    if (delay !== undefined) {
      this.fire();
      await this.wait(delay);
    }
    if (instead?.kind === 'lost') {
      this.silence();
      return breakOff(response, instead.how === 'silence' ? 'stall' : instead.how);
    }
    if (instead?.kind === 'garbage') {
      this.fire();
      response.socket?.end('\x15\x03\x01\x00\x02\x02\x46 this is not HTTP\r\n\r\n');
      return;
    }
    writeHead(response, sending?.act === 'header' ? this.falsified(reply, sending.name) : reply);
    const { body } = reply;
    if (body === undefined) {
      response.end();
      return;
    }
    const paces = exchange.pace === undefined ? [] : [exchange.pace];
    if (downloadRate !== undefined) {
      this.fire();
      const pace = new Pace(this.world.timers, downloadRate);
      response.once('close', () => pace.end());
      paces.push(pace);
    }
    const cut = sending?.act === 'header' ? undefined : sending;
    const onCut = (): void => {
      this.fire();
      if (cut?.act === 'stall') this.world.hanging.add(response);
    };
    return deliver(response, body, { paces, cut, onCut }, exchange.record);
  }

  /** The exchange is over: whether it happened is left in its record. */
  end(): void {
    const { fault, exchange } = this;
    this.world.hanging.delete(this.response);
    fault.settle();
    if (!fault.fired) return;
    exchange.record.fault = fault.name;
    // The refusal has said it already.
    if (fault.effect.instead?.kind === 'error') return;
    exchange.record.rungs.push({
      name: 'fault',
      outcome: 'noted',
      facts: { fault: fault.name, effect: fault.effect.words },
    });
  }

  private fire(): void {
    this.fault.fire();
  }

  private silence(): void {
    this.fire();
    this.silenced = true;
    this.world.hanging.add(this.response);
  }

  /** Ends the reading of the request. */
  private async interrupt({ act }: Reading): Promise<void> {
    const { response, exchange } = this;
    this.silence();
    if (act === 'stall') exchange.body.halt();
    else if (act === 'close') exchange.body.drop();
    await breakOff(response, act);
  }

  private async wait(ms: number): Promise<void> {
    const { response } = this;
    const { timers, hanging } = this.world;
    hanging.add(response);
    let timer = { cancel: (): void => {} };
    const passed = new Promise<void>((resolve) => {
      timer = timers.after(ms, resolve);
    });
    await Promise.race([passed, closed(response)]);
    timer.cancel();
  }

  /** The reply with another value in this header, if it has it. */
  private falsified(reply: Reply, name: string): Reply {
    const at = reply.headers.indexOf(name);
    if (at === -1) return reply;
    this.fire();
    return { ...reply, headers: reply.headers.with(at + 1, falsify(reply.headers[at + 1] as string)) };
  }
}

function faultRequest(exchange: Exchange): FaultRequest {
  const { operation, method, bucketName, key = '', query, headers } = exchange;
  return {
    operation: operation.name,
    method,
    bucket: bucketName,
    key,
    get accessKeyId() {
      return claimedKey(exchange);
    },
    partNumber: query.get('partNumber'),
    headers,
  };
}

/** An AccessKeyId that nobody has checked. What is wrong with the claim is for the rungs that judge it. */
function claimedKey(exchange: Exchange): string | undefined {
  try {
    return readClaim(exchange)?.accessKeyId;
  } catch {
    return undefined;
  }
}

/** What something between client and service answers, which knows nothing of request ids. */
function bareReply({ status, contentType, body }: { status: number; contentType: string; body: string }): Reply {
  const bytes = Buffer.from(body);
  const headers = ['Content-Type', contentType, 'Content-Length', `${bytes.length}`, 'Connection', 'close'];
  return { status, headers, body: bytes };
}

/** A value of the same form that is another: the last digit, decimal or hex, is turned. */
function falsify(value: string): string {
  return value.replace(/[0-9A-F](?="?$)/i, (digit) => (digit === '1' ? '2' : '1'));
}
