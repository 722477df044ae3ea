import type { CallbackRequest } from '../../callback/read.ts';
import { refuse } from '../../errors/refuse.ts';
import { isForm } from '../../forms/boundary.ts';
import { checkConditions, sizeRange } from '../../forms/conditions.ts';
import { checkExpiration } from '../../forms/expiration.ts';
import { expandFilename, type FormFields } from '../../forms/fields.ts';
import { readFormClaim } from '../../forms/form-claim.ts';
import { type FormPolicy, parseFormPolicy } from '../../forms/policy.ts';
import { type FormFile, readForm } from '../../forms/reader.ts';
import { formRules, MAX_FORM_BYTES } from '../../forms/rules.ts';
import type { ContentWriter, Guard } from '../../store/store.ts';
import { utf8FromBytes } from '../../wire/percent.ts';
import { ALLOW } from '../allow.ts';
import { checkCapacity } from '../bucket/qos/user-qos.ts';
import { answerByCallback, formCallback } from '../callback.ts';
import { announcedMd5, checkMd5 } from '../content-md5.ts';
import { describeObject, type ObjectDescription } from '../metadata.ts';
import { checkObjectName } from '../object-name.ts';
import { type Answer, type Call, operation } from '../operation.ts';
import { checkOverwrite, overwriteGuard } from '../overwrite.ts';
import { limitTraffic } from '../traffic-limit.ts';
import { formAnswer, storedHeaders } from './form-answer.ts';
import { formHeaders } from './form-headers.ts';
import { storeNormal } from './store-normal.ts';

/** A form is its own authorisation, so the gateway asks for none (access.md §7). */
export const postObject = operation({
  name: 'PostObject',
  method: 'POST',
  resource: 'bucket',
  action: 'oss:PutObject',
  access: 'write',
  public: true,
  support: 'works',
  takesBody: true,
  async run(call) {
    const { headers } = call.request;
    const contentType = headers.get('content-type');
    refuseOtherTypes(call, contentType);
    const announced = announcedMd5(headers);
    const rules = formRules(call.service.wire);
    let upload: FormUpload | undefined;
    try {
      const options = { contentType, rules, md5: announced !== undefined };
      const form = await readForm(call.body, options, async (fields, file) => {
        upload = await acceptForm(call, fields, file);
        return upload;
      });
      const whole = upload as unknown as FormUpload;
      whole.check();
      if (form.md5 !== undefined) checkMd5(headers, announced, form.md5);
      return await whole.commit(form.fields);
    } catch (error) {
      await upload?.discard();
      throw error;
    }
  },
});

/** Today a POST of another type is no operation at all (wire.md (e)); the manuals name the type. */
function refuseOtherTypes({ service }: Call, contentType: string | undefined): void {
  if (isForm(contentType) || service.wire !== 'current') return;
  throw refuse('no-such-operation', { Method: 'POST', ResourceType: 'Bucket', Allow: ALLOW }).because({ contentType });
}

/**
 * Decides about a form when its fields are known and no byte of the file is taken yet: key, signature, policy, rights,
 * then what the object is to be (access.md §8, "POST form order").
 */
async function acceptForm(call: Call, fields: FormFields, file: FormFile): Promise<FormUpload> {
  const { filename, contentType: fileContentType } = file;
  call.note('form', { fields: fields.list.map(({ name }) => name), file: { filename, contentType: fileContentType } });
  const sent = fields.get('key');
  if (sent === undefined) throw refuse('form-without-key', { ArgumentName: 'key', ArgumentValue: '' });
  const claim = readFormClaim(fields);
  call.identifyForm(claim);
  const policy = claim && parseFormPolicy(claim.policy);
  if (claim !== undefined && policy !== undefined) {
    const now = call.runtime.clock.now();
    checkExpiration(policy, now);
    const { conditions, uncovered } = checkConditions(policy, {
      bucket: call.bucketName,
      fields,
      fileContentType,
      version: claim.version,
    });
    call.note('form policy', { expiration: policy.expiration, now, conditions, uncovered });
  }
  const key = keyOf(sent, file);
  const headers = formHeaders(fields, file, call.request.headers);
  const { bucket } = call;
  await call.permit({ action: 'oss:PutObject', access: 'write', bucket, key });
  if (headers.has('x-oss-object-acl')) {
    await call.permit({ action: 'oss:PutObjectAcl', access: 'write-acl', bucket, key });
  }
  call.chargeForm(fields.get('x-oss-request-payer'));
  const guard = () => overwriteGuard(call, { key, headers });
  const guardNow = guard();
  const description = describeObject(call, headers, key);
  limitTraffic(call, fields.get('x-oss-traffic-limit'));
  await checkOverwrite(call, guardNow, key);
  const callback = await formCallback(call, fields);
  const { announced } = call.body;
  const expected = announced === undefined ? undefined : announced - file.offset;
  return new FormUpload({ call, key, description, guard, policy, callback, expected });
}

