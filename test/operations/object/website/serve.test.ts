// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the key's place in a rule is written so
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET, MISSING, openSite, rule, type TestSite } from './site.ts';

const INDEX = '<IndexDocument><Suffix>index.html</Suffix></IndexDocument>';
const ERROR = '<ErrorDocument><Key>error.html</Key></ErrorDocument>';
const directories = (type: number): string =>
  `<IndexDocument><Suffix>index.html</Suffix><SupportSubDir>true</SupportSubDir><Type>${type}</Type></IndexDocument>`;
const external = (more: string, code = 302): string =>
  `<RedirectType>External</RedirectType><Protocol>https</Protocol><HostName>www.example.com</HostName><HttpRedirectCode>${code}</HttpRedirectCode>${more}`;
const rules = (...list: string[]): string => `<RoutingRules>${list.join('')}</RoutingRules>`;

let site: TestSite;
beforeAll(async () => {
  site = await openSite();
  await site.put('index.html', 'home');
  await site.put('error.html', 'not here', { 'Content-Type': 'text/html', 'x-oss-meta-page': 'error' });
  await site.put('dir/index.html', 'directory');
  await site.put('there.txt', 'there');
  await site.put('secret.html', 'secret', { 'x-oss-object-acl': 'private' });
});
afterAll(() => site?.server.close());

describe('the index page', () => {
  it('answers an anonymous request for the root, GET and HEAD', async () => {
    await site.configure(INDEX);
    expect(await site.browse('/')).toMatchObject({ status: 200, body: 'home' });
    const head = await site.browse('/', { method: 'HEAD' });
    expect([head.status, head.header('Content-Length')]).toEqual([200, '4']);
    expect((await site.browse('/?utm_source=mail')).body).toBe('home');
  });

  it('is not what a signed request for the root gets: that is the list of objects', async () => {
    expect((await site.manage({})).body).toContain('<ListBucketResult>');
  });

  it('needs a right to read the page, not to list the bucket', async () => {
    await site.manage({ method: 'PUT', query: 'acl', headers: { 'x-oss-acl': 'private' } });
    expect((await site.browse('/')).body).toContain('<Code>AccessDenied</Code>');
    await site.put('index.html', 'home', { 'x-oss-object-acl': 'public-read' });
    expect((await site.browse('/')).body).toBe('home');
    await site.manage({ method: 'PUT', query: 'acl', headers: { 'x-oss-acl': 'public-read' } });
  });

  it('of the root stands for every directory unless directories have their own', async () => {
    expect((await site.browse('/dir/')).body).toBe('home');
    await site.configure(directories(0));
    expect((await site.browse('/dir/')).body).toBe('directory');
  });

  it('leaves sub-resources and other methods alone', async () => {
    expect((await site.browse('/?acl')).body).toContain('<Code>AccessDenied</Code>');
    expect((await site.browse('/', { method: 'PUT' })).status).toBe(403);
  });

  it('takes conditions and ranges as any object does', async () => {
    const answer = await site.browse('/', { headers: { Range: 'bytes=0-1' } });
    expect([answer.status, answer.body]).toEqual([206, 'ho']);
  });
});

describe('a directory without a slash', () => {
  it('redirects to the slash with type 0, encoded', async () => {
    await site.put('täst/index.html', 'x');
    await site.configure(directories(0));
    const answer = await site.browse('/dir');
    expect([answer.status, answer.header('Location'), answer.body]).toEqual([302, '/dir/', '']);
    expect((await site.browse('/t%C3%A4st')).header('Location')).toBe('/t%C3%A4st/');
  });

  it('redirects below the bucket where the path names it', async () => {
    const answer = await site.browse('/dir', { host: '127.0.0.1' });
    expect(answer.header('Location')).toBe(`/${BUCKET}/dir/`);
  });

  it('is missing with type 1', async () => {
    await site.configure(directories(1));
    expect((await site.browse('/dir')).body).toContain('<Code>NoSuchKey</Code>');
  });

  it('is its index page with type 2', async () => {
    await site.configure(directories(2));
    expect((await site.browse('/dir')).body).toBe('directory');
    expect((await site.browse('/nothing')).status).toBe(404);
  });

  it('is missing for signed requests, whatever the type', async () => {
    expect((await site.manage({ key: 'dir' })).body).toContain('<Code>NoSuchKey</Code>');
  });
});

