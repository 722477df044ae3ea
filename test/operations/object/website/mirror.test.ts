import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BUCKET, MISSING, openOrigin, openSite, rule, type TestOrigin, type TestSite } from './site.ts';

let site: TestSite;
let origin: TestOrigin;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.server.close());
beforeEach(async () => {
  answer = (_, response) => response.end('from the origin');
  origin = await openOrigin((request, response) => answer(request, response));
});
afterEach(async () => {
  await origin.close();
  await site.server.reset();
});

const mirror = (more = '', condition = ''): Promise<void> =>
  site.configure(
    `<RoutingRules>${rule(1, MISSING + condition, `<RedirectType>Mirror</RedirectType><MirrorURL>${origin.url}</MirrorURL>${more}`)}</RoutingRules>`,
  );
const code = async (path: string): Promise<string> => {
  const { status, body } = await site.browse(path);
  return `${status} ${/<Code>(.*)<\/Code>/.exec(body)?.[1]}: ${/<Message>(.*)<\/Message>/.exec(body)?.[1]}`;
};
const stored = async (key: string): Promise<boolean> => (await site.manage({ method: 'HEAD', key })).status === 200;

describe('a missing object that is mirrored', () => {
  it('is answered and stored; the origin is asked once', async () => {
    answer = (_, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/css',
        'Cache-Control': 'max-age=60',
        'x-oss-meta-author': 'me',
        ETag: '"x"',
      });
      response.end('body {}');
    };
    await mirror();
    for (const time of [1, 2]) {
      const got = await site.browse('/css/a%20b.css');
      expect([time, got.status, got.body]).toEqual([time, 200, 'body {}']);
      expect(got.header('Content-Type')).toBe('text/css');
      expect(got.header('Cache-Control')).toBe('max-age=60');
      expect(got.header('x-oss-meta-author')).toBeUndefined();
      expect(got.header('ETag')).toBe(`"${createHash('md5').update('body {}').digest('hex').toUpperCase()}"`);
    }
    expect(origin.asked.map(({ url }) => url)).toEqual(['/css/a%20b.css']);
    expect(origin.asked[0]?.headers['user-agent']).toBe('aliyun-oss-mirror');
  });

  it('is for signed requests too, and takes ranges', async () => {
    await mirror();
    const got = await site.manage({ key: 'key', headers: { Range: 'bytes=0-3' } });
    expect([got.status, got.body]).toEqual([206, 'from']);
    expect(await stored('key')).toBe(true);
  });

  it('is left alone by HEAD unless the rule says otherwise', async () => {
    await mirror();
    expect((await site.browse('/key', { method: 'HEAD' })).status).toBe(404);
    expect(origin.asked).toHaveLength(0);
    await mirror('<MirrorAllowHeadObject>true</MirrorAllowHeadObject>');
    const head = await site.browse('/key', { method: 'HEAD' });
    expect([head.status, head.header('Content-Length')]).toEqual([200, '15']);
  });

  it('that the origin lacks is missing, with its error page', async () => {
    answer = (_, response) => response.writeHead(404).end('gone');
    await mirror();
    expect(await code('/key')).toBe('404 NoSuchKey: The specified key does not exist.');
    expect(await stored('key')).toBe(false);
  });

  it('keeps metadata and date, gets tags, and the answer headers, as the rule says', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'x-oss-meta-author': 'me', 'Last-Modified': 'Thu, 01 Jan 2026 00:00:00 GMT' });
      response.end('x');
    };
    await mirror(
      '<MirrorSaveOssMeta>true</MirrorSaveOssMeta><MirrorUserLastModified>true</MirrorUserLastModified>' +
        '<MirrorReturnHeaders><ReturnHeader><Key>x-from</Key><Value>origin</Value></ReturnHeader></MirrorReturnHeaders>' +
        '<MirrorTaggings><Taggings><Key>k 1</Key><Value>v</Value></Taggings></MirrorTaggings>',
    );
    const got = await site.browse('/key');
    expect(got.header('x-oss-meta-author')).toBe('me');
    expect(got.header('Last-Modified')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
    expect(got.header('x-from')).toBe('origin');
    expect((await site.browse('/key')).header('x-from')).toBeUndefined();
    expect((await site.manage({ key: 'key', query: 'tagging' })).body).toContain('<Key>k 1</Key>');
  });

  it('is passed on and not stored where the rule only proxies', async () => {
    answer = (_, response) => {
      response.setHeader('Content-Type', 'text/plain');
      response.write('from ');
      response.end('the origin');
    };
    await mirror('<MirrorProxyPass>true</MirrorProxyPass>');
    const got = await site.browse('/key');
    expect([got.status, got.header('Transfer-Encoding'), got.header('Content-Type')]).toEqual([
      200,
      'chunked',
      'text/plain',
    ]);
    expect(got.body).toContain('from ');
    expect(await stored('key')).toBe(false);
  });
});

