import type { FastifyInstance } from 'fastify';
import type { Jobs } from '../../jobs/jobs.ts';
import { scoped } from './scope.ts';

/** What the service does by itself every day and every hour, done now; the answer comes when it is done. */
export function jobRoutes(app: FastifyInstance, jobs: Pick<Jobs, 'runLifecycle' | 'deliverLogs'>): void {
  scoped(app, (scope) => {
    scope.post('/_ossmock/lifecycle', () => jobs.runLifecycle());
    scope.post('/_ossmock/logs', async () => ({ objects: await jobs.deliverLogs() }));
  });
}
