import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OssError } from '../../src/errors/oss-error.ts';
import { isForm } from '../../src/forms/boundary.ts';
import { expandFilename, FormFields } from '../../src/forms/fields.ts';
import { type FormSink, readForm } from '../../src/forms/reader.ts';
import { formRules } from '../../src/forms/rules.ts';
import { bytesFromUtf8 } from '../../src/wire/percent.ts';
import { accepted, causeOf, FILE_HEAD, field, form, part, read, sourceOf } from './reader-support.ts';

const FILE = part(FILE_HEAD, 'content');
const F = '$' + '{filename}';
const options = { contentType: 'multipart/form-data; boundary=b', rules: formRules('current') };

describe('the Content-Type', () => {
  it.each([
    ['multipart/form-data; boundary=b'],
    ['Multipart/Form-Data;BOUNDARY=b'],
    ['multipart/form-data; charset=utf-8; boundary="b"'],
    ['multipart/form-data; boundary = b ;'],
  ])('%s is that of a form', async (contentType) => {
    expect(isForm(contentType)).toBe(true);
    expect((await accepted(form(FILE), { contentType })).bytes).toBe('content');
  });

  it.each([
    ['nothing', undefined],
    ['another type', 'application/json'],
    ['another multipart type', 'multipart/mixed; boundary=b'],
    ['no boundary', 'multipart/form-data'],
    ['an empty boundary', 'multipart/form-data; boundary='],
    ['an empty boundary in quotes', 'multipart/form-data; boundary=""'],
    ['a quote that is not closed', 'multipart/form-data; boundary="b'],
    ['a boundary of 71 characters', `multipart/form-data; boundary=${'b'.repeat(71)}`],
    ['a boundary that ends with a blank', 'multipart/form-data; boundary="b "'],
    ['a boundary beyond ASCII', 'multipart/form-data; boundary=\xe9'],
  ])('with %s is refused before the body is read', async (_, contentType) => {
    const source = { announced: undefined, readInto: () => Promise.reject(new Error('read')) };
    const reading = readForm(source, { ...options, contentType }, () => Promise.reject(new Error('accepted')));
    await expect(reading).rejects.toMatchObject({ cause: 'form-not-multipart' });
  });

  it('may have a boundary of 70 characters, or one in quotes with blanks and semicolons in it', async () => {
    for (const boundary of ['b'.repeat(70), "a b;c:d='()+_,-./?"]) {
      const body = form(field('key', 'k'), FILE).replaceAll('--b', `--${boundary}`);
      const { fields, bytes } = await accepted(body, { contentType: `multipart/form-data; boundary="${boundary}"` });
      expect([fields, bytes]).toEqual([[{ name: 'key', value: 'k' }], 'content']);
    }
  });
});

