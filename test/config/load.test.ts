import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, DEFAULTS } from '../../src/config/config.ts';
import { configJsonSchema, readConfigText } from '../../src/config/file.ts';
import { loadConfig } from '../../src/config/load.ts';
import { startServer } from '../../src/index.ts';

const SAMPLE = fileURLToPath(new URL('../../config/ossmock.yaml', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'ossmock-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('the configuration', () => {
  it('is the defaults when nothing is said', async () => {
    expect(await loadConfig([], {})).toEqual(DEFAULTS);
  });

  it('takes a flag over the environment over the file over the default', async () => {
    const config = file('order.yaml', 'server: {port: 1, host: a}\nregion: cn-beijing\n');
    const env = { OSSMOCK_CONFIG: config, OSSMOCK_PORT: '2', OSSMOCK_HOST: 'b' };
    const loaded = await loadConfig(['--port', '3'], env);
    expect(loaded).toMatchObject({ port: 3, host: 'b', region: 'cn-beijing', wire: 'current' });
  });

  it('gives every flag a twin in the environment', async () => {
    const env = {
      OSSMOCK_DATA: 'd',
      OSSMOCK_CLOCK: '2026-01-31T12:00:00Z',
      OSSMOCK_SEED: '7',
      OSSMOCK_LOG: 'json',
      OSSMOCK_STRICT: 'true',
      OSSMOCK_WIRE: '2019',
    };
    const clock = Date.UTC(2026, 0, 31, 12);
    const set = { data: 'd', clock, seed: 7, log: 'json', strict: true, wire: '2019' };
    expect(await loadConfig([], env)).toMatchObject(set);
    const flags = [
      '--data',
      'd',
      '--clock',
      '2026-01-31T12:00:00Z',
      '--seed=7',
      '--log=json',
      '--strict',
      '--wire=2019',
    ];
    expect(await loadConfig(flags, {})).toMatchObject(set);
  });

  it('reads how long restoring takes as durations', async () => {
    const config = file('restore.yaml', 'restore: {Archive: 0s, ColdArchive: {Bulk: 1m30s}}\n');
    expect((await loadConfig(['--config', config], {})).restore).toEqual({ Archive: 0, ColdArchive: { Bulk: 90_000 } });
    const broken = file('restoring.yaml', 'restore:\n  ColdArchive:\n    Bulk: soon\n');
    await expect(loadConfig(['--config', broken], {})).rejects.toThrow(
      'restoring.yaml:3: restore.ColdArchive.Bulk: a duration such as 90s or 1h30m',
    );
  });

  it.each([
    ['+2h', 7_200_000],
    ['-15m', -900_000],
  ])('lets the clock run beside the machine’s by %s', async (text, offset) => {
    expect(await loadConfig(['--clock', text], {})).toMatchObject({ clock: { offset } });
    expect(await loadConfig([], { OSSMOCK_CLOCK: text })).toMatchObject({ clock: { offset } });
    expect(await loadConfig(['--config', file('clock.yaml', `clock: ${text}\n`)], {})).toMatchObject({
      clock: { offset },
    });
  });

  it('reads accounts and buckets from the file', async () => {
    const config = file(
      'accounts.yaml',
      "accounts:\n  - id: '1111111111111111'\n    keys: [{id: AK, secret: SK}]\nbuckets:\n  - {name: one, acl: public-read}\n",
    );
    expect(await loadConfig(['--config', config], {})).toMatchObject({
      accounts: [{ id: '1111111111111111', keys: [{ id: 'AK', secret: 'SK', status: 'active' }] }],
      buckets: [{ name: 'one', acl: 'public-read' }],
    });
  });
});

