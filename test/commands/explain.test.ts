import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { explain } from '../../src/commands/explain.ts';
import { ConfigError } from '../../src/config/config.ts';
import { startServer } from '../../src/index.ts';
import { readScenario } from '../../src/scenarios/format.ts';
import { raw, wire } from '../support/raw.ts';

const FIXTURES = new URL('../explain/fixtures/', import.meta.url).pathname;

describe('ossmock explain', () => {
  let out = '';
  let err = '';
  let folder = '';

  beforeEach(() => {
    out = '';
    err = '';
    folder = mkdtempSync(join(tmpdir(), 'ossmock-explain-'));
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += text;
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      err += text;
      return true;
    });
  });

  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
    rmSync(folder, { recursive: true });
  });

  it('prints cause, reason, remedy and, behind a mark, the scenario', async () => {
    await explain([`${FIXTURES}go-v1.throttled.txt`]);
    expect(out).toMatch(/cause {3}requests-exceeded\n {2}why {5}.*\n(?:.*\n)*? {2}do {6}/);
    const [, scenario = ''] = out.split(/# ---- scenario.*\n/);
    expect(readScenario('scenario', scenario).requests).toHaveLength(1);
  });

  it('numbers several errors and writes a scenario for each', async () => {
    const both = ['go-v1.throttled.txt', 'go-v1.no-such-key.txt'].map((file) => readFileSync(FIXTURES + file, 'utf8'));
    const log = join(folder, 'log.txt');
    writeFileSync(log, both.join('\n'));
    const file = join(folder, 'again.yaml');
    await explain([log, '--scenario', file]);
    expect(out).toMatch(/^1\. /);
    expect(out).toMatch(/\n2\. /);
    expect(out).not.toContain('# ---- scenario');
    for (const written of [file, join(folder, 'again-2.yaml')]) readScenario(written, readFileSync(written, 'utf8'));
  });

  it('gives the same to programs', async () => {
    await explain([`${FIXTURES}go-v1.throttled.txt`, '--json']);
    expect(JSON.parse(out)).toMatchObject([{ certainty: 'certain', causes: [{ cause: 'requests-exceeded' }] }]);
  });

  it('ends with 1 when nothing is recognised', async () => {
    const file = join(folder, 'log.txt');
    writeFileSync(file, 'all is well\n');
    await explain([file]);
    expect(process.exitCode).toBe(1);
    expect(err).toContain('no error is recognised');
  });

  it('refuses wrong arguments, and says where a request id belongs', async () => {
    await expect(explain([])).rejects.toThrow(ConfigError);
    await expect(explain(['--nonsense'])).rejects.toThrow(ConfigError);
    await expect(explain(['a', '--key', 'b'])).rejects.toThrow('--key wants its --secret');
    await expect(explain(['6B006B05A1428534308459F9'])).rejects.toThrow('--url');
  });

  it('reads the record of a running server, with its token', async () => {
    const server = await startServer({ adminToken: 'a-token-of-twenty-characters' });
    try {
      const answer = await raw(server.port, wire('GET', '/absentbucket/a', { Host: '127.0.0.1' }));
      const id = answer.header('x-oss-request-id') as string;
      await expect(explain([id, '--url', server.url])).rejects.toThrow();
      const file = join(folder, 'again.yaml');
      await explain([id, '--url', server.url, '--token', 'a-token-of-twenty-characters', '--scenario', file]);
      expect(out).toContain('cause   no-such-bucket');
      expect(out).toContain('check   bucket');
      expect(readFileSync(file, 'utf8')).toContain('target: /absentbucket/a');
      const gone = explain([
        '6B006B05A1428534308459F9',
        '--url',
        server.url,
        '--token',
        'a-token-of-twenty-characters',
      ]);
      await expect(gone).rejects.toThrow('no request 6B006B05A1428534308459F9');
    } finally {
      await server.close();
    }
  });

  it('reads the record of a namespace', async () => {
    const server = await startServer({});
    try {
      await server.namespace('mine');
      const answer = await raw(server.port, wire('GET', '/absentbucket/a', { Host: 'mine.ns.localhost' }));
      const id = answer.header('x-oss-request-id') as string;
      await explain([id, '--url', `${server.url}/_ossmock/namespaces/mine`, '--json']);
      expect(JSON.parse(out)).toMatchObject({
        cause: 'no-such-bucket',
        scenario: expect.stringContaining('absentbucket'),
      });
    } finally {
      await server.close();
    }
  });

  it('says that a server does not answer', async () => {
    const server = await startServer({});
    await server.close();
    await expect(explain(['6B006B05A1428534308459F9', '--url', server.url])).rejects.toThrow('does not answer');
  });
});
