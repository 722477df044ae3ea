import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessWorld } from '../access/authorize.ts';
import { corsHeaders } from '../access/cors.ts';
import type { WireProfile } from '../errors/cause.ts';
import { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Faults } from '../faults/index.ts';
import type { Principal } from '../identity/principal.ts';
import type { FinishedExchange } from '../jobs/exchange.ts';
import type { Journal } from '../journal/journal.ts';
import type { ExchangeRecord, RungResult } from '../journal/record.ts';
import { bucketOfDomain } from '../operations/bucket/cname/domain.ts';
import type { Answer, Operation } from '../operations/operation.ts';
import { publicAccessBlocked } from '../operations/public-access.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import { BucketGone } from '../store/index.ts';
import type { Sts } from '../sts/index.ts';
import { type AddressBook, boundHost, type HostReading, readHost } from './address.ts';
import { IncomingBody } from './body.ts';
import { deliver } from './deliver.ts';
import { Dispatcher } from './dispatch.ts';
import { Exchange } from './exchange.ts';
import { FaultRun, type FaultWorld } from './fault-run.ts';
import { type LadderContext, ladder } from './ladder.ts';
import { Limits } from './limits.ts';
import { OperationCall, type OperationParts } from './operation-call.ts';
import { type Reply, refusal, send, success, writeHead } from './reply.ts';
import { readTarget } from './target.ts';
import { asksForToken, receiveStsRequest, recordSts, stsReply } from './token-service.ts';

/** What the gateway is made of. */
export interface GatewayParts extends OperationParts {
  readonly operations: readonly Operation[];
  readonly journal: Journal;
  readonly profile: WireProfile;
  readonly addressBook: AddressBook;
  readonly policiesOf: (principal: Principal) => readonly CompiledPolicy[];
  readonly sts: Sts;
  readonly faults: Faults;
  /** Milliseconds without a byte of the body. */
  readonly idleTimeout: number;
  /** Called once per exchange, when its answer has left. */
  readonly onExchange: (record: ExchangeRecord) => void;
  /** Called before, for exchanges with a bucket that were answered to their end. */
  readonly onFinished: (exchange: FinishedExchange) => void;
  /** Called for what should not happen: an error that is not a refusal. */
  readonly onFault: (error: unknown, record: ExchangeRecord) => void;
}

/** Most checks have nothing to tell but that they passed: one result serves all exchanges. */
const steps = ladder.map((rung) => ({ ...rung, passed: passing(rung.name) }));
const executed = passing('execution');
/** Behind this step it is known what is asked for, and nothing has been decided about it. */
const FAULTS_BEHIND = ladder.findIndex(({ name }) => name === 'operation');

function passing(name: string): RungResult {
  return { name, outcome: 'passed', facts: undefined };
}

const HOSTS_REMEMBERED = 1000;

/** From request to answer: exchange, ladder, operation, reply. */
export class Gateway {
  private readonly parts: GatewayParts;
  private readonly context: LadderContext;
  private readonly hosts = new Map<string, HostReading>();
  /** Bodies being read, by socket, so that a broken connection can end them. */
  private readonly bodies = new WeakMap<object, IncomingBody>();
  private readonly faultWorld: FaultWorld;

  constructor(parts: GatewayParts) {
    this.parts = parts;
    this.faultWorld = { faults: parts.faults, timers: parts.runtime.timers, hanging: new Set() };
    const { store, service, identities, policiesOf } = parts;
    const world: AccessWorld = {
      region: service.region,
      policiesOf,
      publicAccessBlocked: (bucket) => publicAccessBlocked(store, bucket),
      object: (bucket, key, versionId) =>
        versionId === undefined ? store.object(bucket, key) : store.version(bucket, key, versionId),
    };
    const limits = new Limits(service.limits, parts.runtime.clock);
    this.context = { dispatcher: new Dispatcher(parts.operations), store, service, identities, world, limits };
  }