describe('faults', () => {
  it('are read as they stand', async () => {
    const rule = '  - {match: {operation: UploadPart, partNumber: 2}, effect: {noAnswer: true}, times: 1}\n';
    expect(await loadConfig(['--config', file('faults.yaml', `faults:\n${rule}`)], {})).toMatchObject({
      faults: [{ match: { operation: 'UploadPart', partNumber: 2 }, effect: { noAnswer: true }, times: 1 }],
    });
  });

  it.each([
    ['operation: PutObjct', 'faults.yaml:4: faults.0.match.operation: no operation is named PutObjct'],
    ['key: 5', 'faults.yaml:4: faults.0.match.key: expected a text'],
  ])('that make no sense are named by file, line and path: %s', async (match, message) => {
    const text = `faults:\n  - effect: {noAnswer: true}\n    match:\n      ${match}\n`;
    await expect(loadConfig(['--config', file('faults.yaml', text)], {})).rejects.toThrow(message);
  });
});

describe('users, groups and roles', () => {
  const TEXT = `accounts:
  - id: '1111111111111111'
    name: company
    status: arrears
    policies:
      logs: {Version: '1', Statement: {Effect: Allow, Action: 'oss:GetObject', Resource: '*'}}
    groups: [{name: readers, policies: [AliyunOSSReadOnlyAccess]}]
    users:
      - name: alice
        keys: [{id: alice, secret: s}]
        groups: [readers]
        policies:
          - logs
          - Version: '1'
            Statement: [{Effect: Deny, Action: ['oss:*'], Resource: ['*']}]
    roles:
      - name: uploader
        trust: ['1111111111111111', ecs.aliyuncs.com]
        maxSessionDuration: 7200
`;

  it('are read as they stand', async () => {
    const { accounts } = await loadConfig(['--config', file('people.yaml', TEXT)], {});
    expect(accounts).toMatchObject([
      {
        name: 'company',
        status: 'arrears',
        keys: [],
        groups: [{ name: 'readers' }],
        users: [{ name: 'alice', keys: [{ id: 'alice', status: 'active' }], policies: ['logs', { Version: '1' }] }],
        roles: [{ name: 'uploader', maxSessionDuration: 7200 }],
      },
    ]);
  });

  it.each([
    [
      'group',
      '[readers]',
      '[writers]',
      'people.yaml:11: accounts.0.users.0.groups.0: the account has no group writers',
    ],
    ['policy', '- logs', '- log', 'people.yaml:13: accounts.0.users.0.policies.0: no policy is named log; there are'],
    [
      'effect',
      'Deny',
      'deny',
      'people.yaml:14: accounts.0.users.0.policies.1: not a policy: Statement[0].Effect: is neither',
    ],
    [
      'version',
      "logs: {Version: '1'",
      'logs: {Version: 1',
      'people.yaml:6: accounts.0.policies.logs: not a policy: Version: is not a string',
    ],
    ['principal', 'ecs.aliyuncs.com', 'ecs', 'people.yaml:18: accounts.0.roles.0.trust.1: expected an account id'],
    ['duration', '7200', '60', 'people.yaml:19: accounts.0.roles.0.maxSessionDuration: expected 3600 to 43200 seconds'],
    ['status', 'arrears', 'poor', 'people.yaml:4: accounts.0.status: '],
    ['field', 'groups: [readers]', 'group: [readers]', 'accounts.0.users.0: Unrecognized key: "group"'],
    [
      'key',
      'id: alice',
      'id: STS.alice',
      'people.yaml:10: accounts.0.users.0.keys.0.id: STS. begins the ids of temporary keys',
    ],
  ])('name a wrong %s by file, line and path', async (_, right, wrong, message) => {
    expect(TEXT).toContain(right);
    const config = file('people.yaml', TEXT.replace(right, wrong));
    await expect(loadConfig(['--config', config], {})).rejects.toThrow(message);
  });
});

