import { refuse } from '../../../errors/refuse.ts';
import { child, childText, type XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { isBucketName } from '../../bucket-name.ts';
import { callerAccount } from '../../caller.ts';
import { type Setting, setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';

/** Where the access logs of a bucket go (operations.md §5.2). */
export interface Logging {
  /** Undefined where an empty document switched logging off. */
  readonly target: LogTarget | undefined;
}

export interface LogTarget {
  readonly bucket: string;
  /** Stands before the names of the log objects. */
  readonly prefix: string;
  readonly role: string | undefined;
}

/** The query key, under which the bucket keeps the document too. */
const LOGGING = 'logging';

const ROLE_NAME = /^[A-Za-z0-9.@_-]{1,64}$/;

export const bucketLogging: Setting<Logging> = setting({
  title: 'BucketLogging',
  subResource: LOGGING,
  support: 'works',
  deletable: true,
  malformed: () => refuse('logging-malformed-xml'),
  read(root) {
    if (root?.name !== 'BucketLoggingStatus') throw refuse('logging-malformed-xml');
    const enabled = child(root, 'LoggingEnabled');
    return { target: enabled && readTarget(enabled) };
  },
  check(call, { target }) {
    if (target === undefined) return;
    const bucket = call.store.bucket(target.bucket);
    if (bucket === undefined) throw refuse('logging-target-missing').because({ target: target.bucket });
    if (bucket.owner !== callerAccount(call)) throw refuse('logging-target-foreign').because({ owner: bucket.owner });
    const { region } = call.bucket;
    if (bucket.region !== region) throw refuse('logging-target-elsewhere').because({ target: bucket.region, region });
  },
  print: ({ target }) => document(target),
  unset: () => document(undefined),
});

function document(target: LogTarget | undefined): XmlElement {
  if (target === undefined) return ['BucketLoggingStatus', []];
  const { bucket, prefix, role } = target;
  return [
    'BucketLoggingStatus',
    [
      [
        'LoggingEnabled',
        [['TargetBucket', bucket], ['TargetPrefix', prefix], role !== undefined && ['LoggingRole', role]],
      ],
    ],
  ];
}

/** @throws OssError `logging-without-target`, `logging-target-…`, `logging-prefix-invalid`, `logging-role-invalid`. */
function readTarget(node: XmlNode): LogTarget {
  const bucket = texts(node, 'TargetBucket')[0];
  if (bucket === undefined) throw refuse('logging-without-target');
  if (bucket === '') throw refuse('logging-target-empty');
  if (!isBucketName(bucket)) throw refuse('logging-target-name-invalid', { BucketName: bucket });
  const prefix = childText(node, 'TargetPrefix') ?? '';
  if (/^[/\\]/.test(prefix)) throw refuse('logging-prefix-invalid', argument('TargetPrefix', prefix));
  const role = texts(node, 'LoggingRole')[0] || undefined;
  if (role !== undefined && !ROLE_NAME.test(role)) throw refuse('logging-role-invalid').because({ role });
  return { bucket, prefix, role };
}
