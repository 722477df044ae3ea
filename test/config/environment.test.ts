import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configFile } from '../../src/config/file.ts';
import { loadConfig } from '../../src/config/load.ts';
import { OPTIONS } from '../../src/config/options.ts';

const folder = mkdtempSync(join(tmpdir(), 'ossmock-env-'));
afterAll(() => rmSync(folder, { recursive: true }));

const load = (env: Record<string, string>) => loadConfig([], env);
const refused = (env: Record<string, string>) =>
  load(env).then(
    () => 'taken',
    (error: Error) => error.message,
  );

/** Parts with parts of their own: text says them, not a flag each. */
const BY_TEXT = ['accounts', 'callbacks', 'faults', 'limits', 'restore'];

describe('the environment', () => {
  it('has a variable for every setting of the file that is one value or a list', () => {
    const names = new Set(OPTIONS.map(({ name }) => name));
    const { server, ...top } = configFile.shape;
    const settings = [...Object.keys(server.unwrap().shape), ...Object.keys(top)];
    const missing = settings
      .filter((key) => !BY_TEXT.includes(key))
      .map((key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
      .filter((name) => !names.has(name));
    expect(missing).toEqual([]);
    expect(BY_TEXT.every((key) => key in top)).toBe(true);
  });

  it('sets each as the file does', async () => {
    const fromEnvironment = await load({
      OSSMOCK_STS_PORT: '9001',
      OSSMOCK_STS_CALLS_PER_SECOND: '7',
      OSSMOCK_BASE_HOSTS: 'oss.test, oss.internal',
      OSSMOCK_CNAMES: 'img.example.com=photos',
      OSSMOCK_TLS: 'true',
      OSSMOCK_TLS_CERT: 'cert.pem',
      OSSMOCK_TLS_KEY: 'key.pem',
      OSSMOCK_ADMIN_TOKEN: 'a-token-of-mine',
      OSSMOCK_SEED_DIR: 'seed',
      OSSMOCK_EXTRANET_ENDPOINT: 'oss.test',
      OSSMOCK_INTRANET_ENDPOINT: 'oss.internal',
      OSSMOCK_MAX_BUCKETS: '3',
      OSSMOCK_BLOCK_PUBLIC_ACCESS_ON_NEW_BUCKETS: '1',
      OSSMOCK_VERIFIED_DOMAINS: 'Example.com',
      OSSMOCK_RESOURCE_GROUPS: 'rg-aekz1',
      OSSMOCK_JOURNAL_BYTES: '0',
      OSSMOCK_IDLE_TIMEOUT: '5',
      OSSMOCK_BLACKHOLE_PORT: '0',
      OSSMOCK_DURABILITY: 'full',
      OSSMOCK_FAIL_ON_UNUSED_FAULTS: 'yes',
      OSSMOCK_BUCKETS: 'photos,site:public-read',
    });
    const file = join(folder, 'all.yaml');
    writeFileSync(
      file,
      [
        'server: { stsPort: 9001, stsCallsPerSecond: 7, baseHosts: [oss.test, oss.internal], tls: true,',
        '  tlsCert: cert.pem, tlsKey: key.pem, adminToken: a-token-of-mine, seedDir: seed, extranetEndpoint: oss.test,',
        '  intranetEndpoint: oss.internal, maxBuckets: 3, blockPublicAccessOnNewBuckets: true, journalBytes: 0,',
        '  idleTimeout: 5, blackholePort: 0, durability: full, failOnUnusedFaults: true }',
        'cnames: { img.example.com: photos }',
        'verifiedDomains: [Example.com]',
        'resourceGroups: [rg-aekz1]',
        'buckets: [{ name: photos }, { name: site, acl: public-read }]',
      ].join('\n'),
    );
    expect(fromEnvironment).toEqual(await load({ OSSMOCK_CONFIG: file }));
  });

  it('takes the file as text, which outranks the file', async () => {
    const file = join(folder, 'file.yaml');
    writeFileSync(file, 'region: cn-beijing\nserver: { maxBuckets: 5 }\n');
    const config = await load({ OSSMOCK_CONFIG: file, OSSMOCK_CONFIG_YAML: 'region: cn-shanghai' });
    expect(config).toMatchObject({ region: 'cn-shanghai', maxBuckets: 5 });
    expect(await refused({ OSSMOCK_CONFIG_YAML: 'regoin: x' })).toMatch(/^--config-yaml:1: .*regoin/);
  });

  it('gives the first account its only key', async () => {
    const key = { OSSMOCK_ACCESS_KEY_ID: 'ci', OSSMOCK_ACCESS_KEY_SECRET: 'secret' };
    const { accounts } = await load(key);
    expect(accounts).toEqual([{ id: '1234567890123456', keys: [{ id: 'ci', secret: 'secret', status: 'active' }] }]);
    expect(await refused({ OSSMOCK_ACCESS_KEY_ID: 'ci' })).toContain('needs both');
    expect(await refused({ ...key, OSSMOCK_ACCESS_KEY_ID: 'a b' })).toContain(
      'OSSMOCK_ACCESS_KEY_ID: expected letters',
    );
    const others = 'accounts: [{ id: "11111" }, { id: "22222", keys: [{ id: ci, secret: x }] }]';
    expect(await refused({ ...key, OSSMOCK_CONFIG_YAML: others })).toMatch(/accounts/);
  });

  it('can switch the token of own paths off, but not by saying false', async () => {
    expect((await load({ OSSMOCK_NO_ADMIN_TOKEN: 'true' })).adminToken).toBe(false);
    expect((await load({ OSSMOCK_NO_ADMIN_TOKEN: 'false' })).adminToken).toBeUndefined();
  });

  it.each([
    ['OSSMOCK_BUCKETS', 'Photos', 'expected buckets such as photos,site:public-read'],
    ['OSSMOCK_BUCKETS', 'photos:open', 'expected buckets such as'],
    ['OSSMOCK_BUCKETS', 'a-bucket,,b-bucket', 'expected names separated by commas'],
    ['OSSMOCK_CNAMES', 'img.example.com', 'expected domains with their buckets'],
    ['OSSMOCK_BASE_HOSTS', '', 'expected names separated by commas'],
    ['OSSMOCK_ADMIN_TOKEN', 'short', 'expected 8 to 256 letters'],
    ['OSSMOCK_RESOURCE_GROUPS', 'aekz1', 'expected ids such as rg-aekz1'],
    ['OSSMOCK_STS_PORT', '65536', 'expected a whole number from 0 to 65535'],
  ])('refuses %s=%s, naming the variable and what was expected', async (name, value, wanted) => {
    const message = await refused({ [name]: value });
    expect(message).toContain(`${name}: `);
    expect(message).toContain(wanted);
  });
});
