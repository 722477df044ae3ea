import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, DISTANT_BUCKET, FOREIGN_BUCKET, type SignedAsk } from '../support/case.ts';

const asks = (query: string) => ({
  get: { method: 'GET', bucket: BUCKET, query } satisfies SignedAsk,
  put: (body: string): SignedAsk => ({ method: 'PUT', bucket: BUCKET, query, body }),
  remove: { method: 'DELETE', bucket: BUCKET, query } satisfies SignedAsk,
});
const logging = asks('logging');
const fields = asks('userDefinedLogFieldsConfig');

const to = (inside: string): string =>
  `<BucketLoggingStatus><LoggingEnabled>${inside}</LoggingEnabled></BucketLoggingStatus>`;
const target = (name: string, more = ''): string => to(`<TargetBucket>${name}</TargetBucket>${more}`);
const ENABLED = target(BUCKET, '<TargetPrefix>logs/mine-</TargetPrefix>');
const config = (headers: readonly string[], parameters: readonly string[] = []): string =>
  `<UserDefinedLogFieldsConfiguration><HeaderSet>${headers.map((name) => `<header>${name}</header>`).join('')}</HeaderSet><ParamSet>${parameters.map((name) => `<parameter>${name}</parameter>`).join('')}</ParamSet></UserDefinedLogFieldsConfiguration>`;

const refused = (cause: Cause, rule: string, body: string, ask = logging): Case => ({
  name: cause,
  rule,
  cause,
  ask: ask.put(body),
});

/** operations.md §5.2, services.md §7. */
export const loggingCases: Cases = {
  PutBucketLogging: [
    { name: 'set', rule: 'logging is switched on without body', ask: logging.put(ENABLED) },
    refused('logging-malformed-xml', 'the root has its name', '<BucketLoggingConf/>'),
    refused('logging-without-target', 'logs go somewhere', to('<TargetPrefix>a</TargetPrefix>')),
    refused('logging-target-empty', 'to a bucket with a name', target('')),
    refused('logging-target-name-invalid', 'that could be one', target('x')),
    refused('logging-target-missing', 'to a bucket that exists', target('missingbucket')),
    refused('logging-target-foreign', 'of the same account', target(FOREIGN_BUCKET)),
    refused('logging-target-elsewhere', 'in the same region', target(DISTANT_BUCKET)),
    refused('logging-prefix-invalid', 'under a possible name', target(BUCKET, '<TargetPrefix>/logs</TargetPrefix>')),
    refused(
      'logging-role-invalid',
      'by a role that is named, not by its ARN',
      target(BUCKET, '<LoggingRole>acs:ram::1000000000000000:role/r</LoggingRole>'),
    ),
  ],
  GetBucketLogging: [
    { name: 'set', rule: 'target and prefix come back', before: [logging.put(ENABLED)], ask: logging.get },
    {
      name: 'role',
      rule: 'so does the role; a missing prefix is empty',
      before: [logging.put(target(BUCKET, '<LoggingRole>AliyunOSSLoggingDefaultRole</LoggingRole>'))],
      ask: logging.get,
    },
    { name: 'never-set', rule: 'a bucket without logging has an empty status', ask: logging.get },
    {
      name: 'switched-off',
      rule: 'an empty document switches logging off',
      before: [logging.put(ENABLED), logging.put('<BucketLoggingStatus/>')],
      ask: logging.get,
    },
  ],
  GetBucketInfo: [
    {
      name: 'logging',
      rule: 'the bucket tells where its logs go',
      before: [logging.put(ENABLED)],
      ask: { ...logging.get, query: 'bucketInfo' },
    },
  ],
  DeleteBucketLogging: [
    { name: 'set', rule: 'logging goes with a 204', before: [logging.put(ENABLED)], ask: logging.remove },
    { name: 'never-set', rule: 'also when there was none', ask: logging.remove },
  ],
  PutUserDefinedLogFieldsConfig: [
    { name: 'set', rule: 'fields are taken without body', ask: fields.put(config(['x-trace'], ['user_id'])) },
    refused('log-fields-malformed-xml', 'the root has its name', '<Fields/>', fields),
    refused('log-fields-empty', 'there is a field', config([]), fields),
    refused('log-fields-too-many', 'there are six at most', config(['a', 'b', 'c', 'd'], ['e', 'f', 'g']), fields),
    refused('log-field-header-underscore', 'headers have hyphens', config(['x_trace']), fields),
    refused('log-field-header-invalid', 'and no colons', config(['x:trace']), fields),
  ],
  GetUserDefinedLogFieldsConfig: [
    {
      name: 'set',
      rule: 'headers and parameters come back in their order',
      before: [fields.put(config(['x-trace', 'referer'], ['user_id']))],
      ask: fields.get,
    },
    {
      name: 'no-log-fields-configuration',
      rule: 'a bucket without fields has none to return',
      cause: 'no-log-fields-configuration',
      ask: fields.get,
    },
  ],
  DeleteUserDefinedLogFieldsConfig: [
    {
      name: 'set',
      rule: 'fields go with a 204',
      before: [fields.put(config(['x-trace']))],
      ask: fields.remove,
      after: { ask: fields.get, status: 404 },
    },
    { name: 'never-set', rule: 'also when there were none', ask: fields.remove },
  ],
};
