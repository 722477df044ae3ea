import { describe, expect, it } from 'vitest';
import { type Explained, explainText } from '../../src/explain/explain.ts';
import { explainedText } from '../../src/explain/print.ts';
import { xmlDocument } from '../../src/xml/write.ts';

const SECRET = 'ossmock-secret';

function explain(text: string, accessKeySecret?: string): Explained[] {
  const key = accessKeySecret === undefined ? undefined : { accessKeyId: undefined, accessKeySecret };
  return explainText(text, { key, library: [] });
}

function document(...elements: [string, string][]): string {
  return xmlDocument(['Error', elements]);
}

const NO_SUCH_BUCKET = document(
  ['Code', 'NoSuchBucket'],
  ['Message', 'The specified bucket does not exist.'],
  ['RequestId', '6B006B05A1428534308459F9'],
  ['HostId', 'a-bucket.oss-cn-hangzhou.aliyuncs.com'],
  ['BucketName', 'a-bucket'],
  ['EC', '0015-00000101'],
);

describe('the forms in which an error comes', () => {
  it.each([
    ['an XML document', NO_SUCH_BUCKET],
    ['the Base64 of x-oss-err', `x-oss-err: ${Buffer.from(NO_SUCH_BUCKET).toString('base64')}`],
    ['XML escaped for JSON', JSON.stringify({ level: 'error', body: NO_SUCH_BUCKET })],
    ['XML escaped for HTML', NO_SUCH_BUCKET.replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['XML with CRLF in a log', `2026-11-20 ERROR upload failed:\n${NO_SUCH_BUCKET.replaceAll('\n', '\r\n')}\ngoing on`],
    ['an EC in a line', 'the answer had x-oss-ec: 0015-00000101'],
  ])('%s', (_, text) => {
    expect(explain(text)).toMatchObject([{ certainty: 'certain', causes: [{ cause: 'no-such-bucket' }] }]);
  });

  it('an entry of a HAR, and none for those that succeeded', () => {
    const entry = (status: number, text: string) => ({
      request: { method: 'GET', url: 'https://a-bucket.oss-cn-hangzhou.aliyuncs.com/k', headers: [] },
      response: { status, headers: [], content: { text: Buffer.from(text).toString('base64'), encoding: 'base64' } },
    });
    const failed = { ...entry(0, ''), response: { status: 0, headers: [], _error: 'net::ERR_CONNECTION_RESET' } };
    const har = { log: { entries: [entry(200, 'hello'), entry(404, NO_SUCH_BUCKET), failed] } };
    const found = explain(JSON.stringify(har));
    expect(found).toMatchObject([
      { certainty: 'certain', causes: [{ cause: 'no-such-bucket' }] },
      { certainty: 'certain', network: { kinds: [{ name: 'reset' }] } },
    ]);
  });

  it('the JSON of the token service', () => {
    const text = JSON.stringify({
      RequestId: '1B2C3D4E-0000-0000-0000-000000000000',
      Code: 'InvalidAccessKeyId.NotFound',
      Message: 'Specified access key is not found.',
    });
    expect(explain(text)).toMatchObject([{ seen: { code: 'InvalidAccessKeyId.NotFound' } }]);
  });

  it('says that nothing is known of a code that the catalogue does not have', () => {
    const found = explain(document(['Code', 'NoSuchThing'], ['Message', 'There is no such thing.']));
    expect(found).toMatchObject([{ certainty: 'unknown', causes: [], scenario: undefined }]);
    expect(explainedText(found[0] as Explained)).toContain('nothing in the catalogue prints this');
  });

  it('takes no cause for certain when the EC is not in the catalogue', () => {
    const odd = NO_SUCH_BUCKET.replace('0015-00000101', '0015-00009999');
    expect(explain(odd)[0]?.certainty).not.toBe('certain');
  });

  it('finds nothing in a text without an error', () => {
    expect(explain('all is well\nnothing happened')).toEqual([]);
  });
});

describe('the values of an error', () => {
  it('both times and their distance, and whole hours as a time zone', () => {
    const [skewed] = explain(
      document(
        ['Code', 'RequestTimeTooSkewed'],
        ['Message', 'The difference between the request time and the current time is too large.'],
        ['MaxAllowedSkewMilliseconds', '900000'],
        ['RequestTime', '2026-11-20T18:04:08.000Z'],
        ['ServerTime', '2026-11-20T10:04:10.000Z'],
        ['EC', '0002-00000504'],
      ),
    );
    expect(skewed?.notes).toEqual([
      'the client says it is 2026-11-20T18:04:08.000Z, the service says 2026-11-20T10:04:10.000Z',
      'the client is 7 h 59 min 58 s ahead of the service; 15 min are allowed',
      'that is 8 hours nearly to the minute: local time may have been sent as GMT',
    ]);
  });

  it('who lacked which right, and a diagnosis that can be read', () => {
    const diagnosis = Buffer.from('{"action":"oss:GetObject"}').toString('base64');
    const detail = `<AccessDeniedDetail><AuthAction>oss:GetObject</AuthAction><NoPermissionType>ImplicitDeny</NoPermissionType><EncodedDiagnosticMessage>${diagnosis}</EncodedDiagnosticMessage></AccessDeniedDetail>`;
    const [denied] = explain(`<Error><Code>AccessDenied</Code><Message>no</Message>${detail}</Error>`);
    expect(denied?.notes).toEqual([
      'missing right: oss:GetObject',
      'kind of refusal: ImplicitDeny',
      'ImplicitDeny: no statement allows it; nothing forbids it either',
      'diagnosis: {"action":"oss:GetObject"}',
    ]);
  });

  it('the argument, and what its Base64 holds', () => {
    const value = Buffer.from('{"callbackUrl":""}').toString('base64');
    const [invalid] = explain(
      document(['Code', 'InvalidArgument'], ['Message', 'x'], ['ArgumentName', 'callback'], ['ArgumentValue', value]),
    );
    expect(invalid?.notes[1]).toBe('which is the Base64 of {"callbackUrl":""}');
  });
});

describe('a signature that did not match', () => {
  const text = 'PUT\n\ntext/plain\nFri, 20 Nov 2026 15:45:21 GMT\n/examplebucket/a b.txt';
  const mismatch = (signature: string) =>
    document(
      ['Code', 'SignatureDoesNotMatch'],
      [
        'Message',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      ],
      ['OSSAccessKeyId', 'ossmock'],
      ['SignatureProvided', signature],
      ['StringToSign', text],
      ['StringToSignBytes', ''],
      ['EC', '0002-00000040'],
    );

  it('is not computed without a secret', () => {
    expect(explain(mismatch('abc='))[0]?.signature).toBeUndefined();
  });

  it('is proven from the document alone: a blank behind the secret', async () => {
    const { v1Signature } = await import('../../src/auth/index.ts');
    const [found] = explain(mismatch(v1Signature(`${SECRET} `, text)), SECRET);
    expect(found?.signature).toMatchObject({ kind: 'proof', proof: { proven: { hypotheses: ['secret-blanks'] } } });
  });

  it('is proven from the document alone: another Content-Type', async () => {
    const { v1Signature } = await import('../../src/auth/index.ts');
    const [found] = explain(mismatch(v1Signature(SECRET, text.replace('text/plain', ''))), SECRET);
    expect(found?.signature).toMatchObject({ proof: { proven: { hypotheses: ['content-type-changed'] } } });
    expect(explainedText(found as Explained)).toContain('the client signed');
  });

  it('that the secret does make is said to be so', async () => {
    const { v1Signature } = await import('../../src/auth/index.ts');
    expect(explain(mismatch(v1Signature(SECRET, text)), SECRET)[0]?.signature).toEqual({ kind: 'right-secret' });
  });

  it('is computed from the request of a dump, in V4 as well', async () => {
    const { signV4Header } = await import('../../src/auth/index.ts');
    const at = Date.UTC(2026, 10, 20, 10, 4, 8);
    const keys = { accessKeyId: 'ossmock', accessKeySecret: SECRET };
    const signed = signV4Header(
      { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'a+b' },
      keys,
      at,
      {
        region: 'cn-shanghai',
      },
    );
    const head = signed
      .map(([name, value]) => `> ${name}: ${value.replaceAll('cn-shanghai', 'cn-hangzhou')}\n`)
      .join('');
    const dump = `> GET /a%2Bb HTTP/1.1\n> Host: examplebucket.oss-cn-hangzhou.aliyuncs.com\n${head}>\n< HTTP/1.1 403 Forbidden\n< x-oss-ec: 0002-00000201\n<\n<Error><Code>SignatureDoesNotMatch</Code></Error>\n`;
    expect(explain(dump, SECRET)[0]?.signature).toMatchObject({
      kind: 'proof',
      proof: { proven: { hypotheses: ['scope-region'] } },
    });
  });

  it('is not blamed on another key', () => {
    const key = { accessKeyId: 'another', accessKeySecret: SECRET };
    const [found] = explainText(mismatch('abc='), { key, library: [] });
    expect(found?.signature).toMatchObject({ kind: 'not-computed' });
  });
});
