import { createHmac } from 'node:crypto';
import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountConfig, type RunningServer, startServer } from '../../src/index.ts';
import { client, OWNER } from './clients.ts';

const BUCKET = 'examplebucket';
const PAGE: AccountConfig = {
  id: OWNER,
  keys: [{ id: 'ossmock', secret: 'ossmock-secret', status: 'active' }],
  users: [
    {
      name: 'alice',
      id: '200000000000000001',
      keys: [{ id: 'alicekey', secret: 'alice-secret', status: 'active' }],
      policies: ['AliyunSTSAssumeRoleAccess'],
    },
  ],
  roles: [{ name: 'uploader', policies: ['AliyunOSSFullAccess'] }, { name: 'guest' }],
};

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    accounts: [PAGE],
    buckets: [{ name: BUCKET, acl: 'private', storageClass: 'Standard' }],
  });
});
afterAll(() => server.close());

const owner = () => client(server, { v4: false, style: 'path' }, { bucket: BUCKET });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly stsToken?: string;
}
const OWN: Keys = { accessKeyId: 'ossmock', accessKeySecret: 'ossmock-secret' };

/** Temporary keys, as the application server fetches them for a page. */
async function temporary(role: string): Promise<Keys> {
  const sts = new OSS.STS({ accessKeyId: 'alicekey', accessKeySecret: 'alice-secret', endpoint: server.url });
  const { credentials } = await sts.assumeRole(`acs:ram::${OWNER}:role/${role}`, '', 900, 'page');
  return {
    accessKeyId: credentials.AccessKeyId,
    accessKeySecret: credentials.AccessKeySecret,
    stsToken: credentials.SecurityToken,
  };
}

/** ali-oss with these keys; it asks for its renewal functions where there is a token. */
function sdk(keys: Keys): OSS {
  const renewal = { refreshSTSToken: async () => ({}), refreshSTSTokenInterval: 3_600_000 };
  const options = { ...keys, ...renewal, region: 'oss-cn-hangzhou', endpoint: server.url, bucket: BUCKET };
  return new OSS(options);
}

/** Posts a form as a browser does. */
async function send(fields: Readonly<Record<string, string>>, content = 'content') {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([content], { type: 'text/plain' }), 'a.txt');
  const answer = await fetch(`${server.url}/${BUCKET}`, { method: 'POST', body: form });
  return { status: answer.status, text: await answer.text() };
}

/** What the application server answers a page that is to sign with V1. */
function v1Form(keys: Keys, conditions: readonly unknown[]) {
  const signed = sdk(keys).calculatePostSignature({ expiration: inAnHour(), conditions });
  return { ...signed, ...(keys.stsToken !== undefined && { 'x-oss-security-token': keys.stsToken }) };
}

/** The same with V4, as the README of ali-oss shows it. */
function v4Form(keys: Keys, conditions: readonly unknown[]) {
  const date = new Date();
  const stamp = date.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const named = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `${keys.accessKeyId}/${stamp.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`,
    'x-oss-date': stamp,
    ...(keys.stsToken !== undefined && { 'x-oss-security-token': keys.stsToken }),
  };
  const covered = Object.entries(named).map(([name, value]) => ({ [name]: value }));
  const policy = { expiration: inAnHour(), conditions: [...conditions, ...covered] };
  return {
    ...named,
    policy: Buffer.from(JSON.stringify(policy)).toString('base64'),
    'x-oss-signature': sdk(keys).signPostObjectPolicyV4(policy, date),
  };
}

const WAYS = [
  { way: 'calculatePostSignature', form: v1Form },
  { way: 'signPostObjectPolicyV4', form: v4Form },
];

