import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../../../src/index.ts';
import type { RawAnswer } from '../../../support/raw.ts';
import { type SignedCall, signed } from '../../../support/signed.ts';

export const NOW = Date.UTC(2026, 0, 31, 12);
export const BUCKET = 'examplebucket';
export const HOST = `${BUCKET}.oss-cn-hangzhou.aliyuncs.com`;

type Ask = Partial<Omit<SignedCall, 'at' | 'bucket'>>;

/** A server whose one bucket everybody may read. */
export interface TestSite {
  readonly server: RunningServer;
  /** As the owner. */
  manage(ask: Ask): Promise<RawAnswer>;
  /** As a browser does: without signature, by the bucket's own host. */
  browse(path: string, ask?: Ask): Promise<RawAnswer>;
  /** Makes it a website. @param inside of WebsiteConfiguration. */
  configure(inside: string): Promise<void>;
  put(key: string, body: string, headers?: Record<string, string>): Promise<void>;
}

export async function openSite(options: ServerOptions = {}): Promise<TestSite> {
  const server = await startServer({
    host: '127.0.0.1',
    clock: NOW,
    buckets: [{ name: BUCKET, acl: 'public-read' }],
    ...options,
  });
  const manage: TestSite['manage'] = (ask) =>
    signed(server.port, { method: 'GET', bucket: BUCKET, host: HOST, at: NOW, ...ask });
  const succeed = async (ask: Ask): Promise<void> => {
    const answer = await manage(ask);
    expect(answer.status, answer.body).toBe(200);
  };
  return {
    server,
    manage,
    browse(path, ask = {}) {
      const [key = '', query = ''] = path.slice(1).split('?');
      return manage({ keys: undefined, key: decodeURIComponent(key), query, ...ask });
    },
    configure: (inside) =>
      succeed({ method: 'PUT', query: 'website', body: `<WebsiteConfiguration>${inside}</WebsiteConfiguration>` }),
    put: (key, body, headers = {}) => succeed({ method: 'PUT', key, body, headers }),
  };
}

/** A routing rule. */
export function rule(number: number, condition: string, redirect: string): string {
  return `<RoutingRule><RuleNumber>${number}</RuleNumber><Condition>${condition}</Condition><Redirect>${redirect}</Redirect></RoutingRule>`;
}

export const MISSING = '<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>';

/** A web server that a bucket mirrors. */
export interface TestOrigin {
  readonly url: string;
  /** What it was asked, in order. */
  readonly asked: IncomingMessage[];
  close(): Promise<void>;
}

export async function openOrigin(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestOrigin> {
  const asked: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