describe('the framing', () => {
  it.each([
    ['a prologue', `hello\r\n${form(FILE)}`],
    ['a line end before the first boundary', `\r\n${form(FILE)}`],
    ['an epilogue', `${form(FILE)}bye\r\n--b\r\nmore`],
    ['no line end behind the last boundary', form(FILE).slice(0, -2)],
    ['half a line end behind the last boundary', form(FILE).slice(0, -1)],
    ['blanks behind boundaries', form(FILE).replace('--b\r\n', '--b \t\r\n').replace('--b--', '--b-- ')],
  ])('may have %s', async (_, body) => {
    expect((await accepted(body)).bytes).toBe('content');
  });

  it.each([
    ['boundary with more behind it', 'x\r\n--bc\r\ny'],
    ['boundary and one dash', 'x\r\n--b-\r\ny'],
    ['last boundary with more behind it', 'x\r\n--b--y\r\nz'],
    ['boundary and a bare CR', 'x\r\n--b\ry'],
    ['boundary and a bare LF', 'x\r\n--b\ny'],
    ['boundary, blanks and text', 'x\r\n--b  \ty'],
    ['boundary and more blanks than any gateway adds', `x\r\n--b${' '.repeat(300)}\r\ny`],
    ['boundary behind a bare LF', 'x\n--b\r\ny'],
    ['boundary behind a bare CR', 'x\r--b\r\ny'],
    ['boundary at the very begin', '--b\r\nx'],
    ['begin of a boundary at the end', 'x\r\n--'],
    ['CR before the boundary', 'x\r\r'],
    ['boundary that ends in the CR of the next', 'x\r\n--b\r'],
    ['run of line ends', '\r\n\r\n\r\n'],
    ['dash after dash', '--\r\n----\r\n--'],
  ])('takes a %s for data, cut anywhere', async (_, data) => {
    const body = form(part(FILE_HEAD, data));
    for (let cut = 0; cut < body.length; cut++) expect((await accepted(body, { cut })).bytes).toBe(data);
    expect((await accepted(body, { step: 1 })).bytes).toBe(data);
    const value = form(field('key', data), FILE);
    expect((await accepted(value, { step: 1 })).fields).toEqual([{ name: 'key', value: data }]);
  });

  it('hands over every byte there is', async () => {
    const data = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1');
    expect((await accepted(form(part(FILE_HEAD, data)))).bytes).toBe(data);
  });

  it('has ended too early wherever it is cut off before the last boundary is whole', async () => {
    const body = form(field('key', 'k'), FILE);
    const whole = body.length - 2;
    for (let end = 0; end < whole; end++) expect(await causeOf(body.slice(0, end))).toBe('form-malformed');
    expect(await causeOf(body.slice(0, whole))).toBeUndefined();
  });

  it.each([
    ['another boundary', form(FILE).replaceAll('--b', '--c')],
    ['bare line feeds', form(FILE).replaceAll('\r\n', '\n')],
    ['nothing in it', ''],
    ['no last boundary', FILE],
  ])('with %s is malformed', async (_, body) => {
    expect(await causeOf(body)).toBe('form-malformed');
  });

  it('says where and why a body is malformed', async () => {
    const cut = form(field('key', 'k')).slice(0, 30);
    const reading = readForm(sourceOf([Buffer.from(cut)]), options, () => Promise.reject());
    const error = await reading.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OssError);
    expect((error as OssError).facts).toEqual({ why: 'the body ends within the header lines of a part', offset: 30 });
  });
});

describe('the header lines of a part', () => {
  it.each([
    ['a name without quotes', 'Content-Disposition: form-data; name=key'],
    ['another case', 'CONTENT-DISPOSITION: Form-Data; NAME="key"'],
    ['no blank behind the colon', 'Content-Disposition:form-data;name="key"'],
    [
      '.NET, which writes Content-Type first',
      'Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=key',
    ],
    [
      'Apache HttpClient',
      'Content-Disposition: form-data; name="key"\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: 8bit',
    ],
    ['OkHttp', 'Content-Disposition: form-data; name="key"\r\nContent-Length: 1'],
    ['lines of its own', 'Content-Disposition: form-data; name="key"\r\nX-Own: 1'],
    ['a folded line', 'Content-Disposition: form-data;\r\n name="key"'],
    ['parameters OSS does not know', 'Content-Disposition: form-data; a; b=c; name="key";'],
  ])('of a field may be those of %s', async (_, head) => {
    expect((await accepted(form(part(head, 'k'), FILE), { step: 1 })).fields).toEqual([{ name: 'key', value: 'k' }]);
  });

  it.each([
    ['are missing', ''],
    ['lack Content-Disposition', 'Content-Type: text/plain'],
    ['begin with another name', 'Content: form-data; name="key"'],
    ['say attachment', 'Content-Disposition: attachment; name="key"'],
    ['say form-data and more', 'Content-Disposition: form-data-x; name="key"'],
    ['have no name', 'Content-Disposition: form-data'],
    ['have a name without value', 'Content-Disposition: form-data; name'],
    ['have name* only', "Content-Disposition: form-data; name*=utf-8''key"],
    ['have a quote that is not closed', 'Content-Disposition: form-data; name="key'],
    ['have text behind a quote', 'Content-Disposition: form-data; name="key"x'],
    ['have no semicolon', 'Content-Disposition: form-data name="key"'],
    ['have a line without colon', 'Content-Disposition: form-data; name="key"\r\nkey'],
    ['have a blank before the colon', 'Content-Disposition : form-data; name="key"'],
    ['have a bare line feed', 'Content-Disposition: form-data; name="key"\nContent-Type: text/plain'],
    ['have a zero byte', 'Content-Disposition: form-data; name="k\0y"'],
    [
      'name the part twice',
      'Content-Disposition: form-data; name="key"\r\nContent-Disposition: form-data; name="file"',
    ],
    ['have no end', `X-Long: ${'x'.repeat(100_000)}`],
  ])('that %s are refused, cut anywhere', async (_, head) => {
    const body = form(part(head, 'k'), FILE);
    expect(await causeOf(body)).toBe('form-part-header-malformed');
    expect(await causeOf(body, { step: 1 + Math.floor(body.length / 5000) })).toBe('form-part-header-malformed');
  });

  it('without an empty line behind them take the value for a header line', async () => {
    const body = form('--b\r\nContent-Disposition: form-data; name="key"\r\nvalue\r\n', FILE);
    expect(await causeOf(body)).toBe('form-part-header-malformed');
  });
});