describe.each(WAYS)('a form signed by $way', ({ way, form }) => {
  const conditions = [{ bucket: BUCKET }, ['starts-with', '$key', 'page/'], ['content-length-range', 0, 1024]];

  test('uploads', async () => {
    expect(await send({ key: `page/${way}`, ...form(OWN, conditions) })).toEqual({ status: 204, text: '' });
    expect((await owner().get(`page/${way}`)).content.toString()).toBe('content');
  });

  test('with temporary keys uploads by its token, and not without it', async () => {
    const keys = await temporary('uploader');
    const fields = { key: `page/sts-${way}`, ...form(keys, conditions) };
    expect(await send(fields)).toMatchObject({ status: 204 });
    const { 'x-oss-security-token': _, ...without } = fields as Record<string, string>;
    const refused = await send(without);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('<Code>InvalidAccessKeyId</Code>');
  });

  test('with keys of a role that may nothing is refused', async () => {
    const { status, text } = await send({ key: 'page/guest', ...form(await temporary('guest'), conditions) });
    expect(status).toBe(403);
    expect(text).toContain('You have no right to access this object because of bucket acl.');
  });

  test('is held to its policy', async () => {
    const fields = form(OWN, conditions);
    expect((await send({ key: 'elsewhere', ...fields })).text).toContain('["starts-with", "$key", "page/"]');
    expect((await send({ key: 'page/large', ...fields }, 'x'.repeat(1025))).text).toContain('EntityTooLarge');
    expect((await owner().list({})).objects.map(({ name }) => name)).not.toContain('page/large');
  });

  test('is refused under another secret', async () => {
    const { text } = await send({ key: 'page/x', ...form({ ...OWN, accessKeySecret: 'wrong' }, conditions) });
    expect(text).toContain('<Code>SignatureDoesNotMatch</Code>');
  });
});

/** The signature as both manuals tell it. */
function sign() {
  const conditions = [['content-length-range', 0, 104857600]];
  const policy = Buffer.from(JSON.stringify({ expiration: inAnHour(), conditions }), 'utf8').toString('base64');
  const Signature = createHmac('sha1', OWN.accessKeySecret).update(policy).digest('base64');
  return { policy, Signature };
}

async function sendBytes(body: string, type: string): Promise<number> {
  const options = { method: 'POST', body: Buffer.from(body), headers: { 'Content-Type': type } };
  return (await fetch(`${server.url}/${BUCKET}`, options)).status;
}

describe('a form built by hand', () => {
  const boundary = '9431149156168';

  test('in Python: each field begins with its boundary, the file with the type of the key', async () => {
    const { policy, Signature } = sign();
    const fields = {
      key: 'python/测试.txt',
      OSSAccessKeyId: OWN.accessKeyId,
      policy,
      Signature,
      'x-oss-meta-author': 'object_post.py',
      success_action_status: '200',
    };
    const parts = Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="测试.txt"\r\nContent-Type: text/plain\r\n\r\nin python`;
    const body = `${parts.join('')}${file}\r\n--${boundary}--\r\n`;
    expect(await sendBytes(body, `multipart/form-data; boundary=${boundary}`)).toBe(200);
    const { meta, res } = await owner().head('python/测试.txt');
    expect([meta, res.headers['content-type']]).toEqual([{ author: 'object_post.py' }, 'text/plain']);
  });

  test('in Java: the body begins with CRLF, and the file has a field for its name', async () => {
    const { policy, Signature } = sign();
    const fields = {
      key: `java/${'$'}{filename}`,
      'Content-Disposition': 'attachment;filename=D:\\img\\1.png',
      OSSAccessKeyId: OWN.accessKeyId,
      policy,
      Signature,
      fileName: '1.png',
    };
    const parts = Object.entries(fields).map(
      ([name, value]) => `\r\n--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}`,
    );
    const file = `\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="1.png"\r\nContent-Type: image/png\r\n\r\nin java`;
    const body = `${parts.join('')}${file}\r\n--${boundary}--\r\n`;
    expect(await sendBytes(body, `multipart/form-data; boundary=${boundary}`)).toBe(204);
    const { content, res } = await owner().get('java/1.png');
    expect([content.toString(), res.headers['content-type']]).toEqual(['in java', 'image/png']);
    expect(res.headers['content-disposition']).toBe('attachment;filename=D:\\img\\1.png');
  });

  test('in C#: the boundary is quoted, names are not, and each field has its own type', async () => {
    const { policy, Signature } = sign();
    const guid = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
    const fields = { key: 'csharp/a.txt', OSSAccessKeyId: OWN.accessKeyId, policy, Signature };
    const parts = Object.entries(fields).map(
      ([name, value]) =>
        `Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=${name}\r\n\r\n${value}`,
    );
    const file = `Content-Type: application/octet-stream\r\nContent-Disposition: form-data; name=file; filename=a.txt; filename*=utf-8''a.txt\r\n\r\nin c#`;
    const body = `--${guid}\r\n${[...parts, file].join(`\r\n--${guid}\r\n`)}\r\n--${guid}--\r\n`;
    expect(await sendBytes(body, `multipart/form-data; boundary="${guid}"`)).toBe(204);
    const { content, res } = await owner().get('csharp/a.txt');
    expect([content.toString(), res.headers['content-type']]).toEqual(['in c#', 'application/octet-stream']);
  });
});