describe('the error page', () => {
  it('answers 404 with its own type and headers for what is missing', async () => {
    await site.configure(INDEX + ERROR);
    const answer = await site.browse('/nothing');
    expect([answer.status, answer.body, answer.header('Content-Type')]).toEqual([404, 'not here', 'text/html']);
    expect(answer.header('x-oss-meta-page')).toBe('error');
    const head = await site.browse('/nothing', { method: 'HEAD' });
    expect([head.status, head.header('Content-Length'), head.header('x-oss-err')]).toEqual([404, '8', undefined]);
  });

  it('comes whole, whatever range or condition the request has', async () => {
    const headers = { Range: 'bytes=0-1', 'If-Modified-Since': 'Sat, 31 Jan 2037 12:00:00 GMT' };
    expect(await site.browse('/nothing', { headers })).toMatchObject({ status: 404, body: 'not here' });
  });

  it('comes with 200 where that is said', async () => {
    await site.configure('<ErrorDocument><Key>error.html</Key><HttpStatus>200</HttpStatus></ErrorDocument>');
    expect(await site.browse('/nothing')).toMatchObject({ status: 200, body: 'not here' });
  });

  it('is not shown to signed requests, nor for what is forbidden', async () => {
    expect((await site.manage({ key: 'nothing' })).body).toContain('<Code>NoSuchKey</Code>');
    expect((await site.browse('/secret.html')).body).toContain('<Code>AccessDenied</Code>');
  });

  it.each(['missing.html', 'secret.html'])(
    'that cannot be read itself (%s) leaves the plain NoSuchKey',
    async (key) => {
      await site.configure(`<ErrorDocument><Key>${key}</Key></ErrorDocument>`);
      expect((await site.browse('/nothing')).body).toContain('<Key>nothing</Key>');
    },
  );

  it('does not answer for versions', async () => {
    await site.configure(ERROR);
    expect((await site.browse('/nothing?versionId=null')).body).toContain('<Code>NoSuchVersion</Code>');
  });
});

describe('redirect rules', () => {
  const location = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await site.browse(path, { headers });
    return [answer.status, answer.header('Location')];
  };

  it.each([
    ['the key as it is', external(''), 'https://www.example.com/old/a%20b.txt'],
    [
      'a prefix replaced',
      external('<ReplaceKeyPrefixWith>new/</ReplaceKeyPrefixWith>'),
      'https://www.example.com/new/a%20b.txt',
    ],
    [
      'a prefix cut off',
      external('<EnableReplacePrefix>true</EnableReplacePrefix>'),
      'https://www.example.com/a%20b.txt',
    ],
    ['the whole key', external('<ReplaceKeyWith>gone.html</ReplaceKeyWith>'), 'https://www.example.com/gone.html'],
    [
      'the key inside a text',
      external('<ReplaceKeyWith>x/${key}.bak</ReplaceKeyWith>'),
      'https://www.example.com/x/old/a%20b.txt.bak',
    ],
    [
      'the query',
      external('<PassQueryString>true</PassQueryString>'),
      'https://www.example.com/old/a%20b.txt?a=1&b=%20',
    ],
  ])('write %s into Location', async (_, redirect, expected) => {
    await site.configure(rules(rule(1, `<KeyPrefixEquals>old/</KeyPrefixEquals>${MISSING}`, redirect)));
    expect(await location('/old/a%20b.txt?a=1&b=%20')).toEqual([302, expected]);
  });

  it('are for signed requests too', async () => {
    await site.configure(rules(rule(1, MISSING, external('', 301))));
    expect((await site.manage({ key: 'nothing' })).status).toBe(301);
  });

  it('with a status leave alone what is there; without one they do not look', async () => {
    await site.configure(rules(rule(1, MISSING, external(''))));
    expect((await site.browse('/there.txt')).body).toBe('there');
    await site.configure(rules(rule(1, '<KeySuffixEquals>.txt</KeySuffixEquals>', external('', 307))));
    expect(await location('/there.txt')).toEqual([307, 'https://www.example.com/there.txt']);
    expect((await site.browse('/index.html')).body).toBe('home');
  });

  it('are tried in the order of their numbers, and the first that matches is the only one', async () => {
    const to = (key: string) => external(`<ReplaceKeyWith>${key}</ReplaceKeyWith>`);
    await site.configure(rules(rule(9, '', to('nine')), rule(2, MISSING, to('two'))));
    expect(await location('/nothing')).toEqual([302, 'https://www.example.com/two']);
    expect(await location('/there.txt')).toEqual([302, 'https://www.example.com/nine']);
  });

  it('ask for headers by value, beginning and end', async () => {
    const header = (inside: string) => `<IncludeHeader><Key>User-Agent</Key>${inside}</IncludeHeader>${MISSING}`;
    const moved = [302, 'https://www.example.com/nothing'];
    await site.configure(rules(rule(1, header('<Equals>robot/1.0</Equals>'), external(''))));
    expect(await location('/nothing', { 'User-Agent': 'robot/1.0' })).toEqual(moved);
    expect((await location('/nothing', { 'User-Agent': 'robot/1.1' }))[0]).toBe(404);
    expect((await location('/nothing'))[0]).toBe(404);
    await site.configure(rules(rule(1, header('<StartsWith>robot</StartsWith><EndsWith>.0</EndsWith>'), external(''))));
    expect(await location('/nothing', { 'User-Agent': 'robot/2.0' })).toEqual(moved);
    expect((await location('/nothing', { 'User-Agent': 'robot/2.1' }))[0]).toBe(404);
  });

  it('can lead to another object of the bucket', async () => {
    const redirect = '<RedirectType>Internal</RedirectType><ReplaceKeyWith>there.txt</ReplaceKeyWith>';
    await site.configure(rules(rule(1, MISSING, redirect)));
    expect(await site.browse('/nothing')).toMatchObject({ status: 200, body: 'there' });
    await site.configure(rules(rule(1, MISSING, redirect.replace('there.txt', 'gone.txt'))) + ERROR);
    expect(await site.browse('/nothing')).toMatchObject({ status: 404, body: 'not here' });
    await site.configure(rules(rule(1, MISSING, redirect.replace('there.txt', 'secret.html'))));
    expect((await site.browse('/nothing')).body).toContain('<Code>AccessDenied</Code>');
  });
});
