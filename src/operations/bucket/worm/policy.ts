import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { xmlDate } from '../../../wire/dates.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { childText, readXml, type XmlNode } from '../../../xml/read.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import type { Call } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { putBucketDocument } from '../bucket-record.ts';

/** The retention policy of a bucket (operations.md §5.12). */
export interface WormPolicy {
  readonly id: string;
  /** A policy that is InProgress can be given up; it protects as a locked one does. */
  readonly state: 'InProgress' | 'Locked';
  readonly days: number;
  /** Milliseconds since the Unix epoch, in whole seconds. */
  readonly createdAt: number;
}

/** The name under which a bucket keeps its policy. */
export const WORM = 'worm';
export const DAY = 24 * 60 * 60 * 1000;
/** Seventy years. */
const MAX_DAYS = 25_550;

const known = new WeakMap<BucketRecord, WormPolicy>();

/** The policy that counts now: one that was not locked within a day of its making is gone. */
export function wormOf(bucket: BucketRecord, now: number): WormPolicy | undefined {
  const document = bucket.documents[WORM];
  if (document === undefined) return undefined;
  let policy = known.get(bucket);
  if (policy === undefined) {
    policy = parse(document);
    known.set(bucket, policy);
  }
  return policy.state === 'Locked' || now < policy.createdAt + DAY ? policy : undefined;
}

function parse(document: string): WormPolicy {
  const root = readXml(document) as XmlNode;
  return {
    id: childText(root, 'WormId') as string,
    state: childText(root, 'State') as WormPolicy['state'],
    days: Number(childText(root, 'RetentionPeriodInDays')),
    createdAt: Date.parse(childText(root, 'CreationDate') as string),
  };
}

export function wormElement({ id, state, days, createdAt }: WormPolicy): XmlElement {
  return [
    'WormConfiguration',
    [
      ['WormId', id],
      ['State', state],
      ['RetentionPeriodInDays', days],
      ['CreationDate', xmlDate(createdAt)],
      // Until when it can be locked; an answer recorded in 2021 has it, its place is that of the Python SDK's list.
      state === 'InProgress' && ['ExpirationDate', xmlDate(createdAt + DAY)],
    ],
  ];
}

/** Makes it the addressed bucket's policy; undefined leaves the bucket without one. */
export function keepWorm(call: Call, policy: WormPolicy | undefined): Promise<void> {
  return putBucketDocument(call, WORM, policy && xmlDocument(wormElement(policy)));
}

/** The policy of the addressed bucket as it is now. @throws OssError `no-worm-configuration`. */
export function existingWorm({ bucket, runtime }: Call): WormPolicy {
  const policy = wormOf(bucket, runtime.clock.now());
  if (policy === undefined) throw refuse('no-worm-configuration');
  return policy;
}

/** The policy that `wormId` in the query names. @throws OssError `no-worm-configuration`, `worm-id-unknown`. */
export function namedWorm(call: Call): WormPolicy {
  const bytes = call.request.query.get('wormId') ?? '';
  const id = utf8FromBytes(bytes) ?? bytes;
  const policy = existingWorm(call);
  if (policy.id !== id) throw refuse('worm-id-unknown').because({ asked: id, id: policy.id });
  return policy;
}

/** Bytes of a document with one number. */
export const MAX_BYTES = 4096;

/**
 * The days of `<root><RetentionPeriodInDays>`.
 * @throws OssError `worm-malformed-xml`, `worm-days-invalid`.
 */
export function readDays(root: XmlNode | undefined, name: string): number {
  const text = root?.name === name ? texts(root, 'RetentionPeriodInDays')[0] : undefined;
  if (text === undefined) throw refuse('worm-malformed-xml');
  const days = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > MAX_DAYS) throw refuse('worm-days-invalid').because({ days: text, most: MAX_DAYS });
  return days;
}