describe('what the origin is asked', () => {
  it('is the key as the rule rewrites it, with the query where that is said', async () => {
    await mirror(
      '<PassQueryString>true</PassQueryString><ReplaceKeyPrefixWith>new/</ReplaceKeyPrefixWith>',
      '<KeyPrefixEquals>old/</KeyPrefixEquals>',
    );
    await site.browse('/old/key?a=1');
    expect(origin.asked[0]?.url).toBe('/new/key?a=1');
    expect(await stored('old/key')).toBe(true);
    await mirror('<PassQueryString>true</PassQueryString><MirrorPassQueryString>false</MirrorPassQueryString>');
    await site.browse('/other?a=1');
    expect(origin.asked[1]?.url).toBe('/other');
  });

  it('begins with a single slash unless slashes are kept', async () => {
    await mirror('<MirrorPassOriginalSlashes>true</MirrorPassOriginalSlashes>');
    await site.manage({ key: 'a//b' });
    expect(origin.asked[0]?.url).toBe('/a//b');
  });

  it.each([
    ['nothing of the request', '', []],
    ['what is named', '<Pass>X-One</Pass><Pass>authorization</Pass><Pass>x-oss-two</Pass>', ['x-one']],
    [
      'all but what is removed or reserved',
      '<PassAll>true</PassAll><Remove>x-one</Remove><Remove>host</Remove>',
      ['accept'],
    ],
    ['what is set, over what was sent', '<Pass>x-one</Pass><Set><Key>x-one</Key><Value>own</Value></Set>', ['x-one']],
  ])('carries %s', async (_, inside, names) => {
    await mirror(`<MirrorHeaders>${inside}</MirrorHeaders>`);
    await site.browse('/key', {
      headers: { 'X-One': 'sent', Accept: '*/*', 'x-oss-two': '2', Range: 'bytes=0-1' },
    });
    const { host, connection, 'user-agent': agent, ...rest } = origin.asked[0]?.headers ?? {};
    expect(Object.keys(rest).sort()).toEqual(names);
    expect([`http://${host}/`, agent]).toEqual([origin.url, 'aliyun-oss-mirror']);
    if (inside.includes('own')) expect(rest['x-one']).toBe('own');
  });
});

describe('an origin that redirects', () => {
  const chain = (length: number) => (request: IncomingMessage, response: ServerResponse) => {
    const at = Number(request.url?.slice(2) || 0);
    if (at === length) response.end('at last');
    else response.writeHead(302, { Location: `/k${at + 1}` }).end();
  };

  it('is followed ten times and no further', async () => {
    answer = chain(10);
    await mirror();
    expect((await site.browse('/k0')).body).toBe('at last');
    answer = chain(11);
    await site.manage({ method: 'DELETE', key: 'k0' });
    expect(await code('/k0')).toBe('424 MirrorFailed: Error status : 302 from mirror host, should return 200 OK.');
  });

  it('is handed to the client where it is not followed', async () => {
    answer = chain(1);
    await mirror('<MirrorFollowRedirect>false</MirrorFollowRedirect>');
    const got = await site.browse('/k0');
    expect([got.status, got.header('Location')]).toEqual([302, '/k1']);
    expect(await stored('k0')).toBe(false);
  });
});