describe('a field', () => {
  it('keeps its place, its name in UTF-8 and the bytes of its value', async () => {
    const name = bytesFromUtf8('x-oss-meta-名');
    const { fields } = await accepted(form(field('b', '\xff'), field(name, bytesFromUtf8('值')), field('b', ''), FILE));
    expect(fields).toEqual([
      { name: 'b', value: '\xff' },
      { name: 'x-oss-meta-名', value: bytesFromUtf8('值') },
      { name: 'b', value: '' },
    ]);
  });

  it('is looked up without case, and the first of a name counts', () => {
    const fields = new FormFields([
      { name: 'Key', value: bytesFromUtf8('é') },
      { name: 'key', value: 'second' },
      { name: '__proto__', value: '\xff' },
      { name: 'X-Oss-Meta-A', value: '1' },
    ]);
    expect(fields.get('key')).toBe('\xc3\xa9');
    expect(fields.text('key')).toBe('é');
    expect(fields.text('__proto__')).toBe('\xff');
    expect(fields.has('constructor')).toBe(false);
    expect(fields.withPrefix('x-oss-meta-')).toEqual([['x-oss-meta-a', '1']]);
  });

  it('does not count behind the file', async () => {
    const { fields } = await accepted(form(FILE, field('key', 'late'), field('submit', 'Upload')));
    expect(fields).toEqual([]);
  });

  it('with a filename is a field all the same, because only file is the file', async () => {
    const upload = part('Content-Disposition: form-data; name="upload"; filename="x"', 'u');
    expect((await accepted(form(upload, FILE))).fields).toEqual([{ name: 'upload', value: 'u' }]);
  });

  it.each([
    ['current', 'KEY', undefined],
    ['2022', 'key', undefined],
    ['2022', 'Key', 'form-field-name-invalid'],
    ['2019', 'File', 'form-field-name-invalid'],
    ['2019', 'ossaccesskeyid', 'form-field-name-invalid'],
    ['2019', 'signature', undefined],
    ['2019', 'Signature', undefined],
    ['2019', 'X-Oss-Meta-A', undefined],
    ['2019', 'Submit', undefined],
  ] as const)('in the profile %s may be written %s or not', async (profile, name, cause) => {
    expect(await causeOf(form(field(name, '1'), FILE), { rules: formRules(profile) })).toBe(cause);
  });
});

