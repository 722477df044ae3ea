import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reproduce } from '../../src/commands/reproduce.ts';
import { readScenario } from '../../src/scenarios/format.ts';
import { knownScenarios } from '../../src/scenarios/library.ts';
import { Stage } from '../../src/scenarios/run.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ossmock-'));
  out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

function file(text: string): string {
  const path = join(folder, 'own.yaml');
  writeFileSync(path, text);
  return path;
}

describe('ossmock reproduce', () => {
  it('lists every scenario under the chapter that it belongs to', async () => {
    await reproduce([]);
    for (const { name } of knownScenarios()) expect(out).toMatch(new RegExp(`^  ${name} +`, 'm'));
    expect(out).toMatch(/^OSS CORS\n {2}cors\//m);
    await reproduce(['--json']);
    expect(JSON.parse(out.slice(out.indexOf('[\n')))).toHaveLength(knownScenarios().length);
  });

  it('prints the exchange, every check, the cause and the remedy', async () => {
    await reproduce(['forbidden/signature', '--wire', '2019']);
    expect(out).toContain('forbidden/signature: A request signed with the wrong secret\n  as of the 2019 manual\n');
    expect(out).toContain('> GET /hello.txt HTTP/1.1\n');
    expect(out).toContain('< HTTP/1.1 403 Forbidden\n');
    expect(out).toMatch(/^cause {3}signature-mismatch-v1$/m);
    expect(out).toMatch(/^checks {2}passed {3}method$/m);
    expect(out).toMatch(/^ {8}refused {2}signature$/m);
    expect(out).toMatch(/^remedy {2}\S/m);
    expect(out.endsWith('\nas expected\n')).toBe(true);
    expect(process.exitCode).toBeUndefined();
  });

  it('prints a line of JSON for each run', async () => {
    await reproduce(['forbidden/signature', '--json']);
    const runs = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(runs.map(({ profile, passed }) => [profile, passed])).toEqual([
      ['current', true],
      ['2022', true],
      ['2019', true],
    ]);
    expect(runs[0].exchanges[0]).toMatchObject({
      answer: { status: 403, whole: true },
      why: { cause: 'signature-mismatch-v1', operation: 'GetObject' },
    });
  });

  it('runs a chapter', async () => {
    await reproduce(['error-response/', '--wire', '2019', '--json']);
    const names = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).name);
    expect(names).toEqual(
      knownScenarios()
        .map(({ name }) => name)
        .filter((name) => name.startsWith('error-response/')),
    );
  });

  it('runs a file of the user’s, and fails when something comes back otherwise', async () => {
    const requests = 'requests: [{ method: GET, bucket: examplebucket, key: none, expect: { status: 200 } }]';
    await reproduce(['--run', file(`title: Mine\n${requests}\n`)]);
    expect(out).toContain('not as expected\n  request 1: status: expected 200, got 404\n');
    expect(process.exitCode).toBe(1);
  });

  it.each([
    [['no-such-scenario'], 'no scenario is called no-such-scenario; ossmock reproduce lists them'],
    [['no-such-buck'], 'no scenario is called no-such-buck; did you mean error-codes/no-such-bucket?'],
    [['forbidden/signature', '--wire', '2020'], '--wire: expected current, 2022 or 2019, got "2020"'],
    [['--all', '--serve'], '--serve takes one scenario'],
    [['--run', '/no/such/file'], '/no/such/file: cannot be read (ENOENT)'],
  ])('refuses %j', async (args, message) => {
    await expect(reproduce(args)).rejects.toThrow(message);
  });

  it('says the line of a file that is wrong', async () => {
    const wrong = file('title: Mine\nrequests:\n  - { methd: GET }\n');
    await expect(reproduce(['--run', wrong])).rejects.toThrow(`${wrong}:3: requests.0: `);
    const late = file('title: Mine\nrequests:\n  - advance: soon\n');
    await expect(reproduce(['--run', late])).rejects.toThrow(`${late}:3: requests.0.advance: expected a time such as`);
  });
});

describe('a scenario that is left up', () => {
  it('has the state of its beginning, and the time of the machine', async () => {
    const scenario = readScenario(
      'own.yaml',
      'title: Mine\nbefore: [{ method: PUT, bucket: examplebucket, key: a, body: hello }]\nrequests: [{ method: GET }]\n',
    );
    const stage = await Stage.open('own', scenario, 'current', 0);
    try {
      expect(stage.server.clock.state().mode).toBe('real');
      expect(stage.server.requests()).toMatchObject([{ operation: 'PutObject', status: 200 }]);
    } finally {
      await stage.close();
    }
  });

  it('has a clock that runs from where the scenario says', async () => {
    const scenario = readScenario(
      'own.yaml',
      "title: Mine\nclock: '2018-01-01T00:00:00Z'\nrequests: [{ method: GET }]\n",
    );
    const stage = await Stage.open('own', scenario, 'current', 0);
    try {
      const { mode, now } = stage.server.clock.state();
      expect([mode, new Date(now).toISOString().slice(0, 13)]).toEqual(['offset', '2018-01-01T00']);
    } finally {
      await stage.close();
    }
  });
});
