import { createHash } from 'node:crypto';
import { KEYS, type SignedCall, signedBytes } from '../support/signed.ts';
import { Dice } from './fuzz-dice.ts';
import { document } from './fuzz-documents.ts';
import type { Sent } from './fuzz-exchange.ts';

/** One malformed request. */
export interface Malformed extends Sent {
  readonly kind: string;
  /** True for what is sound HTTP: such a request has to be answered, closing the connection is not enough. */
  readonly answered: boolean;
}

const BUCKET = 'examplebucket';
const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'] as const;
const SUB_RESOURCES =
  'acl append callback cors delete encryption lifecycle list-type=2 location logging objectMeta objectInfo policy position publicAccessBlock referer restore stat symlink tagging uploadId uploads versioning versions website worm x-oss-process'.split(
    ' ',
  );
const PARAMETERS =
  'prefix marker delimiter max-keys encoding-type start-after continuation-token fetch-owner key-marker upload-id-marker max-uploads max-parts part-number-marker partNumber uploadId position versionId response-content-type response-cache-control sequential x-oss-traffic-limit security-token'.split(
    ' ',
  );
const HEADERS =
  'Range If-Match If-None-Match If-Modified-Since If-Unmodified-Since Content-MD5 Content-Type Content-Encoding Cache-Control Expires Accept-Encoding Origin Referer User-Agent x-oss-acl x-oss-object-acl x-oss-storage-class x-oss-server-side-encryption x-oss-forbid-overwrite x-oss-meta-a x-oss-meta-b_c x-oss-tagging x-oss-copy-source x-oss-copy-source-range x-oss-copy-source-if-match x-oss-metadata-directive x-oss-hash-crc64ecma x-oss-content-sha256 x-oss-traffic-limit x-oss-persistent-headers x-oss-user-last-modified x-oss-complete-all x-oss-range-behavior x-oss-multi-range-behavior x-oss-security-token x-oss-request-payer'.split(
    ' ',
  );
const NUMBERS = ['0', '-1', '1', '1001', '10001', '99999999999999999999', '1e3', '0x10', '٣', 'NaN', '', ' 1', '1.5'];

/** The request of a number: always the same one. @param at milliseconds, the instant that signatures name. */
export function malformed(number: number, at: number): Malformed {
  const dice = new Dice(number);
  const kind = KINDS[number % KINDS.length] as (typeof KINDS)[number];
  const made = MAKERS[kind](dice, at);
  const split = dice.chance(10) ? { split: dice.roll(made.bytes.length) } : {};
  return { kind, cut: false, answered: false, ...split, ...made };
}

type Made = Pick<Malformed, 'bytes'> & Partial<Malformed>;