describe('the limits', () => {
  const MB = 1024 ** 2;
  const big = (size: number) => 'x'.repeat(size);
  it.each([
    ['a name of 8 KB', [field(big(8192), '')], undefined],
    ['a name above 8 KB', [field(big(8193), '')], 'form-field-name-too-long'],
    ['a name that has no end', [field(big(100_000), '')], 'form-field-name-too-long'],
    ['a name above 8 KB behind the file', [FILE, field(big(8193), '')], 'form-field-name-too-long'],
    ['a value of 2 MB', [field('a', big(2 * MB))], undefined],
    ['a value above 2 MB', [field('a', big(2 * MB + 1))], 'form-field-too-long'],
    ['values of 8 MB in all', ['a', 'b', 'c', 'd'].map((name) => field(name, big(2 * MB))), undefined],
    [
      'values above 8 MB in all',
      [...['a', 'b', 'c', 'd'].map((name) => field(name, big(2 * MB))), field('e', '1')],
      'form-fields-too-large',
    ],
    ['names above 8 MB in all', Array.from({ length: 1100 }, () => field(big(8000), '')), 'form-fields-too-large'],
    ['a large field behind the file', [FILE, field('a', big(2 * MB + 1))], undefined],
  ])('%s', async (_, parts, cause) => {
    const all = parts.includes(FILE) ? parts : [...parts, FILE];
    expect(await causeOf(form(...all), { step: 65_536 })).toBe(cause);
  });

  it('of 2019 is 4 KB for a value', async () => {
    const rules = formRules('2019');
    expect(await causeOf(form(field('a', big(4096)), FILE), { rules })).toBeUndefined();
    expect(await causeOf(form(field('a', big(4097)), FILE), { rules })).toBe('form-field-too-long');
    expect(await causeOf(form(part(FILE_HEAD, big(5000))), { rules })).toBeUndefined();
  });

  it('of 5 GB for the body is held before it is read where its length is announced', async () => {
    const over = 5 * 1024 ** 3 + 1;
    expect(await causeOf(form(FILE), { announced: over - 1 })).toBeUndefined();
    expect(await causeOf('', { announced: over })).toBe('form-file-too-large');
    expect(await causeOf('', { announced: over, rules: formRules('2022') })).toBe('form-body-over-5-gb');
  });

  it('for the body is held while it arrives where its length is not announced', async () => {
    const body = form(FILE);
    const rules = { ...formRules('current'), bodyBytes: body.length };
    expect(await causeOf(body, { rules, step: 7 })).toBeUndefined();
    expect(await causeOf(`${body}x`, { rules, step: 7 })).toBe('form-file-too-large');
  });
});

