import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Journal } from '../../journal/journal.ts';
import { curlFrom } from '../../replay/curl.ts';
import type { ReplayParts } from '../../replay/parts.ts';
import { scenarioFrom } from '../../replay/scenario.ts';

interface Asked {
  readonly Params: { readonly requestId: string };
}

/** A recorded exchange to be made again: as a scenario file, and as a line for curl. */
export function replayRoutes(
  app: FastifyInstance,
  { journal, ...parts }: ReplayParts & { readonly journal: Journal },
): void {
  const prefix = '/_ossmock/requests/:requestId';

  app.get<Asked>(`${prefix}/scenario`, async ({ params: { requestId } }, reply) => {
    const record = journal.get(requestId);
    if (record === undefined) return absent(reply, requestId);
    return reply.type('application/yaml; charset=utf-8').send(await scenarioFrom(record, parts));
  });

  app.get<Asked>(`${prefix}/curl`, ({ params: { requestId }, raw }, reply) => {
    const record = journal.get(requestId);
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
