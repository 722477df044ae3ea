import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireProfile } from '../../src/errors/cause.ts';
import { Tokens } from '../../src/identity/tokens.ts';
import { makeRuntime } from '../../src/runtime/index.ts';
import { Sts } from '../../src/sts/index.ts';
import { directory, HERE, settings } from '../identity/people.ts';
import { type Asked, CLIENTS } from './clients.ts';
import { listening } from './server.ts';

const servers: Server[] = [];
afterAll(() => servers.map((server) => server.close()));

async function start(profile: WireProfile) {
  const kept = settings();
  const people = directory(undefined, kept);
  const runtime = makeRuntime({ seed: 5 });
  const tokens = new Tokens({ directory: people, settings: kept, runtime, profile });
  const { server, port } = await listening(new Sts({ directory: people, tokens, runtime, profile }));
  servers.push(server);
  return { port, tokens };
}

describe.each(CLIENTS)('$name', ({ assume, failure }) => {
  let port: number;
  let manuals: number;
  let tokens: Tokens;

  beforeAll(async () => {
    ({ port, tokens } = await start('current'));
    ({ port: manuals } = await start('2022'));
  });

  it('assumes roles under 50 names and policies of every kind of character', async () => {
    const { random } = makeRuntime({ seed: 50 });
    const pick = (from: string, length: number) =>
      Array.from(random.bytes(length), (byte) => [...from][byte % [...from].length]).join('');
    for (let round = 0; round < 50; round++) {
      const session = pick('abcXYZ019.@-_', 2 + (round % 63));
      const Resource = `acs:oss:*:*:bucket/${pick('a/ +%&=!\'()*~"\\\\;?#汉é🙂\n\t', round)}*`;
      const policy = {
        Version: '1',
        Statement: [{ Effect: 'Allow', Action: ['oss:GetObject'], Resource: [Resource] }],
      };
      const key = await assume(port, { session, policy, duration: 900 + round });
      expect(tokens.check(key.AccessKeyId, key.SecurityToken)).toMatchObject({
        principal: { sessionName: session, sessionPolicy: policy, account: HERE },
      });
      expect(key.Expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  });

  /** The table of the chapter STS, in both manuals. */
  const TABLE: readonly (readonly [row: number, asked: Asked, status: number, code: string, text: string])[] = [
    [1, { key: 'rootkey' }, 403, 'NoPermission', 'Roles may not be assumed by root accounts.'],
    [
      2,
      { key: 'STS.MpsSonrqGM8bGjr6CRKNMoHXe' },
      400,
      'MissingSecurityToken',
      'SecurityToken is mandatory for this action.',
    ],
    [3, { key: 'nobody' }, 404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found'],
    [4, { key: 'aliceold' }, 400, 'InvalidAccessKeyId.Inactive', 'Specified access key is disabled.'],
    [
      5,
      { policy: { Version: '1' } },
      400,
      'InvalidParameter.PolicyGrammar',
      'The parameter Policy has not passed grammar check.',
    ],
    [
      6,
      { session: '忍者神龟' },
      400,
      'InvalidParameter.RoleSessionName',
      'The parameter RoleSessionName is wrongly formed.',
    ],
    [
      7,
      { duration: 3601 },
      400,
      'InvalidParameter.DurationSeconds',
      'The Min/Max value of DurationSeconds is 15min/1hr.',
    ],
    [
      8,
      { key: 'bobkey' },
      403,
      'NoPermission',
      'No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform sts:AssumeRole or the specified role does not trust you',
    ],
  ];

  it.each(TABLE)('shows error %i of the manuals', async (_, asked, status, code, text) => {
    const error = await assume(manuals, asked).catch((reason) => reason);
    const shown = failure(error);
    expect(shown).toEqual({ code, text, ...('status' in shown && { status }) });
  });

  it('shows a wrong secret', async () => {
    const error = await assume(port, { secret: 'wrong' }).catch((reason) => reason);
    const { code, text } = failure(error);
    expect(code).toBe('SignatureDoesNotMatch');
    expect(text).toMatch(/^Specified signature is not matched with our calculation\. server string to sign is:/);
  });
});
