import { describe, expect, it } from 'vitest';
import { readParameters } from '../../src/sts/parameters.ts';
import { v1Signature, v1StringToSign, v3CanonicalRequest, v3Signature, v3StringToSign } from '../../src/sts/sign.ts';
import { Headers } from '../../src/wire/headers.ts';
import { ASSUME, COMMON, form, ISO_NOW, json, ROLE_ARN, request, service, toSign, v1, v3 } from './client.ts';

describe('signature V1', () => {
  it('is the one of the documentation', () => {
    const parameters = readParameters(
      'AccessKeyId=testid&Action=AssumeRole&Format=JSON&RoleArn=acs%3Aram%3A%3A1234567890123%3Arole%2Ffirstrole' +
        '&RoleSessionName=client&SignatureMethod=HMAC-SHA1&SignatureNonce=571f8fb8-506e-11e5-8e12-b8e8563dc8d2' +
        '&SignatureVersion=1.0&Timestamp=2015-09-01T05%3A57%3A34Z&Version=2015-04-01',
    );
    expect(v1Signature('testsecret', v1StringToSign('GET', parameters))).toBe('gNI7b0AyKZHxDgjBGPDgJ1Ce3L4=');
  });

  it.each(['GET', 'POST'])('covers the method: %s', async (method) => {
    const { sts } = service();
    expect((await sts.handle(v1(ASSUME, method))).status).toBe(200);
    const other = { ...v1(ASSUME, method), method: method === 'GET' ? 'POST' : 'GET' };
    expect(json(await sts.handle(other)).Code).toBe('SignatureDoesNotMatch');
  });

  it('covers parameters that mean nothing, with and without a value', async () => {
    const { sts } = service();
    const extra = { RegionId: 'cn-hangzhou', SignatureType: '', BearerToken: '', ä: "汉字 +/*~!'()" };
    expect((await sts.handle(v1(extra))).status).toBe(200);
    const call = v1();
    expect(json(await sts.handle({ ...call, query: `${call.query}&RegionId=x` })).Code).toBe('SignatureDoesNotMatch');
  });

  it('is made from decoded values, however they were encoded', async () => {
    const { sts } = service();
    const call = v1({ SignatureNonce: "a!'()*~ b" });
    const raw = call.query.replace('a%21%27%28%29%2A~%20b', "a!'()*%7E+b");
    expect(raw).not.toBe(call.query);
    expect((await sts.handle({ ...call, query: raw })).status).toBe(200);
  });

  it('takes parameters from query and form together; of a repeated one the last', async () => {
    const { sts } = service();
    const parts = v1(ASSUME, 'POST').body.toString().split('&');
    const split = { ...form(parts.slice(5).join('&')), query: parts.slice(0, 5).join('&') };
    expect((await sts.handle(split)).status).toBe(200);
    const call = v1();
    expect((await sts.handle({ ...call, query: `AccessKeyId=nobody&${call.query}` })).status).toBe(200);
  });

  it('may all stand in the query of a POST', async () => {
    const signed = v1(ASSUME, 'POST').body.toString();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await service().sts.handle(request({ method: 'POST', query: signed, headers }))).status).toBe(200);
  });

  it('that is wrong is answered with the string the server signed', async () => {
    const { sts } = service();
    const fields = { ...COMMON, SignatureNonce: 'once', Format: 'JSON' };
    const answer = await sts.handle(v1(fields, 'GET', 'wrong-secret'));
    expect(answer.status).toBe(400);
    expect(json(answer)).toMatchObject({
      Code: 'SignatureDoesNotMatch',
      Message: `Specified signature is not matched with our calculation. server string to sign is:${toSign('GET', fields)}`,
    });
    // The Python core splits the text at its colons and compares.
    expect(json(answer).Message?.split(':')[1]).toBe(toSign('GET', fields));
  });
});

describe('signature ACS3-HMAC-SHA256', () => {
  it('is the one of the documentation', () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const canonical = v3CanonicalRequest({
      method: 'POST',
      path: '/',
      parameters: readParameters('RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd'),
      headers: [
        ['host', 'ecs.cn-shanghai.aliyuncs.com'],
        ['x-acs-action', 'RunInstances'],
        ['x-acs-content-sha256', empty],
        ['x-acs-date', '2023-10-26T10:22:32Z'],
        ['x-acs-signature-nonce', '3156853299f313e23d1673dc12e1703d'],
        ['x-acs-version', '2014-05-26'],
      ],
      body: Buffer.alloc(0),
    });
    const stringToSign = v3StringToSign(canonical);
    expect(stringToSign).toBe('ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259');
    expect(v3Signature('YourAccessKeySecret', stringToSign)).toBe(
      '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  const query = { RoleArn: ROLE_ARN, RoleSessionName: 'a@b.c', DurationSeconds: '900', RegionId: '' };
  const headers = { 'x-acs-action': 'AssumeRole' };

  it.each(['GET', 'POST'])('is taken with parameters in the query: %s', async (method) => {
    expect((await service().sts.handle(v3({ method, query, headers }))).status).toBe(200);
  });

  it('is taken with parameters in a form, which its digest covers', async () => {
    const { sts } = service();
    const body = `RoleArn=${encodeURIComponent(ROLE_ARN)}&RoleSessionName=session`;
    const typed = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    const call = v3({ body, headers: typed });
    expect((await sts.handle({ ...call, body: Buffer.from(body.replace('session', 'another')) })).status).toBe(400);
    expect((await sts.handle(call)).status).toBe(200);
  });

  it('covers the headers it names and no others', async () => {
    const { sts } = service();
    const call = v3({ headers: { 'x-acs-credentials-provider': 'static_ak' } });
    const more = { ...call, headers: new Headers([...call.headers.raw, 'user-agent', 'x']) };
    expect((await sts.handle(more)).status).toBe(200);
    const raw = call.headers.raw.map((value) => (value === 'static_ak' ? 'other' : value));
    expect((await sts.handle({ ...call, headers: new Headers(raw) })).status).toBe(400);
  });

  it('that is wrong is answered with what the server signed', async () => {
    const answer = await service().sts.handle(v3({ secret: 'wrong', query: { RegionId: 'x' } }));
    expect(answer.status).toBe(400);
    expect(json(answer).Code).toBe('SignatureDoesNotMatch');
    expect(json(answer).Message).toMatch(
      /^Specified signature is not matched with our calculation\. server string to sign is:ACS3-HMAC-SHA256\n[0-9a-f]{64} server canonical request is:POST\n\/\nRegionId=x\nhost:sts\.aliyuncs\.com\nx-acs-action:GetCallerIdentity\n/,
    );
  });

  it.each([
    'ACS3-HMAC-SHA256 SignedHeaders=host,Signature=00',
    'ACS3-HMAC-SHA256 Credential=alicekey,Signature=00',
    'ACS3-HMAC-SHA256 Credential=alicekey,SignedHeaders=host',
    'ACS3-HMAC-SHA256 nothing',
  ])('that lacks a field is incomplete: %s', async (Authorization) => {
    const answer = await service().sts.handle(
      request({
        headers: {
          Authorization,
          'x-acs-action': 'GetCallerIdentity',
          'x-acs-version': '2015-04-01',
          'x-acs-date': ISO_NOW,
        },
      }),
    );
    expect(answer.status).toBe(400);
    expect(json(answer).Code).toBe('IncompleteSignature');
    expect(json(answer).Message).toMatch(
      /^The request signature does not conform to Aliyun standards\. server string to sign is:ACS3-HMAC-SHA256\n/,
    );
  });
});