const MAKERS = {
  /** Bytes that are no HTTP at all. */
  noise: (dice: Dice): Made => ({ bytes: dice.bytes(400), cut: true }),

  requestLine(dice: Dice): Made {
    const method = dice.pick([
      '',
      ' ',
      'get',
      'PATCH',
      'PROPFIND',
      'CONNECT',
      'PRI',
      'TRACE',
      'SOURCE',
      'G\0T',
      'GET,',
      dice.word(12),
      dice.printable(12),
      dice.pick(METHODS),
    ]);
    const target = dice.pick([
      '',
      '*',
      '/',
      '//',
      'http://',
      'http://h:x/',
      `http://${dice.word(9)}.localhost/${dice.word(9)}`,
      '/ /',
      `/${dice.latin1(30)}`,
      '/'.repeat(70_000),
      '?',
      '#',
      dice.printable(30),
    ]);
    const version = dice.pick([
      '',
      'HTTP/1.1',
      'HTTP/1.0',
      'HTTP/0.9',
      'HTTP/2.0',
      'HTTP/1.11',
      'HTTPS/1.1',
      'http/1.1',
      dice.printable(9),
    ]);
    const end = dice.pick(['\r\n', '\n', '\r', '', '\r\n\r\n\r\n']);
    return {
      bytes: latin1(`${method} ${target} ${version}${end}Host: 127.0.0.1${end}Connection: close${end}${end}`),
      cut: true,
    };
  },

  headerLines(dice: Dice): Made {
    const lines = dice.times(6, () =>
      dice.pick([
        dice.printable(40),
        `${dice.printable(12)}: ${dice.latin1(20)}`,
        `: ${dice.word(5)}`,
        ` ${dice.word(5)}: folded`,
        `X-${dice.word(5)} : ${dice.word(5)}`,
        `X-A: a\0b`,
        `Host: ${dice.latin1(20)}`,
        `x-oss-meta-${dice.word(9)}: ${'v'.repeat(dice.roll(9_000))}`,
        `Authorization: ${dice.latin1(60)}`,
        `Connection: ${dice.printable(9)}`,
        'Connection: upgrade\r\nUpgrade: websocket',
        `Expect: ${dice.printable(9)}`,
      ]),
    );
    if (dice.chance(2)) lines.push(...Array.from({ length: 3000 }, (_, i) => `X-${i}: ${'v'.repeat(20)}`));
    const head = [`${dice.pick(METHODS)} /${BUCKET}/key HTTP/1.1`, ...lines, 'Connection: close', '', ''];
    return { bytes: latin1(head.join('\r\n')), cut: true };
  },

  host(dice: Dice): Made {
    const host = dice
      .pick([
        '',
        ':',
        ':9000',
        '[::1',
        '[]',
        '..',
        `${dice.word(70)}.localhost`,
        `${BUCKET}.${dice.word(9)}`,
        `${dice.printable(9)}.oss-cn-hangzhou.aliyuncs.com`,
        `${BUCKET}.oss-cn-hangzhou.aliyuncs.com.${BUCKET}.oss-cn-hangzhou.aliyuncs.com`,
        'a'.repeat(4000),
        dice.printable(20),
        `${dice.word(5)},${dice.word(5)}`,
      ])
      .trim();
    return {
      bytes: latin1(
        `${dice.pick(METHODS)} /${dice.word(9)} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      ),
      answered: true,
    };
  },

  path(dice: Dice): Made {
    const piece = (): string =>
      dice.pick([
        '%',
        '%zz',
        '%00',
        '%FF',
        '%C0%AF',
        '%ED%A0%80',
        '%2e%2e',
        '..',
        '.',
        '',
        '/',
        '\\',
        ';',
        '"',
        '<&>',
        '%0d%0aX:%20y',
        BUCKET,
        dice.word(30),
        `%${dice.roll(256).toString(16)}`,
        'k'.repeat(1024),
      ]);
    const target = `/${dice.times(6, piece).join(dice.pick(['', '/']))}`;
    const query = dice.chance(30) ? `?${dice.times(4, piece).join(dice.pick(['&', '=', ';']))}` : '';
    return {
      bytes: latin1(
        `${dice.pick(METHODS)} ${target}${query} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      ),
      answered: true,
    };
  },

  query: (dice: Dice, at: number): Made => ({
    bytes: signedBytes({ ...someCall(dice, at), query: someQuery(dice) }),
    answered: true,
  }),

  headerValues(dice: Dice, at: number): Made {
    const headers = Object.fromEntries(dice.times(5, () => [dice.pick(HEADERS), someValue(dice)]));
    return {
      bytes: signedBytes({ ...someCall(dice, at), query: dice.chance(50) ? someQuery(dice) : '', headers }),
      answered: true,
    };
  },

  credentials(dice: Dice, at: number): Made {
    const part = (): string =>
      dice.pick([
        '',
        KEYS.accessKeyId,
        dice.word(30),
        dice.printable(30),
        '=',
        ':',
        '20260131/cn-hangzhou/oss/aliyun_v4_request',
        `${Math.floor(at / 1000)}`,
        '%',
        '%20',
      ]);
    const header = dice.pick([
      () => `OSS ${part()}:${part()}`,
      () => `OSS ${part()}${part()}`,
      () => `OSS2 AccessKeyId:${part()},AdditionalHeaders:${part()},Signature:${part()}`,
      () => `OSS4-HMAC-SHA256 Credential=${part()}/${part()},AdditionalHeaders=${part()},Signature=${part()}`,
      () => `AWS4-HMAC-SHA256 Credential=${part()}, SignedHeaders=${part()}, Signature=${part()}`,
      () => part(),
    ])();
    const query = dice
      .times(
        6,
        () =>
          `${dice.pick(['OSSAccessKeyId', 'Expires', 'Signature', 'security-token', 'x-oss-signature-version', 'x-oss-credential', 'x-oss-date', 'x-oss-expires', 'x-oss-signature', 'x-oss-access-key-id', 'x-oss-additional-headers'])}=${encodeURIComponent(part())}`,
      )
      .join('&');
    const headers: Record<string, string> = { ...(dice.chance(60) ? { Authorization: header.trim() } : {}) };
    if (dice.chance(70))
      headers[dice.pick(['Date', 'x-oss-date'])] = dice.pick([
        '',
        'now',
        dice.printable(20).trim(),
        '20260131T120000Z',
        'Sat, 31 Jan 2026 12:00:00 GMT',
        'Sat, 31 Feb 2026 12:00:00 GMT',
      ]);
    return { bytes: signedBytes({ ...someCall(dice, at), query, headers, keys: undefined }), answered: true };
  },

  document(dice: Dice, at: number): Made {
    const { target, body } = document(dice);
    const md5 = createHash('md5').update(body).digest('base64');
    const headers = dice.chance(85) ? { 'Content-MD5': dice.chance(90) ? md5 : dice.printable(24).trim() } : {};
    return {
      bytes: signedBytes({ bucket: BUCKET, at, ...target, body, headers, version: dice.pick(['v1', 'v4']) }),
      answered: true,
    };
  },

  framing(dice: Dice): Made {
    const length = dice.pick([...NUMBERS, '5', '5, 5', '5\r\nContent-Length: 6', '+5', '18446744073709551616']);
    const coding = dice.pick([
      'chunked',
      'gzip',
      'chunked, chunked',
      'gzip, chunked',
      'chunked, gzip',
      'Chunked',
      'x',
      '',
      'identity',
    ]);
    const lines = dice.pick([
      [`Content-Length: ${length}`],
      [`Transfer-Encoding: ${coding}`],
      [`Content-Length: ${length}`, `Transfer-Encoding: ${coding}`],
      ['Expect: 100-continue', `Content-Length: ${length}`],
      ['Expect: nothing', 'Content-Length: 3'],
    ]);
    const size = dice.pick([
      '5',
      '0',
      'g',
      '-1',
      'ffffffffffffffffff',
      '5;ext="x',
      '',
      ' 5',
      '5 ',
      '00000000000000005',
    ]);
    const body = dice.pick([
      '',
      'hello',
      'hello world',
      `${size}\r\nhello\r\n0\r\n\r\n`,
      `${size}\r\nhel`,
      `5\r\nhello!\r\n0\r\n\r\n`,
      `0\r\nTrailer: x\r\n\r\n`,
      `0\r\n`,
      'GET / HTTP/1.1\r\n\r\n',
      dice.bytes(50).toString('latin1'),
    ]);
    const head = [
      `${dice.pick(METHODS)} /${BUCKET}/key HTTP/1.1`,
      'Host: 127.0.0.1',
      ...lines,
      ...(dice.chance(70) ? ['Connection: close'] : []),
      '',
      '',
    ];
    // Whatever is in a chunked body, it is the body of this one request.
    const most = lines.length === 1 && /^Transfer-Encoding: (.*, )?chunked$/i.test(lines[0] ?? '') ? { most: 1 } : {};
    return { bytes: latin1(head.join('\r\n') + body), cut: true, ...most };
  },

  /** A sound request with a few bytes changed, added or taken away. */
  mutation(dice: Dice, at: number): Made {
    const bytes = [...signedBytes({ ...someCall(dice, at), body: dice.word(20) })];
    for (let i = dice.roll(4) + 1; i > 0; i--) {
      const place = dice.roll(bytes.length);
      dice.pick([
        () => bytes.splice(place, 1, dice.roll(256)),
        () => bytes.splice(place, 0, dice.roll(256)),
        () => bytes.splice(place, dice.roll(8)),
        () => bytes.splice(place, 0, ...bytes.slice(place, place + dice.roll(20))),
      ])();
    }
    return { bytes: Buffer.from(bytes), cut: true };
  },

  /** An upload whose client goes away in the middle. */
  abandoned(dice: Dice, at: number): Made {
    const body = Buffer.alloc(dice.roll(200_000) + 1);
    const bytes = signedBytes({ method: 'PUT', bucket: BUCKET, key: 'abandoned', at, body });
    const length = bytes.length - 1 - dice.roll(body.length);
    return { bytes: bytes.subarray(0, length), cut: true, abandoned: true };
  },

  /** Junk behind a sound request on the same connection. */
  pipeline(dice: Dice): Made {
    const sound = `GET /${BUCKET}/key HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
    const junk = dice.pick([
      dice.bytes(60).toString('latin1'),
      `GET ${dice.printable(20)} HTTP/1.1\r\n\r\n`,
      'PUT / HTTP/1.1\r\nContent-Length: x\r\n\r\n',
      '\r\n\r\n',
      'BREW / HTTP/1.1\r\nHost: a\r\n\r\n',
    ]);
    return { bytes: latin1(`${sound.repeat(dice.roll(3) + 1)}${junk}${dice.chance(30) ? sound : ''}`), cut: true };
  },
} as const;

const KINDS = Object.keys(MAKERS) as (keyof typeof MAKERS)[];

/** Any operation's method and resource, without query. */
function someCall(dice: Dice, at: number): SignedCall {
  const method = dice.pick(METHODS);
  const bucket = dice.pick(['', BUCKET, BUCKET, BUCKET, BUCKET, 'nosuchbucket']);
  const key =
    bucket === undefined || dice.chance(40) ? undefined : dice.pick(['key', 'dir/', 'a b+c', '中', 'small.txt']);
  const body = method === 'PUT' || method === 'POST' ? dice.word(60) : undefined;
  return {
    method,
    ...(bucket === '' ? {} : { bucket }),
    key,
    at,
    version: dice.pick(['v1', 'v4']),
    ...(body === undefined ? {} : { body }),
  };
}

function someQuery(dice: Dice): string {
  const parameters = dice.times(4, () => {
    const name = dice.pick([...SUB_RESOURCES, ...PARAMETERS, encodeURIComponent(dice.printable(6))]);
    return name.includes('=') || dice.chance(20) ? name : `${name}=${encodeURIComponent(someValue(dice))}`;
  });
  return parameters.join('&');
}

/** A header or query value: junk of its own kind, or of any. */
function someValue(dice: Dice): string {
  return dice
    .pick([
      () => dice.pick(NUMBERS),
      () => dice.printable(30),
      () => dice.latin1(20),
      () => dice.word(30),
      () => 'x'.repeat(dice.roll(2000)),
      () =>
        dice.pick([
          'bytes=',
          'bytes=-',
          'bytes=5-1',
          'bytes=0-0,2-',
          `bytes=${'0-1,'.repeat(60)}0-1`,
          'bytes=-0',
          'bytes=9999999999999999999-',
        ]),
      () =>
        dice.pick([
          `/${BUCKET}/key`,
          '/',
          '//',
          '/a',
          `/${BUCKET}/%zz`,
          `/${BUCKET}/%FF`,
          `/${BUCKET}/key?versionId=`,
          '/nosuchbucket/key',
          '?',
        ]),
      () =>
        dice.pick([
          'A'.repeat(32),
          '0'.repeat(32),
          'true',
          'false',
          'yes',
          'default',
          'public-read',
          'url',
          'AES256',
          'KMS',
          'gzip',
          'Archive',
          'a=1&a=2',
          'a:!,b:YQ==',
          'multi-range',
          'standard',
          'REPLACE',
        ]),
    ])()
    .replace(/^\s+|\s+$/g, '');
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