describe('the file', () => {
  it.each([
    ['a filename', 'form-data; name="file"; filename="a.txt"', 'a.txt'],
    ['a path as old browsers send it', 'form-data; name="file"; filename="C:\\dir\\a.txt"', 'C:\\dir\\a.txt'],
    ['an escaped quote', 'form-data; name="file"; filename="a\\"b\\\\c.txt"', 'a"b\\c.txt'],
    ['a semicolon in quotes', 'form-data; name="file"; filename="a;b=c.txt"', 'a;b=c.txt'],
    ['no quotes', 'form-data; name=file; filename=a.txt', 'a.txt'],
    ['UTF-8', `form-data; name="file"; filename="${bytesFromUtf8('图.png')}"`, bytesFromUtf8('图.png')],
    ['filename*', `form-data; name=file; filename="x"; filename*=utf-8''%E5%9B%BE.png`, bytesFromUtf8('图.png')],
    ['filename* in Latin-1', "form-data; name=file; filename*=ISO-8859-1'en'%E9.png", bytesFromUtf8('é.png')],
    ['a broken filename*', "form-data; name=file; filename=x; filename*=utf-8''%E9.png", 'x'],
    ['an empty filename', 'form-data; name="file"; filename=""', ''],
    ['no filename', 'form-data; name="file"', undefined],
    ['another case', 'form-data; name="FILE"; filename="a"', 'a'],
  ])('may have %s', async (_, disposition, filename) => {
    const { file, bytes } = await accepted(form(part(`Content-Disposition: ${disposition}`, 'content')));
    expect([file.filename, bytes]).toEqual([filename, 'content']);
  });

  it('may be empty', async () => {
    expect((await accepted(form(part(FILE_HEAD)))).bytes).toBe('');
  });

  it('brings its type, and where in the body it begins', async () => {
    const body = form(field('key', 'k'), part(`${FILE_HEAD}\r\nContent-Type: image/png`, 'content'));
    const { file } = await accepted(body, { step: 3 });
    expect(file).toEqual({ filename: 'a.txt', contentType: 'image/png', offset: body.indexOf('content\r\n') });
  });

  it.each([
    ['is missing', [field('key', 'k')], 'form-without-file'],
    ['and all fields are missing', [], 'form-without-file'],
    ['is there twice', [FILE, FILE], 'form-several-files'],
    ['is there twice, with a field between', [FILE, field('a', ''), FILE], 'form-several-files'],
  ])('that %s is refused', async (_, parts, cause) => {
    expect(await causeOf(form(...parts), { step: 1 })).toBe(cause);
  });

  it('with a line that OSS does not know is refused by the name of the line, unless the rules are lax', async () => {
    const body = form(part(`${FILE_HEAD}\r\nX-Own: \xc3\xa9`, 'content'));
    const reading = readForm(sourceOf([Buffer.from(body, 'latin1')]), options, () => Promise.reject());
    await expect(reading).rejects.toMatchObject({
      cause: 'form-unrecognized-field',
      details: { ArgumentName: 'X-Own', ArgumentValue: 'é' },
    });
    expect(await causeOf(body, { rules: { ...formRules('current'), knownFileHeadersOnly: false } })).toBeUndefined();
  });
});

describe('Content-Transfer-Encoding of the file', () => {
  const encoded = (encoding: string, data: string) =>
    form(part(`${FILE_HEAD}\r\nContent-Transfer-Encoding: ${encoding}`, data));

  it.each([
    ['line ends', 'aGVs\r\nbG8g\r\nd29ybGQ=\r\n'],
    ['no line ends', 'aGVsbG8gd29ybGQ='],
    ['no padding', 'aGVsbG8gd29ybGQ'],
    ['blanks within a group', 'a G V s\tbG8gd29ybG\r\nQ ='],
  ])('base64 is decoded, with %s, cut anywhere', async (_, data) => {
    const body = encoded('Base64', data);
    for (let cut = 0; cut < body.length; cut++) expect((await accepted(body, { cut })).bytes).toBe('hello world');
    expect((await accepted(body, { step: 1 })).bytes).toBe('hello world');
  });

  it.each([
    ['data behind the padding', 'aGVsbG8=aGVs'],
    ['a lone character at the end', 'aGVsb'],
  ])('base64 with %s is malformed, cut anywhere', async (_, data) => {
    const body = encoded('base64', data);
    for (let cut = 0; cut < body.length; cut++) expect(await causeOf(body, { cut })).toBe('form-malformed');
  });

  it.each([['binary'], ['8bit'], ['7bit']])('%s leaves the bytes as they are', async (encoding) => {
    expect((await accepted(encoded(encoding, 'aGVsbG8='))).bytes).toBe('aGVsbG8=');
  });

  it('counts on the file only', async () => {
    const head = 'Content-Disposition: form-data; name="key"\r\nContent-Transfer-Encoding: base64';
    expect((await accepted(form(part(head, 'aGVsbG8='), FILE))).fields).toEqual([{ name: 'key', value: 'aGVsbG8=' }]);
  });
});

