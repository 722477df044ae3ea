import type { ExchangeRecord } from '../journal/record.ts';
import type { ReplayParts } from './parts.ts';
import { text } from './text.ts';

/** Documents of a bucket on which these checks depend; each is put under its own name. */
const SETTINGS = ['cors', 'referer', 'policy', 'publicAccessBlock', 'requestPayment', 'website'];
/** Longer objects are stood in for: no check of these looks into them. */
const MAX_BYTES = 64 * 1024;

/** The addressed bucket with what these checks ask of it, and the addressed object. */
export async function bucketsOf({ bucket: name, key }: ExchangeRecord, { store }: ReplayParts): Promise<object[]> {
  const bucket = name === undefined ? undefined : store.bucket(name);
  if (bucket === undefined) return [];
  const documents = SETTINGS.filter((setting) => bucket.documents[setting] !== undefined);
  const settings = Object.fromEntries(documents.map((setting) => [setting, bucket.documents[setting]]));
  const object = key === undefined ? undefined : await objectOf(bucket.name, key, store);
  return [
    {
      name: bucket.name,
      owner: bucket.owner,
      acl: bucket.acl,
      region: bucket.region,
      storageClass: bucket.storageClass,
      ...(documents.length > 0 && { settings }),
      ...(object && { objects: [object] }),
    },
  ];
}

async function objectOf(bucket: string, key: string, store: ReplayParts['store']): Promise<object | undefined> {
  const object = await store.object(bucket, key);
  if (object === undefined) return undefined;
  const chunks: Buffer[] = [];
  if (object.size <= MAX_BYTES) {
    await store.read(object).pump(async (chunk) => {
      chunks.push(Buffer.from(chunk));
    });
  }
  const bytes = Buffer.concat(chunks);
  const content = bytes.toString('utf8');
  const headers: [string, string][] = [
    ['Content-Type', object.contentType],
    ...object.headers.map(([name, value]): [string, string] => [name, text(value)]),
    ...(object.acl === 'default' ? [] : [['x-oss-object-acl', object.acl] as [string, string]]),
  ];
  return {
    key,
    content: Buffer.from(content).equals(bytes) ? content : 'x'.repeat(bytes.length),
    headers: Object.fromEntries(headers),
  };
}
