import type { FastifyInstance } from 'fastify';
import { BadBody } from './body.ts';

/** Declares own paths whose bodies may be unusable: that is a 400 with what was expected. */
export function scoped(app: FastifyInstance, routes: (scope: FastifyInstance) => void): void {
  app.register(async (scope) => {
    scope.setErrorHandler((error, _request, reply) => {
      const [status, text] = error instanceof BadBody ? [400, error.message] : [500, String(error)];
      return reply.code(status).send({ error: text });
    });
    routes(scope);
  });
}
