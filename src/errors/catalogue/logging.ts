import type { CauseRow } from '../cause.ts';
import { MALFORMED_XML } from '../parts.ts';

const INVALID_ARGUMENT = {
  status: 400,
  code: 'InvalidArgument',
  message: 'Invalid Argument. Parameter is invalid.',
  extras: ['ArgumentName', 'ArgumentValue'],
} as const;

/** EC 0032 and 0046: what access logging is refused for beside settings.ts (operations.md §5.2). */
export const logging = {
  'logging-prefix-invalid': {
    ...INVALID_ARGUMENT,
    ec: '0032-00000005',
    evidence: 'inferred',
    source: 'EC page 0032-00000005 for the condition; general text of the 400 page',
    reason: 'TargetPrefix begins with a slash or backslash, with which no object name begins.',
    remedy: 'Leave the first character out.',
  },
  'logging-target-elsewhere': {
    status: 400,
    code: 'InvalidTargetBucketForLogging',
    message: 'put bucket log requester is not target bucket owner.',
    ec: '0032-00000010',
    evidence: 'inferred',
    source: 'services.md §7 for the EC; code and text of its neighbours',
    reason: 'The bucket that should receive the logs lies in another region.',
    remedy: 'Use a bucket of the region of the source bucket.',
  },
  'logging-role-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'LoggingRole is invalid.',
    ec: '0032-00000014',
    evidence: 'doc',
    source: 'EC page 0032-00000014',
    reason: 'LoggingRole is not the name of a RAM role; an ARN is none.',
    remedy: 'Write the bare name, for example AliyunOSSLoggingDefaultRole.',
  },
  'log-fields-malformed-xml': {
    ...MALFORMED_XML,
    ec: '0046-00000002',
    evidence: 'inferred',
    source: 'EC page 0046-00000002 for the condition; general row of the 400 page',
    reason: 'The UserDefinedLogFieldsConfiguration document cannot be read or has another root.',
    remedy: 'Send UserDefinedLogFieldsConfiguration with HeaderSet or ParamSet.',
  },
  'log-fields-empty': {
    ...MALFORMED_XML,
    ec: '0046-00000003',
    evidence: 'inferred',
    source: 'EC page 0046-00000003 for the condition; general row of the 400 page',
    reason: 'The document names neither a header nor a parameter.',
    remedy: 'Name one, or remove the configuration with DELETE ?userDefinedLogFieldsConfig.',
  },
  'log-fields-too-many': {
    ...INVALID_ARGUMENT,
    ec: '0046-00000004',
    evidence: 'inferred',
    source: 'EC page 0046-00000004 for the condition; general text of the 400 page',
    reason: 'Headers and parameters together are more than six.',
    remedy: 'Keep the six that are needed most.',
  },
  'log-field-header-underscore': {
    ...INVALID_ARGUMENT,
    ec: '0046-00000005',
    evidence: 'inferred',
    source: 'EC page 0046-00000005 for the condition; general text of the 400 page',
    reason: 'The name of a header holds an underscore.',
    remedy: 'Write a hyphen; only parameters have underscores.',
  },
  'log-field-header-invalid': {
    ...INVALID_ARGUMENT,
    evidence: 'inferred',
    source: 'API reference of PutUserDefinedLogFieldsConfig for the condition; general text of the 400 page',
    reason: 'The name of a header is empty, or holds a colon or what is no printable ASCII character.',
    remedy: 'Write the name as it stands before the colon in the request.',
  },
  'no-log-fields-configuration': {
    status: 404,
    code: 'NoSuchUserDefinedLogFieldsConfig',
    message: 'The user defined log fields configuration does not exist.',
    extras: ['BucketName'],
    evidence: 'inferred',
    source: 'the Terraform provider for the code; status and text by analogy',
    reason: 'No headers or parameters are logged for the bucket beside the usual fields.',
    remedy: 'Treat this answer as an empty list.',
  },
} as const satisfies Record<string, CauseRow>;
