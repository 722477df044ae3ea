import type { CauseRow } from '../cause.ts';
import { ARGUMENT } from '../parts.ts';

const EXISTS = {
  status: 409,
  code: 'FileAlreadyExists',
  message: 'The object you specified already exists and can not be overwritten.',
  extras: ['Key'],
  ec: '0026-00000201',
  evidence: 'inferred',
} as const;
const UNSUPPORTED = {
  status: 400,
  code: 'OperationNotSupported',
  message: 'The operation is not supported for this resource',
  evidence: 'inferred',
} as const;
/** Directories of buckets with a hierarchical namespace (operations.md §11.4). The EC is the second one of FileAlreadyExists. */
export const directory = {
  'namespace-flat': {
    ...UNSUPPORTED,
    source: 'the pages of the directory operations say which buckets have them; code and text of similar refusals',
    reason: 'The bucket has a flat namespace: it has no directories, and nothing in it can be renamed.',
    remedy: 'Make a bucket with x-oss-hns-status: enabled; it cannot be switched on later. In others, copy and delete.',
  },
  'hierarchy-not-versioned': {
    ...UNSUPPORTED,
    source: 'list of operations for hierarchical namespaces; code and text of similar refusals',
    reason: 'Buckets with a hierarchical namespace have no versions.',
    remedy: 'Keep versions in a bucket with a flat namespace.',
  },
  'directory-name-invalid': {
    status: 400,
    code: 'InvalidObjectName',
    message: 'The specified object is not valid.',
    extras: ['ObjectName'],
    evidence: 'inferred',
    source: 'CreateDirectory page for the rule; code and text of other names',
    reason: 'The path of the directory has two slashes in a row.',
    remedy: 'Write one slash between names.',
  },
  'directory-in-the-way': {
    ...EXISTS,
    source: 'CreateDirectory page for status and code',
    reason: 'An object has the name of the directory that is needed, or a directory that of the object.',
    remedy: 'Choose another name; in a hierarchical namespace a name is a directory or an object, never both.',
  },
  'directory-not-empty': {
    ...EXISTS,
    evidence: 'sdk-test',
    source: 'Java SDK test for status and code (operations.md §11.4); DeleteDirectory page',
    reason: 'The directory holds objects or directories, and the request does not ask to delete them too.',
    remedy: 'Send x-oss-delete-recursive: true, or empty it first.',
  },
  'delete-token-invalid': {
    ...ARGUMENT,
    source: 'DeleteDirectory page for status and code; general text',
    reason: 'x-oss-delete-token is no NextDeleteToken of this directory.',
    remedy: 'Send the token of the previous answer unchanged, or none to begin with.',
  },
  'rename-source-invalid': {
    ...ARGUMENT,
    source: 'Rename page says that the header is required; general text',
    reason: 'x-oss-rename-source is missing, is not UTF-8, or is a directory that the new name lies in.',
    remedy: 'Name the object or directory by its whole path, without the bucket.',
  },
  'rename-target-exists': {
    ...EXISTS,
    source: 'Rename page for status and code',
    reason: 'An object or a directory already has the new name.',
    remedy: 'Delete it first, or choose another name.',
  },
} as const satisfies Record<string, CauseRow>;
