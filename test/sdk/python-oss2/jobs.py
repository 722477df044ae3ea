"""Scenarios about what the service does by itself: lifecycle rules and access logs."""

import oss2
from clients import make_bucket, refused
from harness import equal, scenario
from oss2.exceptions import InvalidArgument, InvalidRequest, NoSuchLifecycle, ServerError
from oss2.models import (
    AbortMultipartUpload,
    BucketLifecycle,
    BucketLogging,
    FilterNot,
    LifecycleExpiration,
    LifecycleFilter,
    LifecycleRule,
    NoncurrentVersionExpiration,
    StorageTransition,
    Tagging,
    TaggingRule,
)


@scenario('bucket-lifecycle')
def bucket_lifecycle(name):
    bucket = make_bucket(name)
    refused(NoSuchLifecycle, 404, 'NoSuchLifecycle', bucket.get_bucket_lifecycle)
    tags = TaggingRule()
    tags.add('team', 'a+b')
    moves = [
        StorageTransition(days=10, storage_class=oss2.BUCKET_STORAGE_CLASS_IA),
        StorageTransition(days=20, storage_class=oss2.BUCKET_STORAGE_CLASS_ARCHIVE),
    ]
    logs = LifecycleRule(
        'logs',
        'logs/',
        expiration=LifecycleExpiration(days=30),
        storage_transitions=moves,
        tagging=Tagging(tags),
        filter=LifecycleFilter([FilterNot('logs/keep/')], 100, 200),
    )
    uploads = LifecycleRule('', 'uploads/', abort_multipart_upload=AbortMultipartUpload(days=7))
    uploads.noncurrent_version_expiration = NoncurrentVersionExpiration(9)
    bucket.put_bucket_lifecycle(BucketLifecycle([logs, uploads]))
    kept, made = bucket.get_bucket_lifecycle().rules
    equal((kept.id, kept.prefix, kept.status, kept.expiration.days), ('logs', 'logs/', 'Enabled', 30))
    equal([(one.storage_class, one.days) for one in kept.storage_transitions], [('IA', 10), ('Archive', 20)])
    equal(kept.tagging.tag_set.tagging_rule, {'team': 'a+b'})
    equal((kept.filter.object_size_less_than, kept.filter.filter_not[0].prefix), (200, 'logs/keep/'))
    equal((len(made.id), made.abort_multipart_upload.days), (36, 7))
    equal(made.noncurrent_version_expiration.noncurrent_days, 9)

    twice = BucketLifecycle([LifecycleRule('', p, expiration=LifecycleExpiration(days=3)) for p in ('a', 'a/b')])
    error = refused(InvalidRequest, 400, 'InvalidRequest', bucket.put_bucket_lifecycle, twice)
    equal(error.message, 'Overlap for same action type Expiration')
    bucket.put_bucket_lifecycle(twice, headers={'x-oss-allow-same-action-overlap': 'true'})
    late = LifecycleRule('', 'a', expiration=LifecycleExpiration(days=10), storage_transitions=moves)
    refused(InvalidArgument, 400, 'InvalidArgument', bucket.put_bucket_lifecycle, BucketLifecycle([late]))
    bucket.put_object('a/b', b'1')
    expiration = bucket.head_object('a/b').headers['x-oss-expiration']
    equal(expiration[:13] + expiration[-1], 'expiry-date="' + '"')
    bucket.delete_bucket_lifecycle()
    refused(NoSuchLifecycle, 404, 'NoSuchLifecycle', bucket.get_bucket_lifecycle)


@scenario('bucket-logging')
def bucket_logging(name):
    bucket = make_bucket(name)
    equal(bucket.get_bucket_logging().target_bucket, '')
    missing = BucketLogging(name + '-missing', 'logs/')
    refused(ServerError, 400, 'InvalidTargetBucketForLogging', bucket.put_bucket_logging, missing)
    bucket.put_bucket_logging(BucketLogging(name, 'logs/'))
    kept = bucket.get_bucket_logging()
    equal((kept.target_bucket, kept.target_prefix), (name, 'logs/'))
    bucket.delete_bucket_logging()
    equal(bucket.get_bucket_logging().target_bucket, '')
