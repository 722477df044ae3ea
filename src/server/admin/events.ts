import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { summary } from '../../journal/explain.ts';
import type { Journal } from '../../journal/journal.ts';
import type { ExchangeRecord } from '../../journal/record.ts';

/** A reader so far behind is cut off; it asks for the list and listens again. */
const MAX_BEHIND_BYTES = 4 * 1024 * 1024;

/**
 * Finished requests as they end, as server-sent events: one `request` each, in the form of the list.
 * @returns what ends all streams, so that the server can stop.
 */
export function eventRoutes(app: FastifyInstance, journal: Journal): () => void {
  const open = new Set<ServerResponse>();
  app.get('/_ossmock/events', (_request, reply) => {
    reply.hijack();
    const { raw: response } = reply;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': listening\n\n');
    open.add(response);
    const stop = journal.watch((record) => tell(response, record));
    response.on('close', () => {
      open.delete(response);
      stop();
    });
  });
  return () => {
    for (const response of open) response.end();
  };
}

function tell(response: ServerResponse, record: ExchangeRecord): void {
  if (response.writableLength > MAX_BEHIND_BYTES) response.destroy();
  else response.write(`event: request\nid: ${record.id}\ndata: ${JSON.stringify(summary(record))}\n\n`);
}
