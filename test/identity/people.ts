import { Directory } from '../../src/identity/directory.ts';
import type { AccountSpec } from '../../src/identity/spec.ts';
import { makeRuntime, type Runtime } from '../../src/runtime/index.ts';

/** Sat, 01 Jun 2024 12:00:00 GMT. */
export const NOW = Date.UTC(2024, 5, 1, 12);
export const HERE = '1234567890123456';
export const THERE = '6543210987654321';

/** Two accounts: the manuals' company, and somebody else. */
export const ACCOUNTS: readonly AccountSpec[] = [
  {
    id: HERE,
    name: 'company',
    keys: [{ id: 'rootkey', secret: 'root-secret', status: 'active' }],
    policies: {
      'read-logs': { Version: '1', Statement: [{ Effect: 'Allow', Action: 'oss:GetObject', Resource: '*' }] },
    },
    groups: [{ name: 'readers', policies: ['AliyunOSSReadOnlyAccess'] }],
    users: [
      {
        name: 'alice',
        keys: [
          { id: 'alicekey', secret: 'alice-secret', status: 'active' },
          { id: 'aliceold', secret: 'alice-old', status: 'disabled' },
        ],
        policies: ['AliyunSTSAssumeRoleAccess', 'read-logs'],
        groups: ['readers'],
      },
      { name: 'bob', keys: [{ id: 'bobkey', secret: 'bob-secret', status: 'active' }] },
    ],
    roles: [
      { name: 'OssWriter', policies: ['AliyunOSSFullAccess'], maxSessionDuration: 7200 },
      { name: 'forecs', trust: ['ecs.aliyuncs.com'] },
      { name: 'foralice', trust: [`acs:ram::${HERE}:user/alice`] },
    ],
  },
  {
    id: THERE,
    keys: [{ id: 'stranger', secret: 'stranger-secret', status: 'active' }],
    users: [
      {
        name: 'mallory',
        keys: [{ id: 'mallorykey', secret: 'mallory-secret', status: 'active' }],
        policies: ['AliyunSTSAssumeRoleAccess'],
      },
    ],
    roles: [{ name: 'open', trust: [HERE, THERE] }],
  },
];

/** The settings of a store, in memory. */
export function settings(kept = new Map<string, string>()) {
  return {
    kept,
    setting: (name: string) => kept.get(name),
    async setSetting(name: string, value: string | undefined) {
      if (value === undefined) kept.delete(name);
      else kept.set(name, value);
    },
  };
}

/** A runtime whose clock can be set. */
export function runtimeAt(at = NOW, seed = 1): Runtime & { clock: { now(): number; at: number } } {
  const clock = { at, now: () => clock.at };
  return { ...makeRuntime({ seed }), clock };
}

export function directory(accounts = ACCOUNTS, kept = settings()): Directory {
  return new Directory(accounts, kept, makeRuntime({ seed: 1 }).random);
}
