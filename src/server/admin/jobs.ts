import type { FastifyInstance } from 'fastify';
import type { Jobs } from '../../jobs/jobs.ts';
import { scoped } from './scope.ts';

type Doable = Pick<Jobs, 'runLifecycle' | 'deliverLogs'>;

/**
 * What the service does by itself every day and every hour, done now; the answer comes when it is done.
 * @param main the server's own jobs.
 * @param ofNamespace those of a namespace; undefined when there is none of the name.
 */
export function jobRoutes(app: FastifyInstance, main: Doable, ofNamespace: (name: string) => Doable | undefined): void {
  scoped(app, (scope) => {
    for (const [prefix, find] of [
      ['/_ossmock', () => main],
      ['/_ossmock/namespaces/:name', ofNamespace],
    ] as const) {
      const jobRoute = (path: string, work: (jobs: Doable) => Promise<object>): void => {
        scope.post<{ Params: { name?: string } }>(`${prefix}/${path}`, ({ params: { name = '' } }, reply) => {
          const jobs = find(name);
          return jobs ? work(jobs) : reply.code(404).send({ error: `there is no namespace ${name}` });
        });
      };
      jobRoute('lifecycle', (jobs) => jobs.runLifecycle());
      jobRoute('logs', async (jobs) => ({ objects: await jobs.deliverLogs() }));
    }
  });
}
