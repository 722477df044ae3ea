import type { IncomingMessage } from 'node:http';

/** What a text field has to look like. */
export interface TextForm {
  readonly form: RegExp;
  /** For the message. */
  readonly wanted: string;
}

/** A body that cannot be used; the message says what was expected. */
export class BadBody extends Error {}

const MAX_BYTES = 64 * 1024;

/**
 * Reads a JSON object of text fields; an empty body is an object without any. Own paths have no body parser, because
 * Fastify's would answer for the storage service too.
 * @throws BadBody on anything else, on fields that are not named in `fields`, and on texts not of their form.
 */
export async function readFields<Name extends string>(
  request: IncomingMessage,
  fields: Readonly<Record<Name, TextForm>>,
): Promise<{ readonly [N in Name]?: string }> {
  const given = await readObject(request);
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(fields, name))
      throw new BadBody(`${name}: unknown; there are ${Object.keys(fields).join(', ')}`);
    const { form, wanted } = fields[name as Name];
    if (typeof value !== 'string' || !form.test(value)) throw new BadBody(`${name}: expected ${wanted}`);
  }
  return given as { readonly [N in Name]?: string };
}

/** A JSON object; an empty body is one without fields. @throws BadBody on anything else. */
export async function readObject(request: IncomingMessage): Promise<object> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new BadBody(`the body: expected ${MAX_BYTES} bytes at most`);
    chunks.push(chunk);
  }
  if (bytes === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadBody('the body: expected JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadBody('the body: expected an object');
  return value;
}