describe('the decision about a form', () => {
  it('is asked for once, with all fields, before any byte of the file, and waited for', async () => {
    const events: string[] = [];
    const sink: FormSink = {
      write(chunk) {
        events.push(`write ${chunk.toString('latin1')}`);
        return Promise.resolve().then(() => void events.push('written'));
      },
    };
    const chunks = (function* () {
      const body = Buffer.from(form(field('key', 'k'), part(FILE_HEAD, 'ABCD')));
      const middle = body.indexOf('CD\r');
      for (const chunk of [body.subarray(0, middle), body.subarray(middle)]) {
        events.push('chunk');
        yield chunk;
      }
    })();
    const { size } = await readForm(sourceOf(chunks), options, async (fields, file) => {
      events.push(`accept ${fields.get('key')} ${file.filename}`);
      await Promise.resolve();
      events.push('accepted');
      return sink;
    });
    expect(size).toBe(4);
    expect(events).toEqual([
      'chunk',
      'accept k a.txt',
      'accepted',
      'write AB',
      'written',
      'chunk',
      'write CD',
      'written',
    ]);
  });

  it('ends the reading when it is a refusal, and so does the sink', async () => {
    const source = () => sourceOf([Buffer.from(form(FILE))]);
    await expect(readForm(source(), options, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const full = { write: () => Promise.reject(new Error('full')) };
    await expect(readForm(source(), options, async () => full)).rejects.toThrow('full');
  });

  it('is not asked for when the fields are refused', async () => {
    const body = form(part('Content: form-data', ''), FILE);
    const accept = () => Promise.reject(new Error('asked'));
    const reading = readForm(sourceOf([Buffer.from(body)]), options, accept);
    await expect(reading).rejects.toMatchObject({ cause: 'form-part-header-malformed' });
  });
});

describe('the digest', () => {
  it('is that of the whole body, prologue and epilogue included, and only computed when asked for', async () => {
    const body = Buffer.from(`\r\n${form(field('key', 'k'), FILE)}bye`);
    const sink = async () => ({ write: () => undefined });
    const { md5 } = await readForm(
      sourceOf([body.subarray(0, 20), body.subarray(20)]),
      { ...options, md5: true },
      sink,
    );
    expect(md5).toEqual(createHash('md5').update(body).digest());
    expect((await readForm(sourceOf([body]), options, sink)).md5).toBeUndefined();
  });
});

describe(F, () => {
  it.each([
    [`user/${F}`, 'a.txt', 'user/a.txt'],
    [`user/${F}`, 'C:\\dir\\a.txt', 'user/a.txt'],
    [`user/${F}`, '/home/me/a.txt', 'user/a.txt'],
    [`${F}-${F}`, 'a', 'a-a'],
    [F, '$&$1', '$&$1'],
    [`user/${F}`, undefined, 'user/'],
    [`user/${F.toUpperCase()}`, 'a', `user/${F.toUpperCase()}`],
    ['plain', 'a', 'plain'],
  ])('in %s with the file %s becomes %s', (value, filename, expanded) => {
    expect(expandFilename(value, filename)).toBe(expanded);
  });
});

describe('a large file', () => {
  it('passes through in views of the chunks that arrive: 1 GiB leaves nothing behind', async () => {
    const chunk = Buffer.alloc(1024 ** 2, '\r\n--');
    const body = form(part(FILE_HEAD, '|')).split('|') as [string, string];
    const chunks = (function* () {
      yield Buffer.from(body[0]);
      for (let i = 0; i < 1024; i++) yield chunk;
      yield Buffer.from(body[1]);
    })();
    const before = process.memoryUsage();
    let views = 0;
    const { size } = await readForm(sourceOf(chunks), options, async () => ({
      write(bytes) {
        if (bytes.buffer === chunk.buffer) views++;
        return undefined;
      },
    }));
    const after = process.memoryUsage();
    expect(size).toBe(1024 ** 3);
    expect(views).toBeGreaterThanOrEqual(1024);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(8 * 1024 ** 2);
  });
});

it('gives the same refusal however a form is cut', async () => {
  const bodies = [
    form(field('key', 'k')),
    form(FILE, FILE),
    form(part('Content: x', ''), FILE),
    form(part(`${FILE_HEAD}\r\nX: 1`, '')),
  ];
  for (const body of bodies) {
    const whole = await read(body);
    for (let cut = 1; cut < body.length; cut++) expect(await read(body, { cut })).toEqual(whole);
  }
});
