import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/explain/evidence.ts';
import { judge, type Verdict } from '../../src/explain/judge.ts';
import { readEvidence } from '../../src/explain/read/index.ts';
import { tables } from '../wire-golden/cases/index.ts';
import { goldenFile } from '../wire-golden/support/run.ts';

/** Every refusal that is held to the byte, as its answer alone shows it: without the request. */
interface Golden {
  readonly file: string;
  readonly cause: string;
  readonly verdict: Verdict | undefined;
}

const goldens = tables.flatMap((cases) =>
  Object.entries(cases).flatMap(([operation, list]) =>
    list.flatMap(({ name, cause }): Golden[] => {
      const file = goldenFile(operation, name);
      if (cause === undefined || cause.startsWith('sts-') || !existsSync(file)) return [];
      const [evidence] = readEvidence(readFileSync(file, 'utf8'));
      // Old answers to HEAD have nothing but their status.
      const told = evidence?.code !== undefined || evidence?.ec !== undefined;
      return [{ file: `${operation}/${name}`, cause, verdict: told ? judge(evidence as Evidence) : undefined }];
    }),
  ),
);

const first = ({ verdict }: Golden) => verdict?.candidates[0]?.cause;

describe('the answers that are held to the byte', () => {
  it('are many', () => {
    expect(goldens.length).toBeGreaterThan(1000);
  });

  it('never have a wrong cause stated as certain', () => {
    const wrong = goldens.filter((golden) => golden.verdict?.certainty === 'certain' && first(golden) !== golden.cause);
    expect(wrong.map((golden) => `${golden.file}: ${first(golden)}`)).toEqual([]);
  });

  it('have their cause among what may be, wherever there is an error document', () => {
    const missing = goldens.filter(
      ({ cause, verdict }) => verdict !== undefined && !verdict.candidates.some((one) => one.cause === cause),
    );
    expect(missing.map(({ file }) => file)).toEqual([]);
  });

  it('are told apart without their requests in nine of ten cases', () => {
    const named = goldens.filter(
      (golden) => first(golden) === golden.cause && /^(?:certain|likely)$/.test(golden.verdict?.certainty ?? ''),
    );
    expect(named.length / goldens.length).toBeGreaterThan(0.9);
  });
});