describe('an origin that fails', () => {
  const status = (code: number) => (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(code, { 'Content-Type': 'text/plain', 'Content-Length': 12 }).end('out of order');

  it('is told of by its status', async () => {
    answer = status(500);
    await mirror();
    expect(await code('/key')).toBe('424 MirrorFailed: Error status : 500 from mirror host, should return 200 OK.');
  });

  it('is passed on with its body where the rule names the status', async () => {
    answer = status(503);
    await mirror('<TransparentMirrorResponseCodes>403, 503</TransparentMirrorResponseCodes>');
    expect(await site.browse('/key')).toMatchObject({ status: 503, body: 'out of order' });
  });

  it('has the status 0 when it says nothing', async () => {
    answer = (request) => request.socket.destroy();
    await mirror();
    expect(await code('/key')).toBe('424 MirrorFailed: Error status : 0 from mirror host, should return 200 OK.');
  });

  it('cannot be reached when nobody listens', async () => {
    await mirror();
    await origin.close();
    expect(await code('/key')).toBe('424 MirrorFailed: Mirroring failed, please check your mirror configuration');
  });

  it('has ten seconds for each sign of life', async () => {
    let asked: () => void = () => {};
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    answer = () => asked();
    await mirror();
    const refused = code('/key');
    await arrived;
    await site.server.clock.advance(10_000);
    expect(await refused).toContain('Error status : 0 from mirror host');
  });

  it('stores nothing when the body breaks off, with a length and without', async () => {
    answer = (request, response) => {
      response.writeHead(200, request.url === '/long' ? { 'Content-Length': 100 } : {});
      response.write('part', () => request.socket.end());
    };
    await mirror();
    expect(await code('/long')).toBe('424 MirrorFailed: Bytes read is not equal to expected.');
    expect(await code('/chunked')).toBe(
      '424 MirrorFailed: Read body from mirror host failed, please check your mirror host.',
    );
    expect([await stored('long'), await stored('chunked')]).toEqual([false, false]);
  });

  it('is believed when its Content-MD5 is wrong, unless the rule checks it', async () => {
    answer = (_, response) => response.setHeader('Content-MD5', 'AAAA').end('x');
    await mirror('<MirrorCheckMd5>true</MirrorCheckMd5>');
    expect(await code('/key')).toBe(
      '424 MirrorFailed: MD5 in header(AAAA) is not equal to MD5 calculated(ndTkYSaMgDTwbNvfVEqBJg==).'.replace(
        'ndTkYSaMgDTwbNvfVEqBJg==',
        createHash('md5').update('x').digest('base64'),
      ),
    );
    await mirror();
    expect((await site.browse('/key')).body).toBe('x');
  });

  it.each([
    ['bytes 0-14/15', 200],
    ['bytes 0-14/99', 424],
    ['bytes 1-15/16', 424],
    ['', 424],
  ])('that sends a part (%s) is taken only when it is the whole', async (range, expected) => {
    answer = (_, response) => {
      response.writeHead(206, range === '' ? {} : { 'Content-Range': range, 'Content-Length': 15 });
      response.end('from the origin');
    };
    await mirror();
    expect((await site.browse('/key')).status).toBe(expected);
  });

  it('may send 8 KB of metadata', async () => {
    answer = (_, response) => response.setHeader('x-oss-meta-a', 'a'.repeat(8192)).end('x');
    await mirror('<MirrorSaveOssMeta>true</MirrorSaveOssMeta>');
    expect(await code('/key')).toBe('424 MirrorFailed: Meta is too large.');
  });

  it('makes the others be asked in their order', async () => {
    answer = status(500);
    const second = await openOrigin(status(403));
    const third = await openOrigin((_, response) => response.end('third'));
    const alternate = (number: number, url: string) =>
      `<MirrorMultiAlternate><MirrorMultiAlternateNumber>${number}</MirrorMultiAlternateNumber><MirrorMultiAlternateURL>${url}</MirrorMultiAlternateURL></MirrorMultiAlternate>`;
    const both = `<MirrorMultiAlternates>${alternate(2, third.url)}${alternate(1, second.url)}</MirrorMultiAlternates>`;
    await mirror(both);
    expect(await code('/key')).toContain('Error status : 403');
    await mirror(`${both}<MirrorSwitchAllErrors>true</MirrorSwitchAllErrors>`);
    expect((await site.browse('/key')).body).toBe('third');
    await Promise.all([second.close(), third.close()]);
  });
});

describe('while the origin is read', () => {
  it('an object that appears is protected where overwriting is forbidden', async () => {
    answer = (_, response) => {
      response.write('from ');
      void site.put('key', 'mine').then(() => response.end('the origin'));
    };
    await mirror();
    const forbid = '<OverwriteConfiguration><Rule><Action>forbid</Action></Rule></OverwriteConfiguration>';
    expect((await site.manage({ method: 'PUT', query: 'overwriteConfig', body: forbid })).status).toBe(200);
    expect(await code('/key')).toBe(
      '424 MirrorFailed: The object you specified already exists and can not be overwritten.',
    );
    expect((await site.browse('/key')).body).toBe('mine');
  });

  it('a client that leaves takes the request to the origin with it', async () => {
    let gone: () => void = () => {};
    const left = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const leaving = new AbortController();
    answer = (request) => {
      request.socket.once('close', gone);
      leaving.abort();
    };
    await mirror();
    await fetch(`${site.server.url}/${BUCKET}/key`, { signal: leaving.signal }).catch(() => {});
    await left;
    expect(await stored('key')).toBe(false);
  });
});

it('a strict server refuses origins with private addresses', async () => {
  const strict = await openSite({ strict: true });
  await strict.configure(
    `<RoutingRules>${rule(1, MISSING, `<RedirectType>Mirror</RedirectType><MirrorURL>${origin.url}</MirrorURL>`)}</RoutingRules>`,
  );
  const { status, body } = await strict.browse('/key');
  expect(status).toBe(424);
  expect(body).toContain('<EC>0041-00000108</EC>');
  expect(origin.asked).toHaveLength(0);
  await strict.server.close();
});

it('an origin may speak HTTPS, with a certificate that nobody knows', async () => {
  const secure = await openSite({ tls: true });
  await secure.put('key', 'by TLS');
  await site.configure(
    `<RoutingRules>${rule(1, MISSING, `<RedirectType>Mirror</RedirectType><MirrorURL>${secure.server.httpsUrl}/${BUCKET}/</MirrorURL>`)}</RoutingRules>`,
  );
  expect((await site.browse('/key')).body).toBe('by TLS');
  await secure.server.close();
});
