import { type AccountConfig, type RunningServer, startServer } from '../../src/index.ts';
import { FORM_TIME, formBody, type Posting, postBytes, type TestForm } from '../support/forms.ts';
import { type RawAnswer, raw } from '../support/raw.ts';
import { KEYS, type SignedCall, signed } from '../support/signed.ts';

export const BUCKET = 'examplebucket';
/** A bucket that everyone may write to. */
export const PUBLIC = 'publicbucket';
/** A bucket of an account that pays no more. */
export const CLOSED = 'closedbucket';
export const OWNER = '1234567890123456';
const INDEBTED = '6543210987654321';

const ACCOUNTS: readonly AccountConfig[] = [
  {
    id: OWNER,
    keys: [{ id: KEYS.accessKeyId, secret: KEYS.accessKeySecret, status: 'active' }],
  },
  { id: INDEBTED, status: 'indebted-overdue', keys: [{ id: 'indebted', secret: 'indebted', status: 'active' }] },
];

/** A server at 08:00 with a private, a public and a closed bucket. */
export function formServer(): Promise<RunningServer> {
  return startServer({
    host: '127.0.0.1',
    clock: FORM_TIME,
    seed: 1,
    accounts: ACCOUNTS,
    buckets: [
      { name: BUCKET, acl: 'private', storageClass: 'Standard' },
      { name: PUBLIC, acl: 'public-read-write', storageClass: 'Standard' },
      { name: CLOSED, acl: 'public-read-write', storageClass: 'Standard', owner: INDEBTED },
    ],
  });
}

/** How a form is posted, where it matters. */
export interface PostOptions extends Partial<Omit<Posting, 'body'>> {
  readonly bucket?: string;
}

/** Posts a form, virtual-hosted. */
export function post(server: RunningServer, form: TestForm, options: PostOptions = {}): Promise<RawAnswer> {
  return postBody(server, formBody(form), options);
}

/** Posts what may be no form. */
export function postBody(server: RunningServer, body: Buffer, options: PostOptions = {}): Promise<RawAnswer> {
  const { bucket = BUCKET, ...more } = options;
  return raw(server.port, postBytes({ host: `${bucket}.oss-cn-hangzhou.aliyuncs.com`, body, ...more }));
}

/** A signed request of the owner about an object. */
export function asOwner(server: RunningServer, call: Omit<SignedCall, 'at'>): Promise<RawAnswer> {
  return signed(server.port, { bucket: BUCKET, at: FORM_TIME, ...call });
}

/** The object as its owner gets it. */
export function stored(server: RunningServer, key: string, bucket = BUCKET): Promise<RawAnswer> {
  return asOwner(server, { method: 'GET', bucket, key });
}

/** The keys in a bucket. */
export async function keysIn(server: RunningServer, bucket = BUCKET): Promise<string[]> {
  const { body } = await asOwner(server, { method: 'GET', bucket, query: 'encoding-type=url' });
  return [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => decodeURIComponent(key.replaceAll('+', ' ')));
}

/** What the record of an exchange says. */
export interface Told {
  readonly cause?: string;
  readonly rungs: readonly {
    readonly name: string;
    readonly outcome: string;
    readonly facts?: Record<string, unknown>;
  }[];
}

export function told(server: RunningServer, answer: RawAnswer): Told {
  return server.request(answer.header('x-oss-request-id') ?? '') as Told;
}

/** Status, code and cause of a refusal. */
export function refusal(server: RunningServer, answer: RawAnswer) {
  const code = /<Code>(.*)<\/Code>/.exec(answer.body)?.[1];
  return { status: answer.status, code, cause: told(server, answer).cause };
}
