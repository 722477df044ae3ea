import type { FastifyInstance } from 'fastify';
import { FaultProblem, type FaultSpec, type Faults } from '../../faults/index.ts';
import { BadBody, readObject } from './body.ts';
import { scoped } from './scope.ts';

/** The faults that are filed, and what has come of each; they are filed and taken back here while the server runs. */
export function faultRoutes(app: FastifyInstance, faults: Faults): void {
  scoped(app, (scope) => {
    scope.get('/_ossmock/faults', () => ({ faults: faults.list() }));

    scope.get<{ Params: { name: string } }>('/_ossmock/faults/:name', ({ params }, reply) => {
      const found = faults.get(params.name);
      return found ?? reply.code(404).send({ error: `there is no fault ${params.name}` });
    });

    scope.post('/_ossmock/faults', async ({ raw }, reply) => {
      const spec = (await readObject(raw)) as FaultSpec;
      try {
        return reply.code(201).send(faults.add(spec));
      } catch (error) {
        throw error instanceof FaultProblem ? new BadBody(error.toString()) : error;
      }
    });

    scope.delete('/_ossmock/faults', (_request, reply) => {
      faults.clear();
      return reply.code(204).send();
    });

    scope.delete<{ Params: { name: string } }>('/_ossmock/faults/:name', ({ params }, reply) => {
      if (faults.remove(params.name)) return reply.code(204).send();
      return reply.code(404).send({ error: `there is no fault ${params.name}` });
    });
  });
}
