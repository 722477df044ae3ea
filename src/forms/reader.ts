import { createHash, type Hash } from 'node:crypto';
import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { utf8FromBytes } from '../wire/percent.ts';
import { Base64Decoder } from './base64.ts';
import { formBoundary } from './boundary.ts';
import { type FormField, FormFields } from './fields.ts';
import { Framing, type PartHandler } from './framing.ts';
import { checkSpelling } from './names.ts';
import { type PartHead, readPartHead, unfinishedNameBytes } from './part-head.ts';
import type { FormRules } from './rules.ts';

/** Where a form comes from; a `RequestBody` is one. */
export interface FormSource {
  /** Content-Length, or undefined when chunked or absent. */
  readonly announced: number | undefined;
  /** Reads to the end; waits for the promise that `take` may return. @returns the number of bytes read. */
  readInto(take: (chunk: Buffer) => Promise<void> | undefined): Promise<number>;
}

/** What is known of the file before its first byte. Texts are byte strings. */
export interface FormFile {
  /** As sent, path and all; undefined when the part has none. */
  readonly filename: string | undefined;
  /** The Content-Type of the part. */
  readonly contentType: string | undefined;
  /** Where in the body the file begins. */
  readonly offset: number;
}

/** Takes the file. A promise is waited for before more is read. */
export interface FormSink {
  write(chunk: Buffer): Promise<void> | undefined;
}

export interface FormOptions {
  /** The request's Content-Type, a byte string. */
  readonly contentType: string | undefined;
  /** What `formRules()` says of the profile. */
  readonly rules: FormRules;
  /** True to compute the MD5 of the whole body, for Content-MD5 (access.md POST-3). */
  readonly md5?: boolean;
}

/** A form that was read to its end. */
export interface Form {
  readonly fields: FormFields;
  readonly file: FormFile;
  /** Bytes of the file, decoded. */
  readonly size: number;
  /** The MD5 of the whole body, 16 bytes, where asked for. */
  readonly md5: Buffer | undefined;
}

/**
 * Reads a form of any size in a few KB of memory beside its fields (access.md §7.1, §7.2).
 * @param accept is called once, between the last field and the first byte of the file: it decides about the form and
 * returns where the file goes. Fields behind the file do not count.
 * @throws what `accept` or its sink throws, what `source.readInto` throws, and OssError `form-not-multipart`,
 * `form-file-too-large` or `form-body-over-5-gb`, `form-malformed`, `form-part-header-malformed`,
 * `form-field-name-invalid`, `form-unrecognized-field`, `form-field-name-too-long`, `form-field-too-long`,
 * `form-fields-too-large`, `form-without-file`, `form-several-files`. The file may be with the sink by then; the caller
 * discards it.
 */
export async function readForm(
  source: FormSource,
  options: FormOptions,
  accept: (fields: FormFields, file: FormFile) => Promise<FormSink>,
): Promise<Form> {
  const { rules } = options;
  const boundary = formBoundary(options.contentType);
  if (source.announced !== undefined && source.announced > rules.bodyBytes) throw tooLarge(rules, source.announced);
  const reader = new FormReader(boundary, rules, accept, options.md5 === true);
  await source.readInto((chunk) => reader.take(chunk));
  return reader.finish();
}

class FormReader implements PartHandler {
  private readonly rules: FormRules;
  private readonly accept: (fields: FormFields, file: FormFile) => Promise<FormSink>;
  private readonly framing: Framing;
  private readonly md5: Hash | undefined;
  private bytes = 0;
  private readonly list: FormField[] = [];
  private headBytes = 0;
  private valueBytes = 0;
  /** The field being read. */
  private name: string | undefined;
  private value = '';
  private fields: FormFields | undefined;
  private file: FormFile | undefined;
  /** Where the file being read goes. */
  private sink: FormSink | undefined;
  private decoder: Base64Decoder | undefined;
  private size = 0;

  constructor(boundary: string, rules: FormRules, accept: FormReader['accept'], md5: boolean) {
    this.rules = rules;
    this.accept = accept;
    this.framing = new Framing(boundary, this);
    this.md5 = md5 ? createHash('md5') : undefined;
  }

  take(chunk: Buffer): Promise<void> | undefined {
    this.bytes += chunk.length;
    if (this.bytes > this.rules.bodyBytes) throw tooLarge(this.rules, this.bytes);
    this.md5?.update(chunk);
    return this.framing.push(chunk);
  }