/** @throws OssError for a key that cannot be one. */
function keyOf(sent: string, file: FormFile): string {
  const key = utf8FromBytes(expandFilename(sent, file.filename));
  if (key === undefined) throw refuse('object-name-not-utf8');
  if (key === '') throw refuse('object-name-empty', { ObjectName: '' });
  checkObjectName(key);
  return key;
}

/** What was decided about a form before its file. */
interface AcceptedForm {
  readonly call: Call;
  readonly key: string;
  readonly description: ObjectDescription;
  /** What judges the object that the file would replace, by what is set at the moment. */
  readonly guard: () => Guard | undefined;
  readonly policy: FormPolicy | undefined;
  readonly callback: CallbackRequest | undefined;
  /** About as many bytes, when that is known. */
  readonly expected: number | undefined;
}

/** The file on its way into the store, held against the sizes its policy allows. */
class FormUpload {
  private readonly form: AcceptedForm;
  private readonly range: { readonly min: number; readonly max: number };
  private readonly writer: ContentWriter;
  private size = 0;

  constructor(form: AcceptedForm) {
    this.form = form;
    this.range = (form.policy && sizeRange(form.policy)) ?? { min: 0, max: MAX_FORM_BYTES };
    this.writer = form.call.store.stage(form.expected);
  }

  /** What is too large is counted to its end, so that its refusal does not depend on how it was cut into chunks. */
  write(chunk: Buffer): Promise<void> | undefined {
    const fitted = this.size <= this.range.max;
    this.size += chunk.length;
    if (this.size <= this.range.max) return this.writer.write(chunk);
    return fitted ? this.writer.discard() : undefined;
  }

  discard(): Promise<void> {
    return this.writer.discard();
  }

  /** What can be said of the file only when the whole form has come in. */
  check(): void {
    const { form, range, size } = this;
    const { call, policy } = form;
    // A slow upload can outlive its policy (EC page 0006-00000213).
    if (policy !== undefined) checkExpiration(policy, call.runtime.clock.now());
    const ProposedSize = `${size}`;
    if (size > range.max) throw refuse('form-file-too-large', { MaxSizeAllowed: `${range.max}`, ProposedSize });
    if (size < range.min) throw refuse('form-file-too-small', { MinSizeAllowed: `${range.min}`, ProposedSize });
  }

  /** Makes the file the object. */
  async commit(fields: FormFields): Promise<Answer> {
    const { call, key, description, guard, callback } = this.form;
    const lastModified = call.runtime.clock.now();
    const { encryption } = description;
    await checkCapacity(call, this.size);
    const content = await this.writer.finish();
    const { crc64, md5 } = content;
    const upload = { key, content, description, lastModified, guard: guard() };
    const { etag, versionId } = await storeNormal(call, upload);
    const stored = { key, versionId, etag, crc64, md5, encryption };
    if (callback === undefined) return formAnswer(call, fields, stored);
    const { contentType } = description;
    const contentMd5 = md5.toString('base64');
    const told = { key, versionId, etag, size: content.size, contentType, crc64, contentMd5 };
    return answerByCallback(call, callback, 'PostObject', told, storedHeaders(stored));
  }
}
