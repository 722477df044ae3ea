import { OssError } from '../../src/errors/oss-error.ts';
import type { FormField } from '../../src/forms/fields.ts';
import { type FormFile, type FormSource, readForm } from '../../src/forms/reader.ts';
import { type FormRules, formRules } from '../../src/forms/rules.ts';

/** A body in chunks of `step` bytes, or cut in two at `cut`. */
export interface Cutting {
  readonly step?: number;
  readonly cut?: number;
}

export function chunksOf(body: Buffer, { step, cut }: Cutting = {}): Buffer[] {
  if (cut !== undefined) return [body.subarray(0, cut), body.subarray(cut)].filter((chunk) => chunk.length > 0);
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; at += step ?? body.length) {
    chunks.push(body.subarray(at, at + (step ?? body.length)));
  }
  return chunks;
}

/** A request body made of chunks. */
export function sourceOf(chunks: Iterable<Buffer>, announced?: number): FormSource {
  return {
    announced,
    async readInto(take) {
      let size = 0;
      for (const chunk of chunks) {
        size += chunk.length;
        const wait = take(chunk);
        if (wait !== undefined) await wait;
      }
      return size;
    },
  };
}

/** What came of a form: all texts are byte strings. */
export interface Accepted {
  readonly fields: readonly FormField[];
  readonly file: FormFile;
  readonly bytes: string;
}

export interface Refused {
  readonly cause: string;
}

export interface Reading extends Cutting {
  readonly contentType?: string;
  readonly rules?: FormRules;
  readonly announced?: number;
}

/** Reads a form with the boundary `b` unless told otherwise. */
export async function read(body: string | Buffer, reading: Reading = {}): Promise<Accepted | Refused> {
  const buffer = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
  const bytes: Buffer[] = [];
  try {
    const form = await readForm(
      sourceOf(chunksOf(buffer, reading), reading.announced),
      {
        contentType: reading.contentType ?? 'multipart/form-data; boundary=b',
        rules: reading.rules ?? formRules('current'),
      },
      async () => ({
        write(chunk) {
          bytes.push(Buffer.from(chunk));
          return undefined;
        },
      }),
    );
    return { fields: form.fields.list, file: form.file, bytes: Buffer.concat(bytes).toString('latin1') };
  } catch (error) {
    if (error instanceof OssError) return { cause: error.cause };
    throw error;
  }
}

export async function accepted(body: string | Buffer, reading?: Reading): Promise<Accepted> {
  const outcome = await read(body, reading);
  if ('cause' in outcome) throw new Error(`refused: ${outcome.cause}`);
  return outcome;
}

export async function causeOf(body: string | Buffer, reading?: Reading): Promise<string | undefined> {
  const outcome = await read(body, reading);
  return 'cause' in outcome ? outcome.cause : undefined;
}

/** A part with the boundary `b`; `head` is all of its header lines. */
export function part(head: string, value = ''): string {
  return `--b\r\n${head}\r\n\r\n${value}\r\n`;
}

export function field(name: string, value: string): string {
  return part(`Content-Disposition: form-data; name="${name}"`, value);
}

export const FILE_HEAD = 'Content-Disposition: form-data; name="file"; filename="a.txt"';

export function form(...parts: string[]): string {
  return `${parts.join('')}--b--\r\n`;
}
