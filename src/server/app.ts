import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { withoutPort } from '../gateway/target.ts';
import type { Door } from './door.ts';

/** Plain characters in the path, anything encoded well in the query: Fastify answers what it cannot decode in its own voice. */
const OWN_PATH = /^\/_ossmock\/[\w./-]*(?:\?(?:[\w./?=&~:,;@!$'()*+-]|%[0-9A-Fa-f]{2})*)?$/;

/** Requests that announced `Expect: 100-continue` and have not been told to go on. */
export const AWAITS_CONTINUE = Symbol('awaits 100-continue');

/**
 * The Fastify application. Whatever is not a path of our own arrives at one route, untouched: Fastify's router, body
 * parsers and error pages would otherwise answer in their own voice (dependencies.md §3, docs/decisions/http.md).
 */
export function makeApp(gateway: Door): FastifyInstance {
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
      return isOwnPath(request as IncomingMessage, gateway) ? (request.url as string) : '/';
    },
  });
  const toGateway = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack();
    const { raw } = request;
    await gateway.handle(restored(raw, request), reply.raw, AWAITS_CONTINUE in raw);
  };
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.all('/', toGateway);
  app.setNotFoundHandler(toGateway);
  app.setErrorHandler((error, _request, reply) => reply.code(500).send({ error: String(error) }));
  return app;
}

function withoutSchemas(): never {
  throw new Error('routes of ossmock have no schemas');
}

/** The raw request with the target as it was sent. */
function restored(raw: IncomingMessage, { originalUrl }: FastifyRequest): IncomingMessage {
  raw.url = originalUrl;
  return raw;
}

function isOwnPath(request: IncomingMessage, gateway: Door): boolean {
  if (!OWN_PATH.test(request.url ?? '')) return false;
  const host = withoutPort(request.headers.host ?? '').toLowerCase();
  return gateway.hostReading(host).kind === 'service';
}
