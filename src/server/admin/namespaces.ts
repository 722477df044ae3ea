import type { FastifyInstance, FastifyReply } from 'fastify';
import { explanation, summary } from '../../journal/explain.ts';
import type { Journal } from '../../journal/journal.ts';
import { BadBody } from './body.ts';
import { scoped } from './scope.ts';

/** What these paths do with a house. */
interface HouseParts {
  readonly journal: Journal;
  readonly store: { snapshot(): Promise<number>; dropSnapshot(snapshot: number): Promise<void> };
  readonly directory: { credentialList(): { readonly accessKeyId: string }[] };
  reset(): Promise<void>;
  restore(snapshot: number): Promise<boolean>;
}

/** What these paths do with the namespaces. */
interface Houses {
  names(): string[];
  get(name: string): HouseParts | undefined;
  /** @throws Error for a name that none can have. */
  namespace(name: string): Promise<HouseParts>;
  remove(name: string): Promise<boolean>;
}

interface Named {
  readonly name: string;
}

interface Numbered {
  readonly snapshot: string;
}

const LISTED_AT_MOST = 1000;

/** Snapshots of the server, and its namespaces: made, listed, looked into, reset and removed. */
export function namespaceRoutes(app: FastifyInstance, main: HouseParts, houses: Houses): void {
  const found = (name: string): HouseParts => {
    const house = houses.get(name);
    if (house === undefined) throw new BadBody(`there is no namespace ${name}`);
    return house;
  };
  scoped(app, (scope) => {
    scope.get('/_ossmock/namespaces', () => ({ namespaces: houses.names() }));

    scope.put<{ Params: Named }>('/_ossmock/namespaces/:name', async ({ params: { name } }) => {
      const house = await houses.namespace(name).catch((error: Error) => {
        throw new BadBody(error.message);
      });
      const accessKeyIds = house.directory.credentialList().map(({ accessKeyId }) => accessKeyId);
      return { name, accessKeyIds, host: `${name}.ns.localhost` };
    });

    scope.delete<{ Params: Named }>('/_ossmock/namespaces/:name', async ({ params: { name } }, reply) => {
      return (await houses.remove(name)) ? { status: 'ok' } : absent(reply, `there is no namespace ${name}`);
    });

    scope.get<{ Params: Named }>('/_ossmock/namespaces/:name/requests', ({ params: { name } }) => {
      return { requests: found(name).journal.latest(LISTED_AT_MOST).map(summary) };
    });

    scope.get<{ Params: Named & { requestId: string } }>(
      '/_ossmock/namespaces/:name/requests/:requestId',
      ({ params: { name, requestId } }, reply) => {
        const record = found(name).journal.get(requestId);
        return record ? explanation(record) : absent(reply, `no request ${requestId} among those still kept`);
      },
    );

    scope.post<{ Params: Named }>('/_ossmock/namespaces/:name/reset', async ({ params: { name } }) => {
      await found(name).reset();
      return { status: 'ok' };
    });

    snapshotRoutes(scope, '/_ossmock', () => main);
    snapshotRoutes(scope, '/_ossmock/namespaces/:name', ({ name }) => found(name as string));
  });
}

function snapshotRoutes(scope: FastifyInstance, prefix: string, houseOf: (params: Partial<Named>) => HouseParts): void {
  scope.post<{ Params: Partial<Named> }>(`${prefix}/snapshot`, async ({ params }) => {
    return { snapshot: await houseOf(params).store.snapshot() };
  });

  scope.post<{ Params: Partial<Named> & Numbered }>(
    `${prefix}/snapshot/:snapshot/restore`,
    async ({ params }, reply) => {
      const restored = await houseOf(params).restore(Number(params.snapshot));
      return restored ? { status: 'ok' } : absent(reply, `there is no snapshot ${params.snapshot}`);
    },
  );

  scope.delete<{ Params: Partial<Named> & Numbered }>(`${prefix}/snapshot/:snapshot`, async ({ params }) => {
    await houseOf(params).store.dropSnapshot(Number(params.snapshot));
    return { status: 'ok' };
  });
}

function absent(reply: FastifyReply, error: string): FastifyReply {
  return reply.code(404).send({ error });
}