describe('accounts of a program', () => {
  it('are refused with their path, before anything is opened', async () => {
    const users = [{ name: 'alice', policies: ['none'] }];
    const started = startServer({
      accounts: [{ id: '1111111111111111', keys: [], users }],
      data: join(folder, 'data'),
    });
    await expect(started).rejects.toThrow(ConfigError);
    await expect(started).rejects.toThrow('accounts.0.users.0.policies.0: no policy is named none');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});

describe('a wrong setting', () => {
  it.each([
    [['--port', 'x'], '--port: expected a whole number from 0 to 65535, got "x"'],
    [['--port', '65536'], '--port: expected a whole number'],
    [['--log', 'loud'], '--log: expected pretty, json, silent, got "loud"'],
    [['--clock', 'noon'], '--clock: expected an ISO 8601 instant'],
    [
      ['--clock', '+2'],
      '--clock: expected an ISO 8601 instant such as 2026-01-31T12:00:00Z, or a distance such as +2h',
    ],
    [['--region', 'oss-cn-hangzhou'], '--region: expected a region such as cn-hangzhou, without oss- before it'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['extra'], "Unexpected argument 'extra'"],
  ])('%j is named with what was expected', async (args, message) => {
    await expect(loadConfig(args, {})).rejects.toThrow(message);
  });

  it('in the environment is named by its variable', async () => {
    await expect(loadConfig([], { OSSMOCK_SEED: '-1' })).rejects.toThrow('OSSMOCK_SEED: expected a whole number');
  });

  it.each([
    ['type.yaml', 'server:\n  host: a\n  port: high\n', 'type.yaml:3: server.port:'],
    ['unknown.yaml', 'region: a\nregoin: b\n', 'unknown.yaml:2: the document: Unrecognized key: "regoin"'],
    ['deep.yaml', 'server:\n  port: 1\n  hots: a\n', 'deep.yaml:3: server: Unrecognized key: "hots"'],
    ['bucket.yaml', 'buckets:\n  - name: ok-name\n  - name: Not_Ok\n', 'bucket.yaml:3: buckets.1.name: 3 to 63'],
    ['region.yaml', 'region: oss-cn-beijing\n', 'region.yaml:1: region: a region such as cn-hangzhou, without oss-'],
    ['key.yaml', 'callbacks:\n  key: secret\n', 'key.yaml:2: callbacks.key: an RSA private key in PEM'],
    ['syntax.yaml', 'a: [1\nb: 2\n', 'syntax.yaml:'],
  ])('in %s is named by file, line, path and what was expected', async (name, text, message) => {
    await expect(loadConfig(['--config', file(name, text)], {})).rejects.toThrow(message);
  });

  it('is a file that cannot be read', async () => {
    await expect(loadConfig(['--config', join(folder, 'none.yaml')], {})).rejects.toThrow('cannot be read (ENOENT)');
  });
});

describe('the sample file', () => {
  it('is valid', async () => {
    const { buckets, accounts } = await loadConfig(['--config', SAMPLE], {});
    expect(buckets.length).toBeGreaterThan(1);
    expect(accounts[0]?.roles).toMatchObject([{ name: 'uploader', policies: ['upload-only'] }]);
  });

  it('is valid with what it has as comments, too', () => {
    const settings = readFileSync(SAMPLE, 'utf8')
      .replace(/^#(?: yaml-language-server| +key): .*\n/gm, '')
      .replace(/^( *)# ( *(?:- )?(?:\{ key|[A-Za-z0-9-]+:(?= |$)))/gm, '$1$2');
    const config = readConfigText('ossmock.yaml', settings);
    expect(config.callbacks).toMatchObject({ timeout: 5000 });
    expect(config.limits?.buckets).toEqual({ examplebucket: { requestsPerSecond: 100 } });
    expect(config.faults?.map(({ name }) => name)).toEqual(['second-part-is-lost']);
  });

  it('names every key that there is', () => {
    const text = readFileSync(SAMPLE, 'utf8');
    expect(keysOf(configJsonSchema()).filter((key) => !new RegExp(`\\b${key}:`).test(text))).toEqual([]);
  });
});

/** The keys of a schema's objects, and of what is in them. */
function keysOf(schema: unknown): string[] {
  return Object.entries(schema as object).flatMap(([name, part]) => {
    if (typeof part !== 'object' || part === null) return [];
    return name === 'properties' ? [...Object.keys(part), ...Object.values(part).flatMap(keysOf)] : keysOf(part);
  });
}
