// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the callback, as sent
import { describe, expect, it } from 'vitest';
import { forbidPrivateAddresses } from '../../src/callback/addresses.ts';
import { type CallbackRequest, type FormSources, type RequestSources, readCallback } from '../../src/callback/read.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import { Query } from '../../src/wire/query.ts';
import { encode, refusalOf } from './support.ts';

const URL_1 = 'http://cb.example.com/done';
const GOOD = { callbackUrl: URL_1, callbackBody: 'bucket=${bucket}' };

function refused(sources: RequestSources | FormSources): OssError {
  try {
    readCallback(sources);
  } catch (error) {
    if (error instanceof OssError) return error;
    throw error;
  }
  throw new Error('not refused');
}

describe('a callback that is refused before anything is stored (access.md §14.2)', () => {
  const text = (settings: unknown): string => (typeof settings === 'string' ? settings : JSON.stringify(settings));
  const unescaped = '{"callbackUrl":"8.8.8.8:9090","callbackBody":"{"bucket":${bucket},"object":${object}}"}';

  it.each<[rule: string, settings: unknown, message: string, ec: string | undefined]>([
    ['is not JSON, as in the manuals', unescaped, 'The callback configuration is not json format.', '0007-00000003'],
    ['is a JSON array', [GOOD], 'The callback configuration is not json format.', '0007-00000003'],
    ['is JSON null', 'null', 'The callback configuration is not json format.', '0007-00000003'],
    [
      'has a byte order mark',
      `\ufeff${JSON.stringify(GOOD)}`,
      'The callback configuration is not json format.',
      '0007-00000003',
    ],
    ['has no URL', { callbackBody: 'a' }, 'The callback url configuration is invalid.', '0007-00000004'],
    ['has a number as URL', { ...GOOD, callbackUrl: 1 }, 'The callback url configuration is invalid.', '0007-00000004'],
    [
      'has a word as URL',
      { ...GOOD, callbackUrl: 'my' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has a port that is no number',
      { ...GOOD, callbackUrl: 'my.com:test' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has a port that is too large',
      { ...GOOD, callbackUrl: 'my.com:65536' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has a port 0',
      { ...GOOD, callbackUrl: 'my.com:0' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has another scheme',
      { ...GOOD, callbackUrl: 'ftp://my.com/' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has no host',
      { ...GOOD, callbackUrl: 'http:///x' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has a user in the URL',
      { ...GOOD, callbackUrl: 'http://u:p@my.com/' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has a blank in the URL',
      { ...GOOD, callbackUrl: 'http://my.com/a b' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has a line end in the URL',
      { ...GOOD, callbackUrl: 'http://my.com/a\r\nX: y' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has an address that is none',
      { ...GOOD, callbackUrl: '8.8.8.256:80' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has a wrong second URL',
      { ...GOOD, callbackUrl: `${URL_1};my` },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has only semicolons as URL',
      { ...GOOD, callbackUrl: ' ; ;' },
      'The callback url configuration is invalid.',
      '0007-00000004',
    ],
    [
      'has six URLs',
      { ...GOOD, callbackUrl: Array(6).fill(URL_1).join(';') },
      'The number of callback url exceed max value.',
      '0007-00000005',
    ],
    ['has a number as host', { ...GOOD, callbackHost: 1 }, 'The callback host configuration is invalid.', undefined],
    [
      'has a URL as host',
      { ...GOOD, callbackHost: 'http://x' },
      'The callback host configuration is invalid.',
      undefined,
    ],
    [
      'has a line end in the host',
      { ...GOOD, callbackHost: 'x\r\nY: z' },
      'The callback host configuration is invalid.',
      undefined,
    ],
    ['has no body', { callbackUrl: URL_1 }, 'The callback body is empty.', '0007-00000011'],
    ['has an empty body', { ...GOOD, callbackBody: '' }, 'The callback body is empty.', '0007-00000011'],
    ['has a number as body', { ...GOOD, callbackBody: 1 }, 'The callback body is invalid.', undefined],
    [
      'has an object as body',
      { ...GOOD, callbackBody: { a: 1 } },
      'The callback configuration is not json format.',
      '0007-00000003',
    ],
    ['has a variable without end', { ...GOOD, callbackBody: 'a=${bucket' }, 'The callback body is invalid.', undefined],
    [
      'has a number as body type',
      { ...GOOD, callbackBodyType: 1 },
      'The callback body type configuration is invalid.',
      '0007-00000012',
    ],
    [
      'has another body type',
      { ...GOOD, callbackBodyType: 'text/plain' },
      'The body type of callback is not supported.',
      undefined,
    ],
    [
      'has a body type with charset',
      { ...GOOD, callbackBodyType: 'application/json; charset=utf-8' },
      'The body type of callback is not supported.',
      undefined,
    ],
    [
      'says JSON and has a form',
      { ...GOOD, callbackBodyType: 'application/json' },
      'The callback configuration is not json format.',
      '0007-00000003',
    ],
  ])('%s', (_rule, settings, message, ec) => {
    const error = refused({ header: encode(settings) });
    expect(error.row).toMatchObject({ status: 400, code: 'InvalidArgument', message });
    expect(error.row.ec).toBe(ec);
    expect(error.details).toEqual({ ArgumentName: 'callback', ArgumentValue: text(settings) });
  });

  it.each(['$(object)', 'a=$x:my_var}', 'price=5$', '$$ {bucket}'])(
    'has a dollar sign without brace: %s',
    (callbackBody) => {
      const error = refused({ header: encode({ ...GOOD, callbackBody }) });
      expect(error.row).toMatchObject({ message: 'Left brace must be adjacent to dollar sign.', ec: '0007-00000105' });
      expect(error.details).toEqual({ ArgumentName: 'ReplaceKeyPrefix', ArgumentValue: callbackBody });
    },
  );

  it.each(['x123-*&', '{"callbackUrl":"http://a.com"}', 'e30', 'e30=e30=', '=', 'e3 0='])(
    'is not Base64: %s',
    (header) => {
      const error = refused({ header });
      expect(error.row).toMatchObject({
        message: 'The callback configuration is not base64 encoded.',
        ec: '0007-00000002',
      });
      expect(error.details).toEqual({ ArgumentName: 'callback', ArgumentValue: header });
    },
  );

  it('holds bytes that are not UTF-8, which are shown as they were sent', () => {
    const header = Buffer.from('{"callbackUrl":"\xc4\xe3"}', 'latin1').toString('base64');
    expect(refused({ header })).toMatchObject({ cause: 'callback-not-json', details: { ArgumentValue: header } });
  });

  it('is longer than 5 KB in Base64; 5 KB are taken', () => {
    const sized = (chars: number): string => {
      const length = (chars / 4) * 3;
      const empty = JSON.stringify({ ...GOOD, pad: '' }).length;
      return encode({ ...GOOD, pad: 'x'.repeat(length - empty) });
    };
    expect(sized(5_120)).toHaveLength(5_120);
    expect(readCallback({ header: sized(5_120) })).toBeDefined();
    expect(refused({ header: sized(5_124) }).row.message).toBe('The length of callback exceed max value.');
  });

  it('stands in header and query', () => {
    const error = refused({ header: encode(GOOD), query: encode(GOOD) });
    expect(error.row).toMatchObject({
      message: 'Either the callback query string parameter or the x-oss-callback header should be specified, not both.',
      ec: '0007-00000027',
    });
  });

  it('stands in both places even when one is empty', () => {
    expect(refused({ header: encode(GOOD), query: '' }).cause).toBe('callback-given-twice');
  });
});

describe('variables that are refused', () => {
  const header = encode(GOOD);

  it.each<[rule: string, headerVar: string, message: string, ec: string | undefined]>([
    ['are not Base64', 'x123-*&', 'The callback var is not expecten json.', '0007-00000102'],
    ['lack the closing brace', encode('{"x:a":"b"'), 'The callback var is not expecten json.', '0007-00000103'],
    ['hold a number', encode({ 'x:a': 1 }), 'The callback var is not expecten json.', '0007-00000103'],
    ['hold a name without x:', encode({ a: 'b' }), 'The callback var is not expecten json.', '0007-00000103'],
    ['hold a name with X:', encode({ 'X:a': 'b' }), 'The callback var is not expecten json.', '0007-00000103'],
    ['are an array', encode(['x:a']), 'The callback var is not expecten json.', '0007-00000103'],
    [
      'are longer than 5 KB',
      encode({ 'x:a': 'b'.repeat(4_000) }),
      'The length of callback var exceed max value.',
      '0007-00000101',
    ],
  ])('%s', (_rule, headerVar, message, ec) => {
    const error = refused({ header, headerVar });
    expect(error.row).toMatchObject({ status: 400, code: 'InvalidArgument', message });
    expect(error.row.ec).toBe(ec);
    expect(error.details.ArgumentName).toBe('callback-var');
  });

  it('stand in header and query', () => {
    const headerVar = encode({ 'x:a': 'b' });
    expect(refused({ header, headerVar, queryVar: headerVar }).row.message).toBe(
      'Either the callback-var query string parameter or the x-oss-callback-var header should be specified, not both.',
    );
  });

  it('do not matter without a callback', () => {
    expect(readCallback({ headerVar: 'x123-*&' })).toBeUndefined();
  });
});

describe('a callback that is read', () => {
  it('is none where the parameter is missing or empty, or the URL is empty', () => {
    expect(readCallback({})).toBeUndefined();
    expect(readCallback({ header: '' })).toBeUndefined();
    expect(readCallback({ callback: '', fields: [] })).toBeUndefined();
    expect(readCallback({ header: encode({ ...GOOD, callbackUrl: '' }) })).toBeUndefined();
  });

  it('in the query keeps the plus signs of its Base64', () => {
    const base64 = encode({ ...GOOD, callbackBody: 'a=>>>?>>>?~~~' });
    expect(base64).toContain('+');
    const query = new Query(`callback=${base64}&callback-var=${encode({ 'x:a': '1' })}`);
    const read = readCallback({ query: query.literal('callback'), queryVar: query.literal('callback-var') });
    expect(read?.body.literals).toEqual(['a=>>>?>>>?~~~']);
    expect(read?.variables).toEqual(new Map([['x:a', '1']]));
  });

  it('of a form takes its variables from the fields that begin with x:, the first of a name', () => {
    const fields = [
      { name: 'key', value: 'k' },
      { name: 'x:a', value: '1' },
      { name: 'X:b', value: '2' },
      { name: 'x:a', value: '3' },
    ];
    expect(readCallback({ callback: encode(GOOD), fields })?.variables).toEqual(new Map([['x:a', '1']]));
  });

  it('has up to five URLs, in order, each http unless it says https', () => {
    const callbackUrl = 'a.com;https://b.com:8443/x?y=1;http://c:3000; 8.8.8.8:9090/z ;HTTPS://d.com#top';
    const read = readCallback({ header: encode({ ...GOOD, callbackUrl }) }) as CallbackRequest;
    expect(read.targets.map(({ secure, host, port, path }) => [secure, host, port, path])).toEqual([
      [false, 'a.com', 80, '/'],
      [true, 'b.com', 8443, '/x?y=1'],
      [false, 'c', 3000, '/'],
      [false, '8.8.8.8', 9090, '/z'],
      [true, 'd.com', 443, '/'],
    ]);
  });

  it('may have a query behind the host, an IPv6 address, and letters beyond ASCII in the path', () => {
    const callbackUrl = 'http://a.com?x=1;http://[::1]:8080/回调';
    const read = readCallback({ header: encode({ ...GOOD, callbackUrl }) }) as CallbackRequest;
    expect(read.targets.map(({ host, path }) => [host, path])).toEqual([
      ['a.com', '/?x=1'],
      ['::1', Buffer.from('/回调').toString('latin1')],
    ]);
  });

  it('knows callbackHost, callbackSNI and the body type', () => {
    const settings = { ...GOOD, callbackHost: 'oss-cn-hangzhou.aliyuncs.com', callbackSNI: true };
    expect(readCallback({ header: encode(settings) })).toMatchObject({
      host: 'oss-cn-hangzhou.aliyuncs.com',
      sni: true,
      bodyType: 'application/x-www-form-urlencoded',
    });
    expect(readCallback({ header: encode({ ...GOOD, callbackHost: '' }) })).toMatchObject({
      host: undefined,
      sni: false,
    });
  });
});

describe('where private addresses are forbidden', () => {
  const addresses: Record<string, string> = { 'public.example.com': '93.184.216.34', 'inside.example.com': '10.1.2.3' };
  const resolve = async (host: string): Promise<string> => {
    const found = addresses[host];
    if (found === undefined) throw new Error('ENOTFOUND');
    return found;
  };
  const check = (callbackUrl: string) =>
    forbidPrivateAddresses(readCallback({ header: encode({ ...GOOD, callbackUrl }) }) as CallbackRequest, resolve);

  it.each([
    'http://127.0.0.1:8080/',
    'http://localhost/',
    '10.0.0.1:80',
    '172.16.0.1/x',
    '172.31.255.255:1',
    '192.168.1.1/x',
    '169.254.1.1/x',
    '100.64.0.1/x',
    '0.0.0.0/x',
    '224.0.0.1/x',
    'inside.example.com',
    'public.example.com;inside.example.com',
  ])('%s is refused', async (url) => {
    const error = await refusalOf(check(url));
    expect(error.row.message).toBe('Private address is forbidden to callback.');
    expect(error.details.ArgumentName).toBe('callback');
  });

  it('a public host is called at the address that was checked', async () => {
    expect((await check('public.example.com;8.8.8.8:1')).targets.map(({ address }) => address)).toEqual([
      '93.184.216.34',
      '8.8.8.8',
    ]);
  });

  it('172.32.0.1 and 11.0.0.1 are public', async () => {
    expect((await check('172.32.0.1:1;11.0.0.1:1')).targets).toHaveLength(2);
  });

  it('a host without an address is refused, and so are names without a dot and IPv6', async () => {
    expect((await refusalOf(check('none.example.com'))).row.message).toBe('Can not get ip by this host.');
    expect((await refusalOf(check('http://app:80/'))).cause).toBe('callback-url-invalid');
    expect((await refusalOf(check('http://[2001:db8::1]/'))).cause).toBe('callback-url-invalid');
  });
});
