import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSign } from '../../../src/commands/sign.ts';
import { ConfigError, type RunningServer, startServer } from '../../../src/index.ts';

const AT = '2024-06-01T12:00:00Z';
const NOW = Date.parse(AT);

let server: RunningServer;
let file: string;
const folder = mkdtempSync(join(tmpdir(), 'ossmock-sign-'));

beforeAll(async () => {
  file = join(folder, 'local file.txt');
  writeFileSync(file, 'hello');
  server = await startServer({ clock: NOW, seed: 1 });
  return () => rmSync(folder, { recursive: true });
});
afterAll(() => server.close());

const sign = (args: readonly string[], env = {}) => runSign(args, env, NOW);
const signOut = async (args: readonly string[], env = {}) => (await sign(args, env)).out;

describe('ossmock sign shows', () => {
  test('everything that goes into a V4 signature, and a curl line', async () => {
    const out = await signOut(['get', 'oss://examplebucket/a b.txt', '--query', 'acl']);
    const sections = out.split('\n\n').map((section) => section.trimStart().split('\n')[0]);
    expect(out).toContain(
      [
        'Canonical request',
        '  GET',
        '  /examplebucket/a%20b.txt',
        '  acl',
        '  x-oss-content-sha256:UNSIGNED-PAYLOAD',
        '  x-oss-date:20240601T120000Z',
        '',
        '',
        '  UNSIGNED-PAYLOAD',
        '',
        'String to sign',
        '  OSS4-HMAC-SHA256',
        '  20240601T120000Z',
        '  20240601/cn-hangzhou/oss/aliyun_v4_request',
      ].join('\n'),
    );
    expect(sections).toEqual(expect.arrayContaining(['Signature', 'URL', 'Headers', 'curl']));
    expect(out).toMatch(/^ {2}curl -H 'x-oss-date: \S+' .*'http:\/\/localhost:9000\/examplebucket\/a%20b\.txt\?acl'$/m);
  });

  test('the bytes of the string to sign as the service prints them', async () => {
    const out = await signOut(['GET', 'oss://examplebucket', '--signature', 'v1']);
    expect(out).toContain('Its bytes\n  47 45 54 0A 0A 0A 53 61 74 2C');
  });

  test('a signed URL, with what its headers have to be', async () => {
    const out = await signOut(['PUT', 'oss://examplebucket/k', '--url', '--signature', 'v1', '--content-type', 'a/b']);
    expect(out).toContain(
      'Signed URL\n  http://localhost:9000/examplebucket/k?OSSAccessKeyId=ossmock&Expires=1717246800&',
    );
    expect(out).toContain('Content-Type: a/b');
  });

  test('no secret', async () => {
    const out = await signOut(['GET', 'oss://examplebucket/k', '-k', 'very-secret']);
    expect(out).not.toContain('very-secret');
    expect(out).not.toContain('ossmock-secret');
  });
});

describe('the keys and the region', () => {
  test('come from flags, then from the environment, then from the defaults', async () => {
    const env = { OSSMOCK_ACCESS_KEY_ID: 'fromenv', OSSMOCK_ACCESS_KEY_SECRET: 's', OSSMOCK_REGION: 'cn-beijing' };
    expect(await signOut(['GET', 'oss://b/k'])).toContain('Credential=ossmock/20240601/cn-hangzhou/oss/');
    expect(await signOut(['GET', 'oss://b/k'], env)).toContain('Credential=fromenv/20240601/cn-beijing/oss/');
    expect(await signOut(['GET', 'oss://b/k', '--key', 'flag', '--region', 'cn-x'], env)).toContain(
      'Credential=flag/20240601/cn-x/oss/',
    );
  });

  test('of an endpoint name is its own', async () => {
    const out = await signOut(['GET', 'https://b.oss-cn-shenzhen.aliyuncs.com/k']);
    expect(out).toContain('/20240601/cn-shenzhen/oss/');
    expect(out).toContain('  /b/k\n');
  });

  test('a token is signed in the header, and in the query of a URL', async () => {
    expect(await signOut(['GET', 'oss://b/k', '--token', 't/1'])).toContain('x-oss-security-token:t/1');
    expect(await signOut(['GET', 'oss://b/k', '--token', 't/1', '--url'])).toContain('x-oss-security-token=t%2F1');
  });

  test('the bucket of a custom domain is said with --bucket', async () => {
    expect(await signOut(['GET', 'http://static.example.com/k', '-b', 'mine'])).toContain('\n  /mine/k\n');
  });
});

describe('--send', () => {
  const FORMS = ['v1', 'v2', 'v4'].flatMap((version) => [
    [version, 'header'],
    [version, 'URL'],
  ]);
  test.each(FORMS)('uploads and reads back with %s in the %s', async (version, place) => {
    const common = ['--signature', version as string, ...(place === 'URL' ? ['--url'] : []), '--send'];
    const url = `${server.url}/examplebucket/dir/${version}%20${place}.txt`;
    const put = await sign(['PUT', url, '-f', file, '--content-type', 'text/plain', ...common]);
    expect(put).toMatchObject({ err: '', exitCode: 0 });
    expect(put.out).toContain('\nHTTP/1.1 200 OK\nServer: AliyunOSS\n');
    const got = await sign(['GET', url, ...common]);
    expect(got.out).toMatch(/\n\nhello\n$/);
  });

  test('prints the refusal of the service, and ends with 1', async () => {
    const { out, exitCode } = await sign(['GET', `${server.url}/examplebucket/none`, '-k', 'wrong', '--send']);
    expect(out).toContain('HTTP/1.1 403 Forbidden');
    expect(out).toContain('<Code>SignatureDoesNotMatch</Code>');
    expect(exitCode).toBe(1);
  });

  test('as JSON has the answer too', async () => {
    const out = await signOut(['HEAD', `${server.url}/examplebucket/none`, '--send', '--json']);
    expect(JSON.parse(out)).toMatchObject({ method: 'HEAD', answer: { status: 404, reason: 'Not Found', body: '' } });
  });

  test('reaches ossmock as the proxy of a real endpoint name', async () => {
    const url = 'http://examplebucket.oss-cn-hangzhou.aliyuncs.com/proxied';
    for (const proxy of [server.url, server.url.slice('http://'.length)]) {
      const { out } = await sign(['PUT', url, '-f', file, '--send', '--proxy', proxy]);
      expect(out).toContain('HTTP/1.1 200 OK');
    }
  });

  test('without a server is an error', async () => {
    await expect(sign(['GET', 'http://127.0.0.1:1/b/k', '--send'])).rejects.toThrow('ECONNREFUSED');
  });
});

