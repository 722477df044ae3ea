import type { FastifyInstance } from 'fastify';
import type { Callbacks } from '../../callback/callbacks.ts';
import { explanation, summary } from '../../journal/explain.ts';
import type { Journal } from '../../journal/journal.ts';

/** What our own paths can ask for and do. */
export interface AdminParts {
  readonly journal: Journal;
  readonly callbacks: Callbacks;
  readonly version: string;
  /** Empties the store and the journal and makes the configured buckets again. */
  readonly reset: () => Promise<void>;
}

const LISTED_BY_DEFAULT = 100;
const LISTED_AT_MOST = 10_000;

/** Everything of ours lives under `/_ossmock/`, in JSON. */
export function adminRoutes(app: FastifyInstance, { journal, callbacks, version, reset }: AdminParts): void {
  // `wget --spider`, which health checks of containers use, sends HEAD.
  app.get('/_ossmock/health', { exposeHeadRoute: true }, () => ({ status: 'ok', version }));

  app.get<{ Querystring: { limit?: string } }>('/_ossmock/requests', ({ query }) => {
    const asked = Number(query.limit ?? LISTED_BY_DEFAULT);
    const count = Number.isInteger(asked) && asked > 0 ? Math.min(asked, LISTED_AT_MOST) : LISTED_BY_DEFAULT;
    return { requests: journal.latest(count).map(summary) };
  });

  app.get<{ Params: { requestId: string } }>('/_ossmock/requests/:requestId', ({ params }, reply) => {
    const record = journal.get(params.requestId);
    if (record) return explanation(record);
    return reply.code(404).send({ error: `no request ${params.requestId} among those still kept` });
  });

  app.get('/_ossmock/callback-key.pem', async (_request, reply) => {
    return reply.type('application/x-pem-file').send(await callbacks.publicKeyPem());
  });

  app.post('/_ossmock/reset', async () => {
    await reset();
    return { status: 'ok' };
  });
}
