import { beforeAll, describe, expect, it } from 'vitest';
import { type Explained, explainText } from '../../src/explain/explain.ts';
import { knownScenarios } from '../../src/scenarios/library.ts';
import { type Exchanged, Stage } from '../../src/scenarios/run.ts';

/** Issue 7: at least so many refusals, each with one cause, of which so many are named exactly. */
const AT_LEAST = 60;
const NAMED = 0.95;

/** A refusal that was made to happen for one cause. */
interface Seeded {
  readonly name: string;
  readonly cause: string;
  readonly exchange: Exchanged;
  readonly explained: Explained | undefined;
}

const SCENARIOS = knownScenarios().filter(({ scenario }) => {
  const last = scenario.requests.at(-1);
  return last?.expect?.cause !== undefined && (scenario.profiles ?? ['current']).includes('current');
});

async function lastExchange(name: string, journalBytes?: number): Promise<Exchanged> {
  const { scenario } = SCENARIOS.find((one) => one.name === name) as (typeof SCENARIOS)[number];
  const server = { ...scenario.config?.server, ...(journalBytes !== undefined && { journalBytes }) };
  const stage = await Stage.open(name, { ...scenario, config: { ...scenario.config, server } }, 'current');
  try {
    let last: Exchanged | undefined;
    for (const ask of scenario.requests) last = await stage.exchange(ask);
    return last as Exchanged;
  } finally {
    await stage.close();
  }
}

/** What `curl -v` would have shown of it. */
function dumpOf({ request, answer }: Exchanged): string {
  const lines = (mark: string, bytes: Buffer) =>
    bytes
      .toString('utf8')
      .split('\r\n')
      .map((line) => `${mark} ${line}`)
      .slice(0, -1)
      .join('\n');
  const head = answer.bytes.subarray(0, answer.bytes.length - answer.body.length);
  return `${lines('>', request.head)}\n${lines('<', head)}\n${answer.body.toString('utf8')}`;
}

describe('refusals seeded with one cause each', () => {
  const seeded: Seeded[] = [];

  beforeAll(async () => {
    for (const { name, scenario } of SCENARIOS) {
      const { cause: always, in: byProfile } = scenario.requests.at(-1)?.expect ?? {};
      const cause = (byProfile?.current?.cause ?? always) as string;
      const exchange = await lastExchange(name);
      const [explained] = explainText(dumpOf(exchange), { library: [] });
      seeded.push({ name, cause, exchange, explained });
    }
  }, 60_000);

  const named = ({ explained, cause }: Seeded) =>
    (explained?.certainty === 'certain' || explained?.certainty === 'likely') && explained.causes[0]?.cause === cause;

  it('are enough', () => {
    expect(seeded.length).toBeGreaterThanOrEqual(AT_LEAST);
  });

  it('are named exactly', () => {
    const others = seeded
      .filter((one) => !named(one))
      .map(({ name, cause, explained }) => ({
        name,
        cause,
        said: explained?.causes[0]?.cause,
        certainty: explained?.certainty,
      }));
    expect(seeded.length - others.length, JSON.stringify(others, undefined, 1)).toBeGreaterThanOrEqual(
      NAMED * seeded.length,
    );
  });

  it('never have a wrong cause stated as certain', () => {
    const wrong = seeded.filter(
      ({ explained, cause }) => explained?.certainty === 'certain' && explained.causes[0]?.cause !== cause,
    );
    expect(wrong.map(({ name, explained }) => `${name}: ${explained?.causes[0]?.cause}`)).toEqual([]);
  });

  it('have the cause among what may be, where it is not named', () => {
    const missing = seeded.filter(({ explained, cause }) => !explained?.causes.some((one) => one.cause === cause));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('are named by the server that refused them', () => {
    for (const { name, cause, exchange } of seeded) expect(exchange.explanation, name).toMatchObject({ cause });
  });

  it('come back with the same bytes when nothing is recorded', async () => {
    for (const { name, exchange } of seeded) {
      const { answer } = await lastExchange(name, 0);
      expect(answer.bytes.toString('latin1'), name).toBe(exchange.answer.bytes.toString('latin1'));
    }
  }, 60_000);
});
