import { z } from 'zod';
import { configFile } from '../config/file.ts';
import { readYaml } from '../config/yaml.ts';
import { readDistance, readDuration, readInstant } from '../runtime/index.ts';

/** A header, query or form value: a text, or one of the other ways to say it. */
const value = z.union([
  z.string(),
  z.strictObject({ size: z.int().min(0) }),
  /** The Base64 of a text, or of a document as JSON. */
  z.strictObject({ base64Of: z.json() }),
]);

/** One value for each name, in order; null takes a header away again. */
const pairs = z.record(z.string(), z.union([value, z.null()]));
const texts = z.record(z.string(), z.union([z.string(), z.null()]));

/** The bytes of a body: a text, or one of the other ways to say them. */
const content = z.union([
  z.string(),
  z.strictObject({ base64: z.string() }),
  /** So many bytes, always the same. */
  z.strictObject({ size: z.int().min(0) }),
  z.strictObject({ json: z.json() }),
]);

/** A time to go forward by. */
const span = z.string().refine((text) => readDuration(text) !== undefined, 'expected a time such as 90s or 1h30m');

const time = z
  .string()
  .refine(
    (text) => (readDuration(text) ?? readDistance(text) ?? readInstant(text)) !== undefined,
    'expected a distance such as -20m, or an ISO instant',
  );

/** Who signs, and how. */
const signing = z.strictObject({
  with: z.enum(['v1', 'v1-url', 'v2', 'v2-url', 'v4', 'v4-url', 'none']).optional(),
  /** AccessKeyId; the first account's first key unless given. */
  as: z.string().optional(),
  /** Instead of the key's own. */
  secret: z.string().optional(),
  token: z.string().optional(),
  /** The time signed, as a distance from the scenario's clock (`-20m`) or an ISO instant. */
  at: time.optional(),
  /** Seconds for which a URL holds, from the time signed on. */
  expires: z.int().optional(),
  region: z.string().optional(),
  product: z.string().optional(),
  additionalHeaders: z.array(z.string()).optional(),
});

const file = z.strictObject({
  /** The form field; `file` unless given. */
  field: z.string().optional(),
  name: z.string().nullable().optional(),
  type: z.string().optional(),
  content,
});

/** A browser form, posted to the bucket. */
const form = z.strictObject({
  fields: pairs.optional(),
  /** More fields, each of so many characters. */
  filler: z.strictObject({ count: z.int().min(1), size: z.int().min(0) }).optional(),
  /** A policy document, or the text of one. Signed and put in its fields, unless `sign` says none. */
  policy: z.union([z.string(), z.strictObject({ expiration: z.string(), conditions: z.array(z.json()) })]).optional(),
  sign: z
    .union([z.enum(['v1', 'v4', 'none']), signing.omit({ with: true }).extend({ with: z.enum(['v1', 'v4', 'none']) })])
    .optional(),
  /** Parts that carry a file; null for none. */
  file: z.union([file, z.array(file), z.null()]).optional(),
  /** Fields behind the file. */
  after: pairs.optional(),
  boundary: z.string().optional(),
});

const expected = {
  status: z.int().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  /** The cause in the record, which no client sees. */
  cause: z.string().optional(),
  ec: z.string().optional(),
  /** Headers that must be there, with these values; null for those that must not. */
  headers: texts.optional(),
  /** The whole body. */
  body: z.string().optional(),
  /** A text that the body must hold. */
  contains: z.string().optional(),
  /** What the callback server was sent. */
  callback: z.string().optional(),
  /** True where the connection ends without a whole answer. */
  noAnswer: z.boolean().optional(),
};

const profile = z.enum(['current', '2022', '2019']);

const expectation = z.strictObject({
  ...expected,
  /** What is otherwise in a profile. */
  in: z.partialRecord(profile, z.strictObject(expected)).optional(),
});

const ask = z.strictObject({
  /** What this request is for. */
  note: z.string().optional(),
  method: z.string().optional(),
  bucket: z.string().optional(),
  key: z.string().optional(),
  query: pairs.optional(),
  headers: pairs.optional(),
  /** `<bucket>.oss-<region>.aliyuncs.com` unless given. */
  host: z.string().optional(),
  body: content.optional(),
  /** Sends the Content-MD5 of the body, a form's included. */
  contentMd5: z.boolean().optional(),
  form: form.optional(),
  /** A call of the token service. */
  sts: pairs.optional(),
  sign: z.union([signing.shape.with.unwrap(), signing]).optional(),
  /** What is sent otherwise than it was signed. */
  sent: z
    .strictObject({
      method: z.string().optional(),
      target: z.string().optional(),
      key: z.string().optional(),
      query: pairs.optional(),
      headers: pairs.optional(),
      host: z.string().optional(),
      body: content.optional(),
    })
    .optional(),
  /** `none` leaves Content-Length out. */
  framing: z.enum(['length', 'chunked', 'none']).optional(),
  /** The request as text, line by line, instead of all of the above. */
  raw: z.string().optional(),
  /** By how much the clock goes forward before the request. */
  advance: span.optional(),
  /** Only so many bytes of the body are sent, then the clock goes forward while the server waits. */
  stall: z.strictObject({ after: z.int().min(0), advance: span }).optional(),
  /**
   * By how much it goes forward when all is sent and the server waits: for a callback server, which it does for 5s, or
   * before it answers, which a fault makes it do. It is moved when something waits for just as long.
   */
  meanwhile: span.optional(),
  /** After how long the client ends the connection without having seen an answer. */
  giveUp: span.optional(),
  /** Names for texts of the answer: an element, or a header after `header `. Used as `${name}` further down. */
  save: z.record(z.string(), z.string()).optional(),
  expect: expectation.optional(),
});

/** A scenario file: the state, the requests, and what must come back. */
const scenario = z.strictObject({
  title: z.string(),
  /** Why it comes to this, and what a reader should look at. */
  about: z.string().optional(),
  /** Rows and examples of the manuals that it shows, as docs/manuals.md names them. */
  manual: z.array(z.string()).optional(),
  profiles: z.array(profile).min(1).optional(),
  /** Where the clock stands still. */
  clock: z.iso.datetime().optional(),
  seed: z.int().min(0).max(0xffffffff).optional(),
  /** The keys of the configuration file. */
  config: configFile.omit({ clock: true, seed: true, wire: true }).optional(),
  /**
   * How a callback server answers, which `${callback}` is the address of: a reply of `ossmock callback-server`, or
   * `unreachable` for one with which no connection comes about.
   */
  callback: z.union([z.string(), z.int()]).optional(),
  /** Requests that make the state; each must succeed. */
  before: z.array(ask).optional(),
  requests: z.array(ask).min(1),
});

export type Scenario = z.infer<typeof scenario>;
export type Ask = z.infer<typeof ask>;
export type Content = z.infer<typeof content>;
export type FormAsk = z.infer<typeof form>;
export type FileAsk = z.infer<typeof file>;
export type Signing = z.infer<typeof signing>;
export type Expectation = z.infer<typeof expectation>;
export type Value = z.infer<typeof value>;
export type Pairs = z.infer<typeof pairs>;

/**
 * Reads a scenario.
 * @param file its name, for messages.
 * @throws ConfigError with file, line, path and what was expected.
 */
export function readScenario(file: string, source: string): Scenario {
  return readYaml(scenario, file, source);
}

/** For editors: the shape of a scenario file as JSON Schema. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenario, { io: 'input' });
}
