import { createHmac } from 'node:crypto';
import { v4Signature } from '../../src/auth/hmac.ts';
import { KEYS } from './signed.ts';

/** The boundary of the manuals' samples. */
export const BOUNDARY = '9431149156168';
/** 08:00 on the day at which the servers of these tests stand still, and the hour until which their policies hold. */
export const FORM_TIME = Date.UTC(2024, 9, 31, 8);
export const EXPIRATION = '2024-10-31T09:00:00.000Z';

export type Fields = Readonly<Record<string, string>>;

/** The part named `file`. */
export interface FilePart {
  readonly content: string | Buffer;
  /** `hello.txt` unless said otherwise; null leaves it away. */
  readonly filename?: string | null;
  /** Content-Type of the part; none unless given. */
  readonly type?: string;
  /** Further header lines of the part, each with its CRLF. */
  readonly lines?: string;
}

/** A form as a page would send it: fields in order, the file, and what should not stand behind it. */
export interface TestForm {
  readonly fields: Fields;
  /** Eleven bytes unless given; null sends no file. */
  readonly file?: FilePart | null;
  readonly after?: Fields;
}

export const HELLO: FilePart = { content: 'hello world', type: 'text/plain' };

/** The multipart body, UTF-8. */
export function formBody({ fields, file = HELLO, after = {} }: TestForm, boundary = BOUNDARY): Buffer {
  const parts = [...fieldParts(fields), ...(file === null ? [] : [filePart(file)]), ...fieldParts(after)];
  const open = Buffer.from(`--${boundary}\r\n`, 'latin1');
  const all = parts.flatMap((part) => [open, part, Buffer.from('\r\n')]);
  return Buffer.concat([...all, Buffer.from(`--${boundary}--\r\n`, 'latin1')]);
}

function fieldParts(fields: Fields): Buffer[] {
  const head = (name: string) => `Content-Disposition: form-data; name="${name}"\r\n\r\n`;
  return Object.entries(fields).map(([name, value]) => Buffer.from(head(name) + value, 'utf8'));
}

function filePart({ content, filename = 'hello.txt', type, lines = '' }: FilePart): Buffer {
  const named = filename === null ? '' : `; filename="${filename}"`;
  const typed = type === undefined ? '' : `Content-Type: ${type}\r\n`;
  const head = `Content-Disposition: form-data; name="file"${named}\r\n${typed}${lines}\r\n`;
  return Buffer.concat([Buffer.from(head, 'utf8'), typeof content === 'string' ? Buffer.from(content) : content]);
}

/** A policy's JSON text. */
export function policyText(conditions: readonly unknown[], expiration = EXPIRATION): string {
  return JSON.stringify({ expiration, conditions });
}

/** A condition that every form fulfils. */
export const ANY_SIZE = ['content-length-range', 0, 104_857_600];

/** The three V1 fields over a policy, made as both manuals describe: `base64(hmac-sha1(AccessKeySecret, base64(policy)))`. */
export function v1Fields(policy: string | Buffer = policyText([ANY_SIZE]), keys = KEYS): Fields {
  return v1FieldsAsSent((typeof policy === 'string' ? Buffer.from(policy) : policy).toString('base64'), keys);
}

/** The three V1 fields over what the policy field holds. */
export function v1FieldsAsSent(policy: string, keys = KEYS): Fields {
  const Signature = createHmac('sha1', keys.accessKeySecret).update(policy).digest('base64');
  return { OSSAccessKeyId: keys.accessKeyId, policy, Signature };
}

/** The V4 fields over a policy that covers them. */
export function v4Fields(
  conditions: readonly unknown[] = [ANY_SIZE],
  more: { readonly covered?: readonly string[]; readonly token?: string; readonly keys?: typeof KEYS } = {},
): Fields {
  const { keys = KEYS, token } = more;
  const scope = { date: '20241031', region: 'cn-hangzhou', product: 'oss' };
  const named: Record<string, string> = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `${keys.accessKeyId}/20241031/cn-hangzhou/oss/aliyun_v4_request`,
    'x-oss-date': '20241031T080000Z',
    ...(token !== undefined && { 'x-oss-security-token': token }),
  };
  const covered = (more.covered ?? Object.keys(named)).map((name) => ({ [name]: named[name] }));
  const policy = Buffer.from(policyText([...conditions, ...covered]), 'utf8').toString('base64');
  return { ...named, policy, 'x-oss-signature': v4Signature(keys.accessKeySecret, scope, policy) };
}

/** A request that posts a form. */
export interface Posting {
  readonly body: Buffer;
  readonly host: string;
  /** `/` unless given. */
  readonly target?: string;
  /** Overrides Content-Type and Content-Length too; an empty value leaves the header away. */
  readonly headers?: Fields;
  /** Leaves out `Connection: close`. */
  readonly keepAlive?: boolean;
}

/** The request as bytes, with the headers of the manuals' sample. */
export function postBytes({ body, host, target = '/', headers = {}, keepAlive = false }: Posting): Buffer {
  const all: Fields = {
    'User-Agent': 'Mozilla/5.0 (Windows; U; Windows NT 6.1; zh-CN; rv:1.9.2.6)',
    'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
    Host: host,
    'Content-Length': `${body.length}`,
    ...(keepAlive ? {} : { Connection: 'close' }),
    ...headers,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  const head = `POST ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}
