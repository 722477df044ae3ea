import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { signV1Url, signV4Url } from '../../src/auth/index.ts';
import { startServer } from '../../src/index.ts';
import { readScenario } from '../../src/scenarios/format.ts';
import { knownScenarios } from '../../src/scenarios/library.ts';
import { type Exchanged, runScenario, Stage } from '../../src/scenarios/run.ts';
import { headerOf } from '../../src/scenarios/wire.ts';
import { raw, wire } from '../support/raw.ts';
import { signedBytes } from '../support/signed.ts';

/** An answer with its request id taken out, which is another for every request. */
function withoutId({ answer }: Exchanged): string {
  const text = answer.bytes.toString('utf8');
  const id = headerOf(answer, 'x-oss-request-id');
  const hidden = headerOf(answer, 'x-oss-err');
  const shown = hidden === undefined ? text : text.replace(hidden, Buffer.from(hidden, 'base64').toString('utf8'));
  return id === undefined ? shown : shown.replaceAll(id, 'ID');
}

async function text(url: string): Promise<string> {
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  return answer.text();
}

/** What a failed callback says of the object that was stored is not in the record of the refusal. */
const CARRYING = /callback/;

const SCENARIOS = knownScenarios().filter(
  ({ name, scenario }) => !CARRYING.test(name) && scenario.requests.at(-1)?.expect?.noAnswer !== true,
);

describe('the scenario of a recorded request', () => {
  it.each(SCENARIOS)('of $name comes back with the same bytes', async ({ name, scenario }) => {
    const [profile = 'current'] = scenario.profiles ?? [];
    const stage = await Stage.open(name, scenario, profile);
    try {
      for (const ask of scenario.requests) {
        const exchange = await stage.exchange(ask);
        const id = headerOf(exchange.answer, 'x-oss-request-id');
        // Successes show what was stored in ways that a record does not hold.
        if (id === undefined || exchange.explanation?.cause === undefined) continue;
        if (ask.sts !== undefined || exchange.explanation.operation === undefined) continue;
        const yaml = await text(`${stage.server.url}/_ossmock/requests/${id}/scenario`);
        const outcome = await runScenario(name, readScenario(name, yaml), profile);
        const [again] = outcome.exchanges;
        expect(withoutId(again as Exchanged), yaml).toBe(withoutId(exchange));
        expect(outcome.exchanges[0]?.differences).toEqual([]);
      }
    } finally {
      await stage.close();
    }
  });

  it('holds no secret but the default one, and no security token', async () => {
    const keys = { accessKeyId: 'mine', accessKeySecret: 'a-real-secret' };
    const clock = Date.UTC(2026, 10, 20);
    const server = await startServer({
      clock,
      accounts: [
        {
          id: '1234567890123456',
          keys: [{ id: 'mine', secret: keys.accessKeySecret, status: 'active' }],
          users: [{ name: 'reader', keys: [{ id: 'reader', secret: 'another-real-secret', status: 'active' }] }],
        },
      ],
    });
    try {
      const ask = { method: 'GET', bucket: 'examplebucket', key: 'a', at: clock, host: '127.0.0.1' };
      const reader = { accessKeyId: 'reader', accessKeySecret: 'another-real-secret' };
      const unsigned = { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'a' };
      const asked = [
        signedBytes({ ...ask, keys: reader }),
        signedBytes({ ...ask, keys: reader, version: 'v4' }),
        signedBytes({ ...ask, keys: undefined, query: signV1Url(unsigned, reader, clock / 1000 + 60) }),
        signedBytes({
          ...ask,
          keys: undefined,
          query: signV4Url(unsigned, reader, clock, 60, { region: 'cn-hangzhou' }),
        }),
        signedBytes({ ...ask, keys, headers: { 'x-oss-security-token': 'a-real-token' } }),
      ];
      for (const bytes of asked) {
        const id = (await raw(server.port, bytes)).header('x-oss-request-id') as string;
        const yaml = await text(`${server.url}/_ossmock/requests/${id}/scenario`);
        const line = await text(`${server.url}/_ossmock/requests/${id}/curl`);
        expect(yaml + line).not.toMatch(/a-real-secret|another-real-secret|a-real-token/);
        const outcome = await runScenario(id, readScenario(id, yaml), 'current');
        expect(outcome.exchanges[0]?.differences, yaml).toEqual([]);
        expect(yaml).toMatch(/cause: (?:bucket-acl-refuses|token-|sts-|security-)/);
      }
    } finally {
      await server.close();
    }
  });

  it.each([
    ['an answer that never came', { noAnswer: true as const }],
    ['a page of a proxy', { badGateway: true as const }],
    ['a connection that was reset', { resetUpload: 0 }],
  ])('has the fault rule that was at work: %s', async (_, effect) => {
    const clock = Date.UTC(2026, 10, 20);
    const server = await startServer({ clock, faults: [{ name: 'broken', match: { key: 'a' }, effect, times: 1 }] });
    try {
      const bytes = signedBytes({ method: 'PUT', bucket: 'examplebucket', key: 'a', body: 'hello', at: clock });
      const left = connect({ port: server.port, host: '127.0.0.1' });
      left.on('error', () => {});
      left.write(bytes);
      const timer = server.requests.waitFor({ key: 'a' });
      setImmediate(function look() {
        if (server.faults.get('broken')?.fired === 0) setImmediate(look);
        else left.end();
      });
      const { requestId } = await timer;
      left.destroy();
      const yaml = await text(`${server.url}/_ossmock/requests/${requestId}/scenario`);
      expect(yaml).toContain(Object.keys(effect)[0]);
      const outcome = await runScenario(requestId, readScenario(requestId, yaml), 'current');
      expect(outcome.exchanges[0]?.differences, yaml).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('is there for the requests of a namespace', async () => {
    const server = await startServer({});
    try {
      const own = await server.namespace('mine');
      const answer = await raw(server.port, wire('GET', '/absentbucket/a', { Host: 'mine.ns.localhost' }));
      const id = answer.header('x-oss-request-id') as string;
      expect(own.requests.find({ status: 404 })?.requestId).toBe(id);
      const yaml = await text(`${server.url}/_ossmock/namespaces/mine/requests/${id}/scenario`);
      const outcome = await runScenario(id, readScenario(id, yaml), 'current');
      expect(outcome.passed, yaml).toBe(true);
    } finally {
      await server.close();
    }
  });

  it('is not there for a request that is not kept', async () => {
    const server = await startServer({});
    try {
      for (const form of ['scenario', 'curl']) {
        const answer = await fetch(`${server.url}/_ossmock/requests/6B006B05A1428534308459F9/${form}`);
        expect(answer.status).toBe(404);
      }
    } finally {
      await server.close();
    }
  });
});