  async finish(): Promise<Form> {
    await this.framing.finish();
    const { fields, file, size } = this;
    if (fields === undefined || file === undefined) throw refuse('form-without-file').because({ fields: this.names() });
    return { fields, file, size, md5: this.md5?.digest() };
  }

  head(block: string): Promise<void> | undefined {
    const head = readPartHead(block, this.framing.offset);
    const { rules } = this;
    if (head.name.length > rules.nameBytes) throw nameTooLong(rules, head.name.length);
    const name = utf8FromBytes(head.name) ?? head.name;
    const isFile = name.toLowerCase() === 'file';
    if (this.file !== undefined) {
      if (isFile) throw refuse('form-several-files').because({ first: this.file.offset, second: this.framing.offset });
      return undefined;
    }
    if (rules.exactNames) checkSpelling(name);
    if (isFile) return this.beginFile(head);
    this.headBytes += block.length;
    if (this.headBytes > rules.fieldsBytes) throw fieldsTooLarge(rules);
    this.name = name;
    this.value = '';
    return undefined;
  }

  headTooLong(block: string): never {
    const nameBytes = unfinishedNameBytes(block);
    if (nameBytes > this.rules.nameBytes) throw nameTooLong(this.rules, nameBytes);
    throw refuse('form-part-header-malformed').because({
      why: 'the header lines of the part have no end',
      offset: this.framing.offset,
      found: block.slice(0, 200),
    });
  }

  data(bytes: Buffer): Promise<void> | undefined {
    if (this.sink !== undefined) return this.pass(this.decoder === undefined ? bytes : this.decoder.write(bytes));
    if (this.name === undefined) return undefined;
    const { rules } = this;
    this.valueBytes += bytes.length;
    if (this.value.length + bytes.length > rules.valueBytes) {
      throw refuse('form-field-too-long').because({ field: this.name, limit: rules.valueBytes });
    }
    if (this.valueBytes > rules.fieldsBytes) throw fieldsTooLarge(rules);
    this.value += bytes.toString('latin1');
    return undefined;
  }

  end(): Promise<void> | undefined {
    if (this.sink !== undefined) {
      const wait = this.decoder === undefined ? undefined : this.pass(this.decoder.end());
      this.sink = undefined;
      return wait;
    }
    if (this.name !== undefined) this.list.push({ name: this.name, value: this.value });
    this.name = undefined;
    return undefined;
  }

  private beginFile(head: PartHead): Promise<void> {
    const { unknown } = head;
    if (unknown !== undefined && this.rules.knownFileHeadersOnly) {
      throw refuse('form-unrecognized-field', { ArgumentName: unknown.name, ArgumentValue: text(unknown.value) });
    }
    // Any other encoding leaves the bytes as they are: 7bit, 8bit and binary say so, and no other is documented.
    if (head.transferEncoding?.toLowerCase() === 'base64') this.decoder = new Base64Decoder();
    this.fields = new FormFields(this.list);
    this.file = { filename: head.filename, contentType: head.contentType, offset: this.framing.offset };
    return this.accept(this.fields, this.file).then((sink) => {
      this.sink = sink;
    });
  }

  private pass(bytes: Buffer): Promise<void> | undefined {
    if (bytes.length === 0) return undefined;
    this.size += bytes.length;
    return this.sink?.write(bytes);
  }

  private names(): string[] {
    return this.list.map(({ name }) => name);
  }
}

function text(bytes: string): string {
  return utf8FromBytes(bytes) ?? bytes;
}

function nameTooLong(rules: FormRules, length: number): OssError {
  return refuse('form-field-name-too-long').because({ length, limit: rules.nameBytes });
}

function fieldsTooLarge(rules: FormRules): OssError {
  return refuse('form-fields-too-large').because({ limit: rules.fieldsBytes });
}

function tooLarge(rules: FormRules, bytes: number): OssError {
  if (rules.bodyTooLarge === 'form-body-over-5-gb') {
    return refuse('form-body-over-5-gb', { ArgumentName: 'Content-Length', ArgumentValue: `${bytes}` });
  }
  return refuse('form-file-too-large', { MaxSizeAllowed: `${rules.bodyBytes}`, ProposedSize: `${bytes}` });
}
