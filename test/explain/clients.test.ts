import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Explained, explainText } from '../../src/explain/explain.ts';

const FIXTURES = new URL('./fixtures/', import.meta.url);

/** What SDKs and curl printed of the same failures; made by running them, but for browser, C# and PHP. */
function explained(file: string): Explained[] {
  return explainText(readFileSync(new URL(file, FIXTURES), 'utf8'), { library: [] });
}

/** What happened, by the fixture's name: one of these must be among what is said, and nothing else may be certain. */
const HAPPENED: Readonly<Record<string, string>> = {
  'access-denied': 'bucket-acl-refuses',
  anonymous: 'bucket-acl-refuses',
  'no-such-key': 'no-such-key',
  'head-no-such-key': 'no-such-key',
  'no-such-bucket': 'no-such-bucket',
  'invalid-access-key-id': 'access-key-unknown',
  throttled: 'requests-exceeded',
  refused: 'connection-refused',
  dns: 'name-not-found',
  'connect-timeout': 'connect-timeout',
  'part-timeout': 'no-answer',
  'no-answer': 'no-answer',
  reset: 'reset',
  close: 'closed-without-answer',
  'bad-gateway': 'bad-gateway',
  garbage: 'not-http',
  truncate: 'truncated',
  stall: 'stalled-download',
};

function happened(file: string): string {
  const name = file.split('.')[1] as string;
  if (name !== 'wrong-secret') return HAPPENED[name] as string;
  return /v2/.test(file) ? 'signature-mismatch-v4' : 'signature-mismatch-v1';
}

describe('what clients print', () => {
  const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.txt'));

  it.each(files)('%s is one error, and what happened is among its causes', (file) => {
    const found = explained(file);
    expect(found).toHaveLength(1);
    const [{ certainty, causes, network } = {} as Explained] = found;
    const said = [...causes.map(({ cause }) => cause), ...(network?.kinds.map(({ name }) => name) ?? [])];
    expect(said).toContain(happened(file));
    expect(certainty).not.toBe('unknown');
    if (certainty === 'certain') expect(said).toEqual([happened(file)]);
  });

  it('tells the timer of a browser from a connection that never came about', () => {
    const browser = explained('ali-oss-browser.part-timeout.txt')[0];
    expect(browser).toMatchObject({ certainty: 'open', network: { client: 'ali-oss in a browser' } });
    expect(explained('ali-oss.connect-timeout.txt')[0]).toMatchObject({ certainty: 'certain' });
  });

  it('explains each of several errors in one log', () => {
    const log = ['go-v1.refused.txt', 'ali-oss.access-denied.txt', 'oss2.throttled.txt', 'java.wrong-secret.txt']
      .map((file) => readFileSync(new URL(file, FIXTURES), 'utf8'))
      .join('2026-11-20 10:04:08 INFO something else\n');
    const found = explainText(log, { library: [] });
    expect(found.map(({ causes, network }) => causes[0]?.cause ?? network?.kinds[0]?.name)).toEqual([
      'connection-refused',
      'bucket-acl-refuses',
      'requests-exceeded',
      'signature-mismatch-v1',
    ]);
    expect(found.map(({ line }) => line)).toEqual([...found.map(({ line }) => line)].sort((a, b) => a - b));
  });

  it('has a fault rule for each failure that one can make', () => {
    for (const file of files) {
      for (const { scenario, network } of explained(file)) {
        const effect = network?.kinds[0]?.effect;
        if (effect !== undefined) expect(scenario?.yaml).toContain(Object.keys(effect)[0]);
      }
    }
  });
});
