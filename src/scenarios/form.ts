import { v1Signature, v4Signature } from '../auth/index.ts';
import { isoBasicDate } from '../wire/dates.ts';
import { contentBytes, givenTexts } from './content.ts';
import type { FileAsk, FormAsk, Pairs } from './format.ts';
import { instant, keysOf, type World } from './request.ts';

/** A browser form in bytes. */
export interface FormBody {
  readonly contentType: string;
  readonly body: Buffer;
}

/** The boundary of the manuals' samples. */
const BOUNDARY = '9431149156168';

export function formBody(form: FormAsk, world: World): FormBody {
  const { boundary = BOUNDARY, file = { content: 'hello world', type: 'text/plain', name: 'hello.txt' } } = form;
  const files = file === null ? [] : Array.isArray(file) ? file : [file];
  const parts = [
    ...fieldParts({ ...form.fields, ...fillerFields(form), ...signedFields(form, world) }),
    ...files.map(filePart),
    ...fieldParts(form.after ?? {}),
  ];
  const lines = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from('\r\n')]);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...lines, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function fillerFields({ filler }: FormAsk): Pairs {
  if (filler === undefined) return {};
  return Object.fromEntries(Array.from({ length: filler.count }, (_, at) => [`x-filler-${at}`, { size: filler.size }]));
}

/** The policy and what signs it; nothing where there is no policy. */
function signedFields(form: FormAsk, world: World): Record<string, string> {
  if (form.policy === undefined) return {};
  const signing = typeof form.sign === 'object' ? form.sign : { with: form.sign ?? 'v1' };
  const keys = keysOf(signing, world);
  const token = keys.securityToken === undefined ? {} : { 'x-oss-security-token': keys.securityToken };
  if (signing.with !== 'v4') {
    const policy = encoded(form.policy);
    if (signing.with === 'none') return { policy };
    return {
      OSSAccessKeyId: keys.accessKeyId,
      policy,
      Signature: v1Signature(keys.accessKeySecret, policy),
      ...token,
    };
  }
  const date = isoBasicDate(instant(signing.at, world.now));
  const scope = { date: date.slice(0, 8), region: signing.region ?? world.region, product: signing.product ?? 'oss' };
  const fields = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `${keys.accessKeyId}/${scope.date}/${scope.region}/${scope.product}/aliyun_v4_request`,
    'x-oss-date': date,
    ...token,
  };
  // V4 asks that the policy names its own fields.
  const covered = Object.entries(fields).map(([name, value]) => ({ [name]: value }));
  const policy = encoded(
    typeof form.policy === 'string'
      ? form.policy
      : { ...form.policy, conditions: [...form.policy.conditions, ...covered] },
  );
  return { ...fields, policy, 'x-oss-signature': v4Signature(keys.accessKeySecret, scope, policy) };
}

function encoded(policy: NonNullable<FormAsk['policy']>): string {
  return Buffer.from(typeof policy === 'string' ? policy : JSON.stringify(policy)).toString('base64');
}

function fieldParts(fields: Pairs): Buffer[] {
  return givenTexts(fields).map(([name, value]) =>
    Buffer.from(`Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`),
  );
}

function filePart({ field = 'file', name = 'hello.txt', type, content }: FileAsk): Buffer {
  const named = name === null ? '' : `; filename="${name}"`;
  const typed = type === undefined ? '' : `Content-Type: ${type}\r\n`;
  const head = `Content-Disposition: form-data; name="${field}"${named}\r\n${typed}\r\n`;
  return Buffer.concat([Buffer.from(head), contentBytes(content)]);
}
