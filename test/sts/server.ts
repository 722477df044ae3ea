import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isStsRequest, type Sts } from '../../src/sts/index.ts';
import { Headers } from '../../src/wire/headers.ts';

/** A plain HTTP server that is nothing but the token service. */
export async function listening(sts: Sts): Promise<{ server: Server; port: number }> {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
    const request = {
      method: incoming.method ?? 'GET',
      host: incoming.headers.host ?? '',
      path,
      query,
      headers: new Headers(incoming.rawHeaders),
      body: Buffer.concat(chunks),
      address: incoming.socket.remoteAddress,
      secure: false,
    };
    if (!isStsRequest(request, request.body)) {
      response.writeHead(404).end();
      return;
    }
    const answer = await sts.handle(request);
    response.writeHead(answer.status, answer.headers.flat()).end(answer.body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, port: (server.address() as AddressInfo).port };
}
