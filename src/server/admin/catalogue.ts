import type { FastifyInstance } from 'fastify';
import { CAUSES, type FoundCause, findErrors } from '../../errors/find.ts';
import { ladder } from '../../gateway/ladder.ts';

/** What the server knows about refusals in general: the catalogue of errors, and the order of the checks. */
export function catalogueRoutes(app: FastifyInstance): void {
  app.get<{ Querystring: { q?: string } }>('/_ossmock/errors', ({ query: { q = '' } }) => ({
    errors: (q.trim() === '' ? CAUSES : findErrors(q)).map(shownCause),
  }));

  app.get('/_ossmock/checks', () => ({ checks: ladder.map(({ name }) => name) }));
}

function shownCause([cause, row]: FoundCause): object {
  return {
    cause,
    status: row.status,
    code: row.code,
    message: row.message,
    ec: row.ec,
    earlier: row.earlier,
    reason: row.reason,
    remedy: row.remedy,
    evidence: { grade: row.evidence, source: row.source },
  };
}
