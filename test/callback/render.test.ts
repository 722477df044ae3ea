// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the callback, as sent
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderBody, type SystemValues } from '../../src/callback/render.ts';
import { stringToSign } from '../../src/callback/sign.ts';
import { callback } from './support.ts';

const URL = 'http://cb.example.com/done';
const VALUES: SystemValues = {
  bucket: 'post-test',
  object: Buffer.from('a b/一+".jpg').toString('latin1'),
  etag: '97E1',
  size: 31,
  mimeType: 'image/jpeg',
  crc64: '14241113577401326513',
  'imageInfo.height': 278,
  'imageInfo.width': 200,
  'imageInfo.format': 'jpg',
};

function form(callbackBody: string, values = VALUES, variables: Record<string, string> = {}): string {
  return renderBody(callback({ callbackUrl: URL, callbackBody }, variables), values).toString('utf8');
}

function json(callbackBody: string, values = VALUES, variables: Record<string, string> = {}): string {
  const settings = { callbackUrl: URL, callbackBody, callbackBodyType: 'application/json' };
  return renderBody(callback(settings, variables), values).toString('utf8');
}

describe('a form body', () => {
  it('encodes values as RFC 3986 does, with upper-case hex and the slash too', () => {
    expect(form('object=${object}')).toBe('object=a%20b%2F%E4%B8%80%2B%22.jpg');
    expect(form('v=${x:v}', VALUES, { 'x:v': "~-_. !'()*\n" })).toBe('v=~-_.%20%21%27%28%29%2A%0A');
  });

  it('leaves the constants of the template as they are', () => {
    expect(form('名=一 二&k=${bucket}&%zz=}{')).toBe('名=一 二&k=post-test&%zz=}{');
  });

  it('has nothing in the place of what has no value', () => {
    const image = {
      ...VALUES,
      'imageInfo.height': undefined,
      'imageInfo.width': undefined,
      'imageInfo.format': undefined,
    };
    expect(
      form('h=${imageInfo.height}&w=${imageInfo.width}&f=${imageInfo.format}&v=${x:none}&u=${unknown}', image),
    ).toBe('h=&w=&f=&v=&u=');
  });

  it('takes names by case, and none from the language itself', () => {
    expect(form('a=${Bucket}&b=${BUCKET}&c=${toString}&d=${__proto__}&e=${ bucket }')).toBe('a=&b=&c=&d=&e=');
  });

  it('of the documentation comes out as it is printed there', () => {
    const template =
      'bucket=${bucket}&object=${object}&etag=${etag}&size=${size}&mimeType=${mimeType}&imageInfo.height=${imageInfo.height}&imageInfo.width=${imageInfo.width}&imageInfo.format=${imageInfo.format}&x:var1=${x:var1}';
    const values = {
      bucket: 'callback-test',
      object: 'test.txt',
      etag: 'D8E8FCA2DC0F896FD7CB4CB0031BA249',
      size: 5,
      mimeType: 'text/plain',
    };
    const body = form(template, values, { 'x:var1': 'for-callback-test' });
    expect(body).toBe(
      'bucket=callback-test&object=test.txt&etag=D8E8FCA2DC0F896FD7CB4CB0031BA249&size=5&mimeType=text%2Fplain&imageInfo.height=&imageInfo.width=&imageInfo.format=&x:var1=for-callback-test',
    );
    expect(body).toHaveLength(181);
  });
});

describe('a JSON body', () => {
  it('quotes texts, leaves numbers bare, and has null for what has no value', () => {
    expect(
      json(
        '{"b":${bucket},"s":${size},"h":${imageInfo.height},"f":${imageInfo.format},"i":${imageInfo},"x":${x:none},"e":${x:e}}',
        VALUES,
        {
          'x:e': '',
        },
      ),
    ).toBe('{"b":"post-test","s":31,"h":278,"f":"jpg","i":null,"x":null,"e":null}');
  });

  it('keeps slashes and letters beyond ASCII, and escapes quotes, backslashes and controls', () => {
    expect(json('{"o":${object},"m":${mimeType},"x":${x:v}}', VALUES, { 'x:v': 'a"b\\c\nd\u0001é' })).toBe(
      '{"o":"a b/一+\\".jpg","m":"image/jpeg","x":"a\\"b\\\\c\\nd\\u0001é"}',
    );
  });

  it('keeps crc64 a text, which no double could hold', () => {
    expect(json('{"c":${crc64}}')).toBe('{"c":"14241113577401326513"}');
  });

  it('passes bytes of a form that are not UTF-8 through', () => {
    const request = {
      ...callback({ callbackUrl: URL, callbackBody: 'v=${x:v}' }),
      variables: new Map([['x:v', '\xc4\xe3']]),
    };
    expect(renderBody(request, {}).toString('latin1')).toBe('v=%C4%E3');
    expect(renderBody({ ...request, bodyType: 'application/json' }, {}).toString('latin1')).toBe('v="\xc4\xe3"');
  });
});

interface Vector {
  readonly kind: string;
  readonly name: string;
  readonly uri: string;
  readonly body: string;
  readonly public_key_spki_base64: string;
  readonly authorization: string;
}

describe('real callbacks', () => {
  const vectors = readFileSync(new globalThis.URL('../fixtures/signature-vectors.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector)
    .filter(({ kind }) => kind === 'callback-rsa-md5');

  it('are there', () => expect(vectors.map(({ name }) => name)).toContain('form-capture'));

  it.each(vectors)('$name: the signature of the service fits the text that is signed here', (vector) => {
    const key = createPublicKey({
      key: Buffer.from(vector.public_key_spki_base64, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const text = stringToSign(vector.uri, Buffer.from(vector.body));
    expect(verify('RSA-MD5', text, key, Buffer.from(vector.authorization, 'base64'))).toBe(true);
    expect(
      verify('RSA-MD5', Buffer.concat([text, Buffer.from(' ')]), key, Buffer.from(vector.authorization, 'base64')),
    ).toBe(false);
  });

  it('form-capture: the body is rendered to the byte that was signed', () => {
    const captured = vectors.find(({ name }) => name === 'form-capture');
    const body = form(
      'filename=${object}&size=${size}&mimeType=${mimeType}&height=${imageInfo.height}&width=${imageInfo.width}',
      { ...VALUES, object: 'headSculpture/jikang2.jpg', size: 108904 },
    );
    expect(body).toBe(captured?.body);
  });

  it('the JSON capture: quotes, a bare size, null for an unknown variable', () => {
    expect(
      json('{"bucket":${bucket},"etag":${etag},"size":${size},"mimeType":${mimeType},"imageInfo":${imageInfo}}'),
    ).toBe('{"bucket":"post-test","etag":"97E1","size":31,"mimeType":"image/jpeg","imageInfo":null}');
  });
});

describe('the signed text', () => {
  it('has the path decoded and the query as sent', () => {
    const body = Buffer.from('b');
    expect(stringToSign('/a%20b%2Fc+d?x=%20y+z', body).toString()).toBe('/a b/c+d?x=%20y+z\nb');
    expect(stringToSign('/?', body).toString()).toBe('/?\nb');
    expect(stringToSign('/100%/%zz', body).toString()).toBe('/100%/%zz\nb');
  });
});
