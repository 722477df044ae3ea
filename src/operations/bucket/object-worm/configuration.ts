import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord, Retention } from '../../../store/store.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';
import { wormOf } from '../worm/policy.ts';

/** Retention of single objects (operations.md §11.7): once it is on, it stays on. */
export interface ObjectWorm {
  /** What new objects get that say nothing themselves. */
  readonly initial: DefaultRetention | undefined;
}

interface DefaultRetention {
  readonly mode: Retention['mode'];
  readonly unit: 'Days' | 'Years';
  readonly length: number;
}

/** As for the retention of a bucket. */
const MOST = { Days: 25_550, Years: 70 } as const;

/** The query key, under which the bucket keeps the document too. */
export const OBJECT_WORM = 'objectWorm';

/** A bucket that is missing is no NoSuchBucket here: the service takes the body for PutBucket's (operations.md §2.1). */
export const objectWorm = setting<ObjectWorm>({
  title: 'BucketObjectWormConfiguration',
  subResource: OBJECT_WORM,
  support: 'works',
  deletable: false,
  bucketMayBeMissing: true,
  malformed,
  read(root) {
    if (root?.name !== 'ObjectWormConfiguration' || texts(root, 'ObjectWormEnabled')[0] !== 'Enabled')
      throw malformed();
    const rule = child(root, 'Rule');
    return { initial: rule && readRule(rule) };
  },
  check(call) {
    if (call.existingBucket === undefined) throw refuse('overwrite-bucket-missing');
    const { bucket, runtime } = call;
    if (bucket.versioning !== 'Enabled') throw refuse('object-worm-needs-versioning');
    if (wormOf(bucket, runtime.clock.now()) !== undefined) throw refuse('worm-and-object-worm');
  },
  print: ({ initial }): XmlElement => [
    'ObjectWormConfiguration',
    [
      ['ObjectWormEnabled', 'Enabled'],
      initial && [
        'Rule',
        [
          [
            'DefaultRetention',
            [
              ['Mode', initial.mode],
              [initial.unit, initial.length],
            ],
          ],
        ],
      ],
    ],
  ],
  unset({ name }) {
    throw refuse('no-object-worm-configuration', { BucketName: name });
  },
});

function malformed() {
  return refuse('object-worm-malformed-xml');
}

function readRule(rule: XmlNode): DefaultRetention {
  const node = child(rule, 'DefaultRetention');
  const mode = node && readMode(texts(node, 'Mode')[0]);
  if (node === undefined || mode === undefined) throw malformed();
  const lengths = node.children.filter(({ name }) => name === 'Days' || name === 'Years');
  const [length] = lengths;
  if (length === undefined || lengths.length > 1 || !/^\s*\d{1,6}\s*$/.test(length.text)) throw malformed();
  const unit = length.name as DefaultRetention['unit'];
  const number = Number(length.text);
  if (number < 1 || number > MOST[unit]) throw malformed();
  return { mode, unit, length: number };
}

/** Undefined for what is no mode. */
export function readMode(text: string | undefined): Retention['mode'] | undefined {
  return text === 'GOVERNANCE' || text === 'COMPLIANCE' ? text : undefined;
}

/** Undefined where single objects cannot be retained. */
export function objectWormOf(bucket: BucketRecord): ObjectWorm | undefined {
  return objectWorm.of(bucket);
}

/** What an object made now is given where its request says nothing. */
export function initialRetention({ initial }: ObjectWorm, now: number): Retention | undefined {
  if (initial === undefined) return undefined;
  const until = new Date(now);
  if (initial.unit === 'Days') until.setUTCDate(until.getUTCDate() + initial.length);
  else until.setUTCFullYear(until.getUTCFullYear() + initial.length);
  return { mode: initial.mode, until: until.getTime() };
}