describe('the options of the manual’s PutObject.py', () => {
  const manual = (secret: string) => {
    const to = ['-e', server.url.slice('http://'.length), '-b', 'examplebucket', '-o', 'aliyun.txt'];
    return ['-i', 'ossmock', '-k', secret, ...to, '-f', file];
  };

  test('upload the file and print status and headers', async () => {
    const { out, err, exitCode } = await sign(manual('ossmock-secret'));
    expect(out).toMatch(/^\nHTTP\/1\.1 200 OK\nServer: AliyunOSS\nDate: Sat, 01 Jun 2024 12:00:00 GMT\n/);
    expect(out).toContain('\nETag: "5D41402ABC4B2A76B9719D911017C592"\n');
    expect([err, exitCode]).toEqual(['', 0]);
  });

  test('print a refusal as that tool does, and what the service said', async () => {
    const { out, err, exitCode } = await sign(manual('wrong'));
    expect(out).toBe('');
    expect(err).toContain('\x1b[1;31;40m[ERROR:]\x1b[0mHTTP Error 403: Forbidden\n');
    expect(err).toContain('<Code>SignatureDoesNotMatch</Code>');
    expect(err).toContain(
      'PUT\n\napplication/x-www-form-urlencoded\nSat, 01 Jun 2024 12:00:00 GMT\n/examplebucket/aliyun.txt',
    );
    expect(exitCode).toBe(1);
  });

  test('are needed all', async () => {
    await expect(sign(['-f', file, '-b', 'examplebucket'])).rejects.toThrow('Input parameters cannot be empty');
  });
});

describe('the curl line', () => {
  test.each([
    [['HEAD', 'oss://b/k'], /curl --head /],
    [['PUT', 'oss://b/k', '-f', 'it’s'], /curl -X PUT -T 'it’s' /],
    [['POST', 'oss://b/k', '--query', 'uploads'], /curl -X POST -H 'Content-Length: 0' /],
    [['GET', 'oss://b/a/../c'], /curl --path-as-is /],
    [['GET', 'oss://b/k', '--header', "x-oss-meta-a: it's"], /-H 'x-oss-meta-a: it'\\''s'/],
  ])('of %j', async (args, pattern) => {
    expect(await signOut(args)).toMatch(pattern);
  });
});

describe('wrong arguments', () => {
  test.each([
    [[], 'expected METHOD and a URL; try ossmock sign --help'],
    [['GET'], 'expected METHOD and a URL'],
    [['GET', 'examplebucket/k'], 'examplebucket/k: expected http://host/path, https://host/path or oss://bucket/key'],
    [['GET', 'http://h/b/k#x'], 'what follows # is never sent'],
    [['GET', 'http://h/b/%zz'], 'the path /b/%zz: '],
    [['GET', 'oss://b/k', '--signature', 'v3'], '--signature v3: expected v1, v2 or v4'],
    [['GET', 'oss://b/k', '--expires', '60'], '--expires: only a URL expires; add --url'],
    [['GET', 'oss://b/k', '--url', '--expires', 'soon'], '--expires soon: expected seconds'],
    [['GET', 'oss://b/k', '--date', 'today'], '--date today: expected a date such as 2024-06-01T12:00:00Z'],
    [['GET', 'oss://b/k', '--header', 'nonsense'], '--header nonsense: expected Name: value'],
    [['GET', 'oss://b/k', '--header', 'Host: h'], '--header Host: h: the URL or --endpoint says the Host'],
    [['GET', 'oss://b/k', '--send', '--proxy', 'https://h'], '--proxy https://h: expected a URL such as http://'],
    [['GE T', 'oss://b/k'], 'GE T: expected a method such as GET'],
    [['GET', 'oss://b/k', '--signature', 'v1', '--sign-header', 'host'], '--sign-header: V1 signs x-oss-* headers'],
    [['GET', 'oss://b/k', '-i', 'a:b', '--signature', 'v1', '--url'], 'the service would not read this: '],
    [['PUT', 'oss://b/k', '-f', '/does/not/exist', '--send'], '--file /does/not/exist: ENOENT'],
    [['GET', 'oss://b/k', '-e', 'http://h/path'], '--endpoint http://h/path: expected a host without a path'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ])('%j', async (args, message) => {
    await expect(sign(args)).rejects.toThrow(message);
    await expect(sign(args)).rejects.toBeInstanceOf(ConfigError);
  });

  test('--help says what there is', async () => {
    expect(await signOut(['--help'])).toContain('--expires SECONDS');
  });
});