  /**
   * Answers one request. Never throws: whatever goes wrong becomes an answer or a closed connection.
   * @param only every request is the token service's, as on its own port.
   */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    awaitsContinue = false,
    only?: 'sts',
  ): Promise<void> {
    const { runtime } = this.parts;
    const receivedAt = runtime.clock.now();
    const id = runtime.ids.request(receivedAt);
    const body = new IncomingBody(request, response, runtime.timers, this.parts.idleTimeout);
    body.awaitsContinue = awaitsContinue;
    this.bodies.set(request.socket, body);
    const target = readTarget(request.url ?? '');
    const exchange = new Exchange(request, {
      id,
      receivedAt,
      target: target ?? { path: '/', query: '', authority: undefined },
      host: target?.authority ?? request.headers.host ?? '',
      scheme: 'encrypted' in request.socket ? 'https' : 'http',
      body,
      readHost: (host) => this.hostReading(host),
    });
    const asked = target === undefined ? false : only === 'sts' || asksForToken(exchange);
    const reply = asked === false ? undefined : await this.answerSts(exchange, asked);
    await this.send(exchange, reply ?? (await this.answer(exchange, response, target !== undefined)), response);
  }

  /** Ends the reading of a body that broke off on this connection. */
  bodyBroke(socket: object, error: OssError): void {
    this.bodies.get(socket)?.break(error);
  }

  /** Begins anew with limits: nothing has been used of them. */
  resetLimits(): void {
    this.context.limits.reset();
  }

  /** Closes the connections of those whom faults keep waiting. */
  dropHanging(): void {
    for (const { socket } of this.faultWorld.hanging) socket?.destroy();
  }

  /** Keeps and reports an exchange that is over. */
  keep(record: ExchangeRecord): void {
    this.parts.journal.add(record);
    this.parts.onExchange(record);
  }

  /** What a Host header says, remembered because clients repeat it. @param host lower case, without port. */
  hostReading(host: string): HostReading {
    let reading = this.hosts.get(host);
    if (reading === undefined) {
      reading = readHost(host, this.parts.addressBook);
      if (this.hosts.size >= HOSTS_REMEMBERED) this.hosts.clear();
      this.hosts.set(host, reading);
    }
    // Domains are bound and unbound at any time, so that is not remembered.
    const bucket = reading.unknown ? bucketOfDomain(this.parts.store, host) : undefined;
    return bucket === undefined ? reading : boundHost(host, bucket);
  }

  /** @returns undefined where a fault leaves the client without an answer. */
  private async answer(
    exchange: Exchange,
    response: ServerResponse,
    targetReadable: boolean,
  ): Promise<Reply | undefined> {
    const { faults } = this.parts;
    let rung = 'request-line';
    try {
      if (!targetReadable) throw refuse('bad-request-line');
      for (let i = 0; i < steps.length; i++) {
        const { name, always, check, passed } = steps[i] as (typeof steps)[number];
        if (!always && exchange.operation.public) continue;
        rung = name;
        const found = check(exchange, this.context);
        const facts = found instanceof Promise ? await found : found;
        exchange.record.rungs.push(facts === undefined ? passed : { name, outcome: 'passed', facts });
        if (i !== FAULTS_BEHIND || !faults.armed) continue;
        rung = 'fault';
        // A refusal carries what CORS says, so that browsers may read it.
        exchange.bucket = this.parts.store.bucket(exchange.bucketName);
        exchange.fault = FaultRun.choose(exchange, response, this.faultWorld);
        const reply = await exchange.fault?.begin();
        if (reply !== undefined || exchange.fault?.silenced) return reply;
      }
      rung = 'execution';
      const answer = await exchange.operation.run(new OperationCall(exchange, this.parts, this.context.world));
      exchange.record.rungs.push(executed);
      return success(answer, this.replyContext(exchange, exchange.pace?.delay(bytesToSend(answer, exchange.method))));
    } catch (error) {
      return this.refuse(exchange, rung, error);
    }
  }

  /** @returns undefined when the request turns out not to be the token service's. */
  private async answerSts(exchange: Exchange, asked: true | undefined): Promise<Reply | undefined> {
    try {
      const request = await receiveStsRequest(exchange, asked);
      if (request === undefined) return undefined;
      const answer = await this.parts.sts.handle(request);
      recordSts(exchange, answer);
      if (answer.outcome.fault !== undefined) this.parts.onFault(answer.outcome.fault, exchange.record);
      return stsReply(answer, exchange, this.parts.runtime.clock.now());
    } catch (error) {
      return this.refuse(exchange, 'form', error);
    }
  }

  private refuse(exchange: Exchange, rung: string, thrown: unknown): Reply {
    const error = this.refusalOf(thrown, exchange);
    exchange.refused(rung, error);
    const reply = refusal(error, this.replyContext(exchange));
    exchange.record.errorBody = reply.document;
    exchange.record.ec = error.ec(this.parts.profile);
    return reply;
  }

  private refusalOf(thrown: unknown, { record, address }: Exchange): OssError {
    if (thrown instanceof OssError) return thrown;
    if (thrown instanceof BucketGone) return refuse('no-such-bucket', { BucketName: address.bucket ?? '' });
    this.parts.onFault(thrown, record);
    return refuse('internal-error');
  }

  private async send(exchange: Exchange, planned: Reply | undefined, response: ServerResponse): Promise<void> {
    const { record, body, fault, bucket } = exchange;
    let reply = planned;
    let whole = reply !== undefined && !fault?.silenced;
    try {
      if (reply !== undefined && whole) await this.deliver(exchange, reply, response);
    } catch (error) {
      const told = await this.sendFault(exchange, error, response);
      whole = told !== undefined;
      reply = told ?? reply;
    }
    // Of a body that was not sent, or not to its end, something is still held.
    if (planned?.body !== undefined && !Buffer.isBuffer(planned.body)) planned.body.discard();
    // A fault may have silenced it meanwhile.
    if (fault?.silenced) whole = false;
    else if (reply !== undefined) {
      record.status = reply.status;
      record.responseHeaders = reply.headers;
    }
    fault?.end();
    exchange.usage?.end(body.bytesRead, record.bytesOut);
    record.bytesIn = body.bytesRead;
    record.duration = this.parts.runtime.clock.now() - record.receivedAt;
    whole &&= body.broken === undefined;
    if (whole && bucket !== undefined) this.parts.onFinished(exchange as FinishedExchange);
    this.keep(record);
  }

  private deliver({ fault, pace, record }: Exchange, reply: Reply, response: ServerResponse): Promise<void> {
    if (fault !== undefined) return fault.deliver(reply);
    if (pace === undefined || reply.body === undefined) return send(response, reply, record);
    writeHead(response, reply);
    return deliver(response, reply.body, { paces: [pace], cut: undefined, onCut: () => {} }, record);
  }

  /** An answer could not be sent. @returns what the client is told instead, if nothing has left yet. */
  private async sendFault(exchange: Exchange, error: unknown, response: ServerResponse): Promise<Reply | undefined> {
    const { record } = exchange;
    // A client that went away is no fault of ours.
    const gone = response.socket === null || response.socket.destroyed;
    if (!gone && response.headersSent) this.parts.onFault(error, record);
    if (!gone && !response.headersSent) {
      const reply = this.refuse(exchange, 'execution', error);
      const sent = await send(response, reply, record).then(
        () => true,
        () => false,
      );
      if (sent) return reply;
    }
    response.destroy();
    return undefined;
  }

  private replyContext(exchange: Exchange, held = 0) {
    const { runtime, profile } = this.parts;
    const { id, host: hostId, method, body, receivedAt, charged, takesChunks: chunks } = exchange;
    // A body that broke off, or was announced and never asked for, leaves the connection unusable.
    const keepAlive = exchange.keepAlive && !body.awaitsContinue && body.broken === undefined;
    const cors = corsHeaders(exchange.bucket, exchange, (facts) => {
      exchange.record.rungs.push({ name: 'cors', outcome: 'noted', facts });
    });
    const now = runtime.clock.now();
    return { requestId: id, hostId, method, keepAlive, chunks, profile, cors, now, receivedAt, held, charged };
  }
}

/** How much body an answer has, as far as it is known beforehand. */
function bytesToSend({ body }: Answer, method: string): number {
  if (body === undefined || method === 'HEAD') return 0;
  return typeof body === 'string' ? Buffer.byteLength(body) : Buffer.isBuffer(body) ? body.length : body.size;
}
