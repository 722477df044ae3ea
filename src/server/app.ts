import type { IncomingMessage, ServerResponse } from 'node:http';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { withoutPort } from '../gateway/target.ts';
import type { Door } from './door.ts';

/** Plain characters in the path, anything encoded well in the query: Fastify answers what it cannot decode in its own voice. */
const OWN_PATH = /^\/_ossmock\/[\w./-]*(?:\?(?:[\w./?=&~:,;@!$'()*+-]|%[0-9A-Fa-f]{2})*)?$/;

/** Requests that announced `Expect: 100-continue` and have not been told to go on. */
export const AWAITS_CONTINUE = Symbol('awaits 100-continue');

/**
 * The Fastify application for requests to the service. They arrive at one route, untouched: Fastify's router, body
 * parsers and error pages would otherwise answer in their own voice (dependencies.md §3, docs/decisions/http.md).
 */
export function makeApp(gateway: Door): FastifyInstance {
  const app = makeBare(gateway, () => '/');
  app.all('/', toGateway(gateway));
  return app;
}

/**
 * The application of our own paths. It is made for the first request to one of them: half the time to start a server
 * would go into routes that most servers of a test run never need.
 */
export class OwnPaths {
  private readonly gateway: Door;
  private readonly declare: (app: FastifyInstance) => () => void;
  private opening: Promise<FastifyInstance> | undefined;
  private endStreams = (): void => {};

  /** @param declare adds the routes. @returns what ends their streams. */
  constructor(gateway: Door, declare: (app: FastifyInstance) => () => void) {
    this.gateway = gateway;
    this.declare = declare;
  }

  /** Whether a request is to one of them. */
  has(request: IncomingMessage): boolean {
    if (!OWN_PATH.test(request.url ?? '')) return false;
    const host = withoutPort(request.headers.host ?? '').toLowerCase();
    return this.gateway.hostReading(host).kind === 'service';
  }

  async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.opening ??= this.open();
    (await this.opening).routing(request, response);
  }

  /** Ends what would keep connections open. */
  endAll(): void {
    this.endStreams();
  }

  async close(): Promise<void> {
    await (await this.opening)?.close();
  }

  private async open(): Promise<FastifyInstance> {
    const app = makeBare(this.gateway, ({ url = '/' }) => url);
    this.endStreams = this.declare(app);
    await app.ready();
    return app;
  }
}

/** An application that passes what it does not know on to the service. @param pathOf where its router sends a request. */
function makeBare(gateway: Door, pathOf: (request: RawRequest) => string): FastifyInstance {
  const app = Fastify({
    logger: false,
    exposeHeadRoutes: false,
    // No route has a schema: otherwise compilers of schemas would be loaded, a fifth of the time to start.
    schemaController: { compilersFactory: { buildValidator: withoutSchemas, buildSerializer: withoutSchemas } },
    routerOptions: {
      // One text for each name, the last where it comes again: what the handlers' types say.
      // Requests to the service arrive here without a query.
      querystringParser: (text) => (text === '' ? {} : Object.fromEntries(new URLSearchParams(text))),
      // Longer than any request line: what is too long for the router is refused in Fastify's own voice.
      maxParamLength: 64 * 1024,
    },
    rewriteUrl: (request) => {
      // An absent or odd Content-Type would be refused before the handler runs; the original stays in rawHeaders.
      request.headers['content-type'] = 'application/octet-stream';
      return pathOf(request);
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setNotFoundHandler(toGateway(gateway));
  app.setErrorHandler((error, _request, reply) => reply.code(500).send({ error: String(error) }));
  return app;
}

type RawRequest = Parameters<NonNullable<FastifyServerOptions['rewriteUrl']>>[0];

function toGateway(gateway: Door) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack();
    const { raw } = request;
    await gateway.handle(restored(raw, request), reply.raw, AWAITS_CONTINUE in raw);
  };
}

function withoutSchemas(): never {
  throw new Error('routes of ossmock have no schemas');
}

/** The raw request with the target as it was sent. */
function restored(raw: IncomingMessage, { originalUrl }: FastifyRequest): IncomingMessage {
  raw.url = originalUrl;
  return raw;
}
