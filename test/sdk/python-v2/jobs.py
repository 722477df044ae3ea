"""Scenarios about what the service does by itself: lifecycle rules and access logs."""

import alibabacloud_oss_v2 as oss
from clients import client, head, make_bucket, put, refused
from harness import equal, scenario


def lifecycle(name, *rules, **more):
    return oss.PutBucketLifecycleRequest(
        name, lifecycle_configuration=oss.LifecycleConfiguration(rules=list(rules)), **more
    )


def rule(prefix, **more):
    return oss.LifecycleRule(prefix=prefix, status='Enabled', **more)


def expire(days):
    return oss.LifecycleRuleExpiration(days=days)


@scenario('bucket-lifecycle')
def bucket_lifecycle(name):
    make_bucket(name)
    read = oss.GetBucketLifecycleRequest(name)
    refused(404, 'NoSuchLifecycle', client.get_bucket_lifecycle, read)
    moves = [
        oss.LifecycleRuleTransition(days=10, storage_class='IA'),
        oss.LifecycleRuleTransition(days=20, storage_class='Archive'),
    ]
    logs = rule(
        'logs/',
        id='logs',
        expiration=expire(30),
        transitions=moves,
        tags=[oss.Tag(key='team', value='a+b')],
        filter=oss.LifecycleRuleFilter(
            object_size_greater_than=100,
            object_size_less_than=200,
            filter_not=[oss.LifecycleRuleNot(prefix='logs/keep/')],
        ),
    )
    uploads = rule(
        'uploads/',
        abort_multipart_upload=oss.LifecycleRuleAbortMultipartUpload(days=7),
        noncurrent_version_expiration=oss.NoncurrentVersionExpiration(noncurrent_days=9),
    )
    client.put_bucket_lifecycle(lifecycle(name, logs, uploads))
    kept, made = client.get_bucket_lifecycle(read).lifecycle_configuration.rules
    equal((kept.id, kept.prefix, kept.status, kept.expiration.days), ('logs', 'logs/', 'Enabled', 30))
    equal([(one.storage_class, one.days) for one in kept.transitions], [('IA', 10), ('Archive', 20)])
    equal([(tag.key, tag.value) for tag in kept.tags], [('team', 'a+b')])
    equal(kept.filter.object_size_less_than, 200)
    equal((len(made.id), made.abort_multipart_upload.days), (36, 7))
    equal(made.noncurrent_version_expiration.noncurrent_days, 9)

    twice = [rule(prefix, expiration=expire(3)) for prefix in ('a', 'a/b')]
    error = refused(400, 'InvalidRequest', client.put_bucket_lifecycle, lifecycle(name, *twice))
    equal(error.message, 'Overlap for same action type Expiration')
    client.put_bucket_lifecycle(lifecycle(name, *twice, allow_same_action_overlap='true'))
    late = rule('a', expiration=expire(10), transitions=moves)
    refused(400, 'InvalidArgument', client.put_bucket_lifecycle, lifecycle(name, late))
    put(name, 'a/b', b'1')
    equal(head(name, 'a/b').expiration[:13], 'expiry-date="')
    client.delete_bucket_lifecycle(oss.DeleteBucketLifecycleRequest(name))
    refused(404, 'NoSuchLifecycle', client.get_bucket_lifecycle, read)


@scenario('bucket-logging')
def bucket_logging(name):
    make_bucket(name)

    def log_to(target):
        enabled = oss.LoggingEnabled(target_bucket=target, target_prefix='logs/')
        status = oss.BucketLoggingStatus(logging_enabled=enabled)
        return oss.PutBucketLoggingRequest(name, bucket_logging_status=status)

    def kept():
        return client.get_bucket_logging(oss.GetBucketLoggingRequest(name)).bucket_logging_status.logging_enabled

    equal(kept(), None)
    refused(400, 'InvalidTargetBucketForLogging', client.put_bucket_logging, log_to(name + '-missing'))
    client.put_bucket_logging(log_to(name))
    equal((kept().target_bucket, kept().target_prefix), (name, 'logs/'))
    client.delete_bucket_logging(oss.DeleteBucketLoggingRequest(name))
    equal(kept(), None)

    read = oss.GetUserDefinedLogFieldsConfigRequest(name)
    refused(404, 'NoSuchUserDefinedLogFieldsConfig', client.get_user_defined_log_fields_config, read)
    fields = oss.UserDefinedLogFieldsConfiguration(
        header_set=oss.LoggingHeaderSet(headers=['x-trace']), param_set=oss.LoggingParamSet(parameters=['user_id'])
    )
    client.put_user_defined_log_fields_config(
        oss.PutUserDefinedLogFieldsConfigRequest(name, user_defined_log_fields_configuration=fields)
    )
    found = client.get_user_defined_log_fields_config(read).user_defined_log_fields_configuration
    equal((found.header_set.headers, found.param_set.parameters), (['x-trace'], ['user_id']))
    client.delete_user_defined_log_fields_config(oss.DeleteUserDefinedLogFieldsConfigRequest(name))
