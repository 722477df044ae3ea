import { refuse } from '../../../errors/refuse.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import { type Shape, shaped } from '../../../xml/shape.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { readBoolean, texts } from '../../setting-values.ts';
import { checkFilter } from './filter.ts';

/** As the service prints it (operations.md §5.11). */
const SHAPE: Shape = [
  'InventoryConfiguration',
  [
    'Id',
    ['IsEnabled', 'boolean'],
    [
      'Destination',
      [
        [
          'OSSBucketDestination',
          ['Format', 'AccountId', 'RoleArn', 'Bucket', 'Prefix', ['Encryption', ['SSE-OSS', ['SSE-KMS', ['KeyId']]]]],
        ],
      ],
    ],
    ['Schedule', ['Frequency', 'DayOfMonth']],
    [
      'Filter',
      [
        'Prefix',
        'LastModifyBeginTimeStamp',
        'LastModifyEndTimeStamp',
        'LowerSizeBound',
        'UpperSizeBound',
        'StorageClass',
      ],
    ],
    'IncludedObjectVersions',
    ['OptionalFields', ['Field']],
    [
      'IncrementalInventory',
      [
        ['IsEnabled', 'boolean'],
        ['Schedule', ['Frequency']],
        ['OptionalFields', ['Field']],
      ],
    ],
  ],
];

/** What is looked at outside the document; the rest is only printed. */
export interface Inventory {
  readonly id: string;
  /** `acs:oss:::` left off. */
  readonly destination: string;
  /** The account that is said to own the destination. */
  readonly accountId: string;
  readonly element: XmlElement;
}

const FREQUENCIES = ['Daily', 'Weekly', 'Monthly', 'Once'];
const VERSIONS = ['All', 'Current'];
const FIELDS: ReadonlySet<string> = new Set([
  'Size',
  'LastModifiedDate',
  'ETag',
  'StorageClass',
  'IsMultipartUploaded',
  'EncryptionStatus',
  'TransitionTime',
  'ObjectAcl',
  'TaggingCount',
  'ObjectType',
  'Crc64',
]);
const MAX_ID = 192;
const MAX_PREFIX = 1023;
const BUCKET = 'acs:oss:::';

/** @param root undefined for an empty body. @throws OssError the causes of errors/catalogue/inventory.ts. */
export function readInventory(root: XmlNode | undefined): Inventory {
  if (root?.name !== 'InventoryConfiguration') throw refuse('inventory-malformed-xml');
  const id = required(root, 'Id', 'inventory-id-node-missing');
  if (id === '' || id.length > MAX_ID) throw refuse('inventory-id-invalid', argument('Id', id));
  const enabled = required(root, 'IsEnabled', 'inventory-enabled-missing');
  if (readBoolean(enabled) === undefined) throw refuse('inventory-enabled-invalid', argument('IsEnabled', enabled));
  const to = readDestination(inside(inside(root, 'Destination'), 'OSSBucketDestination'));
  const frequency = required(inside(root, 'Schedule'), 'Frequency', 'inventory-frequency-missing');
  if (!FREQUENCIES.includes(frequency)) {
    throw refuse('inventory-frequency-invalid', argument('Frequency', frequency));
  }
  const filter = child(root, 'Filter');
  if (filter !== undefined) {
    checkPrefix(filter);
    checkFilter(filter);
  }
  const versions = required(root, 'IncludedObjectVersions', 'inventory-malformed-xml');
  if (!VERSIONS.includes(versions)) {
    throw refuse('inventory-versions-invalid', argument('IncludedObjectVersions', versions));
  }
  const fields = child(root, 'OptionalFields');
  const unknown = fields && texts(fields, 'Field').find((field) => !FIELDS.has(field));
  if (unknown !== undefined) throw refuse('inventory-field-invalid', argument('Field', unknown));
  return { id, destination: to.bucket, accountId: to.accountId, element: shaped(root, SHAPE) };
}

function readDestination(node: XmlNode): { readonly bucket: string; readonly accountId: string } {
  const format = required(node, 'Format', 'inventory-format-missing');
  if (format !== 'CSV') throw refuse('inventory-format-invalid', argument('Format', format));
  const accountId = required(node, 'AccountId', 'inventory-account-missing');
  if (accountId === '') throw refuse('inventory-account-invalid', argument('AccountId', accountId));
  required(node, 'RoleArn', 'inventory-malformed-xml');
  const bucket = required(node, 'Bucket', 'inventory-malformed-xml');
  const shown = argument('Bucket', bucket);
  if (!bucket.startsWith(BUCKET)) throw refuse('inventory-destination-malformed', shown);
  const name = bucket.slice(BUCKET.length);
  if (name.length < 3 || name.length > 63) throw refuse('inventory-destination-name-length', shown);
  checkPrefix(node);
  return { bucket: name, accountId };
}

function checkPrefix(node: XmlNode): void {
  const prefix = texts(node, 'Prefix')[0] ?? '';
  if (prefix.length > MAX_PREFIX) throw refuse('inventory-prefix-too-long', argument('Prefix', prefix));
}

type MissingCause =
  | 'inventory-malformed-xml'
  | 'inventory-id-node-missing'
  | 'inventory-enabled-missing'
  | 'inventory-format-missing'
  | 'inventory-account-missing'
  | 'inventory-frequency-missing';

function required(node: XmlNode, name: string, missing: MissingCause): string {
  const text = texts(node, name)[0];
  if (text === undefined) throw refuse(missing).because({ element: name });
  return text;
}

function inside(node: XmlNode, name: string): XmlNode {
  const found = child(node, name);
  if (found === undefined) throw refuse('inventory-malformed-xml').because({ element: name });
  return found;
}
