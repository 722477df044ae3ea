import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Journal } from '../../journal/journal.ts';
import type { ExchangeRecord } from '../../journal/record.ts';
import { curlFrom } from '../../replay/curl.ts';
import type { ReplayParts } from '../../replay/parts.ts';

type Parts = ReplayParts & { readonly journal: Journal };

interface Asked {
  readonly Params: { readonly requestId: string; readonly name?: string };
}

/**
 * A recorded exchange to be made again: as a scenario file, and as a line for curl.
 * @param houses the namespaces beside the main house.
 */
export function replayRoutes(
  app: FastifyInstance,
  main: Parts,
  houses: { get(name: string): Parts | undefined },
): void {
  recordRoutes(app, '/_ossmock/requests/:requestId', () => main);
  recordRoutes(app, '/_ossmock/namespaces/:name/requests/:requestId', (name = '') => houses.get(name));
}

function recordRoutes(app: FastifyInstance, prefix: string, partsOf: (name?: string) => Parts | undefined): void {
  app.get<Asked>(`${prefix}/scenario`, async ({ params: { name, requestId } }, reply) => {
    const parts = partsOf(name);
    const record = parts?.journal.get(requestId);
    if (parts === undefined || record === undefined) return absent(reply, requestId);
    // With what writes YAML, and seldom asked for.
    const { scenarioFrom } = await import('../../replay/scenario.ts');
    return reply.type('application/yaml; charset=utf-8').send(await scenarioFrom(record, parts));
  });

  app.get<Asked>(`${prefix}/curl`, ({ params: { name, requestId }, raw }, reply) => {
    const record: ExchangeRecord | undefined = partsOf(name)?.journal.get(requestId);
    if (record === undefined) return absent(reply, requestId);
    const { localAddress = '127.0.0.1', localPort = 0 } = raw.socket;
    const address = localAddress.replace(/^::ffff:/, '');
    const at = `${address.includes(':') ? `[${address}]` : address}:${localPort}`;
    return reply.type('text/plain; charset=utf-8').send(curlFrom(record, at));
  });
}

function absent(reply: FastifyReply, requestId: string): FastifyReply {
  return reply.code(404).send({ error: `no request ${requestId} among those still kept` });
}
