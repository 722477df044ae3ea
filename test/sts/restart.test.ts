import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { ACCOUNTS, NOW } from '../identity/people.ts';
import { signed } from '../support/signed.ts';
import { ASSUME, v1 } from './client.ts';

const data = mkdtempSync(join(tmpdir(), 'ossmock-tokens-'));
afterAll(() => rmSync(data, { recursive: true }));

const start = (clock: number, accounts = ACCOUNTS) => startServer({ data, clock, accounts });

it('a token lives on in a data directory until it expires or its role is gone', async () => {
  const first = await start(NOW);
  const answer = await fetch(`${first.url}/?${v1(ASSUME).query}`);
  const { AccessKeyId, AccessKeySecret, SecurityToken } = JSON.parse(await answer.text()).Credentials;
  const codeAt = async ({ port }: RunningServer, at: number) => {
    const { status, body } = await signed(port, {
      method: 'PUT',
      bucket: 'examplebucket',
      key: 'by-a-session',
      body: 'content',
      headers: { 'x-oss-security-token': SecurityToken },
      keys: { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret },
      at,
    });
    return status === 200 ? 200 : /<Code>(.*)<\/Code>/.exec(body)?.[1];
  };
  expect(await codeAt(first, NOW)).toBe(200);
  await first.close();

  const hour = 3_600_000;
  const without = ACCOUNTS.map((account) => ({ ...account, roles: [] }));
  const lives = [
    [NOW + hour - 1000, ACCOUNTS, 200],
    [NOW + hour, ACCOUNTS, 'SecurityTokenExpired'],
    [NOW, without, 'InvalidAccessKeyId'],
    [NOW, ACCOUNTS, 200],
  ] as const;
  for (const [at, accounts, code] of lives) {
    const server = await start(at, accounts);
    expect(await codeAt(server, at)).toBe(code);
    await server.close();
  }
});
