import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../src/index.ts';
import { signed } from '../../support/signed.ts';

const NOON = Date.UTC(2026, 0, 31, 12);
const LIST = { method: 'GET', at: NOON };

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    clock: NOON,
    seed: 1,
    faults: [
      {
        name: 'busy',
        match: { operation: 'ListBuckets', first: 1 },
        effect: { error: 'management-requests-exceeded' },
      },
    ],
  });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

function file(rule: unknown) {
  return request(server.url).post('/_ossmock/faults').send(JSON.stringify(rule));
}

describe('/_ossmock/faults', () => {
  it('lists what is filed, in plain words, and what has come of it', async () => {
    const answer = await signed(server.port, LIST);
    expect(answer.status).toBe(503);
    const { body } = await request(server.url).get('/_ossmock/faults').expect(200);
    expect(body.faults).toEqual([
      {
        name: 'busy',
        rule: expect.objectContaining({ effect: { error: 'management-requests-exceeded' } }),
        explanation:
          'ListBuckets, the first 1: the server answers 503 MetaOperationQpsLimitExceeded (management-requests-exceeded)',
        matched: 1,
        fired: 1,
      },
    ]);
    const { body: record } = await request(server.url).get(`/_ossmock/requests/${answer.header('x-oss-request-id')}`);
    expect(record).toMatchObject({ fault: 'busy', cause: 'management-requests-exceeded' });
    expect(record.rungs.at(-1)).toMatchObject({ name: 'fault', outcome: 'refused', facts: { fault: 'busy' } });
  });

  it('files another, shows it and takes it back', async () => {
    const { body } = await file({ effect: { status: 500 }, times: 1 }).expect(201);
    expect(body).toMatchObject({ name: 'fault-2', fired: 0, remaining: 1 });
    await signed(server.port, LIST);
    expect((await signed(server.port, LIST)).status).toBe(500);
    const { body: found } = await request(server.url).get('/_ossmock/faults/fault-2').expect(200);
    expect(found).toMatchObject({ matched: 2, fired: 1, remaining: 0 });
    await request(server.url).delete('/_ossmock/faults/fault-2').expect(204);
    await request(server.url).delete('/_ossmock/faults/fault-2').expect(404);
    await request(server.url).get('/_ossmock/faults/fault-2').expect(404);
    await request(server.url).delete('/_ossmock/faults').expect(204);
    expect(server.faults.list()).toEqual([]);
  });

  it.each([
    [{ effect: {} }, 'effect: expected at least one of delay'],
    [{ name: 'busy', effect: { noAnswer: true } }, 'name: there is a fault busy already'],
    [[], 'the body: expected an object'],
    [{}, 'effect: expected an object'],
  ])('refuses %j with what was expected', async (rule, error) => {
    expect((await file(rule).expect(400)).body.error).toContain(error);
  });

  it('is as configured after a reset', async () => {
    await file({ effect: { noAnswer: true } });
    await request(server.url).post('/_ossmock/reset').expect(200);
    expect(server.faults.list()).toMatchObject([{ name: 'busy', fired: 0 }]);
  });
});

describe('a server with faults', () => {
  it('does not start with one that makes no sense', async () => {
    const started = startServer({ faults: [{ effect: { noAnswer: true } }, { effect: { error: 'nothing' } }] });
    await expect(started).rejects.toThrow('faults.1.effect.error: no cause, code or EC is nothing');
  });

  it('draws the same for the same seed', async () => {
    const draw = async (seed: number): Promise<number[]> => {
      const drawing = await startServer({ clock: NOON, seed, faults: [{ effect: { status: 500 }, probability: 0.5 }] });
      const statuses: number[] = [];
      for (let i = 0; i < 20; i++) statuses.push((await signed(drawing.port, LIST)).status);
      await drawing.close();
      return statuses;
    };
    expect(await draw(3)).toEqual(await draw(3));
    expect(await draw(3)).not.toEqual(await draw(4));
  });

  it('closes at once, whoever is kept waiting', async () => {
    const own = await startServer({ clock: NOON, faults: [{ effect: { noAnswer: true } }] });
    const waiting = signed(own.port, LIST).catch(() => 'dropped');
    await expect.poll(() => own.faults.get('fault-1')?.fired, { interval: 1 }).toBe(1);
    await own.close();
    await waiting;
  });
});
