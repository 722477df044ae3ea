import type { FastifyInstance } from 'fastify';

/** The certificate of the local authority, for those who are to trust it. @param pem undefined where there is none. */
export function authorityRoutes(app: FastifyInstance, pem: string | undefined): void {
  app.get('/_ossmock/ca.pem', (_request, reply) => {
    if (pem !== undefined) return reply.type('application/x-pem-file').send(pem);
    return reply
      .code(404)
      .send({ error: 'this server has no authority of its own; it has one when started with --tls' });
  });
}
