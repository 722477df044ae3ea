import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, type ServerOptions, startServer } from '../../../src/index.ts';
import { LocalAuthority } from '../../../src/server/tls/authority.ts';

const folder = mkdtempSync(join(tmpdir(), 'ossmock-brought-'));
const authority = LocalAuthority.open(undefined, Date.now());
const tlsCert = join(folder, 'cert.pem');
const tlsKey = join(folder, 'key.pem');

beforeAll(() => {
  const { cert, key } = authority.pairFor(['oss.example.com', '127.0.0.1']);
  writeFileSync(tlsCert, cert);
  writeFileSync(tlsKey, key);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The status of a request over TLS, or what was wrong with the certificate. */
function asked(port: number, servername: string, ca: string): Promise<number | string | undefined> {
  const headers = { host: 'localhost' };
  const options = { host: '127.0.0.1', port, servername, ca, headers, path: '/_ossmock/health', agent: false };
  return new Promise((resolve) => {
    get(options, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', ({ message }) => resolve(message));
  });
}

async function refusal(options: ServerOptions): Promise<string> {
  const error = await startServer(options).then(
    (server) => server.close(),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return (error as Error).message;
}

describe('a server with a certificate that was brought', () => {
  it('shows it, and has no authority of its own to trust', async () => {
    const server = await startServer({ tlsCert, tlsKey });
    expect(await asked(server.port, 'oss.example.com', authority.pem)).toBe(200);
    expect(await asked(server.port, 'localhost', authority.pem)).toMatch(/does not match certificate's altnames/);
    expect(server.httpsUrl).toBe(`https://127.0.0.1:${server.port}`);
    expect(server.authorityPem).toBeUndefined();
    await server.close();
  });

  it('has the local authority sign for all other names when both are asked for', async () => {
    const server = await startServer({ tlsCert, tlsKey, tls: true });
    expect(await asked(server.port, 'oss.example.com', authority.pem)).toBe(200);
    expect(await asked(server.port, 'localhost', server.authorityPem as string)).toBe(200);
    await server.close();
  });

  it('refuses to start without the key, with another, and with files that are not there', async () => {
    const other = join(folder, 'other.pem');
    writeFileSync(other, LocalAuthority.open(undefined, Date.now()).pairFor(['localhost']).key);
    expect(await refusal({ tlsCert })).toBe('--tls-cert without --tls-key: a certificate needs its key');
    expect(await refusal({ tlsKey })).toBe('--tls-key without --tls-cert: a certificate needs its key');
    expect(await refusal({ tlsCert, tlsKey: other })).toContain('--tls-cert and --tls-key cannot be used: ');
    expect(await refusal({ tlsCert, tlsKey: join(folder, 'none') })).toContain('none: cannot be read (ENOENT)');
  });
});

describe('the authority of a server with data', () => {
  it('is the same at the next start, also while the clock stands still in another year', async () => {
    const data = join(folder, 'data');
    const first = await startServer({ tls: true, data });
    const pem = first.authorityPem;
    await first.close();
    const second = await startServer({ tls: true, data, clock: 0 });
    expect(second.authorityPem).toBe(pem);
    expect(readFileSync(join(data, 'tls', 'ca.pem'), 'utf8')).toBe(pem);
    expect(await asked(second.port, 'localhost', pem as string)).toBe(200);
    await second.reset();
    await second.close();
    expect(readFileSync(join(data, 'tls', 'ca.pem'), 'utf8')).toBe(pem);
  });

  it('is refused when its files are damaged, rather than replaced', async () => {
    const data = join(folder, 'damaged');
    mkdirSync(join(data, 'tls'), { recursive: true });
    writeFileSync(join(data, 'tls', 'ca.pem'), 'not a certificate');
    writeFileSync(join(data, 'tls', 'ca-key.pem'), 'not a key');
    expect(await refusal({ tls: true, data })).toContain(
      `the certificate authority in ${join(data, 'tls')} cannot be used`,
    );
  });
});
