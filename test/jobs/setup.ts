import { expect } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../src/index.ts';
import type { RawAnswer } from '../support/raw.ts';
import { type SignedCall, signed } from '../support/signed.ts';

/** Thu, 31 Oct 2024 08:00:00 GMT: eight hours past the midnight of the lifecycle. */
export const NOW = Date.UTC(2024, 9, 31, 8);
export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** A server whose clock stands still, with one bucket, and short ways to use it. */
export interface JobServer {
  readonly server: RunningServer;
  /** Sends a request that must succeed. */
  ok(method: string, key: string | undefined, more?: Partial<SignedCall>): Promise<RawAnswer>;
  send(method: string, key: string | undefined, more?: Partial<SignedCall>): Promise<RawAnswer>;
  /** Sets the rules, each between `<Rule>` tags; prefix and status may be left out. */
  rules(...rules: string[]): Promise<void>;
  /** The keys of current objects. */
  keys(bucket?: string): Promise<string[]>;
  /** `key version` of every version, markers as `key marker`. */
  versions(): Promise<string[]>;
  advance(ms: number): Promise<void>;
  /** Back to the beginning. */
  anew(): Promise<void>;
}

export async function openJobs(options: ServerOptions = {}): Promise<JobServer> {
  const server = await startServer({ clock: NOW, seed: 7, host: '127.0.0.1', ...options });
  const send: JobServer['send'] = (method, key, more) =>
    signed(server.port, {
      method,
      bucket: 'examplebucket',
      ...(key !== undefined && { key }),
      at: server.clock.now(),
      ...more,
    });
  const ok: JobServer['ok'] = async (method, key, more) => {
    const answer = await send(method, key, more);
    expect(answer.status, answer.body).toBeLessThan(300);
    return answer;
  };
  return {
    server,
    send,
    ok,
    async rules(...rules) {
      const documents = rules.map((rule) => {
        const prefix = rule.includes('<Prefix>') ? '' : '<Prefix></Prefix>';
        const status = rule.includes('<Status>') ? '' : '<Status>Enabled</Status>';
        return `<Rule>${prefix}${status}${rule}</Rule>`;
      });
      await ok('PUT', undefined, {
        query: 'lifecycle',
        body: `<LifecycleConfiguration>${documents.join('')}</LifecycleConfiguration>`,
        headers: { 'x-oss-allow-same-action-overlap': 'true' },
      });
    },
    async keys(bucket = 'examplebucket') {
      const { body: text } = await ok('GET', undefined, { bucket });
      return [...text.matchAll(/<Key>(.*)<\/Key>/g)].map(([, key]) => key as string);
    },
    async versions() {
      const { body: text } = await ok('GET', undefined, { query: 'versions&max-keys=1000' });
      return [...text.matchAll(/<(Version|DeleteMarker)>\s*<Key>(.*)<\/Key>/g)].map(
        ([, kind, key]) => `${key} ${kind === 'Version' ? 'version' : 'marker'}`,
      );
    },
    advance: (ms) => server.clock.advance(ms),
    async anew() {
      await server.reset();
      await server.clock.freeze(NOW);
    },
  };
}
